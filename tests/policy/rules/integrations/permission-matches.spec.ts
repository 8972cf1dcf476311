import { LAMBDA, V1, V2 } from "../../../../aws/resource-types";
import { permissionMatches } from "../../../../policy/rules/integrations/permission-matches";
import { describeRule, UNKNOWN } from "../../cases";

const arn = "arn:aws:lambda:eu-west-1:111122223333:function:orders";
const execution = "arn:aws:execute-api:eu-west-1:111122223333:abcde12345";

/** A REST API of which GET /orders/{id} invokes the function, instead of the HTTP API. */
const rest = {
  integration: {
    type: V1.integration,
    props: { restApi: "rest123456", resourceId: "one123", httpMethod: "GET", type: "AWS_PROXY", uri: arn },
    refs: { restApi: ["shop"], resourceId: ["one"] },
  },
  route: undefined,
  shop: {
    type: V1.restApi,
    props: {
      id: "rest123456",
      rootResourceId: "root12",
      executionArn: "arn:aws:execute-api:eu-west-1:111122223333:rest123456",
    },
  },
  live: { type: V1.stage, props: { restApi: "rest123456", stageName: "live" }, refs: { restApi: ["shop"] } },
  list: {
    type: V1.resource,
    props: { id: "list12", restApi: "rest123456", parentId: "root12", pathPart: "orders" },
    refs: { restApi: ["shop"], parentId: ["shop"] },
  },
  one: {
    type: V1.resource,
    props: { id: "one123", restApi: "rest123456", parentId: "list12", pathPart: "{id}" },
    refs: { restApi: ["shop"], parentId: ["list"] },
  },
};

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
    "a permission for a bus's rule": {
      "permission.principal": "events.amazonaws.com",
      "permission.sourceArn": "arn:aws:events:eu-west-1:111122223333:rule/nightly",
    },
    "one method and path": { "permission.sourceArn": `${execution}/live/GET/orders/*` },
    "one method of an ANY route": {
      "permission.sourceArn": `${execution}/*/POST/{proxy+}`,
      "route.routeKey": "ANY /{proxy+}",
    },
    "the function itself where $LATEST is invoked": { "integration.integrationUri": `${arn}:$LATEST` },
    "a method of a REST API below another": {
      ...rest,
      "permission.sourceArn": "arn:aws:execute-api:eu-west-1:111122223333:rest123456/*/GET/orders/*",
    },
    "the whole API": { "permission.sourceArn": `${execution}/*` },
    "the alias that is invoked": { "integration.integrationUri": `${arn}:live`, "permission.qualifier": "live" },
    "another principal": { "permission.principal": "s3.amazonaws.com", "permission.sourceArn": "arn:aws:s3:::x" },
    "no source": { "permission.sourceArn": "" },
  },
  fails: {
    "a source ARN that matches no route of a REST API": [
      { ...rest, "permission.sourceArn": "arn:aws:execute-api:eu-west-1:111122223333:rest123456/*/POST/orders" },
      /matches none of GET \/orders\/\{id\}/,
    ],
    "a source ARN that matches no operation of a body": [
      {
        integration: undefined,
        route: undefined,
        "api.body": JSON.stringify({ paths: { "/a": { get: { "x-amazon-apigateway-integration": { uri: arn } } } } }),
        "permission.sourceArn": `${execution}/*/GET/b`,
      },
      /matches none of GET \/a/,
    ],
    "another service beside an API's ARN": [
      { "permission.principal": "events.amazonaws.com" },
      /permission has the source ARN of an API and the principal events\.amazonaws\.com, so it lets no API in\.\nFix: Set principal to "apigateway\.amazonaws\.com"/,
    ],
    "another service beside an API's ARN that is not known yet": [
      {
        "permission.principal": "lambda.amazonaws.com",
        "permission.sourceArn": UNKNOWN,
        "permission.refs": { function: ["orders"], sourceArn: ["api"] },
      },
      /the principal lambda\.amazonaws\.com/,
    ],
    "a permission that is made in another region than the function's": [
      { "permission.region": "us-east-1", "permission.function": arn },
      /permission is made in us-east-1, and its function is in eu-west-1, so Lambda does not find it\.\nFix: Make the permission in eu-west-1/,
    ],
    "another method of a REST API": [
      { ...rest, "permission.sourceArn": "arn:aws:execute-api:eu-west-1:111122223333:rest123456/live/POST/orders/*" },
      /matches none of GET \/orders\/\{id\}/,
    ],
    "another path of a REST API": [
      { ...rest, "permission.sourceArn": "arn:aws:execute-api:eu-west-1:111122223333:rest123456/*/GET/order" },
      /matches none of GET \/orders\/\{id\}/,
    ],
    "an alias where $LATEST is invoked": [
      { "integration.integrationUri": `${arn}:$LATEST`, "permission.qualifier": "live" },
      /is for the alias live of orders, and the API invokes the function itself/,
    ],
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
