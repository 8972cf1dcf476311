import type * as pulumi from "@pulumi/pulumi";
import type { Provider } from "@pulumi/aws/provider";
import type { FailoverRole, MutualTlsArgs, RoutingPolicy } from "../shared/args";
import type { IpAddressType } from "../../shared/ip-address-type";
import type { ApiRef } from "../../shared/api-ref";

/**
 * The Route 53 health check of each region's API.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html
 *
 * @example { path: "/health" }
 */
export interface HealthCheckArgs {
  /**
   * The path below the stage that answers 2xx or 3xx without credentials, such as `/health`.
   * @example "/health"
   */
  path: string;
  /**
   * The number of checks in a row that change the result, 1 to 10. @default 3
   * @example 2
   */
  failureThreshold?: pulumi.Input<number>;
  /**
   * The time between two checks in seconds, 10 or 30. @default 30
   * @example 10
   */
  requestInterval?: pulumi.Input<number>;
}

/**
 * The API of one region.
 *
 * @example { api, weight: 50 }
 */
export interface RegionArgs {
  /**
   * The API, which is in this region.
   * @example api
   */
  api: ApiRef;
  /**
   * The stage's name. @default the API's first stage where the API is ours, otherwise "$default"
   * @example "live"
   */
  stage?: pulumi.Input<string>;
  /**
   * A certificate of this region. @default a new one with DNS validation
   * @example "arn:aws:acm:eu-west-1:123456789012:certificate/a1b2c3d4"
   */
  certificateArn?: pulumi.Input<string>;
  /**
   * The region's share of all weights, 0 to 255, with weighted routing. @default 100
   * @example 10
   */
  weight?: pulumi.Input<number>;
  /**
   * The region's role, with failover routing. @default "PRIMARY" for the first region, "SECONDARY" for the other
   * @example "SECONDARY"
   */
  failover?: FailoverRole;
  /**
   * An existing Route 53 health check. @default the one of `healthCheck`
   * @example healthCheck.id
   */
  healthCheckId?: pulumi.Input<string>;
}

/**
 * The arguments of a MultiRegionDomain.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/dns-failover.html
 *
 * @example
 * ```ts
 * new MultiRegionDomain("api", {
 *   domainName: "api.example.com",
 *   hostedZoneId: zone.zoneId,
 *   regions: { "eu-west-1": { api: european }, "us-east-1": { api: american } },
 * });
 * ```
 */
export interface MultiRegionDomainArgs {
  /**
   * The name that clients call in every region.
   * @example "api.example.com"
   */
  domainName: string;
  /**
   * The Route 53 zone that gets the records.
   * @example zone.zoneId
   */
  hostedZoneId: pulumi.Input<string>;
  /**
   * An AWS provider for the zone's account, if it is another account. @default the component's own provider
   * @example new aws.Provider("dns", { region: "eu-west-1", profile: "dns" })
   */
  hostedZoneProvider?: Provider;
  /**
   * The API of each region, by the region's name; the first one is the primary of a failover pair.
   * @example { "eu-west-1": { api: european }, "us-east-1": { api: american } }
   */
  regions: Record<string, RegionArgs>;
  /**
   * The routing policy of the records. @default "latency"
   * @example "failover"
   */
  routing?: RoutingPolicy;
  /**
   * The health check of each region's API. @default none: only API Gateway's own health counts
   * @example { path: "/health" }
   */
  healthCheck?: HealthCheckArgs;
  /**
   * The path of the domain that the APIs are under. @default the domain's root
   * @example "v1"
   */
  path?: string;
  /**
   * The IP address types that can call the domain. @default "ipv4"
   * @example "dualstack"
   */
  ipAddressType?: pulumi.Input<IpAddressType>;
  /**
   * The truststore of the certificates that clients must present. @default clients need no certificate
   * @example { truststoreUri: "s3://trust/authorities.pem" }
   */
  mutualTls?: MutualTlsArgs;
  /**
   * The tags of all resources. @default none
   * @example { team: "orders" }
   */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}
