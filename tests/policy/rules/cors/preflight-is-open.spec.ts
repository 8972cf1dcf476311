import { V1, V2 } from "../../../../aws/resource-types";
import { preflightIsOpen } from "../../../../policy/rules/cors/preflight-is-open";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(preflightIsOpen, {
  baseline: {
    method: { type: V1.method, props: { httpMethod: "OPTIONS", authorization: "NONE" } },
    route: { type: V2.route, props: { routeKey: "OPTIONS /{proxy+}" } },
  },
  passes: {
    "another method with authorization": { "method.httpMethod": "GET", "method.authorization": "AWS_IAM" },
    "another route with authorization": { "route.routeKey": "GET /pets", "route.authorizationType": "JWT" },
  },
  fails: {
    "an OPTIONS method with authorization": [
      { "method.authorization": "AWS_IAM" },
      /OPTIONS method asks for AWS_IAM.*\nFix: Set authorization to "NONE"/,
    ],
    "an OPTIONS method with an API key": [
      { "method.apiKeyRequired": true },
      /asks for an API key.*\nFix: Set apiKeyRequired to false/,
    ],
    "an OPTIONS route with authorization": [
      { "route.authorizationType": "JWT" },
      /OPTIONS route asks for JWT.*\nFix: Set authorizationType to "NONE"/,
    ],
  },
  unknown: { "a route key that is not known yet": [{ "route.routeKey": UNKNOWN }, /route: routeKey is not known/] },
});
