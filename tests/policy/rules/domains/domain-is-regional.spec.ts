import { V1, V2 } from "../../../../aws/resource-types";
import { domainIsRegional } from "../../../../policy/rules/domains/domain-is-regional";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(domainIsRegional, {
  baseline: {
    http: { type: V2.domainName, props: { domainNameConfiguration: { endpointType: "REGIONAL" } } },
    rest: {
      type: V1.domainName,
      props: { endpointConfiguration: { types: "REGIONAL" }, regionalCertificateArn: "arn:x" },
    },
  },
  passes: {
    "an edge-optimized domain": {
      "rest.endpointConfiguration.types": "EDGE",
      "rest.regionalCertificateArn": "",
      "rest.certificateArn": "arn:y",
    },
  },
  fails: {
    "an edge-optimized HTTP domain": [
      { "http.domainNameConfiguration.endpointType": "EDGE" },
      /is EDGE, and only REGIONAL is supported\.\nFix: Set domainNameConfiguration\.endpointType/,
    ],
    "a Regional domain with an edge certificate": [
      { "rest.regionalCertificateArn": "", "rest.certificateArn": "arn:y" },
      /REGIONAL and has its certificate in certificateArn.*\nFix: Use regionalCertificateArn/,
    ],
    "an edge-optimized domain with a Regional certificate": [
      { "rest.endpointConfiguration.types": "EDGE" },
      /EDGE and has its certificate in regionalCertificateArn\.\nFix: Use certificateArn/,
    ],
  },
  unknown: {
    "a type that is not known yet": [{ "rest.endpointConfiguration.types": UNKNOWN }, /types is not known/],
    "a certificate that is not known yet": [{ "rest.regionalCertificateArn": UNKNOWN }, "not needed"],
  },
});
