import { V2 } from "../../../aws/resource-types";
import { flag } from "../../pack/option";
import { resourceRule } from "../../pack/rule";

export const noAutoDeployInProduction = resourceRule({
  name: "no-auto-deploy-in-production",
  title: "Production is deployed on purpose",
  description: "Where forbidden, no stage deploys each change by itself.",
  severity: "medium",
  category: "reliability",
  blocks: "never",
  why: "With autoDeploy every change of a route is live at once, in the order in which the resources are made; a deployment of its own goes live as a whole and can be rolled back.",
  fix: "Set autoDeploy to false, and make an apigatewayv2.Deployment that is replaced when the routes change.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html",
  equivalents: [],
  examples: {
    fails: `new apigatewayv2.Stage("live", { apiId: api.id, name: "$default", autoDeploy: true }); // with forbidden: true`,
    passes: `new apigatewayv2.Stage("live", { apiId: api.id, name: "$default", deploymentId: deployment.id });`,
  },
  options: { forbidden: flag(false, "Whether autoDeploy is forbidden.") },
  types: [V2.stage],
  check(stage, { settings, report }) {
    if (settings.forbidden && stage.flag("autoDeploy")) {
      report(
        `The stage ${stage.name} deploys each change by itself.`,
        "Set autoDeploy to false and deploymentId to a Deployment.",
      );
    }
  },
});
