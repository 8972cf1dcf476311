import type * as pulumi from "@pulumi/pulumi";
import type { ApiRef } from "../../shared/api-ref";
import type { DomainSettings } from "../shared/args";

/**
 * One stage of one API under a path of the domain.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mappings.html
 *
 * @example { api, stage: "live" }
 */
export interface MappingArgs {
  /**
   * The API: ours, an `aws.apigatewayv2.Api`, an `aws.apigateway.RestApi`, or one known by its id.
   * @example api
   */
  api: ApiRef;
  /**
   * The stage's name. @default the API's first stage where the API is ours, otherwise "$default"
   * @example "live"
   */
  stage?: pulumi.Input<string>;
}

/**
 * A rule that sends some requests of the domain to a stage of a REST API, before any mapping is looked at.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-routing-rules.html
 *
 * @example { priority: 100, headers: { "x-beta": "true" }, api }
 */
export interface RoutingRuleArgs {
  /**
   * The place of the rule among the others, 1 to 1,000,000: the lowest is tried first.
   * @example 100
   */
  priority: number;
  /**
   * The start of the path: one of these. @default any path
   * @example ["orders"]
   */
  basePaths?: string[];
  /**
   * The headers that a request must have, at most two: values may start or end with a star. @default any headers
   * @example { "x-version": "2*" }
   */
  headers?: Record<string, string>;
  /**
   * The REST API.
   * @example api
   */
  api: ApiRef;
  /**
   * The stage's name. @default the API's first stage where the API is ours
   * @example "live"
   */
  stage?: pulumi.Input<string>;
  /** Indicates whether the API sees the path without the base path. @default false */
  stripBasePath?: boolean;
}

/**
 * The arguments of a CustomDomain.
 *
 * @example { domainName: "api.example.com", hostedZoneId: zone.zoneId, mappings: { orders: { api } } }
 */
export interface CustomDomainArgs extends DomainSettings {
  /**
   * The APIs by the path that they are under; "" is the root. @default none
   * @example { orders: { api } }
   */
  mappings?: Record<string, MappingArgs>;
  /**
   * Rules that are tried before the mappings, by name; REST APIs only. @default none
   * @example { beta: { priority: 100, headers: { "x-beta": "true" }, api } }
   */
  routingRules?: Record<string, RoutingRuleArgs>;
}
