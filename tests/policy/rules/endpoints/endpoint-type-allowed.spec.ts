import { V1 } from "../../../../aws/resource-types";
import { endpointTypeAllowed } from "../../../../policy/rules/endpoints/endpoint-type-allowed";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(endpointTypeAllowed, {
  baseline: {
    api: { type: V1.restApi, props: { endpointConfiguration: { types: "REGIONAL" } } },
    domain: { type: V1.domainName, props: { regionalCertificateArn: "arn:x" } },
  },
  passes: { "a private API": { "api.endpointConfiguration.types": "PRIVATE" } },
  fails: {
    "an edge-optimized API": [
      { "api.endpointConfiguration.types": "EDGE" },
      /api is EDGE, and only REGIONAL, PRIVATE may be used\.\nFix: Set endpointConfiguration\.types to REGIONAL/,
    ],
    "an API that does not say": [{ "api.endpointConfiguration": undefined }, /api is EDGE by default/],
    "a domain with an edge certificate": [
      { "domain.regionalCertificateArn": "", "domain.certificateArn": "arn:y" },
      /domain is EDGE/,
    ],
  },
  unknown: { "a type that is not known yet": [{ "api.endpointConfiguration.types": UNKNOWN }, /types is not known/] },
  config: {
    "private APIs only": [
      { domain: undefined },
      { allowed: ["PRIVATE"] },
      /api is REGIONAL.*\nFix: Set endpointConfiguration\.types to PRIVATE/,
    ],
  },
});
