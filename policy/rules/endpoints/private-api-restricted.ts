import { V1 } from "../../../aws/resource-types";
import { apiBody } from "../../facts/open-api";
import { stackRule } from "../../pack/rule";
import { ifKnown, Undecided } from "../../graph/unknown";
import { fieldsAt } from "../../graph/value";
import { policyStatements } from "../../facts/resource-policy";

export const privateApiRestricted = stackRule({
  name: "private-api-restricted",
  title: "A private API names its VPC or endpoint",
  description: "A private REST API's resource policy limits the VPC or the VPC endpoint.",
  severity: "high",
  category: "security",
  blocks: "production",
  why: "A private API answers every VPC endpoint in the region, other accounts' too, that its policy allows; without a policy it answers nobody.",
  fix: "Add a resource policy with a condition on aws:SourceVpce or aws:SourceVpc.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-api-create.html",
  equivalents: [],
  examples: {
    fails: `new apigateway.RestApi("internal", { endpointConfiguration: { types: "PRIVATE" } });`,
    passes: `new apigateway.RestApi("internal", {
  endpointConfiguration: { types: "PRIVATE", vpcEndpointIds: [endpoint.id] },
  policy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: "*",
        Action: "execute-api:Invoke",
        Resource: "*",
        Condition: { StringEquals: { "aws:SourceVpce": "vpce-0123456789abcdef0" } },
      },
    ],
  }),
});`,
  },
  options: {},
  types: [V1.restApi],
  check(api, { graph, report }) {
    if (!(ifKnown(() => api.texts("endpointConfiguration.types")) ?? []).includes("PRIVATE")) {
      return;
    }
    const separate = graph.referring(api, V1.restApiPolicy, { path: "restApiId" });
    const inBody = fieldsAt(apiBody(api)?.document, "x-amazon-apigateway-policy");
    const policies = [
      ...separate.resources.map((policy) => policy.text("policy")),
      inBody ? JSON.stringify(inBody) : undefined,
      separate.resources.length > 0 ? undefined : api.text("policy"),
    ].filter((policy): policy is string => policy !== undefined);
    if (policies.length === 0 && separate.unsure.length > 0) {
      throw new Undecided("the API of a RestApiPolicy is not known before the deployment");
    }
    const conditions = policies
      .flatMap((policy) => policyStatements(policy))
      .flatMap((statement) => statement.conditions);
    if (!conditions.some(({ key }) => /^aws:(sourcevpce|sourcevpc|vpcsourceip)$/i.test(key))) {
      if (policies.length === 0) {
        report(
          `The private API ${api.name} has no resource policy, so it answers nobody.`,
          "Add one with a condition on aws:SourceVpce or aws:SourceVpc.",
        );
      } else {
        report(
          `The policy of the private API ${api.name} limits neither VPC nor endpoint.`,
          "Add a condition on aws:SourceVpce or aws:SourceVpc.",
        );
      }
    }
  },
});
