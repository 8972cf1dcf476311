import { CERTIFICATE, CERTIFICATE_VALIDATION, V1, V2 } from "../../../../aws/resource-types";
import { regionalCertificate } from "../../../../policy/rules/domains/regional-certificate";
import { describeRule, UNKNOWN } from "../../cases";

const inIreland = "arn:aws:acm:eu-west-1:111122223333:certificate/1f2d";
const inVirginia = "arn:aws:acm:us-east-1:111122223333:certificate/1f2d";
const certificateArn = "http.domainNameConfiguration.certificateArn";

describeRule(regionalCertificate, {
  baseline: {
    certificate: { type: CERTIFICATE, props: { arn: inIreland, region: "eu-west-1" } },
    http: {
      type: V2.domainName,
      props: {
        region: "eu-west-1",
        domainName: "api.example.com",
        domainNameConfiguration: { certificateArn: inIreland, endpointType: "REGIONAL" },
      },
      refs: { domainNameConfiguration: ["certificate"] },
    },
    rest: {
      type: V1.domainName,
      props: {
        domainName: "rest.example.com",
        regionalCertificateArn: inIreland,
        endpointConfiguration: { types: "REGIONAL" },
      },
      providerRegion: "eu-west-1",
    },
    edge: { type: V1.domainName, props: { domainName: "edge.example.com", certificateArn: inVirginia } },
  },
  passes: {
    "a certificate that is not known yet but whose region is": {
      "certificate.arn": UNKNOWN,
      [certificateArn]: UNKNOWN,
    },
    "a validation in the same region": {
      validation: { type: CERTIFICATE_VALIDATION, props: { certificateArn: UNKNOWN }, providerRegion: "eu-west-1" },
      [certificateArn]: UNKNOWN,
      "http.refs": { domainNameConfiguration: ["validation", "certificate"] },
    },
  },
  fails: {
    "an ownership certificate of another region": [
      {
        "rest.ownershipVerificationCertificateArn": "arn:aws:acm:us-east-1:111122223333:certificate/9",
      },
      /The ownership certificate of rest\.example\.com is in us-east-1, and the domain is in eu-west-1\.\nFix: Request the ownership certificate in eu-west-1/,
    ],
    "a certificate in another region": [
      { [certificateArn]: inVirginia },
      /certificate of api\.example\.com is in us-east-1, and the domain is in eu-west-1\.\nFix: Request the certificate in eu-west-1/,
    ],
    "a domain whose region comes from its provider": [
      { "rest.providerRegion": "eu-central-1" },
      /rest\.example\.com is in eu-west-1, and the domain is in eu-central-1/,
    ],
    "a certificate that is not known yet in another region": [
      { "certificate.arn": UNKNOWN, "certificate.region": "us-east-1", [certificateArn]: UNKNOWN },
      /api\.example\.com is in us-east-1, and the domain is in eu-west-1/,
    ],
    "an edge-optimized domain with a certificate elsewhere": [
      { "edge.certificateArn": inIreland },
      /edge-optimized domain edge\.example\.com is in eu-west-1.*only from us-east-1\.\nFix: Request the certificate in us-east-1/,
    ],
  },
  unknown: {
    "a certificate that comes from outside": [
      { [certificateArn]: UNKNOWN, "http.refs": {} },
      /http: domainNameConfiguration\.certificateArn is not known before the deployment/,
    ],
    "a domain whose region is not known": [
      { "rest.providerRegion": undefined },
      /rest: the domain's region is not known/,
    ],
  },
});
