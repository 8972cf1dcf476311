import * as pulumi from "@pulumi/pulumi";
import {
  ApiGroup as ApiGroupComponent,
  CustomDomain as CustomDomainComponent,
  type CustomDomainArgs,
  type DnsRecordInfo,
  type DomainSettings,
  MultiRegionDomain as MultiRegionDomainComponent,
  type MultiRegionDomainArgs,
} from "../components";
import { type HttpApiArgs, httpApiArgs, type RouteArgs } from "./http-api";
import { routesOf } from "./kinds";

/** A custom domain in front of stages of one or more APIs, with its certificate, mappings and DNS records. */
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

  constructor(name: string, args: CustomDomainArgs, opts?: pulumi.ComponentResourceOptions) {
    super("gatewright:index:CustomDomain", name, {}, opts);
    const domain = new CustomDomainComponent(name, args, { parent: this });
    const { domainName, url, arn, certificateArn, targetDomainName, targetHostedZoneId, urls } = domain;
    const { recordsToCreate } = domain;
    this.domainName = domainName;
    this.url = url;
    this.arn = arn;
    this.certificateArn = certificateArn;
    this.targetDomainName = targetDomainName;
    this.targetHostedZoneId = targetHostedZoneId;
    this.urls = urls;
    this.recordsToCreate = recordsToCreate;
    const target = { targetDomainName, targetHostedZoneId };
    this.registerOutputs({ domainName, url, arn, certificateArn, ...target, urls, recordsToCreate });
  }
}

/** The same API in several regions behind one name, with a certificate and a domain in each region. */
export class MultiRegionDomain extends pulumi.ComponentResource {
  /** The URL of the API, without a slash at the end. */
  readonly url: pulumi.Output<string>;
  /** The endpoint of each region that the records route to, by region. */
  readonly targetDomainNames: pulumi.Output<Record<string, string>>;
  /** The health check of each region, by region. */
  readonly healthCheckIds: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: MultiRegionDomainArgs, opts?: pulumi.ComponentResourceOptions) {
    super("gatewright:index:MultiRegionDomain", name, {}, opts);
    const domain = new MultiRegionDomainComponent(name, args, { parent: this });
    const { url, targetDomainNames, healthCheckIds } = domain;
    this.url = url;
    this.targetDomainNames = targetDomainNames;
    this.healthCheckIds = healthCheckIds;
    this.registerOutputs({ url, targetDomainNames, healthCheckIds });
  }
}

export interface ApiGroupArgs {
  /** The whole route table, by route key such as `GET /orders/{id}`. */
  routes: Record<string, RouteArgs>;
  /** The domain that the APIs share. */
  domain: DomainSettings;
  /** Base paths of more than one part that get an API of their own. */
  basePaths?: string[];
  /** The settings of all APIs of the group. */
  settings?: HttpApiArgs;
}

/** A route table larger than one API takes, spread over HTTP APIs behind one domain. */
export class ApiGroup extends pulumi.ComponentResource {
  /** The URL of the APIs, without a slash at the end. */
  readonly url: pulumi.Output<string>;
  /** The id of each API, by its base path. */
  readonly apiIds: pulumi.Output<Record<string, string>>;
  /** The number of routes of each API, by its base path. */
  readonly routeCounts: pulumi.Output<Record<string, number>>;

  constructor(name: string, args: ApiGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("gatewright:index:ApiGroup", name, {}, opts);
    const { routes, settings, domain, basePaths } = args;
    const inputs = { domain, basePaths, routes: routesOf(routes), settings: settings && httpApiArgs(settings) };
    const { url, apiIds, routeCounts } = new ApiGroupComponent(name, inputs, { parent: this });
    this.url = url;
    this.apiIds = apiIds;
    this.routeCounts = routeCounts;
    this.registerOutputs({ url, apiIds, routeCounts });
  }
}
