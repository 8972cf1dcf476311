import { CERTIFICATE, CERTIFICATE_VALIDATION, V1, V2 } from "../../aws/resource-types";
import type { ResourceNode } from "../../engine/graph/graph";
import type { PropertyValue } from "../../engine/graph/value";
import { asList, asObject, asText, asTexts, type GraphIndex } from "../../engine/graph/graph-index";
import { defined } from "../../language/defined";
import type { CertificateFacts, DomainFacts } from "../target";

/** A custom domain with one of its mappings. */
export interface MappedDomain {
  facts: DomainFacts;
  apiUrn: string;
  stage: string;
  /** `/v1`; empty for the root. */
  basePath: string;
}

/** Every mapping of a graph's custom domains, of both generations of resources. */
export function domainsOf(index: GraphIndex): MappedDomain[] {
  const mappings = [
    ...index.ofType(V2.apiMapping).map((node) => ({ node, api: "apiId", stage: "stage", key: "apiMappingKey" })),
    ...index.ofType(V1.basePathMapping).map((node) => ({ node, api: "restApi", stage: "stageName", key: "basePath" })),
  ];
  const apis = [...index.ofType(V2.api), ...index.ofType(V1.restApi)];
  return mappings.flatMap(({ node, ...properties }): MappedDomain[] => {
    const domain = domainOf(index, node);
    const api = index.target(node, properties.api, apis, (candidate, id) => index.id(candidate) === id);
    const stage = index.text(node, properties.stage);
    const key = index.text(node, properties.key) ?? "";
    return domain === undefined || api === undefined || stage === undefined
      ? []
      : [{ facts: domain, apiUrn: api.urn, stage, basePath: key === "" ? "" : `/${key}` }];
  });
}

function domainOf(index: GraphIndex, mapping: ResourceNode): DomainFacts | undefined {
  const candidates = [...index.ofType(V1.domainName), ...index.ofType(V2.domainName)];
  const node = index.target(
    mapping,
    "domainName",
    candidates,
    (candidate, name) => index.id(candidate) === name || index.text(candidate, "domainName") === name,
  );
  const name = node === undefined ? undefined : index.text(node, "domainName");
  if (node === undefined || name === undefined) {
    return undefined;
  }
  if (node.type === V2.domainName) {
    const { targetDomainName, certificateArn } = asObject(index.value(node, "domainNameConfiguration"));
    return {
      name,
      region: index.region(node),
      target: asText(targetDomainName),
      certificate: certificateOf(index, node, asText(certificateArn), "domainNameConfiguration"),
    };
  }
  // without an endpoint configuration, a REST domain is Regional where it was given a Regional certificate
  const isRegional = node.inputs.regionalCertificateArn !== undefined;
  const { types } = asObject(index.value(node, "endpointConfiguration"));
  const isEdge = !isRegional && ![asText(types), ...asTexts(types)].includes("PRIVATE");
  const property = isRegional ? "regionalCertificateArn" : "certificateArn";
  return {
    name,
    region: index.region(node),
    target: index.text(node, isEdge ? "cloudfrontDomainName" : "regionalDomainName"),
    certificate: certificateOf(index, node, index.text(node, property), property),
    ...defined({ isEdge: isEdge ? true : undefined }),
  };
}

/** The certificate, joined by its ARN, otherwise by what the domain depends on: by way of its validation too. */
function certificateOf(
  index: GraphIndex,
  domain: ResourceNode,
  arn: string | undefined,
  property: string,
): CertificateFacts | undefined {
  const certificates = index.ofType(CERTIFICATE);
  const validations = index.ofType(CERTIFICATE_VALIDATION);
  const sources = index.sources(domain, property);
  const through = validations
    .filter(({ urn }) => sources.includes(urn))
    .flatMap((node) => index.sources(node, "certificateArn"));
  const node =
    arn === undefined
      ? certificates.find(({ urn }) => sources.includes(urn) || through.includes(urn))
      : certificates.find((candidate) => index.text(candidate, "arn") === arn);
  if (node === undefined) {
    return arn === undefined ? undefined : { arn, region: arn.split(":")[3], names: [], validation: [] };
  }
  const notAfter = index.text(node, "notAfter");
  return {
    arn,
    region: index.region(node),
    status: index.text(node, "status"),
    names: [
      ...new Set([index.text(node, "domainName") ?? "", ...asTexts(index.value(node, "subjectAlternativeNames"))]),
    ].filter((name) => name !== ""),
    notAfter: notAfter === undefined ? undefined : Date.parse(notAfter),
    validation: asList(index.value(node, "domainValidationOptions")).flatMap(recordOf),
  };
}

function recordOf(option: PropertyValue): CertificateFacts["validation"] {
  const { resourceRecordName, resourceRecordType, resourceRecordValue } = asObject(option);
  const [name, type, value] = [asText(resourceRecordName), asText(resourceRecordType), asText(resourceRecordValue)];
  return name === undefined || type === undefined || value === undefined ? [] : [{ name, type, value }];
}
