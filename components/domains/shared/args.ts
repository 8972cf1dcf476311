import type * as pulumi from "@pulumi/pulumi";
import type { Provider } from "@pulumi/aws/provider";
import type { EndpointAccessMode, EndpointType } from "../../shared/endpoint";
import type { IpAddressType } from "../../shared/ip-address-type";

/**
 * A VPC endpoint of the execute-api service: an `aws.ec2.VpcEndpoint`, or its id.
 *
 * @example { id: "vpce-0123456789abcdef0" }
 */
export interface VpcEndpointRef {
  /**
   * The endpoint's id, such as `vpce-0123456789abcdef0`.
   * @example "vpce-0123456789abcdef0"
   */
  id: pulumi.Input<string>;
  /**
   * The endpoint's DNS names, the first of which the private zone's record points to. @default no record
   * @example [{ dnsName: "vpce-1.execute-api.eu-west-1.vpce.amazonaws.com", hostedZoneId: "Z38GZ743OKFT7T" }]
   */
  dnsEntries?: pulumi.Input<VpcEndpointDnsEntry[]>;
}

/**
 * One DNS name of a VPC endpoint.
 *
 * @example { dnsName: "vpce-0123.execute-api.eu-west-1.vpce.amazonaws.com", hostedZoneId: "Z38GZ743OKFT7T" }
 */
export interface VpcEndpointDnsEntry {
  /**
   * The name.
   * @example "vpce-0123-execute-api.eu-west-1.vpce.amazonaws.com"
   */
  dnsName: string;
  /**
   * The hosted zone that the name is in.
   * @example "Z38GZ743OKFT7T"
   */
  hostedZoneId: string;
}

/**
 * The truststore of the certificates that clients must present.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mutual-tls.html
 *
 * @example { truststoreUri: "s3://trust/authorities.pem" }
 */
export interface MutualTlsArgs {
  /**
   * The certificates of the authorities as PEM text; it is uploaded, and each change creates a new version. @default none
   * @example readFileSync("authorities.pem", "utf8")
   */
  pem?: pulumi.Input<string>;
  /**
   * An existing truststore in S3, in the domain's Region: `s3://bucket/key`. @default the upload of `pem`
   * @example "s3://trust/authorities.pem"
   */
  truststoreUri?: pulumi.Input<string>;
  /**
   * The version of the object at `truststoreUri`; without it a change of the object is not noticed. @default the newest
   * @example "3HL4kqtJlcpXroDTDmJ"
   */
  truststoreVersion?: pulumi.Input<string>;
  /** Indicates whether APIs keep their default endpoints, which don't request a certificate. @default false */
  allowExecuteApiEndpoint?: boolean;
}

/** The routing policy of Route 53 records with the same name. */
export const RoutingPolicy = { latency: "latency", weighted: "weighted", failover: "failover" } as const;
export type RoutingPolicy = (typeof RoutingPolicy)[keyof typeof RoutingPolicy];

/** The role of a record in a failover pair. */
export const FailoverRole = { primary: "PRIMARY", secondary: "SECONDARY" } as const;
export type FailoverRole = (typeof FailoverRole)[keyof typeof FailoverRole];

/**
 * One of several records of the same name.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy.html
 *
 * @example { policy: "weighted", weight: 10 }
 */
export interface RecordRoutingArgs {
  /**
   * The routing policy: by latency, by weight, or failover to the secondary.
   * @example "weighted"
   */
  policy: RoutingPolicy;
  /**
   * The set identifier of the record, 1 to 128 characters. @default the Region
   * @example "blue"
   */
  setIdentifier?: string;
  /**
   * The record's share of all weights, 0 to 255. @default 100, with the weighted policy
   * @example 10
   */
  weight?: pulumi.Input<number>;
  /**
   * The role of this record in a pair, with the failover policy. @default "PRIMARY"
   * @example "SECONDARY"
   */
  failover?: FailoverRole;
  /**
   * The Route 53 health check that takes the record out. @default only API Gateway's own health
   * @example healthCheck.id
   */
  healthCheckId?: pulumi.Input<string>;
}

/**
 * The settings of a domain, apart from what it routes to.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-custom-domains.html
 *
 * @example { domainName: "api.example.com", hostedZoneId: zone.zoneId }
 */
export interface DomainSettings {
  /**
   * The name that clients call, such as `api.example.com` or `*.example.com`.
   * @example "api.example.com"
   */
  domainName: string;
  /**
   * The Route 53 zone that gets the records. @default none: `dnsRecords` lists what to create elsewhere
   * @example zone.zoneId
   */
  hostedZoneId?: pulumi.Input<string>;
  /**
   * The public zone that gets the certificate's validation records. @default `hostedZoneId`
   * @example zone.zoneId
   */
  validationZoneId?: pulumi.Input<string>;
  /**
   * An AWS provider for the zone's account, if it is another account. @default the domain's own provider
   * @example new aws.Provider("dns", { region: "eu-west-1", profile: "dns" })
   */
  hostedZoneProvider?: Provider;
  /**
   * An ACM certificate of the domain's own region; of us-east-1 for an edge-optimized domain. @default a new one with DNS validation
   * @example "arn:aws:acm:eu-west-1:123456789012:certificate/a1b2c3d4"
   */
  certificateArn?: pulumi.Input<string>;
  /**
   * More names for the new certificate. @default none
   * @example ["www.example.com"]
   */
  subjectAlternativeNames?: string[];
  /** Indicates whether to create the validation records; set it to false if another stack or Region creates them. @default true */
  validationRecords?: boolean;
  /**
   * A public ACM certificate that verifies the ownership of the domain, for mutual TLS with an imported or private certificate. @default none
   * @example "arn:aws:acm:eu-west-1:123456789012:certificate/a1b2c3d4"
   */
  ownershipCertificateArn?: pulumi.Input<string>;
  /**
   * The region of the domain, its certificate and its APIs. @default that of the APIs' provider
   * @example "eu-west-1"
   */
  region?: string;
  /**
   * TLS_1_2, or for REST APIs one of AWS's policies that start with SecurityPolicy_. @default "TLS_1_2"
   * @example "SecurityPolicy_TLS13_1_3_2025_09"
   */
  securityPolicy?: string;
  /**
   * The endpoint access mode of an enhanced security policy. @default "STRICT" with such a policy
   * @example "BASIC"
   */
  endpointAccessMode?: EndpointAccessMode;
  /**
   * The IP address types that can call the domain. @default "ipv4"
   * @example "dualstack"
   */
  ipAddressType?: pulumi.Input<IpAddressType>;
  /**
   * The truststore of the certificates that clients must present. @default clients need no certificate
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mutual-tls.html
   * @example { pem: readFileSync("authorities.pem", "utf8") }
   */
  mutualTls?: MutualTlsArgs;
  /**
   * The endpoint of the domain: in its region, at CloudFront's edge locations (REST APIs only, with a certificate in
   * us-east-1), or in VPC endpoints only (private REST APIs). @default "REGIONAL"
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-edge-optimized-custom-domain-name.html
   * @example "EDGE"
   */
  endpointType?: EndpointType;
  /**
   * The VPC endpoints that reach a private domain. @default none
   * @example [{ id: "vpce-0123456789abcdef0" }]
   */
  vpcEndpoints?: VpcEndpointRef[];
  /**
   * The resource policy of a private domain. @default only `vpcEndpoints` may invoke
   * @example resourcePolicy({ vpcEndpoints: ["vpce-0123456789abcdef0"] })
   */
  policy?: pulumi.Input<string>;
  /**
   * The routing policy of the alias records, if other Regions have records of the same name. @default simple routing
   * @example { policy: "latency" }
   */
  recordRouting?: RecordRoutingArgs;
  /** Indicates whether to create alias records in the zone. @default true */
  aliasRecords?: boolean;
  /**
   * The tags of the domain, its certificate and its truststore. @default none
   * @example { team: "orders" }
   */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/** A DNS record that has to be created elsewhere. */
export interface DnsRecordInfo {
  /** The purpose of the record: "validation" of the certificate, or the "address" of the domain. */
  purpose: string;
  /** The record's name. */
  name: string;
  /** The record's type. */
  type: string;
  /** The record's value. */
  value: string;
}

/**
 * A domain for one API. To share a domain between several APIs, use a CustomDomain.
 *
 * @example { domainName: "orders.example.com", hostedZoneId: zone.zoneId }
 */
export interface ApiDomainArgs extends DomainSettings {
  /**
   * The path of the API's first stage on the domain. @default the domain's root
   * @example "v1"
   */
  path?: string;
}
