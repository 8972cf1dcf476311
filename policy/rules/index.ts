import { type Rule } from "../rule";
import { accessLogFormat } from "./access-log-format";
import { accessLogging } from "./access-logging";
import { accountLogRole } from "./account-log-role";
import { apiKeyIsEffective } from "./api-key-is-effective";
import { authorizerAttached } from "./authorizer-attached";
import { authorizerTtlRange } from "./authorizer-ttl-range";
import { bodyNotMixed } from "./body-not-mixed";
import { cacheEncrypted } from "./cache-encrypted";
import { certificateCoversDomain } from "./certificate-covers-domain";
import { certificateValidated } from "./certificate-validated";
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
import { deploymentTriggers } from "./deployment-triggers";
import { detailedMetrics } from "./detailed-metrics";
import { dnsTargetsRegionalDomainName } from "./dns-targets-regional-domain-name";
import { domainIsMapped } from "./domain-is-mapped";
import { domainIsRegional } from "./domain-is-regional";
import { endpointTypeAllowed } from "./endpoint-type-allowed";
import { executeApiDisabled } from "./execute-api-disabled";
import { executionLogging } from "./execution-logging";
import { functionTimeoutFits } from "./function-timeout-fits";
import { httpStageHasNoExecutionLog } from "./http-stage-has-no-execution-log";
import { integrationTimeoutRange } from "./integration-timeout-range";
import { integrationUrl } from "./integration-url";
import { jwtAudienceSet } from "./jwt-audience-set";
import { jwtIdentitySource } from "./jwt-identity-source";
import { jwtIssuerExact } from "./jwt-issuer-exact";
import { jwtNotOnWebsocket } from "./jwt-not-on-websocket";
import { lambdaIntegrationPosts } from "./lambda-integration-posts";
import { lambdaIntegrationUri } from "./lambda-integration-uri";
import { lambdaMayBeInvoked } from "./lambda-may-be-invoked";
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
import { payloadFormatMatches } from "./payload-format-matches";
import { permissionMatches } from "./permission-matches";
import { preflightIsOpen } from "./preflight-is-open";
import { privateApiRestricted } from "./private-api-restricted";
import { privateIntegrationTls } from "./private-integration-tls";
import { regionalCertificate } from "./regional-certificate";
import { requestAuthorizerCacheKey } from "./request-authorizer-cache-key";
import { requestValidated } from "./request-validated";
import { resourcePolicyNotPublic } from "./resource-policy-not-public";
import { routeAuthorized } from "./route-authorized";
import { routeThrottleComplete } from "./route-throttle-complete";
import { sameApi } from "./same-api";
import { stageInUsagePlan } from "./stage-in-usage-plan";
import { tagged } from "./tagged";
import { throttleOrder } from "./throttle-order";
import { throttleWithinAccount } from "./throttle-within-account";
import { tracing } from "./tracing";
import { uniqueRouteKey } from "./unique-route-key";
import { usagePlanComplete } from "./usage-plan-complete";
import { wafAttached } from "./waf-attached";
import { withinQuotas } from "./within-quotas";

/** All rules, by name. */
export const rules: Rule[] = [
  accessLogFormat,
  accessLogging,
  accountLogRole,
  apiKeyIsEffective,
  authorizerAttached,
  authorizerTtlRange,
  bodyNotMixed,
  cacheEncrypted,
  certificateCoversDomain,
  certificateValidated,
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
  deploymentTriggers,
  detailedMetrics,
  dnsTargetsRegionalDomainName,
  domainIsMapped,
  domainIsRegional,
  endpointTypeAllowed,
  executeApiDisabled,
  executionLogging,
  functionTimeoutFits,
  httpStageHasNoExecutionLog,
  integrationTimeoutRange,
  integrationUrl,
  jwtAudienceSet,
  jwtIdentitySource,
  jwtIssuerExact,
  jwtNotOnWebsocket,
  lambdaIntegrationPosts,
  lambdaIntegrationUri,
  lambdaMayBeInvoked,
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
  payloadFormatMatches,
  permissionMatches,
  preflightIsOpen,
  privateApiRestricted,
  privateIntegrationTls,
  regionalCertificate,
  requestAuthorizerCacheKey,
  requestValidated,
  resourcePolicyNotPublic,
  routeAuthorized,
  routeThrottleComplete,
  sameApi,
  stageInUsagePlan,
  tagged,
  throttleOrder,
  throttleWithinAccount,
  tracing,
  uniqueRouteKey,
  usagePlanComplete,
  wafAttached,
  withinQuotas,
];
