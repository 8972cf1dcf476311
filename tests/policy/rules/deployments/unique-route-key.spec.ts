import { V1, V2 } from "../../../../aws/resource-types";
import { uniqueRouteKey } from "../../../../policy/rules/deployments/unique-route-key";
import { describeRule, UNKNOWN } from "../../cases";

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
