import { V2, LAMBDA } from "../../../../aws/resource-types";
import { permissionMatches } from "../../../../policy/rules/integrations/permission-matches";
import { describeRule, UNKNOWN } from "../../cases";

const arn = "arn:aws:lambda:eu-west-1:111122223333:function:orders";
const execution = "arn:aws:execute-api:eu-west-1:111122223333:abcde12345";

describeRule(permissionMatches, {
  baseline: {
    api: { type: V2.api, props: { id: "abcde12345", executionArn: execution } },
    stage: { type: V2.stage, props: { apiId: "abcde12345", name: "live" }, refs: { apiId: ["api"] } },
    orders: { type: LAMBDA.function, props: { arn, name: "orders" } },
    integration: {
      type: V2.integration,
      props: { id: "int1234", apiId: "abcde12345", integrationUri: arn },
      refs: { apiId: ["api"] },
    },
    route: {
      type: V2.route,
      props: { apiId: "abcde12345", routeKey: "GET /orders/{id}", target: "integrations/int1234" },
      refs: { apiId: ["api"], target: ["integration"] },
    },
    permission: {
      type: LAMBDA.permission,
      props: { function: "orders", principal: "apigateway.amazonaws.com", sourceArn: `${execution}/*/*` },
      refs: { function: ["orders"] },
    },
  },
  passes: {
    "one method and path": { "permission.sourceArn": `${execution}/live/GET/orders/*` },
    "the whole API": { "permission.sourceArn": `${execution}/*` },
    "the alias that is invoked": { "integration.integrationUri": `${arn}:live`, "permission.qualifier": "live" },
    "another principal": { "permission.principal": "s3.amazonaws.com", "permission.sourceArn": "arn:aws:s3:::x" },
    "no source": { "permission.sourceArn": "" },
  },
  fails: {
    "the API's own ARN": [
      { "permission.sourceArn": "arn:aws:apigateway:eu-west-1::/apis/abcde12345" },
      /is no execution ARN, so it matches no call\.\nFix: Use the API's executionArn followed by \/\*\/\*/,
    ],
    "an ARN without a stage": [
      { "permission.sourceArn": execution },
      /ends with the API's id, so it matches no call\.\nFix: Add \/\*\/\*/,
    ],
    "another region": [
      { "permission.sourceArn": "arn:aws:execute-api:us-east-1:111122223333:abcde12345/*/*" },
      /is for us-east-1\/111122223333, and api is in eu-west-1\/111122223333/,
    ],
    "three levels for a catch-all route, which has two": [
      { "permission.sourceArn": `${execution}/*/*/*`, "route.routeKey": "$default" },
      /matches none of \$default\.\nFix: Use the API's executionArn followed by \/\*\/\*/,
    ],
    "another stage": [{ "permission.sourceArn": `${execution}/dev/*` }, /matches none of GET \/orders\/\{id\}/],
    "the function itself where an alias is invoked": [
      { "integration.integrationUri": `${arn}:live` },
      /is for the function itself, and the API invokes the alias live of orders\.\nFix: Set qualifier to "live"/,
    ],
    "an alias where the function itself is invoked": [
      { "permission.qualifier": "live" },
      /is for the alias live of orders, and the API invokes the function itself\.\nFix: Remove the qualifier/,
    ],
  },
  unknown: {
    "a source that is not known yet": [{ "permission.sourceArn": UNKNOWN }, /permission: sourceArn is not known/],
  },
});
