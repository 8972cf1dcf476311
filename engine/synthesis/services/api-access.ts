import { apiHostname } from "../execute-api";
import { cloudFrontHostedZoneId } from "../../../aws/cloudfront";
import { apiHostedZoneId } from "../hosted-zone";
import { Identifiers } from "../identifier";
import type { Service } from "../shape";
import type { ResourceView } from "../view";
import { endpointType, pathArn } from "./apigateway-forms";

const CREATED = "2024-01-01T00:00:00Z";

/**
 * The way callers reach REST APIs: domains, API keys and usage plans.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html (ARNs)
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-custom-domains.html
 */
export const apiAccess: Service = {
  resources: {
    "aws:apigateway/usagePlan:UsagePlan": {
      id: (r) => r.identifiers.lower(6),
      computed: { arn: (r) => pathArn(r, `/usageplans/${r.id}`) },
      tagged: true,
    },
    "aws:apigateway/apiKey:ApiKey": {
      id: (r) => r.identifiers.lower(10),
      defaults: { description: "Managed by Pulumi", enabled: true },
      computed: {
        arn: (r) => pathArn(r, `/apikeys/${r.id}`),
        createdDate: () => CREATED,
        lastUpdatedDate: () => CREATED,
        value: (r) => generatedKey(r.id),
      },
      secrets: ["value"],
      tagged: true,
    },
    "aws:apigateway/usagePlanKey:UsagePlanKey": {
      id: (r) => r.text("keyId"),
      computed: {
        name: (r) => r.related("aws:apigateway/apiKey:ApiKey", r.text("keyId"))?.name ?? "",
        value: (r) =>
          r.related("aws:apigateway/apiKey:ApiKey", r.text("keyId"))?.value ?? generatedKey(r.text("keyId")),
      },
      // The provider leaves this one plain. It is the key's value all the same.
      secrets: ["value"],
    },
    "aws:apigateway/domainName:DomainName": {
      id: (r) => r.text("domainName"),
      idInput: "domainName",
      computed: {
        arn: (r) => pathArn(r, `/domainnames/${r.text("domainName")}`),
        certificateUploadDate: () => CREATED,
        cloudfrontDomainName: (r) => (isEdge(r) ? `d${r.identifiers.lower(13)}.cloudfront.net` : ""),
        cloudfrontZoneId: (r) => cloudFrontHostedZoneId(r.partition),
        domainNameId: (r) => (endpointType(r) === "PRIVATE" ? r.identifiers.lower(10) : ""),
        endpointConfiguration: () => ({ ipAddressType: "ipv4", types: "EDGE" }),
        ownershipVerificationCertificateArn: () => "",
        regionalDomainName: (r) =>
          endpointType(r) === "REGIONAL" ? apiHostname(`d-${r.identifiers.lower(10)}`, r.region, r.dnsSuffix) : "",
        regionalZoneId: (r) =>
          endpointType(r) === "REGIONAL" ? (apiHostedZoneId(r.region) ?? `Z${r.identifiers.upper(13)}`) : "",
        routingMode: () => "BASE_PATH_MAPPING_ONLY",
        securityPolicy: () => "TLS_1_2",
      },
      nested: {
        endpointConfiguration: { ipAddressType: (r) => (endpointType(r) === "PRIVATE" ? "dualstack" : "ipv4") },
      },
      secrets: ["certificatePrivateKey"],
      tagged: true,
    },
    "aws:apigateway/basePathMapping:BasePathMapping": {
      id: (r) =>
        `${r.text("domainName")}/${r.text("basePath")}` + (r.has("domainNameId") ? `/${r.text("domainNameId")}` : ""),
    },
    "aws:apigateway/domainNameAccessAssociation:DomainNameAccessAssociation": {
      id: accessAssociationArn,
      computed: { arn: accessAssociationArn },
      tagged: true,
    },
  },
};

/** The value of an API key that AWS generates: 40 letters and digits. */
function generatedKey(id: string): string {
  return new Identifiers(`api-key:${id}`).mixed(40);
}

function isEdge(r: ResourceView): boolean {
  return endpointType(r) === "EDGE";
}

function accessAssociationArn(r: ResourceView): string {
  const domain = r.text("domainNameArn").split("/domainnames/")[1] ?? "";
  const kind = r.text("accessAssociationSourceType").toLowerCase();
  const path = `/domainnameaccessassociations/domainname/${domain}/${kind}source/${r.text("accessAssociationSource")}`;
  return r.arn("apigateway", path);
}
