import { V1, V2 } from "../../../policy/aws";
import { defaultThrottle } from "../../../policy/rules/default-throttle";
import { describeRule, UNKNOWN } from "../cases";

describeRule(defaultThrottle, {
  baseline: {
    http: { type: V2.stage, props: { defaultRouteSettings: { throttlingRateLimit: 100, throttlingBurstLimit: 50 } } },
    api: { type: V1.restApi, props: { id: "rest123456" } },
    rest: { type: V1.stage, props: { restApi: "rest123456", stageName: "live" }, refs: { restApi: ["api"] } },
    all: {
      type: V1.methodSettings,
      props: {
        restApi: "rest123456",
        stageName: "live",
        methodPath: "*/*",
        settings: { throttlingRateLimit: 100, throttlingBurstLimit: 50 },
      },
      refs: { restApi: ["api"] },
    },
  },
  fails: {
    "an HTTP stage without limits": [
      { "http.defaultRouteSettings": undefined },
      /http has no limits of its own: set .* in defaultRouteSettings/,
    ],
    "a REST stage without limits": [
      { "all.settings.throttlingRateLimit": -1 },
      /rest has no limits.*MethodSettings for "\*\/\*"/,
    ],
    "a REST stage of another name than its settings": [{ "all.stageName": "dev" }, /rest has no limits/],
  },
  unknown: {
    "a limit that is not known yet": [
      { "http.defaultRouteSettings.throttlingRateLimit": UNKNOWN },
      /throttlingRateLimit is not known/,
    ],
  },
});
