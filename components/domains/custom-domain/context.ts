import type * as pulumi from "@pulumi/pulumi";
import type * as apigateway from "@pulumi/aws/apigateway";
import type * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import type { DomainSettings } from "../shared/args";
import type { DomainPlace } from "../shared/region";

/** The data that the builders of one domain's children share. */
export interface DomainContext {
  name: string;
  component: string;
  args: DomainSettings;
  place: DomainPlace;
  /** For every child. */
  opts: pulumi.CustomResourceOptions;
}

/** A domain name with what its mappings and records need. */
export interface DomainTarget {
  /** Specifies what mappings name the domain by: known once it stands. */
  domainName: pulumi.Output<string>;
  arn: pulumi.Output<string>;
  /** The id that tells a private domain from others of the same name. */
  domainNameId: pulumi.Output<string> | undefined;
  /** Specifies where DNS has to point; undefined for a private domain, whose address is the VPC endpoint's. */
  address: DomainAddress | undefined;
  resource: apigatewayv2.DomainName | apigateway.DomainName;
}

/** The name and zone of a domain's own endpoint. */
export interface DomainAddress {
  name: pulumi.Output<string>;
  hostedZoneId: pulumi.Output<string>;
}
