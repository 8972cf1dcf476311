import { V2 } from "../../../../aws/resource-types";
import { defaultRoutePreflight } from "../../../../policy/rules/cors/default-route-preflight";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(defaultRoutePreflight, {
  baseline: {
    api: {
      type: V2.api,
      props: { id: "abcde12345", corsConfiguration: { allowOrigins: ["https://shop.example.com"] } },
    },
    everything: {
      type: V2.route,
      props: { apiId: "abcde12345", routeKey: "$default", authorizationType: "JWT" },
      refs: { apiId: ["api"] },
    },
    preflight: {
      type: V2.route,
      props: { apiId: "abcde12345", routeKey: "OPTIONS /{proxy+}" },
      refs: { apiId: ["api"] },
    },
  },
  passes: {
    "a WebSocket API, which has no preflights": { "api.protocolType": "WEBSOCKET" },
    "a catch-all route without authorization": { "everything.authorizationType": "NONE", preflight: undefined },
    "an API without CORS": { "api.corsConfiguration": undefined, preflight: undefined },
    "an ANY route with its own open preflight": {
      "everything.routeKey": "ANY /pets",
      "preflight.routeKey": "OPTIONS /pets",
    },
  },
  fails: {
    "$default with an authorizer and no open preflight": [
      { preflight: undefined },
      /route \$default of api needs authorization and catches preflights.*\nFix: Add a route "OPTIONS \/\{proxy\+\}" without authorization/,
    ],
    "an ANY route with an authorizer": [
      { "everything.routeKey": "ANY /pets", preflight: undefined },
      /ANY \/pets of api.*\nFix: Add a route "OPTIONS \/pets"/,
    ],
    "a preflight route that itself needs authorization": [{ "preflight.authorizationType": "JWT" }, /\$default of api/],
  },
  unknown: {
    "a route whose key is not known yet": [{ "preflight.routeKey": UNKNOWN }, /not every route of the API is known/],
  },
});
