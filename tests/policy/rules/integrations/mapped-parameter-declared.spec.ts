import { V1 } from "../../../../aws/resource-types";
import { mappedParameterDeclared } from "../../../../policy/rules/integrations/mapped-parameter-declared";
import { describeRule, UNKNOWN } from "../../cases";

const place = { restApi: "abcde12345", resourceId: "res123", httpMethod: "GET" };
const refs = { restApi: ["api"] };

describeRule(mappedParameterDeclared, {
  baseline: {
    api: { type: V1.restApi, props: { id: "abcde12345" } },
    get: { type: V1.method, props: { ...place, requestParameters: { "method.request.path.id": true } }, refs },
    call: {
      type: V1.integration,
      props: { ...place, type: "HTTP", requestParameters: { "integration.request.path.id": "method.request.path.id" } },
      refs,
    },
    ok: {
      type: V1.methodResponse,
      props: { ...place, statusCode: "200", responseParameters: { "method.response.header.X-Total": false } },
      refs,
    },
    answer: {
      type: V1.integrationResponse,
      props: {
        ...place,
        statusCode: "200",
        responseParameters: { "method.response.header.x-total": "integration.response.header.total" },
      },
      refs,
    },
  },
  passes: {
    "a fixed text, a variable, the context and the body": {
      "call.requestParameters": {
        "integration.request.header.a": "'method.request.path.x'",
        "integration.request.header.b": "stageVariables.b",
        "integration.request.header.c": "context.requestId",
        "integration.request.header.d": "method.request.body.a.b",
      },
    },
    "a method of another stack": { get: undefined },
    "a method response of a status that is not known": { "ok.statusCode": UNKNOWN },
    "a method response of another stack": { ok: undefined, get: undefined },
    "a method response of a place that is not known": { "ok.resourceId": UNKNOWN },
    "an answer of a proxy, which has no use for it": {
      ok: undefined,
      "call.type": "HTTP_PROXY",
      "answer.responseParameters": undefined,
    },
    "an answer of an integration of another stack": {
      ok: undefined,
      call: undefined,
      "answer.responseParameters": undefined,
    },
    "a cache key that the method declares": { "call.cacheKeyParameters": ["method.request.path.id"] },
    "a cache key of the integration": { "call.cacheKeyParameters": ["integration.request.path.id"] },
    "all values of a query parameter": {
      "get.requestParameters": { "method.request.querystring.filter.a": false },
      "call.requestParameters": {
        "integration.request.querystring.a": "method.request.multivaluequerystring.filter.a",
      },
    },
    "no mappings": { "call.requestParameters": undefined, "answer.responseParameters": undefined },
  },
  fails: {
    // https://github.com/aws/aws-cdk/issues/17318 has what AWS answers.
    "a path parameter that is not declared": [
      { "get.requestParameters": undefined },
      /call maps method\.request\.path\.id, which get does not declare\.\nFix: Add "method\.request\.path\.id": true to the requestParameters of get/,
    ],
    "a query parameter that is not declared": [
      { "call.requestParameters": { "integration.request.querystring.q": "method.request.querystring.q" } },
      /maps method\.request\.querystring\.q/,
    ],
    // https://github.com/DianaIonita/serverless-api-gateway-caching/pull/65 has what AWS answers.
    "a cache key that is not declared": [
      { "call.cacheKeyParameters": ["method.request.querystring.q"] },
      /call caches by method\.request\.querystring\.q, which get does not declare\.\nFix: Add "method\.request\.querystring\.q": true/,
    ],
    // AWS: "No method response exists for method", https://github.com/amazon-archives/aws-apigateway-importer/issues/121
    "a header without a method response of the status": [
      { "ok.statusCode": "404" },
      /answer answers 200, and get has no method response of that status, which maps method\.response\.header\.x-total\.\nFix: Add a MethodResponse with the statusCode "200" to get/,
    ],
    // AWS: "Output mapping refers to an invalid method response", https://repost.aws/knowledge-center/api-gateway-internal-server-error
    "an answer without a method response": [
      { ok: undefined, "answer.responseParameters": undefined },
      /answer answers 200, and get has no method response of that status\.\n/,
    ],
    "parts of one method that are known by reference": [
      {
        "api.id": UNKNOWN,
        res: {
          type: V1.resource,
          props: { restApi: UNKNOWN, parentId: UNKNOWN, pathPart: "a" },
          refs: { restApi: ["api"], parentId: ["api"] },
        },
        get: {
          type: V1.method,
          props: { ...place, restApi: UNKNOWN, resourceId: UNKNOWN },
          refs: { restApi: ["api"], resourceId: ["res"] },
        },
        "call.restApi": UNKNOWN,
        "call.resourceId": UNKNOWN,
        "call.refs": { restApi: ["api"], resourceId: ["get"] },
        answer: undefined,
      },
      /call maps method\.request\.path\.id, which get does not declare/,
    ],
    "a header of a response that is not declared": [
      { "ok.responseParameters": undefined },
      /answer maps method\.response\.header\.x-total, which ok does not declare\.\nFix: Add .* to the responseParameters of ok/,
    ],
  },
  unknown: {
    "mappings that are not known yet": [{ "call.requestParameters": UNKNOWN }, "not needed"],
    "parameters that are not known yet": [{ "get.requestParameters": UNKNOWN }, "not needed"],
    "a resource that is not known yet": [{ "call.resourceId": UNKNOWN }, "not needed"],
  },
});
