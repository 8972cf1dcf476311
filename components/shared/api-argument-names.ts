import { each, fieldsOf } from "./arguments";
import { DOMAIN_SETTINGS } from "../domains/shared/domain-shapes";
import type { ApiDomainArgs } from "../domains/custom-domain/api-domain";
import type { AccessLogArgs } from "../monitoring/access-log-group";
import type { CorsArgs } from "./cors";
import type { HttpApiArgs, OpenApiArgs, PublicAddress, RouteArgs, StageArgs, ThrottleArgs } from "../http-api/args";

/** The names of what the APIs of all kinds have. */
export const THROTTLE = fieldsOf<ThrottleArgs>({ rateLimit: "any", burstLimit: "any" });
export const ACCESS_LOG = fieldsOf<AccessLogArgs>({
  enabled: "any",
  retentionInDays: "any",
  format: "any",
  destinationArn: "any",
  kmsKeyId: "any",
});
export const CORS = fieldsOf<CorsArgs>({
  owner: "any",
  allowOrigins: "any",
  allowMethods: "any",
  allowHeaders: "any",
  exposeHeaders: "any",
  allowCredentials: "any",
  maxAge: "any",
});
export const PUBLIC_ADDRESS = fieldsOf<PublicAddress>({ domainName: "any", path: "any" });
export const API_DOMAIN = fieldsOf<ApiDomainArgs>({ ...DOMAIN_SETTINGS, path: "any" }, ["domainName"]);
/** An integration or authorizer, whose own kind checks its fields. */
export const KIND = each("any");
export const ROUTE_FIELDS = {
  integration: KIND,
  authorizer: KIND,
  scopes: "any",
  throttle: THROTTLE,
  detailedMetrics: "any",
  operationName: "any",
} as const;

const ROUTE = fieldsOf<RouteArgs>(ROUTE_FIELDS);

export const HTTP_API = fieldsOf<HttpApiArgs>({
  routes: each(ROUTE),
  openapi: fieldsOf<OpenApiArgs>({ document: "any", operations: each(ROUTE) }),
  defaultAuthorizer: KIND,
  cors: CORS,
  stage: "any",
  stages: each(
    fieldsOf<StageArgs>({
      throttle: THROTTLE,
      routeThrottles: each(THROTTLE),
      accessLog: ACCESS_LOG,
      detailedMetrics: "any",
      stageVariables: each("any"),
      autoDeploy: "any",
      description: "any",
    }),
  ),
  autoDeploy: "any",
  throttle: THROTTLE,
  accessLog: ACCESS_LOG,
  detailedMetrics: "any",
  stageVariables: each("any"),
  name: "any",
  description: "any",
  tags: "any",
  disableExecuteApiEndpoint: "any",
  ipAddressType: "any",
  api: "any",
  render: "any",
  domain: API_DOMAIN,
  publicAddress: PUBLIC_ADDRESS,
});
