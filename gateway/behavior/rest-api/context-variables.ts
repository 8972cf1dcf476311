import { defined } from "../../../language/defined";
import { shownJson } from "../../../language/shown-json";
import { domainPrefix } from "../shared/public-host";
import { ownValue } from "../../../language/own-value";
import { clfTime } from "../shared/time-format";
import { headerValue, type HttpRequest, type IamIdentity } from "../shared/request";
import type { RestError } from "./gateway-responses";
import type { RestApiModel } from "../../model/rest-api/model";
import type { RestMethodModel } from "../../model/rest-api/definition-model";

/** The context that an authorizer hands on: `$context.authorizer`. */
export type RestAuthorizerContext =
  | { kind: "lambda"; principalId: string; values: Record<string, string | null>; latency: number }
  | { kind: "cognito"; claims: Record<string, string> }
  | { kind: "iam"; identity: IamIdentity };

/** The facts of a request on its way through a REST API. */
export interface RestContextData {
  api: Pick<RestApiModel, "id" | "account" | "region">;
  request: HttpRequest;
  stage: string;
  deploymentId?: string;
  stageVariables?: Record<string, string>;
  method?: RestMethodModel;
  pathParameters?: Record<string, string>;
  /** Percent-encoded, without the stage. */
  resourcePath: string;
  requestId: string;
  extendedRequestId: string;
  /** Milliseconds since 1970. */
  timeEpoch: number;
  domainName: string;
  domainPrefix?: string;
  /** The part that a mapping removed from the path, without slashes at its ends; undefined off custom domains. */
  basePath?: string;
  authorizer?: RestAuthorizerContext;
  authorizerError?: string;
  apiKey?: { id: string; value: string };
  isCanary?: boolean;
  error?: RestError & { validationErrorString?: string };
  integration?: { latency?: number; status?: number; requestId?: string; error?: string };
  response?: { status: number; length: number; latency: number };
}

/**
 * The `$context` of mapping templates, parameter mappings, gateway responses and access logs.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html#context-variable-reference
 */
export function contextVariables(data: RestContextData): Record<string, unknown> {
  const { api, request, method, error, integration, response } = data;
  return defined({
    accountId: api.account,
    apiId: api.id,
    authorizer: authorizerVariables(data),
    cipherSuite: request.tls?.cipherSuite,
    awsEndpointRequestId: integration?.requestId,
    deploymentId: data.deploymentId,
    domainName: data.domainName,
    domainPrefix: domainPrefix(data),
    error: error && {
      message: error.message,
      messageString: JSON.stringify(error.message),
      responseType: error.responseType,
      validationErrorString: error.validationErrorString,
    },
    extendedRequestId: data.extendedRequestId,
    httpMethod: request.method,
    identity: identityVariables(data),
    integration: integration && defined({ ...integration, integrationStatus: integration.status }),
    integrationErrorMessage: integration?.error,
    integrationLatency: integration?.latency,
    integrationStatus: integration?.status,
    isCanaryRequest: data.isCanary,
    operationName: method?.operationName,
    path: requestPath(data),
    protocol: request.protocol,
    requestId: data.requestId,
    requestTime: clfTime(data.timeEpoch),
    requestTimeEpoch: data.timeEpoch,
    resourceId: method?.resourceId,
    resourcePath: method?.path,
    responseLatency: response?.latency,
    responseLength: response?.length,
    stage: data.stage,
    status: response?.status,
    tlsVersion: request.tls?.version,
  });
}

/**
 * The same, with the variables of access logs alone.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
 */
export function accessLogVariables(
  data: RestContextData,
  { endpointType }: Pick<RestApiModel, "endpointType">,
): Record<string, unknown> {
  const { authorizer, basePath } = data;
  const variables = contextVariables(data);
  return {
    ...variables,
    ...(authorizer?.kind === "lambda"
      ? { authorizer: { ...authorizerVariables(data), latency: authorizer.latency } }
      : undefined),
    ...(basePath === undefined || basePath === "" ? undefined : { customDomain: { basePathMatched: basePath } }),
    endpointType,
  };
}

/** Returns a path with one slash at its start, where a client may send several. */
export function withOneSlash(path: string): string {
  return /^\/(?!\/)/.test(path) ? path : `/${path.replace(/^\/+/, "")}`;
}

/**
 * The path as the client asked for it, with a slash at its end and those after the stage; on a custom domain it has the
 * mapping's instead of the stage, or before it where the mapping names no stage.
 * https://github.com/localstack/localstack/pull/12296
 */
export function requestPath({ basePath, request }: RestContextData): string {
  const path = withOneSlash(request.path);
  return basePath === undefined || basePath === "" ? path : `/${basePath}${path}`;
}

/**
 * One variable by its dotted name, as text; undefined where the request has none. "Calling $context.authorizer.claims returns
 * null."
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
export function contextVariable(variables: Record<string, unknown>, name: string): string | undefined {
  if (name === "authorizer.claims") {
    return undefined;
  }
  const value = name
    .split(".")
    .reduce<unknown>((inner, key) => (isObject(inner) ? ownValue(inner, key) : undefined), variables);
  return value === undefined || value === null
    ? undefined
    : typeof value === "object"
      ? shownJson(value)
      : scalar(value);
}

/** Returns `$context.authorizer`; undefined where no authorizer was asked. */
export function authorizerVariables({
  authorizer,
  authorizerError,
}: RestContextData): Record<string, unknown> | undefined {
  switch (authorizer?.kind) {
    case "lambda":
      return {
        ...authorizer.values,
        principalId: authorizer.principalId,
        integrationLatency: authorizer.latency,
      };
    case "cognito":
      return { claims: authorizer.claims };
    default:
      return authorizerError === undefined ? undefined : { error: authorizerError };
  }
}

/** The parts of a request that identify its sender. */
interface IdentityData extends Pick<RestContextData, "authorizer" | "apiKey"> {
  request: Pick<HttpRequest, "headers" | "sourceIp" | "clientCert">;
}

/** The caller; what the request does not have is null, as it is in events. */
export function identityVariables({ request, authorizer, apiKey }: IdentityData): Record<string, unknown> {
  const iam = authorizer?.kind === "iam" ? authorizer.identity : undefined;
  const identity: Record<string, unknown> = { cognitoIdentityPoolId: null };
  if (request.clientCert !== undefined) {
    identity.clientCert = request.clientCert;
  }
  identity.accountId = iam?.accountId ?? null;
  identity.cognitoIdentityId = null;
  identity.caller = iam?.callerId ?? null;
  identity.sourceIp = request.sourceIp;
  identity.principalOrgId = iam?.principalOrgId ?? null;
  identity.accessKey = iam?.accessKey ?? null;
  identity.cognitoAuthenticationType = null;
  identity.cognitoAuthenticationProvider = null;
  identity.userArn = iam?.userArn ?? null;
  identity.userAgent = headerValue(request.headers, "user-agent") ?? null;
  identity.user = iam?.userId ?? null;
  if (apiKey !== undefined) {
    identity.apiKey = apiKey.value;
    identity.apiKeyId = apiKey.id;
  }
  return identity;
}

function scalar(value: unknown): string {
  return typeof value === "string" ? value : String(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
