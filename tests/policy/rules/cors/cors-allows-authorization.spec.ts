import { V2 } from "../../../../aws/resource-types";
import { corsAllowsAuthorization } from "../../../../policy/rules/cors/cors-allows-authorization";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(corsAllowsAuthorization, {
  baseline: {
    api: {
      type: V2.api,
      props: {
        id: "abcde12345",
        corsConfiguration: { allowOrigins: ["https://a.b"], allowHeaders: ["Authorization"] },
      },
    },
    customers: {
      type: V2.authorizer,
      props: { apiId: "abcde12345", authorizerType: "JWT", identitySources: ["$request.header.Authorization"] },
      refs: { apiId: ["api"] },
    },
  },
  passes: {
    "a token in the query": { "customers.identitySources": ["$request.querystring.token"] },
    "an API without CORS": { "api.corsConfiguration": undefined },
    "another header by wildcard": {
      "customers.identitySources": ["$request.header.X-Token"],
      "api.corsConfiguration.allowHeaders": ["*"],
    },
    "an API of another stack": { "customers.apiId": "other12345", "customers.refs": {} },
  },
  fails: {
    "a header that is not allowed": [
      { "api.corsConfiguration.allowHeaders": ["content-type"] },
      /customers reads the header authorization, and the CORS configuration of api does not allow it\.\nFix: Add "authorization" to allowHeaders/,
    ],
    "the wildcard, which does not cover Authorization": [
      { "api.corsConfiguration.allowHeaders": ["*"] },
      /\("\*" does not cover it\)\.\nFix: Add "authorization"/,
    ],
    "a header that is not allowed, on an API whose id is not known yet": [
      { "api.id": UNKNOWN, "customers.apiId": UNKNOWN, "api.corsConfiguration.allowHeaders": [] },
      /Fix: Add "authorization" to allowHeaders/,
    ],
  },
  unknown: {
    "headers that are not known yet": [
      { "api.corsConfiguration.allowHeaders": UNKNOWN },
      /^undecided: customers: corsConfiguration\.allowHeaders is not known/,
    ],
    "an authorizer whose API is not known": [
      { "customers.apiId": UNKNOWN, "customers.refs": {} },
      /^undecided: customers: apiId is not known/,
    ],
  },
});
