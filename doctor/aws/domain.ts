import { defined } from "../../language/defined";
import type { CertificateFacts, DomainFacts } from "../target";
import type { AwsReader } from "./reader";

/** A custom domain as it is deployed, and the API that its mappings send a path to. */
export interface DeployedDomain {
  facts: DomainFacts;
  mapping?: { apiId: string; stage: string; basePath: string };
}

/** Undefined where the region has no such domain name. */
export async function readDomain(reader: AwsReader, name: string, path: string): Promise<DeployedDomain | undefined> {
  const { ApiGatewayV2Client, GetApiMappingsCommand, GetDomainNameCommand } =
    await import("@aws-sdk/client-apigatewayv2");
  const client = new ApiGatewayV2Client({ region: reader.region });
  const get = () => client.send(new GetDomainNameCommand({ DomainName: name }));
  const domain = await reader.read("apigateway:GET", get);
  const configuration = domain?.DomainNameConfigurations?.[0];
  if (configuration === undefined) {
    return undefined;
  }
  const list = () => client.send(new GetApiMappingsCommand({ DomainName: name, MaxResults: "500" }));
  const mappings = (await reader.read("apigateway:GET", list))?.Items ?? [];
  const [mapping] = mappings
    .map(({ ApiId, Stage, ApiMappingKey = "" }) => ({
      apiId: ApiId ?? "",
      stage: Stage ?? "",
      basePath: ApiMappingKey === "" ? "" : `/${ApiMappingKey}`,
    }))
    .filter(({ basePath }) => basePath === "" || path === basePath || path.startsWith(`${basePath}/`))
    .sort((a, b) => b.basePath.length - a.basePath.length);
  return defined({
    facts: {
      name,
      region: reader.region,
      target: configuration.ApiGatewayDomainName,
      isEdge: configuration.EndpointType === "EDGE" ? true : undefined,
      alias: await readAlias(reader, name),
      certificate:
        configuration.CertificateArn === undefined
          ? undefined
          : await readCertificate(reader, configuration.CertificateArn),
    },
    mapping,
  });
}

async function readCertificate(reader: AwsReader, arn: string): Promise<CertificateFacts> {
  const region = arn.split(":")[3] ?? reader.region;
  const { ACMClient, DescribeCertificateCommand } = await import("@aws-sdk/client-acm");
  const client = new ACMClient({ region });
  const describe = () => client.send(new DescribeCertificateCommand({ CertificateArn: arn }));
  const certificate = (await reader.read("acm:DescribeCertificate", describe))?.Certificate;
  return {
    arn,
    region,
    status: certificate?.Status,
    names: [...new Set([certificate?.DomainName ?? "", ...(certificate?.SubjectAlternativeNames ?? [])])].filter(
      Boolean,
    ),
    notAfter: certificate?.NotAfter?.getTime(),
    failure: certificate?.FailureReason,
    validation: (certificate?.DomainValidationOptions ?? []).flatMap(({ ResourceRecord: record }) =>
      record?.Name === undefined || record.Value === undefined
        ? []
        : [{ name: record.Name, type: record.Type ?? "CNAME", value: record.Value }],
    ),
  };
}

/** Returns where the name's alias record in Route 53 leads; DNS itself shows addresses alone. */
async function readAlias(reader: AwsReader, name: string): Promise<string | undefined> {
  const { ListHostedZonesByNameCommand, ListResourceRecordSetsCommand, Route53Client } =
    await import("@aws-sdk/client-route-53");
  const client = new Route53Client({ region: reader.region });
  for (const parent of parents(name)) {
    const listZones = () => client.send(new ListHostedZonesByNameCommand({ DNSName: parent, MaxItems: 1 }));
    const zone = (await reader.read("route53:ListHostedZonesByName", listZones))?.HostedZones?.[0];
    if (zone?.Id === undefined || bare(zone.Name) !== parent) {
      continue;
    }
    const query = { HostedZoneId: zone.Id.replace("/hostedzone/", ""), StartRecordName: name, MaxItems: 10 };
    const listRecords = () => client.send(new ListResourceRecordSetsCommand(query));
    const records = (await reader.read("route53:ListResourceRecordSets", listRecords))?.ResourceRecordSets ?? [];
    const alias = records.find((record) => bare(record.Name) === name && record.AliasTarget !== undefined);
    return alias === undefined ? undefined : bare(alias.AliasTarget?.DNSName);
  }
  return undefined;
}

/** `api.example.com`, `example.com`: the zones that a name can be in, the closest first. */
function parents(name: string): string[] {
  const labels = name.split(".");
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join("."));
}

function bare(name: string | undefined): string {
  return (name ?? "").replace(/\.$/, "").toLowerCase();
}
