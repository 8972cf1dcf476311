import * as pulumi from "@pulumi/pulumi";
import type * as apigateway from "@pulumi/aws/apigateway";
import type * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import type * as route53 from "@pulumi/aws/route53";
import { acceptedByAws } from "../../shared/accepted-by-aws";
import { checkArgumentNames } from "../../shared/arguments";
import { Problems, throwIfInvalid } from "../../shared/problems";
import { logWarnings } from "../../shared/warnings";
import { announce, type DnsRecord, recordInfos } from "../shared/dns-record";
import type { DnsRecordInfo } from "../shared/args";
import { domainPlace } from "../shared/region";
import type { DomainAddress, DomainContext } from "./context";
import type { CustomDomainArgs } from "./args";
import { aliasRecords } from "./alias-records";
import { type CertificateResources, domainCertificate } from "./certificate";
import { type DomainPlan, planDomain } from "./plan";
import { domainName } from "./domain-name";
import { apiMappings, type MappingResource, routingRules } from "./mappings";
import { accessAssociations } from "./private-access";
import { truststore, type TruststoreResources } from "./truststore";
import { renamed } from "../../shared/renamed";

/**
 * A custom domain in front of stages of one or more APIs, with its certificate, mappings and DNS records.
 *
 * @example
 * ```ts
 * const domain = new CustomDomain("shop", {
 *   domainName: "api.example.com",
 *   hostedZoneId: zone.zoneId,
 *   mappings: { orders: { api }, partners: { api: partners } },
 * });
 * export const ordersUrl = domain.urls.apply((urls) => urls.orders);
 * ```
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-custom-domains.html
 */
export class CustomDomain extends pulumi.ComponentResource {
  /** The name that clients call. */
  readonly domainName: pulumi.Output<string>;
  /** The URL of the domain's root, without a slash at the end. */
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
  /** All records that the domain needs, for a DNS service other than Route 53. */
  readonly dnsRecords: readonly DnsRecord[];
  /** The underlying resources, for properties that the arguments don't have. */
  readonly resources: CustomDomainResources;

  constructor(name: string, args: CustomDomainArgs, opts?: pulumi.ComponentResourceOptions) {
    // The arguments are not inputs of the component: its children would wait for all Outputs in them.
    super("gatewright:index:CustomDomain", name, {}, acceptedByAws(`CustomDomain "${name}"`, renamed(name, opts)));
    const { context, plan } = planned(name, args, this);

    const certificate = domainCertificate(context);
    const trust = truststore(context);
    const domain = domainName(context, plan, certificate, trust);
    const mappings = apiMappings(context, plan.mappings, domain);
    const rules = routingRules(context, plan.rules, domain);
    const access = accessAssociations(context, domain);
    const aliases = aliasRecords(context, domain.address);
    const records = [...certificate.validation, ...addressRecords(args, domain.address)];
    const parts = { ...certificate.resources, truststore: trust?.resources, access, aliases };

    this.resources = { domain: domain.resource, ...parts, mappings, routingRules: rules };
    this.dnsRecords = records;
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
}

/** The underlying resources of a CustomDomain. */
export interface CustomDomainResources extends CertificateResources {
  domain: apigatewayv2.DomainName | apigateway.DomainName;
  /** By path; "" is the root. */
  mappings: Record<string, MappingResource>;
  /** By name. */
  routingRules: Record<string, apigatewayv2.RoutingRule>;
  /** One for each VPC endpoint of a private domain. */
  access: apigateway.DomainNameAccessAssociation[];
  /** By record type; empty without a hosted zone. */
  aliases: Record<string, route53.Record>;
  truststore: TruststoreResources | undefined;
}

function planned(
  name: string,
  args: CustomDomainArgs,
  parent: pulumi.Resource,
): { context: DomainContext; plan: DomainPlan } {
  const component = `CustomDomain "${name}"`;
  const problems = new Problems();
  checkArgumentNames(component, problems, args, "CustomDomainArgs");
  const entries = [...Object.values(args.mappings ?? {}), ...Object.values(args.routingRules ?? {})];
  const place = domainPlace(
    parent,
    args.region,
    entries.map(({ api }) => api),
  );
  const plan = planDomain(args, place.plain, problems);
  throwIfInvalid(component, problems);
  logWarnings(component, [...problems.warnings, ...plan.warnings], parent);
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
function mappedUrls(name: string, mappings: Record<string, MappingResource>): pulumi.Output<Record<string, string>> {
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
