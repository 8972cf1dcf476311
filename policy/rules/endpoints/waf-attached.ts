import { CLASSIC_WEB_ACL_ASSOCIATION, V1, WEB_ACL_ASSOCIATION } from "../../../aws/resource-types";
import { flag } from "../../pack/option";
import { stackRule } from "../../pack/rule";
import { Undecided } from "../../graph/unknown";

export const wafAttached = stackRule({
  name: "waf-attached",
  title: "A web ACL protects REST stages",
  description: "Where required, every REST stage has a web ACL.",
  severity: "medium",
  category: "security",
  blocks: "never",
  why: "A web ACL stops common attacks and floods before they reach the API. HTTP APIs cannot have one; a CloudFront distribution before them can.",
  fix: "Add a wafv2.WebAclAssociation with the stage's ARN.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-aws-waf.html",
  equivalents: ["CKV2_AWS_29", "AwsSolutions-APIG3", "APIGateway.4"],
  examples: {
    fails: `new apigateway.Stage("live", { restApi: api.id, deployment: deployment.id, stageName: "live" });`,
    passes: `const live = new apigateway.Stage("live", { restApi: api.id, deployment: deployment.id, stageName: "live" });
new wafv2.WebAclAssociation("live", { resourceArn: live.arn, webAclArn: acl.arn });`,
  },
  options: { required: flag(false, "Whether every REST stage must have a web ACL.") },
  types: [V1.stage],
  check(stage, { graph, settings, report }) {
    if (!settings.required) {
      return;
    }
    const associations = [WEB_ACL_ASSOCIATION, CLASSIC_WEB_ACL_ASSOCIATION].map((type) =>
      graph.referring(stage, type, { path: "resourceArn", key: "arn" }),
    );
    const resources = associations.flatMap((links) => links.resources);
    if (resources.length === 0 && associations.some(({ unsure }) => unsure.length > 0)) {
      throw new Undecided("resourceArn of a WebAclAssociation is not known before the deployment");
    }
    if (resources.length === 0) {
      report(`The stage ${stage.name} has no web ACL.`, "Add a wafv2.WebAclAssociation with its ARN.");
    }
  },
});
