import type * as pulumi from "@pulumi/pulumi";
import type * as apigateway from "@pulumi/aws/apigateway";
import type * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import type { DomainSettings } from "../shared/args";
import type { DomainPlace } from "../shared/region";

/** The domain, as the builders of its children see it. */
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
  /** The name by which mappings refer to the domain: known once it exists. */
  domainName: pulumi.Output<string>;
  arn: pulumi.Output<string>;
  /** The form of the domain's mappings: those of private and edge-optimized domains are base path mappings. */
  mappedBy: "apiMapping" | "basePathMapping";
  /** The id that tells a private domain from others of the same name. */
  domainNameId: pulumi.Output<string> | undefined;
  /** The address that DNS has to point to; undefined for a private domain, whose address is the VPC endpoint's. */
  address: DomainAddress | undefined;
  resource: apigatewayv2.DomainName | apigateway.DomainName;
}

/** The name and zone of a domain's own endpoint. */
export interface DomainAddress {
  name: pulumi.Output<string>;
  hostedZoneId: pulumi.Output<string>;
}
