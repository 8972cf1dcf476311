import { V1, V2 } from "../../../aws/resource-types";
import { stackRule } from "../../pack/rule";
import { some } from "../../graph/value";

export const deploymentTriggers = stackRule({
  name: "deployment-triggers",
  title: "A deployment is replaced when what it deploys changes",
  description: "A deployment has triggers for what it deploys, and is made after it.",
  severity: "high",
  category: "reliability",
  blocks: "production",
  why: "A deployment is a snapshot. Without triggers later changes never go live; made before the methods, it deploys nothing, or API Gateway refuses it.",
  fix: "Set triggers to a hash of the body or of the methods and integrations, and let the deployment depend on them.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html",
  equivalents: [],
  examples: {
    fails: `new apigateway.Deployment("now", { restApi: api.id });`,
    passes: `new apigateway.Deployment(
  "now",
  { restApi: api.id, triggers: { body: sha256(body) } },
  { dependsOn: [method, integration] },
);`,
  },
  options: {},
  types: [V1.deployment, V2.deployment],
  check(deployment, { graph, report }) {
    const rest = deployment.type === V1.deployment;
    const link = { path: rest ? "restApi" : "apiId" };
    const api = graph.find(deployment, { ...link, type: rest ? V1.restApi : V2.api });
    if (!api) {
      return;
    }
    // Any input that changes with the API replaces the deployment.
    const moving = ["triggers", "variables", "description", "stageDescription"];
    if (!moving.some((path) => deployment.isUnknown(path) || Object.keys(deployment.value(path) ?? {}).length > 0)) {
      report(
        `The deployment ${deployment.name} has no triggers, so later changes of ${api.name} never go live.`,
        "Set triggers to a hash of what it deploys.",
      );
    }
    const integrations = graph.referring(api, rest ? V1.integration : V2.route, link).resources;
    const before = graph.allDependencies(deployment);
    const hidden = before.some(({ type }) => !/^aws:apigateway(?:v2)?\//.test(type));
    if (integrations.length > 0 && !hidden && !integrations.some((integration) => before.includes(integration))) {
      report(
        `The deployment ${deployment.name} may be made before the ${rest ? "integration" : "route"}${integrations.length > 1 ? "s" : ""} ${some(integrations.map(({ name }) => name))}.`,
        `Add dependsOn with the ${rest ? "methods and integrations" : "routes"} of ${api.name}.`,
      );
    }
  },
});
