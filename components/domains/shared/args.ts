import type * as pulumi from "@pulumi/pulumi";
import type { Provider } from "@pulumi/aws/provider";
import type { IpAddressType } from "../../shared/ip-address-type";

/** The clients of a domain: everybody, or VPC endpoints only. */
export const DomainEndpoint = { regional: "regional", private: "private" } as const;
export type DomainEndpoint = (typeof DomainEndpoint)[keyof typeof DomainEndpoint];

/** Indicates whether a domain with an enhanced security policy takes requests that came another way. */
export const EndpointAccessMode = { basic: "BASIC", strict: "STRICT" } as const;
export type EndpointAccessMode = (typeof EndpointAccessMode)[keyof typeof EndpointAccessMode];

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

/** The truststore of the certificates that clients must present. */
export interface MutualTlsArgs {
  /** The authorities' certificates as PEM text; it is uploaded, and each change is a version of its own. @default none */
  pem?: pulumi.Input<string>;
  /** A truststore that is in S3 already, in the domain's region: `s3://bucket/key`. @default the upload of `pem` */
  truststoreUri?: pulumi.Input<string>;
  /** The version of the object at `truststoreUri`; without it a change of the object is not noticed. @default the newest */
  truststoreVersion?: pulumi.Input<string>;
  /** Indicates whether APIs may answer on their own URLs too, where nobody asks for a certificate. @default false */
  allowExecuteApiEndpoint?: boolean;
}

/** The way Route 53 chooses among records of one name. */
export const RoutingPolicy = { latency: "latency", weighted: "weighted", failover: "failover" } as const;
export type RoutingPolicy = (typeof RoutingPolicy)[keyof typeof RoutingPolicy];

/** Which one of a failover pair a record is. */
export const FailoverRole = { primary: "PRIMARY", secondary: "SECONDARY" } as const;
export type FailoverRole = (typeof FailoverRole)[keyof typeof FailoverRole];

/** One of several records of the same name. */
export interface RecordRoutingArgs {
  /** The way Route 53 chooses: by the client's latency, by weight, or the secondary where the primary fails. */
  policy: RoutingPolicy;
  /** Specifies what tells this record from the others of the name. @default the region */
  setIdentifier?: string;
  /** The record's share of all weights, 0 to 255. @default 100, with the weighted policy */
  weight?: pulumi.Input<number>;
  /** Which one of the pair this is, with the failover policy. @default "PRIMARY" */
  failover?: FailoverRole;
  /** The Route 53 health check that takes the record out. @default only API Gateway's own health */
  healthCheckId?: pulumi.Input<string>;
}

/** All of a domain but what it routes to. */
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
  /** Indicates whether the validation records are made here; off where another stack or region has made them. @default true */
  validationRecords?: boolean;
  /** A public ACM certificate that proves the domain is yours, for mutual TLS with an imported or private one. @default none */
  ownershipCertificateArn?: pulumi.Input<string>;
  /** The region of the domain, its certificate and its APIs. @default that of the APIs' provider */
  region?: string;
  /** TLS_1_2, or for REST APIs one of AWS's policies that start with SecurityPolicy_. @default "TLS_1_2" */
  securityPolicy?: string;
  /** Specifies what an enhanced security policy checks beside TLS. @default "STRICT" with an enhanced policy */
  endpointAccessMode?: EndpointAccessMode;
  /** Which addresses can call the domain. @default "ipv4" */
  ipAddressType?: pulumi.Input<IpAddressType>;
  /** Clients must present a certificate of these authorities. @default none needed */
  mutualTls?: MutualTlsArgs;
  /** Indicates whether the public or only VPC endpoints reach the domain. @default "regional" */
  endpoint?: DomainEndpoint;
  /** The VPC endpoints that reach a private domain. @default none */
  vpcEndpoints?: VpcEndpointRef[];
  /** The resource policy of a private domain. @default only `vpcEndpoints` may invoke */
  policy?: pulumi.Input<string>;
  /** The way the alias records share the name with those of other regions. @default simple routing */
  recordRouting?: RecordRoutingArgs;
  /** Indicates whether alias records are made in the zone. @default true */
  aliasRecords?: boolean;
  /** The tags of the domain, its certificate and its truststore. @default none */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/** Names and values of DNS records that somebody has to create. */
export interface DnsRecordInfo {
  /** Specifies what the record is for: "validation" of the certificate, or the "address" of the domain. */
  purpose: string;
  /** The record's name. */
  name: string;
  /** The record's type. */
  type: string;
  /** The record's value. */
  value: string;
}

/** A domain that an API has to itself; for one that several APIs share, make a CustomDomain. */
export interface ApiDomainArgs extends DomainSettings {
  /** The path of the domain that the API's first stage is under. @default the domain's root */
  path?: string;
}
