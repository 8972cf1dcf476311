import { V1, V2 } from "../../../../aws/resource-types";
import { authorizerAttached } from "../../../../policy/rules/authorization/authorizer-attached";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(authorizerAttached, {
  baseline: {
    api: { type: V2.api, props: { id: "abcde12345", protocolType: "HTTP" } },
    users: { type: V2.authorizer, props: { id: "auth12", authorizerType: "JWT" } },
    route: {
      type: V2.route,
      props: { apiId: "abcde12345", routeKey: "GET /orders", authorizationType: "JWT", authorizerId: "auth12" },
      refs: { apiId: ["api"], authorizerId: ["users"] },
    },
    token: { type: V1.authorizer, props: { id: "tok123" } },
    method: {
      type: V1.method,
      props: { authorization: "CUSTOM", authorizerId: "tok123" },
      refs: { authorizerId: ["token"] },
    },
  },
  passes: {
    "IAM, which has no authorizer": { "route.authorizationType": "AWS_IAM", "route.authorizerId": "" },
    "an authorizer by reference": { "route.authorizerId": UNKNOWN, "users.id": UNKNOWN },
    "an authorizer of another stack": { "route.authorizerId": "elsewhere", "route.refs": { apiId: ["api"] } },
  },
  fails: {
    "JWT without an authorizer": [
      { "route.authorizerId": "" },
      /GET \/orders asks for JWT and names no authorizer\.\nFix: Set authorizerId/,
    ],
    "an authorizer on an open route": [
      { "route.authorizationType": "NONE" },
      /names an authorizer and its authorizationType is NONE, so it is open to anybody\.\nFix: Set authorizationType to JWT/,
    ],
    "an authorizer of another kind": [
      { "users.authorizerType": "REQUEST" },
      /asks for JWT, and its authorizer users is of the type REQUEST\.\nFix: Set authorizationType to CUSTOM/,
    ],
    "a Cognito method with a Lambda authorizer": [
      { "method.authorization": "COGNITO_USER_POOLS" },
      /its authorizer token is of the type TOKEN\.\nFix: Set authorization to CUSTOM/,
    ],
    "a WebSocket message with an authorizer": [
      {
        "api.protocolType": "WEBSOCKET",
        "route.routeKey": "chat",
        "route.authorizationType": "CUSTOM",
        "users.authorizerType": "REQUEST",
      },
      /which only \$connect may have\.\nFix: Move the authorizer to the \$connect route/,
    ],
  },
  unknown: {
    "an authorization that is not known yet": [
      { "route.authorizationType": UNKNOWN },
      /authorizationType is not known/,
    ],
    "an authorizer that is not known": [
      { "route.authorizerId": UNKNOWN, "route.refs": { apiId: ["api"] } },
      "not needed",
    ],
  },
});
