import { V1, V2 } from "../../../../aws/resource-types";
import { tlsPolicySupported } from "../../../../policy/rules/domains/tls-policy-supported";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(tlsPolicySupported, {
  baseline: {
    api: { type: V2.api, props: { id: "abcde12345", protocolType: "HTTP" } },
    rest: { type: V1.restApi, props: { id: "rest123456" } },
    domain: {
      type: V1.domainName,
      props: {
        id: "api.example.com",
        domainName: "api.example.com",
        regionalCertificateArn: "arn:aws:acm:eu-west-1:111122223333:certificate/1",
        endpointConfiguration: { types: "REGIONAL" },
        securityPolicy: "TLS_1_2",
        mutualTlsAuthentication: { truststoreUri: "s3://trust/clients.pem" },
      },
    },
    mapping: {
      type: V2.apiMapping,
      props: { apiId: "abcde12345", domainName: "api.example.com", stage: "live" },
      refs: { apiId: ["api"], domainName: ["domain"] },
    },
    v2: { type: V2.domainName, props: { domainNameConfiguration: { securityPolicy: "TLS_1_2" } } },
  },
  passes: {
    "an enhanced policy with a REST API": {
      "domain.mutualTlsAuthentication": undefined,
      "domain.securityPolicy": "SecurityPolicy_TLS13_1_3_2025_09",
      "mapping.apiId": "rest123456",
      "mapping.refs": { apiId: ["rest"], domainName: ["domain"] },
    },
    "no policy": { "domain.securityPolicy": "" },
  },
  fails: {
    "mutual TLS with an enhanced policy": [
      { "domain.securityPolicy": "SecurityPolicy_TLS13_1_3_2025_09", mapping: undefined },
      /domain has mutual TLS and the security policy SecurityPolicy_TLS13_1_3_2025_09, which API Gateway refuses\.\nFix: Set securityPolicy to "TLS_1_2"/,
    ],
    "mutual TLS with TLS 1.0": [
      { "domain.securityPolicy": "TLS_1_0", mapping: undefined },
      /domain has mutual TLS and the security policy TLS_1_0/,
    ],
    "an HTTP API on a domain with an enhanced policy": [
      { "domain.securityPolicy": "SecurityPolicy_TLS13_1_3_2025_09", "domain.mutualTlsAuthentication": undefined },
      /mapping maps an HTTP API to it, which API Gateway refuses\.\nFix: .* or give the HTTP API a domain of its own/,
    ],
    "an enhanced policy of apigatewayv2": [
      { "v2.domainNameConfiguration.securityPolicy": "SecurityPolicy_TLS13_1_3_2025_09" },
      /v2 of apigatewayv2 has the security policy SecurityPolicy_TLS13_1_3_2025_09, and takes TLS_1_2 alone/,
    ],
  },
  unknown: { "a policy that is not known yet": [{ "domain.securityPolicy": UNKNOWN }, /securityPolicy is not known/] },
});
