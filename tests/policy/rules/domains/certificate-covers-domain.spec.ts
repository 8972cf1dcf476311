import { V2, CERTIFICATE, CERTIFICATE_VALIDATION } from "../../../../aws/resource-types";
import { certificateCoversDomain } from "../../../../policy/rules/domains/certificate-covers-domain";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(certificateCoversDomain, {
  baseline: {
    certificate: {
      type: CERTIFICATE,
      props: { arn: "arn:cert", domainName: "*.example.com", subjectAlternativeNames: ["example.com"] },
    },
    http: {
      type: V2.domainName,
      props: { domainName: "api.example.com", domainNameConfiguration: { certificateArn: "arn:cert" } },
      refs: { domainNameConfiguration: ["certificate"] },
    },
  },
  passes: {
    "a name among the alternatives": { "http.domainName": "Example.com" },
    "a certificate of another stack": { certificate: undefined },
    "a certificate that was imported": {
      "certificate.certificateBody": "-----BEGIN CERTIFICATE-----",
      "http.domainName": "x.y.z",
    },
    "a certificate through its validation": {
      "certificate.arn": UNKNOWN,
      validation: {
        type: CERTIFICATE_VALIDATION,
        props: { certificateArn: UNKNOWN },
        refs: { certificateArn: ["certificate"] },
      },
      "http.domainNameConfiguration.certificateArn": UNKNOWN,
      "http.refs": { domainNameConfiguration: ["validation"] },
    },
  },
  fails: {
    "a name two labels below the wildcard": [
      { "http.domainName": "v1.api.example.com" },
      /certificate is for \*\.example\.com, example\.com and does not cover v1\.api\.example\.com\.\nFix: Add "v1\.api\.example\.com" to the subjectAlternativeNames of certificate/,
    ],
    "another name, with a certificate that is not known yet": [
      {
        "certificate.arn": UNKNOWN,
        "http.domainNameConfiguration.certificateArn": UNKNOWN,
        "http.domainName": "api.example.org",
      },
      /does not cover api\.example\.org/,
    ],
    "alternatives that a preview does not know because none exist": [
      { "certificate.subjectAlternativeNames": UNKNOWN, "http.domainName": "api.example.org" },
      /is for \*\.example\.com and does not cover/,
    ],
  },
  unknown: {
    "alternatives that are not known yet": [
      {
        "certificate.subjectAlternativeNames": UNKNOWN,
        "certificate.refs": { subjectAlternativeNames: ["http"] },
        "http.domainName": "api.example.org",
      },
      /subjectAlternativeNames are not known/,
    ],
    "a certificate that is not known": [
      { "http.domainNameConfiguration.certificateArn": UNKNOWN, "http.refs": {} },
      /certificateArn is not known/,
    ],
  },
});
