import type * as pulumi from "@pulumi/pulumi";
import type { Provider } from "@pulumi/aws/provider";
import type { FailoverRole, MutualTlsArgs, RoutingPolicy } from "../shared/args";
import type { IpAddressType } from "../../shared/ip-address-type";
import type { ApiRef } from "../../shared/api-ref";

/** The health check that asks each region whether its API is well. */
export interface HealthCheckArgs {
  /** The path below the stage that answers 2xx or 3xx without credentials, such as `/health`. */
  path: string;
  /** The number of checks in a row that change the verdict, 1 to 10. @default 3 */
  failureThreshold?: pulumi.Input<number>;
  /** Seconds between checks, 10 or 30. @default 30 */
  requestInterval?: pulumi.Input<number>;
}

/** The API of one region. */
export interface RegionArgs {
  /** The API, which is in this region. */
  api: ApiRef;
  /** The stage's name. @default the API's first stage where the API is ours, otherwise "$default" */
  stage?: pulumi.Input<string>;
  /** A certificate of this region. @default a new one with DNS validation */
  certificateArn?: pulumi.Input<string>;
  /** The region's share of all weights, 0 to 255, with weighted routing. @default 100 */
  weight?: pulumi.Input<number>;
  /** The region's role, with failover routing. @default "PRIMARY" for the first region, "SECONDARY" for the other */
  failover?: FailoverRole;
  /** A Route 53 health check of your own. @default the one of `healthCheck` */
  healthCheckId?: pulumi.Input<string>;
}

export interface MultiRegionDomainArgs {
  /** The name that clients call in every region. */
  domainName: string;
  /** The Route 53 zone that gets the records. */
  hostedZoneId: pulumi.Input<string>;
  /** An aws provider for the zone's account, where that is another one. @default the component's own provider */
  hostedZoneProvider?: Provider;
  /** The API of each region, by the region's name; the first one is the primary of a failover pair. */
  regions: Record<string, RegionArgs>;
  /** The way Route 53 chooses a region. @default "latency" */
  routing?: RoutingPolicy;
  /** Specifies how each region is asked whether its API is well. @default none: only API Gateway's own health counts */
  healthCheck?: HealthCheckArgs;
  /** The path of the domain that the APIs are under. @default the domain's root */
  path?: string;
  /** Which addresses can call the domain. @default "ipv4" */
  ipAddressType?: pulumi.Input<IpAddressType>;
  /** Clients must present a certificate of these authorities. @default none needed */
  mutualTls?: MutualTlsArgs;
  /** The tags of all resources. @default none */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}
