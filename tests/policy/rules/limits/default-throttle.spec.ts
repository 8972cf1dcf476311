import { V1, V2 } from "../../../../aws/resource-types";
import { defaultThrottle } from "../../../../policy/rules/limits/default-throttle";
import { describeRule, UNKNOWN } from "../../cases";

const onlyRoute = {
  shop: { type: V2.api, props: { id: "abcde12345", protocolType: "HTTP" } },
  route: { type: V2.route, props: { apiId: "abcde12345", routeKey: "$default" }, refs: { apiId: ["shop"] } },
  "http.apiId": "abcde12345",
  "http.refs": { apiId: ["shop"] },
};

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
  passes: {
    "limits of the only route": {
      ...onlyRoute,
      "http.defaultRouteSettings": undefined,
      "http.routeSettings": [{ routeKey: "$default", throttlingRateLimit: 100, throttlingBurstLimit: 50 }],
    },
  },
  fails: {
    "a route without limits beside one with": [
      {
        ...onlyRoute,
        "http.defaultRouteSettings": undefined,
        "http.routeSettings": [{ routeKey: "GET /a", throttlingRateLimit: 100, throttlingBurstLimit: 50 }],
      },
      /http has no limits of its own/,
    ],
    "an HTTP stage without limits": [
      { "http.defaultRouteSettings": undefined },
      /http has no limits of its own\.\nFix: Set .* in defaultRouteSettings/,
    ],
    "a REST stage without limits": [
      { "all.settings.throttlingRateLimit": -1 },
      /rest has no limits.*\nFix: .*MethodSettings for "\*\/\*"/,
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
