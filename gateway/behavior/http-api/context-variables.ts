import { shownJson } from "../../../language/shown-json";
import { domainPrefix } from "../shared/public-host";
import { ownValue } from "../../../language/own-value";
import { type HttpApiContextVariable } from "../../../aws/context-variables";
import { clfTime } from "../shared/time-format";
import type { ClientCertificate } from "../shared/client-certificate";
import { headerValue, type HttpRequest, type HttpRequestContext } from "../shared/request";

/** The values that the variables are read from; what did not happen is left out. */
export interface ContextData {
  request: HttpRequest;
  context: HttpRequestContext;
  /** Latencies in milliseconds, lengths in bytes. */
  response?: { status: number; length: number; latency: number };
  integration?: {
    /** The status of the backend: the function's own status code, or the HTTP backend's. */
    status?: number;
    /** The status of the service: 200 from Lambda even when the function returns 500. */
    serviceStatus?: number;
    latency?: number;
    requestId?: string;
    error?: string;
  };
  /** An answer of API Gateway's own. */
  error?: { message: string; responseType: string };
  authorizerError?: string;
  dataProcessed?: number;
}

type Reader = (data: ContextData) => string | number | null | undefined;

const identity: (field: "accountId" | "callerId" | "principalOrgId" | "userArn" | "userId") => Reader =
  (field) => (data) => (data.context.authorizer?.kind === "iam" ? data.context.authorizer.identity[field] : undefined);

/** A part of the certificate that the client presented for mutual TLS. */
const certificate =
  (part: (certificate: ClientCertificate) => string): Reader =>
  ({ request: { clientCert } }) =>
    clientCert && part(clientCert);

const READERS: Partial<Record<HttpApiContextVariable, Reader>> = {
  accountId: (data) => data.context.accountId,
  apiId: (data) => data.context.apiId,
  "authorizer.error": (data) => data.authorizerError,
  "authorizer.principalId": (data) =>
    data.context.authorizer?.kind === "lambda" ? data.context.authorizer.principalId : undefined,
  awsEndpointRequestId: (data) => data.integration?.requestId,
  "customDomain.basePathMatched": (data) => data.context.basePath || undefined,
  dataProcessed: (data) => data.dataProcessed,
  domainName: (data) => data.context.domainName,
  domainPrefix: (data) => domainPrefix(data.context),
  "error.message": (data) => data.error?.message,
  "error.messageString": (data) => (data.error === undefined ? undefined : JSON.stringify(data.error.message)),
  "error.responseType": (data) => data.error?.responseType,
  extendedRequestId: (data) => data.context.requestId,
  httpMethod: (data) => data.request.method,
  "identity.accountId": identity("accountId"),
  "identity.caller": identity("callerId"),
  "identity.clientCert.clientCertPem": certificate(({ clientCertPem }) => clientCertPem),
  "identity.clientCert.issuerDN": certificate(({ issuerDN }) => issuerDN),
  "identity.clientCert.serialNumber": certificate(({ serialNumber }) => serialNumber),
  "identity.clientCert.subjectDN": certificate(({ subjectDN }) => subjectDN),
  "identity.clientCert.validity.notAfter": certificate(({ validity }) => validity.notAfter),
  "identity.clientCert.validity.notBefore": certificate(({ validity }) => validity.notBefore),
  "identity.principalOrgId": identity("principalOrgId"),
  "identity.sourceIp": (data) => data.request.sourceIp,
  "identity.user": identity("userId"),
  "identity.userAgent": (data) => headerValue(data.request.headers, "user-agent"),
  "identity.userArn": identity("userArn"),
  "integration.error": (data) => data.integration?.error,
  "integration.integrationStatus": (data) => data.integration?.serviceStatus,
  "integration.latency": (data) => data.integration?.latency,
  "integration.requestId": (data) => data.integration?.requestId,
  "integration.status": (data) => data.integration?.status,
  integrationErrorMessage: (data) => data.integration?.error,
  integrationLatency: (data) => data.integration?.latency,
  integrationStatus: (data) => data.integration?.serviceStatus,
  path: (data) => data.request.path,
  protocol: (data) => data.request.protocol,
  requestId: (data) => data.context.requestId,
  requestTime: (data) => clfTime(data.context.timeEpoch),
  requestTimeEpoch: (data) => data.context.timeEpoch,
  responseLatency: (data) => data.response?.latency,
  responseLength: (data) => data.response?.length,
  routeKey: (data) => data.context.routeKey || undefined,
  stage: (data) => data.context.stage,
  status: (data) => data.response?.status,
};

/** The value of `$context.<name>`, or undefined where the request has none or the variable does not exist. */
export function contextValue(name: string, data: ContextData): string | undefined {
  return contextReader(name)(data);
}

/** The same, for a variable that is read again and again. */
export function contextReader(name: string): (data: ContextData) => string | undefined {
  const reader = ownValue(READERS, name) ?? authorizerReader(name);
  return (data) => {
    const value = reader?.(data);
    return value === undefined || value === null ? undefined : String(value);
  };
}

function authorizerReader(name: string): Reader | undefined {
  const claim = /^authorizer\.claims\.(.+)$/.exec(name)?.[1];
  if (claim !== undefined) {
    return ({ context: { authorizer } }) =>
      authorizer?.kind === "jwt" ? ownValue(authorizer.claims, claim) : undefined;
  }
  const property = /^authorizer\.(.+)$/.exec(name)?.[1];
  if (property === undefined || property === "claims") {
    return undefined;
  }
  return ({ context: { authorizer } }) =>
    authorizer?.kind === "lambda" ? asLogged(ownValue(authorizer.context, property)) : null;
}

function asLogged(value: unknown): string | undefined {
  return value === undefined || value === null || typeof value === "string" ? (value ?? undefined) : shownJson(value);
}
