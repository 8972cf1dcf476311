import type * as pulumi from "@pulumi/pulumi";
import type { Provider } from "@pulumi/aws/provider";
import type { ApiRef } from "../../shared/api-ref";
import type { IpAddressType } from "../../http-api/args";
import type { RecordRoutingArgs } from "../custom-domain/alias-records";
import type { MutualTlsArgs } from "../custom-domain/truststore";

/** Who reaches the domain: everybody, or VPC endpoints only. */
export const DomainEndpoint = { regional: "regional", private: "private" } as const;
export type DomainEndpoint = (typeof DomainEndpoint)[keyof typeof DomainEndpoint];

/** Whether a domain with an enhanced security policy takes requests that came another way. */
export const EndpointAccessMode = { basic: "BASIC", strict: "STRICT" } as const;
export type EndpointAccessMode = (typeof EndpointAccessMode)[keyof typeof EndpointAccessMode];

/** One stage of one API under a path of the domain. */
export interface MappingArgs {
  /** The API: ours, an `aws.apigatewayv2.Api`, an `aws.apigateway.RestApi`, or one known by its id. */
  api: ApiRef;
  /** The stage's name. @default the API's first stage where the API is ours, otherwise "$default" */
  stage?: pulumi.Input<string>;
}

/** A rule that sends some requests of the domain to a stage of a REST API, before any mapping is looked at. */
export interface RoutingRuleArgs {
  /** Rules are tried in order of their priority, 1 to 1,000,000. */
  priority: number;
  /** The path starts with one of these. @default any path */
  basePaths?: string[];
  /** The headers that a request must have, at most two: values may start or end with a star. @default any headers */
  headers?: Record<string, string>;
  /** The REST API. */
  api: ApiRef;
  /** The stage's name. @default the API's first stage where the API is ours */
  stage?: pulumi.Input<string>;
  /** Whether the API sees the path without the base path. @default false */
  stripBasePath?: boolean;
}

/** A VPC endpoint of the execute-api service: an `aws.ec2.VpcEndpoint`, or its id. */
export interface VpcEndpointRef {
  /** The endpoint's id, such as `vpce-0123456789abcdef0`. */
  id: pulumi.Input<string>;
  /** The endpoint's DNS names, the first of which the private zone's record points to. @default no record */
  dnsEntries?: pulumi.Input<VpcEndpointDnsEntry[]>;
}

/** One DNS name of a VPC endpoint. */
export interface VpcEndpointDnsEntry {
  /** The name. */
  dnsName: string;
  /** The hosted zone that the name is in. */
  hostedZoneId: string;
}

/** All of a domain but what it leads to. */
export interface DomainSettings {
  /** The name that clients call, such as `api.example.com` or `*.example.com`. */
  domainName: string;
  /** The Route 53 zone that gets the records. @default none: `dnsRecords` says what to create elsewhere */
  hostedZoneId?: pulumi.Input<string>;
  /** The public zone that gets the certificate's validation records. @default `hostedZoneId` */
  validationZoneId?: pulumi.Input<string>;
  /** An aws provider for the zone's account, where that is another one. @default the domain's own provider */
  hostedZoneProvider?: Provider;
  /** An ACM certificate of the domain's own region. @default a new one with DNS validation */
  certificateArn?: pulumi.Input<string>;
  /** More names for the new certificate. @default none */
  subjectAlternativeNames?: string[];
  /** Whether the validation records are made here; off where another stack or region has made them. @default true */
  validationRecords?: boolean;
  /** A public ACM certificate that proves the domain is yours, for mutual TLS with an imported or private one. @default none */
  ownershipCertificateArn?: pulumi.Input<string>;
  /** The region of the domain, its certificate and its APIs. @default that of the APIs' provider */
  region?: string;
  /** TLS_1_2, or for REST APIs one of AWS's policies that start with SecurityPolicy_. @default "TLS_1_2" */
  securityPolicy?: string;
  /** What an enhanced security policy checks beside TLS. @default "STRICT" with an enhanced policy */
  endpointAccessMode?: EndpointAccessMode;
  /** Which addresses can call the domain. @default "ipv4" */
  ipAddressType?: pulumi.Input<IpAddressType>;
  /** Clients must present a certificate of these authorities. @default none needed */
  mutualTls?: MutualTlsArgs;
  /** Whether the public or only VPC endpoints reach the domain. @default "regional" */
  endpoint?: DomainEndpoint;
  /** The VPC endpoints that reach a private domain. @default none */
  vpcEndpoints?: VpcEndpointRef[];
  /** The resource policy of a private domain. @default only `vpcEndpoints` may invoke */
  policy?: pulumi.Input<string>;
  /** How the alias records share the name with those of other regions. @default simple routing */
  recordRouting?: RecordRoutingArgs;
  /** Whether alias records are made in the zone. @default true */
  aliasRecords?: boolean;
  /** The tags of the domain, its certificate and its truststore. @default none */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

export interface CustomDomainArgs extends DomainSettings {
  /** The APIs by the path that they are under; "" is the root. @default none */
  mappings?: Record<string, MappingArgs>;
  /** Rules that are tried before the mappings, by name; REST APIs only. @default none */
  routingRules?: Record<string, RoutingRuleArgs>;
}

/** Names and values of DNS records that somebody has to create. */
export interface DnsRecordInfo {
  /** What the record is for: "validation" of the certificate, or the "address" of the domain. */
  purpose: string;
  /** The record's name. */
  name: string;
  /** The record's type. */
  type: string;
  /** The record's value. */
  value: string;
}
