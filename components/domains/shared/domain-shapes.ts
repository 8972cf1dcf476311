import { each, fieldsOf } from "../../shared/arguments";
import type { CustomDomainArgs, MappingArgs, RoutingRuleArgs } from "./domain-args";
import type { MutualTlsArgs } from "../custom-domain/truststore";

const MUTUAL_TLS = fieldsOf<MutualTlsArgs>({
  pem: "any",
  truststoreUri: "any",
  truststoreVersion: "any",
  allowExecuteApiEndpoint: "any",
});

/** The names of all of a domain but what it leads to. */
export const DOMAIN_SETTINGS = {
  domainName: "any",
  hostedZoneId: "any",
  validationZoneId: "any",
  hostedZoneProvider: "any",
  certificateArn: "any",
  subjectAlternativeNames: "any",
  validationRecords: "any",
  ownershipCertificateArn: "any",
  region: "any",
  securityPolicy: "any",
  endpointAccessMode: "any",
  ipAddressType: "any",
  mutualTls: MUTUAL_TLS,
  endpoint: "any",
  vpcEndpoints: "any",
  policy: "any",
  recordRouting: "any",
  aliasRecords: "any",
  tags: "any",
} as const;

export const CUSTOM_DOMAIN = fieldsOf<CustomDomainArgs>(
  {
    ...DOMAIN_SETTINGS,
    mappings: each(fieldsOf<MappingArgs>({ api: "any", stage: "any" })),
    routingRules: each(
      fieldsOf<RoutingRuleArgs>({
        priority: "any",
        basePaths: "any",
        headers: "any",
        api: "any",
        stage: "any",
        stripBasePath: "any",
      }),
    ),
  },
  ["domainName"],
);
