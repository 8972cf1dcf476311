import { LAMBDA, LOG_GROUP, V1, V2 } from "../../../../aws/resource-types";
import { uniqueRouteKey } from "../../../../policy/rules/deployments/unique-route-key";
import { describeRule, secret, UNKNOWN } from "../../cases";

const FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:orders";
const permission = (name: string, more: Record<string, unknown> = {}) => ({
  type: LAMBDA.permission,
  props: { function: name, statementId: "AllowInvoke", ...more },
});
const onList = (type: string, props: Record<string, unknown>) => ({
  type,
  props: { restApi: "rest123456", resourceId: "res1", httpMethod: "GET", ...props },
});
const rest = { type: V1.restApi, props: { id: "rest123456" } };
const model = (name: string) => ({
  type: V1.model,
  props: { restApi: "rest123456", name },
  refs: { restApi: ["rest"] },
});

describeRule(uniqueRouteKey, {
  baseline: {
    shop: { type: V2.api, props: { id: "shop123456" } },
    admin: { type: V2.api, props: { id: "admin12345" } },
    list: { type: V2.route, props: { apiId: "shop123456", routeKey: "GET /orders" }, refs: { apiId: ["shop"] } },
    all: { type: V2.route, props: { apiId: "shop123456", routeKey: "GET /orders/all" }, refs: { apiId: ["shop"] } },
    same: { type: V2.route, props: { apiId: "admin12345", routeKey: "GET /orders" }, refs: { apiId: ["admin"] } },
    get: { type: V1.method, props: { resourceId: "res1", httpMethod: "GET" } },
    post: { type: V1.method, props: { resourceId: "res1", httpMethod: "POST" } },
  },
  passes: {
    "one name on two APIs, and one path of a domain in two regions": {
      one: { type: V2.stage, props: { apiId: "shop123456", name: "live" }, refs: { apiId: ["shop"] } },
      two: { type: V2.stage, props: { apiId: "admin12345", name: "live" }, refs: { apiId: ["admin"] } },
      here: { type: V2.apiMapping, props: { apiId: "a", domainName: "api.example.com" }, providerRegion: "eu-west-1" },
      there: { type: V2.apiMapping, props: { apiId: "b", domainName: "api.example.com" }, providerRegion: "us-east-1" },
    },
    "responses of two methods, and two patterns": {
      ok: onList(V1.methodResponse, { statusCode: "200" }),
      missing: onList(V1.methodResponse, { statusCode: "404" }),
      posted: onList(V1.methodResponse, { statusCode: "200", httpMethod: "POST" }),
      mapped: onList(V1.integrationResponse, { statusCode: "200" }),
      other: onList(V1.integrationResponse, { statusCode: "404", selectionPattern: "404" }),
    },
    // the provider's update is the same call: https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegrationResponse.html
    "an integration response that takes the place of another": {
      one: onList(V1.integrationResponse, { statusCode: "200" }),
      two: onList(V1.integrationResponse, { statusCode: "200" }),
    },
    // an alias has a policy of its own: https://github.com/floci-io/floci/issues/2124
    "one statement id of two functions, of an alias, in two regions, and in two accounts": {
      one: permission(FUNCTION),
      two: permission(`${FUNCTION}-2`),
      three: permission(FUNCTION, { qualifier: "live" }),
      four: permission(`${FUNCTION}:test`),
      five: { ...permission("stock"), providerRegion: "eu-west-1" },
      six: { ...permission("stock"), providerRegion: "us-east-1" },
      seven: { ...permission("stock"), providerRegion: "us-east-1", providerName: "other" },
      eight: permission(UNKNOWN),
      nine: permission(UNKNOWN),
    },
    // "Custom domain names for private APIs don't need to be unique", by
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-custom-domains.html
    "a domain in two regions, and private ones": {
      one: { type: V2.domainName, props: { domainName: "api.example.com" }, providerRegion: "eu-west-1" },
      two: { type: V2.domainName, props: { domainName: "api.example.com" }, providerRegion: "us-east-1" },
      three: {
        type: V1.domainName,
        props: { domainName: "in.example.com", endpointConfiguration: { types: "PRIVATE" } },
      },
      four: {
        type: V1.domainName,
        props: { domainName: "in.example.com", endpointConfiguration: { types: "PRIVATE" } },
      },
    },
    "what is read twice, beside its own": {
      one: { type: LOG_GROUP, props: { name: "/aws/shop" }, isRead: true },
      two: { type: LOG_GROUP, props: { name: "/aws/shop" } },
      three: { type: LOG_GROUP, props: { name: "/aws/shop" }, isRead: true },
    },
    "API keys of two values, and of none": {
      one: { type: V1.apiKey, props: { value: "a".repeat(20) } },
      two: { type: V1.apiKey, props: { value: "b".repeat(20) } },
      three: { type: V1.apiKey, props: {} },
      four: { type: V1.apiKey, props: {} },
    },
    "a model named Error on an API with a document, and on one of another stack": {
      rest: { ...rest, props: { ...rest.props, body: "{}" } },
      error: model("Error"),
      elsewhere: { type: V1.model, props: { restApi: "there12345", name: "Empty" } },
    },
    "names that are not known yet": {
      one: { type: V2.stage, props: { apiId: "shop123456", name: UNKNOWN }, refs: { apiId: ["shop"] } },
      two: { type: V2.stage, props: { apiId: "shop123456", name: UNKNOWN }, refs: { apiId: ["shop"] } },
    },
  },
  fails: {
    "a stage that is there twice": [
      {
        one: { type: V2.stage, props: { apiId: "shop123456", name: "$default" }, refs: { apiId: ["shop"] } },
        two: { type: V2.stage, props: { apiId: "shop123456", name: "$default" }, refs: { apiId: ["shop"] } },
      },
      /The stage \$default is there twice on shop, as one and two, and API Gateway refuses the second\.\nFix: Remove two or one, or change its name/,
    ],
    "a response of a method that is there twice": [
      {
        ok: onList(V1.methodResponse, { statusCode: "200" }),
        again: onList(V1.methodResponse, { statusCode: "200" }),
      },
      /The response 200 is there twice on GET of its API, as again and ok, and API Gateway refuses the second\.\nFix: Remove ok or again, or change its statusCode/,
    ],
    "two integration responses without a pattern": [
      {
        ok: onList(V1.integrationResponse, { statusCode: "200" }),
        missing: onList(V1.integrationResponse, { statusCode: "404", selectionPattern: "" }),
      },
      /The selection pattern \(default\) is there twice on GET of its API, as missing and ok/,
    ],
    "a statement id of one function that is there twice, by ARN and by name": [
      {
        orders: { type: LAMBDA.function, props: { name: "orders", arn: FUNCTION } },
        one: permission("orders"),
        two: permission(FUNCTION),
      },
      /The statement id AllowInvoke is there twice on (arn\S+|orders), as one and two, and Lambda refuses the second\.\nFix: Remove two or one, or change its statementId/,
    ],
    "a statement id of one alias": [
      { one: permission(`${FUNCTION}:live`), two: permission(FUNCTION, { qualifier: "live" }) },
      /The statement id AllowInvoke is there twice/,
    ],
    "a domain that both APIs of API Gateway declare": [
      {
        one: { type: V1.domainName, props: { domainName: "api.example.com" }, providerRegion: "eu-west-1" },
        two: { type: V2.domainName, props: { domainName: "api.example.com" }, providerRegion: "eu-west-1" },
      },
      /The domain api\.example\.com is there twice in eu-west-1, as one and two/,
    ],
    "two API keys of one value, without it": [
      {
        one: { type: V1.apiKey, props: { name: "a", value: "k".repeat(20) } },
        two: { type: V1.apiKey, props: { name: "b", value: secret("k".repeat(20)) } },
      },
      /The value of an API key is there twice in its region, as one and two, and API Gateway refuses the second\.\nFix: Remove two or one, or change its value/,
    ],
    "a log group and a function of one name": [
      {
        log: { type: LOG_GROUP, props: { name: "/aws/vendedlogs/shop" } },
        again: { type: LOG_GROUP, props: { name: "/aws/vendedlogs/shop" } },
        orders: { type: LAMBDA.function, props: { name: "orders" } },
        other: { type: LAMBDA.function, props: { name: "orders" } },
      },
      /The function orders is there twice in its region, as orders and other, and Lambda refuses the second/,
      /The log group \/aws\/vendedlogs\/shop is there twice in its region, as again and log, and CloudWatch Logs refuses/,
    ],
    "a model that each API has from the start, as advice": [
      { rest, error: model("Error") },
      /The model error is named Error, as one that each API has from the start, and API Gateway refuses a second\.\nFix: Give error another name, or use "Error" without it/,
    ],
    "a model that is there twice": [
      {
        one: { type: V1.model, props: { restApi: "rest123456", name: "Order" } },
        two: { type: V1.model, props: { restApi: "rest123456", name: "Order" } },
      },
      /The model Order is there twice on its API, as one and two/,
    ],
    "a path of a domain with two mappings, of either kind": [
      {
        domain: { type: V1.domainName, props: { id: "api.example.com", domainName: "api.example.com" } },
        one: {
          type: V1.basePathMapping,
          props: { restApi: "r", domainName: "api.example.com" },
          refs: { domainName: ["domain"] },
        },
        two: {
          type: V2.apiMapping,
          props: { apiId: "a", domainName: "api.example.com" },
          refs: { domainName: ["domain"] },
        },
      },
      /The mapping \(none\) is there twice on domain, as (one and two|two and one)/,
    ],
    "a key that is there twice": [
      { "all.routeKey": "GET /orders" },
      /GET \/orders is there twice on shop, as all and list.*\nFix: Remove list or all, or change its key/,
    ],
    "a key that is there twice by reference": [
      { "shop.id": UNKNOWN, "list.apiId": UNKNOWN, "all.apiId": UNKNOWN, "all.routeKey": "GET /orders" },
      /twice on shop/,
    ],
    "a method that is there twice": [{ "post.httpMethod": "GET" }, /GET is there twice on its API, as get and post/],
  },
  unknown: {
    "a key that is not known yet": [{ "all.routeKey": UNKNOWN }, /all: routeKey is not known/],
    "a route whose API is not known": [{ "all.apiId": UNKNOWN, "all.refs": {} }, /all: apiId is not known/],
  },
});
