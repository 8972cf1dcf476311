import { type Rule } from "../rule";
import { accessLogFormat } from "./access-log-format";
import { accessLogging } from "./access-logging";
import { authorizerTtlRange } from "./authorizer-ttl-range";
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
import { detailedMetrics } from "./detailed-metrics";
import { endpointTypeAllowed } from "./endpoint-type-allowed";
import { executionLogging } from "./execution-logging";
import { integrationTimeoutRange } from "./integration-timeout-range";
import { minimumTls } from "./minimum-tls";
import { noDataTrace } from "./no-data-trace";
import { noDeleteBeforeReplace } from "./no-delete-before-replace";
import { noMixedCors } from "./no-mixed-cors";
import { noSecretInStageVariables } from "./no-secret-in-stage-variables";
import { preflightIsOpen } from "./preflight-is-open";
import { regionalCertificate } from "./regional-certificate";
import { tagged } from "./tagged";
import { tracing } from "./tracing";

/** All rules, by name. */
export const rules: Rule[] = [
  accessLogFormat,
  accessLogging,
  authorizerTtlRange,
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
  detailedMetrics,
  endpointTypeAllowed,
  executionLogging,
  integrationTimeoutRange,
  minimumTls,
  noDataTrace,
  noDeleteBeforeReplace,
  noMixedCors,
  noSecretInStageVariables,
  preflightIsOpen,
  regionalCertificate,
  tagged,
  tracing,
];
