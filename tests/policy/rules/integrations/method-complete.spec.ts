import { V1, V2 } from "../../../../aws/resource-types";
import { methodComplete } from "../../../../policy/rules/integrations/method-complete";
import { describeRule, UNKNOWN } from "../../cases";

const place = { restApi: "abcde12345", resourceId: "res123", httpMethod: "GET" };
const refs = { restApi: ["api"] };
const after = (...names: string[]) => ({ ...refs, httpMethod: names });

describeRule(methodComplete, {
  baseline: {
    api: { type: V1.restApi, props: { id: "abcde12345" } },
    order: { type: V1.model, props: { restApi: "abcde12345", name: "Order" }, refs },
    check: { type: V1.requestValidator, props: { id: "v12345", restApi: "abcde12345", name: "everything" }, refs },
    get: {
      type: V1.method,
      props: {
        ...place,
        requestModels: { "application/json": "Order", "text/plain": "Empty" },
        requestValidatorId: "v12345",
      },
      refs,
    },
    call: { type: V1.integration, props: { ...place, type: "MOCK" }, refs: after("get") },
    ok: {
      type: V1.methodResponse,
      props: { ...place, statusCode: "200", responseModels: { "application/json": "Error" } },
      refs: after("get"),
    },
    answer: { type: V1.integrationResponse, props: { ...place, statusCode: "200" }, refs: after("call", "ok") },
    live: { type: V1.deployment, props: { restApi: "abcde12345" }, refs, dependsOn: ["call"] },
  },
  passes: {
    "an API of another stack": { api: undefined, call: undefined, order: undefined },
    "an API with a document, which has methods and models of its own": {
      "api.body": "{}",
      get: undefined,
      call: undefined,
      ok: undefined,
      answer: undefined,
    },
    "an API into which a document is put": {
      put: { type: V1.restApiPut, props: { restApiId: "abcde12345", body: "{}" }, refs: { restApiId: ["api"] } },
      get: undefined,
      call: undefined,
      ok: undefined,
      answer: undefined,
    },
    "a method without an integration, which is not deployed": {
      live: undefined,
      call: undefined,
      "answer.refs": after("get"),
    },
    "a deployment of an HTTP API with routes, a document or a target": {
      shop: { type: V2.api, props: { id: "shop123456" } },
      route: { type: V2.route, props: { apiId: "shop123456", routeKey: "GET /a" }, refs: { apiId: ["shop"] } },
      now: { type: V2.deployment, props: { apiId: "shop123456" }, refs: { apiId: ["shop"] } },
      written: { type: V2.api, props: { id: "writ123456", body: "{}" } },
      then: { type: V2.deployment, props: { apiId: "writ123456" }, refs: { apiId: ["written"] } },
      quick: { type: V2.api, props: { id: "quic123456", target: "https://a.example.com" } },
      last: { type: V2.deployment, props: { apiId: "quic123456" }, refs: { apiId: ["quick"] } },
    },
    "what comes after a method by way of another": { "call.refs": after("ok"), "ok.refs": after("get") },
    "a validator that is not the stack's": { "get.requestValidatorId": "w12345" },
  },
  fails: {
    // AWS: "The REST API doesn't contain any methods", measured in
    // https://github.com/badmintoncryer/cdk-preflight/tree/main/rules/apigateway/pf-apigw-deployment-no-methods
    "a deployment of an API without methods": [
      { get: undefined, call: undefined, ok: undefined, answer: undefined, "live.dependsOn": [] },
      /live deploys api, which has no methods\.\nFix: Add methods to api/,
    ],
    // AWS: "Unable to deploy API because no routes exist in this API", https://github.com/mach-composer/mach-composer-cli/issues/42
    "a deployment of an HTTP API without routes": [
      {
        shop: { type: V2.api, props: { id: "shop123456", protocolType: "HTTP" } },
        now: { type: V2.deployment, props: { apiId: "shop123456" }, refs: { apiId: ["shop"] } },
      },
      /now deploys shop, which has no routes\.\nFix: Add routes to shop/,
    ],
    // AWS: "No integration defined for method", https://github.com/hashicorp/terraform/issues/6128
    "a method without an integration": [
      { call: undefined, answer: undefined },
      /get has no integration, so API Gateway refuses each deployment of api\.\nFix: Add an Integration to get/,
    ],
    // AWS: "Invalid model identifier specified: petModel", recorded in https://github.com/localstack/localstack test_put_method_validation
    "a request model that the API lacks": [
      { "order.name": "Orders" },
      /get names the model Order, and api has none of that name\.\nFix: Add it to api/,
    ],
    "a response model that the API lacks": [
      { "ok.responseModels": { "application/json": "Orders" } },
      /ok names the model Orders, and api has none of that name/,
    ],
    // AWS: "Invalid Request Validator identifier specified", recorded by the same test
    "a validator's name in place of its id": [
      { "get.requestValidatorId": "everything" },
      /get has the name of the request validator check as its requestValidatorId\.\nFix: Write the id of check/,
    ],
    // AWS: "Invalid Method identifier specified", https://github.com/hashicorp/terraform-provider-aws/issues/815
    "an integration that may be made before its method": [
      { "call.refs": refs },
      /call may be made before get, without which API Gateway refuses it\.\nFix: Take an input of call from get, or add it to dependsOn/,
    ],
    // AWS: "No integration defined for method", https://github.com/hashicorp/terraform/issues/7486
    "an integration response that may be made before its integration": [
      { "answer.refs": after("ok") },
      /answer may be made before call/,
    ],
  },
  unknown: {
    "models whose names are not known yet": [{ "order.name": UNKNOWN }, "not needed"],
    "the models of a method that are not known yet": [{ "get.requestModels": UNKNOWN }, "not needed"],
    "an integration of a place that is not known": [
      { "call.resourceId": UNKNOWN, "answer.refs": after("call") },
      "not needed",
    ],
  },
});
