import { minimumTls } from "../../../../policy/rules/domains/minimum-tls";
import { V1, V2 } from "../../../../aws/resource-types";
import { describeRule, UNKNOWN } from "../../cases";

const policy = "http.domainNameConfiguration.securityPolicy";

describeRule(minimumTls, {
  baseline: {
    rest: { type: V1.domainName, props: { domainName: "a.example.com", securityPolicy: "TLS_1_2" } },
    http: {
      type: V2.domainName,
      props: { domainName: "b.example.com", domainNameConfiguration: { securityPolicy: "TLS_1_2" } },
    },
  },
  passes: {
    "a policy that asks for TLS 1.3": { "rest.securityPolicy": "SecurityPolicy_TLS13_1_3_2025_09" },
    "a newer policy that accepts TLS 1.2": { "rest.securityPolicy": "SecurityPolicy_TLS13_1_2_2021_06" },
    "a policy that is not known by name yet": { "rest.securityPolicy": "SecurityPolicy_PQ_2031" },
  },
  fails: {
    "TLS 1.0": [{ "rest.securityPolicy": "TLS_1_0" }, /TLS_1_0 accepts TLS 1\.0.*\nFix: Set securityPolicy to TLS_1_2/],
    "no policy": [{ "rest.securityPolicy": "" }, /sets no `securityPolicy`\.\nFix: Set securityPolicy to TLS_1_2/],
    "TLS 1.0 on an HTTP domain": [
      { [policy]: "TLS_1_0" },
      /Fix: Set domainNameConfiguration\.securityPolicy to TLS_1_2/,
    ],
  },
  unknown: {
    "a policy that is not known yet": [
      { "rest.securityPolicy": UNKNOWN },
      /^undecided: rest: securityPolicy is not known/,
    ],
  },
  config: {
    "TLS 1.3 as the minimum": [
      { http: undefined },
      { minimum: "1.3" },
      /TLS_1_2 accepts TLS 1\.2, older than 1\.3\.\nFix: Set securityPolicy to a policy that starts with SecurityPolicy_TLS13_1_3/,
    ],
  },
  remediates: {
    "TLS 1.0": [{ "rest.securityPolicy": "TLS_1_0" }, "rest", "securityPolicy", "TLS_1_2"],
    "TLS 1.0 on an HTTP domain": [{ [policy]: "TLS_1_0" }, "http", "domainNameConfiguration.securityPolicy", "TLS_1_2"],
  },
});
