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
    "a method response of another status": { "ok.statusCode": "404" },
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
