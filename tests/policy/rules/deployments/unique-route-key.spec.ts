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
  fails: {
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
