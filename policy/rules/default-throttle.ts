import { V1, V2 } from "../aws";
import { stackRule } from "../rule";
import { methodSettingsOf } from "../stages";

export const defaultThrottle = stackRule({
  name: "default-throttle",
  title: "A stage has a default throttle",
  description: "Every stage limits the rate and the burst of all its routes or methods.",
  severity: "medium",
  category: "reliability",
  blocks: "never",
  why: "Without limits one API can use up the account's quota for the region, and every other API answers 429.",
  fix: "Set throttlingRateLimit and throttlingBurstLimit in defaultRouteSettings (HTTP, WebSocket) or in MethodSettings for */* (REST).",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html",
  equivalents: ["Serverless-APIGWDefaultThrottling"],
  examples: {
    fails: `new apigatewayv2.Stage("live", { apiId: api.id, name: "$default" });`,
    passes: `new apigatewayv2.Stage("live", {
  apiId: api.id,
  name: "$default",
  defaultRouteSettings: { throttlingRateLimit: 100, throttlingBurstLimit: 50 },
});`,
  },
  options: {},
  types: [V1.stage, V2.stage],
  check(stage, { graph, report }) {
    const isRest = stage.type === V1.stage;
    const path = isRest ? "settings" : "defaultRouteSettings";
    const holders = isRest ? methodSettingsOf(graph, stage) : [stage];
    const limited = holders.some(
      (holder) =>
        (holder.number(`${path}.throttlingRateLimit`) ?? -1) > 0 &&
        (holder.number(`${path}.throttlingBurstLimit`) ?? -1) > 0,
    );
    if (!limited) {
      report(
        `The stage ${stage.name} has no limits of its own: set throttlingRateLimit and throttlingBurstLimit in ${isRest ? 'MethodSettings for "*/*"' : path}.`,
      );
    }
  },
});
