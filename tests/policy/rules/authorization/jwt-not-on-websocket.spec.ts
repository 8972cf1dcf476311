import { V2 } from "../../../../aws/resource-types";
import { jwtNotOnWebsocket } from "../../../../policy/rules/authorization/jwt-not-on-websocket";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(jwtNotOnWebsocket, {
  baseline: {
    api: { type: V2.api, props: { id: "abcde12345", protocolType: "HTTP" } },
    users: { type: V2.authorizer, props: { apiId: "abcde12345", authorizerType: "JWT" }, refs: { apiId: ["api"] } },
    route: { type: V2.route, props: { apiId: "abcde12345", authorizationType: "JWT" }, refs: { apiId: ["api"] } },
  },
  passes: {
    "a Lambda authorizer on a WebSocket API": {
      "api.protocolType": "WEBSOCKET",
      "users.authorizerType": "REQUEST",
      "route.authorizationType": "CUSTOM",
    },
  },
  fails: {
    "a WebSocket API": [
      { "api.protocolType": "WEBSOCKET" },
      /JWT authorizer users is on a WebSocket API.*\nFix: Set authorizerType to REQUEST/,
      /route route of a WebSocket API asks for JWT\.\nFix: Set authorizationType to CUSTOM/,
    ],
  },
  unknown: { "an API that is not known": [{ "users.apiId": UNKNOWN, "users.refs": {} }, /users: apiId is not known/] },
});
