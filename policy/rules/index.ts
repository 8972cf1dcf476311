import { type Rule } from "../rule";
import { accessLogFormat } from "./access-log-format";
import { accessLogging } from "./access-logging";
import { authorizerTtlRange } from "./authorizer-ttl-range";
import { bodyNotMixed } from "./body-not-mixed";
import { cacheEncrypted } from "./cache-encrypted";
import { clientCertificate } from "./client-certificate";
import { compressionRange } from "./compression-range";
import { corsAllowsAuthorization } from "./cors-allows-authorization";
import { corsAllowsRoutedMethods } from "./cors-allows-routed-methods";
import { corsNoWildcardCredentials } from "./cors-no-wildcard-credentials";
import { corsNotOnWebsocket } from "./cors-not-on-websocket";
import { corsOnGatewayErrors } from "./cors-on-gateway-errors";
import { corsOriginIsOrigin } from "./cors-origin-is-origin";
import { defaultRoutePreflight } from "./default-route-preflight";
import { defaultThrottle } from "./default-throttle";
import { detailedMetrics } from "./detailed-metrics";
import { domainIsRegional } from "./domain-is-regional";
import { endpointTypeAllowed } from "./endpoint-type-allowed";
import { executionLogging } from "./execution-logging";
import { integrationTimeoutRange } from "./integration-timeout-range";
import { integrationUrl } from "./integration-url";
import { jwtIdentitySource } from "./jwt-identity-source";
import { lambdaIntegrationPosts } from "./lambda-integration-posts";
import { lambdaIntegrationUri } from "./lambda-integration-uri";
import { lambdaPermissionScoped } from "./lambda-permission-scoped";
import { logDestinationArn } from "./log-destination-arn";
import { logRetention } from "./log-retention";
import { methodAuthorized } from "./method-authorized";
import { minimumTls } from "./minimum-tls";
import { noAutoDeployInProduction } from "./no-auto-deploy-in-production";
import { noDataTrace } from "./no-data-trace";
import { noDeleteBeforeReplace } from "./no-delete-before-replace";
import { noMixedCors } from "./no-mixed-cors";
import { noSecretInStageVariables } from "./no-secret-in-stage-variables";
import { openapiFailsOnWarnings } from "./openapi-fails-on-warnings";
import { preflightIsOpen } from "./preflight-is-open";
import { privateApiRestricted } from "./private-api-restricted";
import { privateIntegrationTls } from "./private-integration-tls";
import { regionalCertificate } from "./regional-certificate";
import { requestValidated } from "./request-validated";
import { resourcePolicyNotPublic } from "./resource-policy-not-public";
import { routeAuthorized } from "./route-authorized";
import { routeThrottleComplete } from "./route-throttle-complete";
import { sameApi } from "./same-api";
import { stageInUsagePlan } from "./stage-in-usage-plan";
import { tagged } from "./tagged";
import { throttleWithinAccount } from "./throttle-within-account";
import { tracing } from "./tracing";
import { wafAttached } from "./waf-attached";

/** All rules, by name. */
export const rules: Rule[] = [
  accessLogFormat,
  accessLogging,
  authorizerTtlRange,
  bodyNotMixed,
  cacheEncrypted,
  clientCertificate,
  compressionRange,
  corsAllowsAuthorization,
  corsAllowsRoutedMethods,
  corsNoWildcardCredentials,
  corsNotOnWebsocket,
  corsOnGatewayErrors,
  corsOriginIsOrigin,
  defaultRoutePreflight,
  defaultThrottle,
  detailedMetrics,
  domainIsRegional,
  endpointTypeAllowed,
  executionLogging,
  integrationTimeoutRange,
  integrationUrl,
  jwtIdentitySource,
  lambdaIntegrationPosts,
  lambdaIntegrationUri,
  lambdaPermissionScoped,
  logDestinationArn,
  logRetention,
  methodAuthorized,
  minimumTls,
  noAutoDeployInProduction,
  noDataTrace,
  noDeleteBeforeReplace,
  noMixedCors,
  noSecretInStageVariables,
  openapiFailsOnWarnings,
  preflightIsOpen,
  privateApiRestricted,
  privateIntegrationTls,
  regionalCertificate,
  requestValidated,
  resourcePolicyNotPublic,
  routeAuthorized,
  routeThrottleComplete,
  sameApi,
  stageInUsagePlan,
  tagged,
  throttleWithinAccount,
  tracing,
  wafAttached,
];
