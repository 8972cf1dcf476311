import { V1, V2 } from "../../../aws/resource-types";
import { resourceRule } from "../../pack/rule";

export const noDeleteBeforeReplace = resourceRule({
  name: "no-delete-before-replace",
  title: "APIs, deployments and domains are not deleted before they are replaced",
  description: "deleteBeforeReplace is not set where callers depend on the resource.",
  severity: "medium",
  category: "reliability",
  blocks: "never",
  why: "With deleteBeforeReplace the API, its deployment or its domain is gone until the new one is up, and a deployment that a stage points to cannot be deleted at all.",
  fix: "Remove the option, and give the resource a name that may exist twice.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html",
  equivalents: ["CKV_AWS_217", "CKV_AWS_237"],
  examples: {
    fails: `new apigateway.Deployment("now", { restApi: api.id, triggers }, { deleteBeforeReplace: true });`,
    passes: `new apigateway.Deployment("now", { restApi: api.id, triggers });`,
  },
  options: {},
  types: [V1.deployment, V1.domainName, V1.restApi, V2.api, V2.domainName],
  check(resource, { report }) {
    if (resource.source.opts.deleteBeforeReplace) {
      report(
        `${resource.name} is deleted before its replacement is up, so calls fail meanwhile.`,
        "Remove deleteBeforeReplace.",
      );
    }
  },
});
