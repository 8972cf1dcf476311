import { V2 } from "../../../../aws/resource-types";
import { executeApiDisabled } from "../../../../policy/rules/endpoints/execute-api-disabled";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(executeApiDisabled, {
  baseline: {
    domain: {
      type: V2.domainName,
      props: { domainName: "api.example.com", mutualTlsAuthentication: { truststoreUri: "s3://trust/store.pem" } },
    },
    api: { type: V2.api, props: { id: "abcde12345", disableExecuteApiEndpoint: true } },
    mapping: {
      type: V2.apiMapping,
      props: { apiId: "abcde12345", domainName: "api.example.com" },
      refs: { apiId: ["api"], domainName: ["domain"] },
    },
  },
  passes: {
    "a domain without mutual TLS": {
      "domain.mutualTlsAuthentication": undefined,
      "api.disableExecuteApiEndpoint": false,
    },
  },
  fails: {
    "an open default endpoint beside mutual TLS": [
      { "api.disableExecuteApiEndpoint": false },
      /api has mutual TLS on api\.example\.com and also answers on its execute-api endpoint\.\nFix: Set disableExecuteApiEndpoint to true/,
    ],
    "an API that joins by reference alone": [
      { "api.id": UNKNOWN, "mapping.apiId": UNKNOWN, "api.disableExecuteApiEndpoint": undefined },
      /Fix: Set disableExecuteApiEndpoint to true/,
    ],
  },
  unknown: {
    "a setting that is not known yet": [
      { "api.disableExecuteApiEndpoint": UNKNOWN },
      /disableExecuteApiEndpoint is not known/,
    ],
    "an API that is not known": [
      { "mapping.apiId": UNKNOWN, "mapping.refs": { domainName: ["domain"] } },
      /apiId is not known/,
    ],
  },
  config: {
    "the only door for every domain": [
      { "domain.mutualTlsAuthentication": undefined, "api.disableExecuteApiEndpoint": false },
      { required: true },
      /api has a custom domain on api\.example\.com/,
    ],
  },
});
