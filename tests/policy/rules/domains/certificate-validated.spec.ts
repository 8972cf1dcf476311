import { V2, CERTIFICATE, CERTIFICATE_VALIDATION } from "../../../../aws/resource-types";
import { certificateValidated } from "../../../../policy/rules/domains/certificate-validated";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(certificateValidated, {
  baseline: {
    certificate: { type: CERTIFICATE, props: { arn: "arn:cert", domainName: "api.example.com" } },
    validation: {
      type: CERTIFICATE_VALIDATION,
      props: { certificateArn: "arn:cert" },
      refs: { certificateArn: ["certificate"] },
    },
    domain: {
      type: V2.domainName,
      props: { domainName: "api.example.com", domainNameConfiguration: { certificateArn: "arn:cert" } },
      refs: { domainNameConfiguration: ["validation"] },
    },
  },
  passes: {
    "a domain that depends on the validation": {
      "domain.refs": { domainNameConfiguration: ["certificate"] },
      "domain.dependsOn": ["validation"],
    },
    "a certificate that was imported": { "domain.refs": {}, "certificate.certificateBody": "x" },
    "a certificate of another stack": { certificate: undefined, "domain.refs": {} },
  },
  fails: {
    "a domain that uses the certificate directly": [
      { "domain.refs": { domainNameConfiguration: ["certificate"] } },
      /domain does not wait until the certificate certificate is validated.*\nFix: Use the certificateArn of an acm\.CertificateValidation/,
    ],
    "a domain that uses a certificate that is not known yet": [
      {
        "certificate.arn": UNKNOWN,
        "domain.domainNameConfiguration.certificateArn": UNKNOWN,
        "domain.refs": { domainNameConfiguration: ["certificate"] },
      },
      /its first deployment fails/,
    ],
  },
  unknown: {
    "a certificate that is not known": [
      { "domain.domainNameConfiguration.certificateArn": UNKNOWN, "domain.refs": {} },
      /certificateArn is not known/,
    ],
  },
});
