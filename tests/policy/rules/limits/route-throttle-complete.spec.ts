import { V1, V2 } from "../../../../aws/resource-types";
import { routeThrottleComplete } from "../../../../policy/rules/limits/route-throttle-complete";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(routeThrottleComplete, {
  baseline: {
    stage: {
      type: V2.stage,
      props: {
        defaultRouteSettings: { throttlingRateLimit: 100, throttlingBurstLimit: 50 },
        routeSettings: [{ routeKey: "POST /orders", throttlingRateLimit: 10, throttlingBurstLimit: 5 }],
      },
    },
  },
  passes: {
    "a stage without settings": { "stage.defaultRouteSettings": undefined, "stage.routeSettings": undefined },
    "an empty block that the provider filled in": { "stage.defaultRouteSettings": {} },
  },
  fails: {
    "a limit of 0 of REST methods": [
      { rest: { type: V1.methodSettings, props: { methodPath: "*/*", settings: { throttlingBurstLimit: 0 } } } },
      /The settings for \*\/\* set throttlingBurstLimit to 0, which closes them/,
    ],
    "a route without its burst limit": [
      { "stage.routeSettings": [{ routeKey: "POST /orders", throttlingRateLimit: 10 }] },
      /settings for the route POST \/orders leave out throttlingBurstLimit.*429\.\nFix: Set throttlingRateLimit and throttlingBurstLimit/,
    ],
    "a stage with metrics alone": [
      { "stage.defaultRouteSettings": { detailedMetricsEnabled: true } },
      /settings for all routes leave out throttlingRateLimit and throttlingBurstLimit/,
    ],
    "a limit of 0, which closes the routes on purpose": [
      { "stage.defaultRouteSettings.throttlingBurstLimit": 0 },
      /settings for all routes set throttlingBurstLimit to 0, which closes them: every request is answered with 429/,
    ],
  },
  unknown: {
    "a limit that is not known yet": [{ "stage.defaultRouteSettings.throttlingBurstLimit": UNKNOWN }, "not needed"],
    "settings that are not known yet": [{ "stage.routeSettings": UNKNOWN }, /routeSettings is not known/],
  },
});
