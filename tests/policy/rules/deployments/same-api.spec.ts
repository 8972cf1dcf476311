import { V1, V2 } from "../../../../aws/resource-types";
import { sameApi } from "../../../../policy/rules/deployments/same-api";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(sameApi, {
  baseline: {
    shop: { type: V2.api, props: { id: "shop123456" } },
    admin: { type: V2.api, props: { id: "admin12345" } },
    orders: { type: V2.integration, props: { id: "int1234", apiId: "shop123456" }, refs: { apiId: ["shop"] } },
    users: { type: V2.authorizer, props: { id: "auth12", apiId: "shop123456" }, refs: { apiId: ["shop"] } },
    route: {
      type: V2.route,
      props: { apiId: "shop123456", target: "integrations/int1234", authorizerId: "auth12" },
      refs: { apiId: ["shop"], target: ["orders"], authorizerId: ["users"] },
    },
    rest: { type: V1.restApi, props: { id: "rest123456" } },
    other: { type: V1.restApi, props: { id: "other12345" } },
    deployment: { type: V1.deployment, props: { id: "dep123", restApi: "rest123456" }, refs: { restApi: ["rest"] } },
    stage: {
      type: V1.stage,
      props: { restApi: "rest123456", deployment: "dep123" },
      refs: { restApi: ["rest"], deployment: ["deployment"] },
    },
  },
  passes: {
    "ids that are not known yet": {
      "orders.id": UNKNOWN,
      "orders.apiId": UNKNOWN,
      "route.apiId": UNKNOWN,
      "route.target": UNKNOWN,
      "shop.id": UNKNOWN,
      "users.apiId": UNKNOWN,
    },
    "a stage that deploys by itself": {
      live: { type: V2.stage, props: { apiId: "shop123456", autoDeploy: true, deploymentId: UNKNOWN } },
    },
    "an integration of another stack": {
      "route.target": "integrations/elsewhere",
      "route.refs": { apiId: ["shop"], authorizerId: ["users"] },
    },
  },
  fails: {
    "an integration of another API": [
      { "orders.apiId": "admin12345", "orders.refs": { apiId: ["admin"] } },
      /route is of the API shop, and its integration orders is of admin\.\nFix: Use one of shop/,
    ],
    "an authorizer of another API by reference alone": [
      { "users.apiId": UNKNOWN, "users.refs": { apiId: ["admin"] }, "admin.id": UNKNOWN },
      /its authorizer users is of admin/,
    ],
    "a deployment of another API": [
      { "deployment.restApi": "other12345", "deployment.refs": { restApi: ["other"] } },
      /stage is of the API rest, and its deployment deployment is of other/,
    ],
  },
  unknown: {
    "an integration whose API is not known": [
      { "orders.apiId": UNKNOWN, "orders.refs": {} },
      /route: apiId is not known/,
    ],
    "a target that is not known": [
      { "route.target": UNKNOWN, "route.refs": { apiId: ["shop"] } },
      /route: target is not known/,
    ],
  },
});
