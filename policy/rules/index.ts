import { type Rule } from "../pack/rule";
import { accessLogFormat } from "./logging/access-log-format";
import { accessLogging } from "./logging/access-logging";
import { accountLogRole } from "./logging/account-log-role";
import { apiKeyIsEffective } from "./authorization/api-key-is-effective";
import { authorizerAttached } from "./authorization/authorizer-attached";
import { authorizerTtlRange } from "./authorization/authorizer-ttl-range";
import { bodyNotMixed } from "./deployments/body-not-mixed";
import { cacheEncrypted } from "./endpoints/cache-encrypted";
import { certificateCoversDomain } from "./domains/certificate-covers-domain";
import { certificateValidated } from "./domains/certificate-validated";
import { clientCertificate } from "./integrations/client-certificate";
import { compressionRange } from "./endpoints/compression-range";
import { corsAllowsAuthorization } from "./cors/cors-allows-authorization";
import { corsAllowsRoutedMethods } from "./cors/cors-allows-routed-methods";
import { corsNoWildcardCredentials } from "./cors/cors-no-wildcard-credentials";
import { corsNotOnWebsocket } from "./cors/cors-not-on-websocket";
import { corsOnGatewayErrors } from "./cors/cors-on-gateway-errors";
import { corsOriginIsOrigin } from "./cors/cors-origin-is-origin";
import { defaultRoutePreflight } from "./cors/default-route-preflight";
import { defaultThrottle } from "./limits/default-throttle";
import { deploymentTriggers } from "./deployments/deployment-triggers";
import { detailedMetrics } from "./logging/detailed-metrics";
import { dnsTargetsRegionalDomainName } from "./domains/dns-targets-regional-domain-name";
import { domainIsMapped } from "./domains/domain-is-mapped";
import { domainIsRegional } from "./domains/domain-is-regional";
import { endpointTypeAllowed } from "./endpoints/endpoint-type-allowed";
import { executeApiDisabled } from "./endpoints/execute-api-disabled";
import { executionLogging } from "./logging/execution-logging";
import { functionTimeoutFits } from "./integrations/function-timeout-fits";
import { httpStageHasNoExecutionLog } from "./logging/http-stage-has-no-execution-log";
import { integrationTimeoutRange } from "./integrations/integration-timeout-range";
import { integrationUrl } from "./integrations/integration-url";
import { jwtAudienceSet } from "./authorization/jwt-audience-set";
import { jwtIdentitySource } from "./authorization/jwt-identity-source";
import { jwtIssuerExact } from "./authorization/jwt-issuer-exact";
import { jwtNotOnWebsocket } from "./authorization/jwt-not-on-websocket";
import { lambdaIntegrationPosts } from "./integrations/lambda-integration-posts";
import { lambdaIntegrationUri } from "./integrations/lambda-integration-uri";
import { lambdaMayBeInvoked } from "./integrations/lambda-may-be-invoked";
import { lambdaPermissionScoped } from "./integrations/lambda-permission-scoped";
import { logDestinationArn } from "./logging/log-destination-arn";
import { logRetention } from "./logging/log-retention";
import { methodAuthorized } from "./authorization/method-authorized";
import { minimumTls } from "./domains/minimum-tls";
import { noAutoDeployInProduction } from "./deployments/no-auto-deploy-in-production";
import { noDataTrace } from "./logging/no-data-trace";
import { noDeleteBeforeReplace } from "./deployments/no-delete-before-replace";
import { noMixedCors } from "./cors/no-mixed-cors";
import { noSecretInStageVariables } from "./deployments/no-secret-in-stage-variables";
import { openapiFailsOnWarnings } from "./deployments/openapi-fails-on-warnings";
import { payloadFormatMatches } from "./integrations/payload-format-matches";
import { permissionMatches } from "./integrations/permission-matches";
import { preflightIsOpen } from "./cors/preflight-is-open";
import { privateApiRestricted } from "./endpoints/private-api-restricted";
import { privateIntegrationTls } from "./integrations/private-integration-tls";
import { regionalCertificate } from "./domains/regional-certificate";
import { requestAuthorizerCacheKey } from "./authorization/request-authorizer-cache-key";
import { requestValidated } from "./endpoints/request-validated";
import { resourcePolicyNotPublic } from "./authorization/resource-policy-not-public";
import { routeAuthorized } from "./authorization/route-authorized";
import { routeThrottleComplete } from "./limits/route-throttle-complete";
import { sameApi } from "./deployments/same-api";
import { stageInUsagePlan } from "./limits/stage-in-usage-plan";
import { tagged } from "./deployments/tagged";
import { throttleOrder } from "./limits/throttle-order";
import { throttleWithinAccount } from "./limits/throttle-within-account";
import { tracing } from "./logging/tracing";
import { uniqueRouteKey } from "./deployments/unique-route-key";
import { usagePlanComplete } from "./limits/usage-plan-complete";
import { wafAttached } from "./endpoints/waf-attached";
import { withinQuotas } from "./limits/within-quotas";

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
