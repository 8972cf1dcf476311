import * as pulumi from "@pulumi/pulumi";
import type * as apigateway from "@pulumi/aws/apigateway";
import type * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import type * as route53 from "@pulumi/aws/route53";
import { argumentProblems } from "../../shared/arguments";
import { throwIfInvalid } from "../../shared/problems";
import { aliasRecords } from "./alias-records";
import { type CertificateNodes, type DomainContext, domainCertificate } from "./certificate";
import { announce, type DnsRecord, recordInfos } from "../shared/dns-record";
import type { CustomDomainArgs, DnsRecordInfo } from "../shared/domain-args";
import { CUSTOM_DOMAIN } from "../shared/domain-shapes";
import { type DomainPlan, planDomain } from "./plan";
import { type DomainAddress, domainName } from "./domain-name";
import { domainPlace } from "../shared/domain-region";
import { apiMappings, type MappingNode, routingRules } from "./mappings";
import { accessAssociations } from "./private-access";
import { truststore, type TruststoreNodes } from "./truststore";

/** A custom domain in front of stages of one or more APIs, with its certificate, mappings and DNS records. */
export class CustomDomain extends pulumi.ComponentResource {
  /** The name that clients call. */
  readonly domainName: pulumi.Output<string>;
  /** Where clients call the domain's root, without a slash at the end. */
  readonly url: pulumi.Output<string>;
  /** The domain's ARN. */
  readonly arn: pulumi.Output<string>;
  /** The certificate that the domain presents. */
  readonly certificateArn: pulumi.Output<string>;
  /** The endpoint that DNS has to point to; empty for a private domain. */
  readonly targetDomainName: pulumi.Output<string>;
  /** The hosted zone of that endpoint, for alias records. */
  readonly targetHostedZoneId: pulumi.Output<string>;
  /** The URL of every mapping, by its path. */
  readonly urls: pulumi.Output<Record<string, string>>;
  /** Without a hosted zone: the records to create elsewhere. */
  readonly recordsToCreate: pulumi.Output<DnsRecordInfo[]>;

  constructor(name: string, args: CustomDomainArgs, opts?: pulumi.ComponentResourceOptions) {
    // The arguments are not inputs of the component: its children would wait for all Outputs in them.
    super("gatewright:index:CustomDomain", name, {}, opts);
    const { context, plan } = plannedContext(name, args, this);

    const certificate = domainCertificate(context);
    const trust = truststore(context);
    const domain = domainName(context, plan, certificate, trust);
    const mappings = apiMappings(context, plan.mappings, domain);
    const rules = routingRules(context, plan.rules, domain);
    const access = accessAssociations(context, domain);
    const aliases = aliasRecords(context, domain.address);
    const records = [...certificate.validation, ...addressRecords(args, domain.address)];
    const nodes = { domain: domain.resource, ...certificate.nodes, truststore: trust?.nodes, access, aliases };
    kept.set(this, { nodes: { ...nodes, mappings, routingRules: rules }, records });

    this.domainName = domain.domainName;
    this.url = pulumi.interpolate`https://${domain.domainName}`;
    this.arn = domain.arn;
    this.certificateArn = pulumi.output(certificate.arn);
    this.targetDomainName = domain.address?.name ?? pulumi.output("");
    this.targetHostedZoneId = domain.address?.hostedZoneId ?? pulumi.output("");
    this.urls = mappedUrls(args.domainName, mappings);
    this.recordsToCreate = recordInfos(recordsElsewhere(context, records));
    this.registerOutputs(outputsOf(this));
  }

  /** The underlying resources, for what the arguments don't say. */
  get nodes(): CustomDomainNodes {
    return partsOf(this).nodes;
  }

  /** All records that the domain needs, for a DNS service that is not Route 53. */
  get dnsRecords(): readonly DnsRecord[] {
    return partsOf(this).records;
  }
}

/** The underlying resources of a CustomDomain. */
export interface CustomDomainNodes extends CertificateNodes {
  domain: apigatewayv2.DomainName | apigateway.DomainName;
  /** By path; "" is the root. */
  mappings: Record<string, MappingNode>;
  /** By name. */
  routingRules: Record<string, apigatewayv2.RoutingRule>;
  /** One for each VPC endpoint of a private domain. */
  access: apigateway.DomainNameAccessAssociation[];
  /** By record type; empty without a hosted zone. */
  aliases: Record<string, route53.Record>;
  truststore: TruststoreNodes | undefined;
}

interface CustomDomainParts {
  nodes: CustomDomainNodes;
  records: readonly DnsRecord[];
}

/** Kept beside the component: each property of a component would be an output in the schema of other languages. */
const kept = new WeakMap<pulumi.Resource, CustomDomainParts>();

function partsOf(domain: pulumi.Resource): CustomDomainParts {
  const parts = kept.get(domain);
  if (parts === undefined) {
    throw new Error("this CustomDomain was not made by its constructor");
  }
  return parts;
}

function plannedContext(
  name: string,
  args: CustomDomainArgs,
  parent: pulumi.Resource,
): { context: DomainContext; plan: DomainPlan } {
  const component = `CustomDomain "${name}"`;
  const problems = argumentProblems(component, args, CUSTOM_DOMAIN);
  const entries = [...Object.values(args.mappings ?? {}), ...Object.values(args.routingRules ?? {})];
  const place = domainPlace(
    parent,
    args.region,
    entries.map(({ api }) => api),
  );
  const plan = planDomain(args, place.plain, problems);
  throwIfInvalid(component, problems);
  for (const warning of plan.warnings) {
    void pulumi.log.warn(`${component}: ${warning}`, parent);
  }
  return { context: { name, component, args, place, opts: { parent, provider: place.provider } }, plan };
}

/** One CNAME where there is no alias record; a private domain's address is the VPC endpoint's own. */
function addressRecords({ domainName: name }: CustomDomainArgs, address: DomainAddress | undefined): DnsRecord[] {
  return address === undefined
    ? []
    : [{ purpose: "address", label: name, name: pulumi.output(name), type: "CNAME", value: address.name }];
}

/** The records that no zone here gets. */
function recordsElsewhere({ component, args, opts }: DomainContext, records: readonly DnsRecord[]): DnsRecord[] {
  const { hostedZoneId, validationZoneId, validationRecords, aliasRecords: aliases } = args;
  const validated = hostedZoneId !== undefined || validationZoneId !== undefined || validationRecords === false;
  const addressed = hostedZoneId !== undefined || aliases === false;
  const missing = records.filter(({ purpose }) => (purpose === "validation" ? !validated : !addressed));
  if (opts.parent !== undefined) {
    announce(component, missing, opts.parent);
  }
  return missing;
}

/** Each is known once its mapping stands. */
function mappedUrls(name: string, mappings: Record<string, MappingNode>): pulumi.Output<Record<string, string>> {
  const urls = Object.entries(mappings).map(([path, { id }]) =>
    id.apply((): [string, string] => [path, `https://${name}${path === "" ? "" : `/${path}`}`]),
  );
  return pulumi.all(urls).apply((entries) => Object.fromEntries(entries));
}

function outputsOf(domain: CustomDomain): pulumi.Inputs {
  const { domainName: name, url, arn, certificateArn, targetDomainName, targetHostedZoneId, urls } = domain;
  const { recordsToCreate } = domain;
  return { domainName: name, url, arn, certificateArn, targetDomainName, targetHostedZoneId, urls, recordsToCreate };
}
