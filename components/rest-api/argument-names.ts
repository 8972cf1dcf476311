import { each, fieldsOf } from "../shared/arguments";
import {
  ACCESS_LOG,
  API_DOMAIN,
  CORS,
  KIND,
  PUBLIC_ADDRESS,
  ROUTE_FIELDS,
  THROTTLE,
} from "../shared/api-argument-names";
import type { CanaryArgs } from "./canary";
import type { GatewayResponseArgs } from "./gateway-responses";
import type { CacheArgs, RestApiArgs, RestOpenApiArgs, RestRouteArgs, RestStageArgs } from "./args";

const CACHE = fieldsOf<CacheArgs>({
  enabled: "any",
  ttlInSeconds: "any",
  encrypted: "any",
  keyParameters: "any",
  requireAuthorization: "any",
});

const ROUTE = fieldsOf<RestRouteArgs>({
  ...ROUTE_FIELDS,
  apiKeyRequired: "any",
  requestModel: "any",
  requestModels: "any",
  requiredHeaders: "any",
  requiredQueryParameters: "any",
  responseModels: "any",
  cache: CACHE,
  loggingLevel: "any",
});

const STAGE_SETTINGS = {
  throttle: THROTTLE,
  accessLog: ACCESS_LOG,
  loggingLevel: "any",
  dataTrace: "any",
  detailedMetrics: "any",
  tracing: "any",
  cacheSize: "any",
  cache: CACHE,
  stageVariables: each("any"),
  clientCertificate: "any",
  webAclArn: "any",
  canary: fieldsOf<CanaryArgs>({
    percentTraffic: "any",
    stageVariableOverrides: "any",
    useStageCache: "any",
    alarms: "any",
  }),
} as const;

export const REST_API = fieldsOf<RestApiArgs>({
  ...STAGE_SETTINGS,
  routes: each(ROUTE),
  openapi: fieldsOf<RestOpenApiArgs>({ document: "any", operations: each(ROUTE), defaultIntegration: KIND }),
  defaultAuthorizer: KIND,
  apiKeyRequired: "any",
  models: each("any"),
  cors: CORS,
  gatewayResponses: each(fieldsOf<GatewayResponseArgs>({ statusCode: "any", headers: "any", templates: "any" })),
  endpointType: "any",
  vpcEndpointIds: "any",
  policy: "any",
  binaryMediaTypes: "any",
  minimumCompressionSize: "any",
  apiKeySource: "any",
  disableExecuteApiEndpoint: "any",
  securityPolicy: "any",
  ipAddressType: "any",
  streaming: "any",
  stage: "any",
  stages: each(fieldsOf<RestStageArgs>({ ...STAGE_SETTINGS, routeThrottles: each(THROTTLE), description: "any" })),
  release: "any",
  keepReleases: "any",
  rollbackTo: "any",
  account: "any",
  domain: API_DOMAIN,
  publicAddress: PUBLIC_ADDRESS,
  name: "any",
  description: "any",
  tags: "any",
});
