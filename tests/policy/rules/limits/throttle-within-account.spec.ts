import { V1, V2 } from "../../../../aws/resource-types";
import { throttleWithinAccount } from "../../../../policy/rules/limits/throttle-within-account";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(throttleWithinAccount, {
  baseline: {
    stage: {
      type: V2.stage,
      props: { defaultRouteSettings: { throttlingRateLimit: 1000, throttlingBurstLimit: 500 } },
    },
    all: { type: V1.methodSettings, props: { settings: { throttlingRateLimit: -1, throttlingBurstLimit: 5000 } } },
    plan: { type: V1.usagePlan, props: { throttleSettings: { rateLimit: 10, burstLimit: 5 } } },
  },
  fails: {
    "a rate above the account's": [
      { "stage.defaultRouteSettings.throttlingRateLimit": 20000 },
      /throttlingRateLimit is 20000, above the account's 10000/,
    ],
    "a burst of a plan above the account's": [
      { "plan.throttleSettings.burstLimit": 6000 },
      /burstLimit is 6000, above the account's 5000/,
    ],
    "a route's rate above the account's": [
      { "stage.routeSettings": [{ routeKey: "GET /", throttlingRateLimit: 10001 }] },
      /routeSettings\.0\.throttlingRateLimit is 10001/,
    ],
  },
  unknown: {
    "a limit that is not known yet": [
      { "all.settings.throttlingRateLimit": UNKNOWN },
      /throttlingRateLimit is not known/,
    ],
  },
  config: {
    "a raised quota": [{ "stage.defaultRouteSettings.throttlingRateLimit": 20000 }, { rate: 20000 }],
    "a smaller region": [{}, { rate: 500 }, /is 1000, above the account's 500/],
  },
});
