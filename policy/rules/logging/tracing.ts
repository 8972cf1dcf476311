import { V1 } from "../../../aws/resource-types";
import { resourceRule } from "../../pack/rule";

export const tracing = resourceRule({
  name: "tracing",
  title: "REST stages trace requests",
  description: "X-Ray tracing is on for REST stages.",
  severity: "low",
  category: "reliability",
  blocks: "never",
  why: "A trace shows how long the gateway, the authorizer and the integration took for one request.",
  fix: "Set xrayTracingEnabled to true.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-xray.html",
  equivalents: ["CKV_AWS_73", "AVD-AWS-0003", "APIGateway.3"],
  examples: {
    fails: `new apigateway.Stage("live", { restApi: api.id, deployment: deployment.id, stageName: "live" });`,
    passes: `new apigateway.Stage("live", {
  restApi: api.id,
  deployment: deployment.id,
  stageName: "live",
  xrayTracingEnabled: true,
});`,
  },
  options: {},
  types: [V1.stage],
  check(stage, { report }) {
    if (!stage.flag("xrayTracingEnabled")) {
      report(`The stage ${stage.name} is not traced.`, "Set xrayTracingEnabled to true.");
    }
  },
  remediate(properties) {
    properties.xrayTracingEnabled = true;
  },
});
