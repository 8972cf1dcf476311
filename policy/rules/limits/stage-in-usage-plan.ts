import { V1 } from "../../../aws/resource-types";
import { flag } from "../../pack/option";
import { stackRule } from "../../pack/rule";
import { plansOf } from "../../facts/usage-plans";

export const stageInUsagePlan = stackRule({
  name: "stage-in-usage-plan",
  title: "REST stages are in a usage plan",
  description: "Where API keys are required, every REST stage is in a usage plan.",
  severity: "low",
  category: "cost",
  blocks: "never",
  why: "Only a usage plan gives each client a rate and a quota of its own.",
  fix: "Add the stage to the apiStages of an apigateway.UsagePlan.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html",
  equivalents: ["W64 (cfn-nag)"],
  examples: {
    fails: `new apigateway.Stage("live", { restApi: api.id, deployment: deployment.id, stageName: "live" }); // with required: true`,
    passes: `const live = new apigateway.Stage("live", { restApi: api.id, deployment: deployment.id, stageName: "live" });
new apigateway.UsagePlan("partners", { apiStages: [{ apiId: api.id, stage: live.stageName }] });`,
  },
  options: { required: flag(false, "Whether every REST stage must be in a usage plan.") },
  types: [V1.stage],
  check(stage, { graph, settings, report }) {
    if (settings.required && plansOf(graph, stage).length === 0) {
      report(`The stage ${stage.name} is in no usage plan.`, "Add it to the apiStages of an apigateway.UsagePlan.");
    }
  },
});
