import type * as pulumi from "@pulumi/pulumi";
import type { ApiRef } from "../../shared/api-ref";
import type { DomainSettings } from "../shared/args";

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
  /** Indicates whether the API sees the path without the base path. @default false */
  stripBasePath?: boolean;
}

export interface CustomDomainArgs extends DomainSettings {
  /** The APIs by the path that they are under; "" is the root. @default none */
  mappings?: Record<string, MappingArgs>;
  /** Rules that are tried before the mappings, by name; REST APIs only. @default none */
  routingRules?: Record<string, RoutingRuleArgs>;
}
