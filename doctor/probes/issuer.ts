import { HTTP_API_LIMITS } from "../../aws/quotas";
import type { Network } from "../network";
import { answered, send } from "./http";
import { isRecord } from "../../language/is-record";

export interface IssuerObservation {
  discoveryUrl: string;
  /** The reason why the discovery document could not be had. */
  failure?: string;
  /** The document's own issuer. */
  issuer?: string;
  jwksUrl?: string;
  /** The reason why the key set could not be had. */
  keysFailure?: string;
  keys: Record<string, unknown>[];
}

/**
 * Reads an issuer's discovery document and key set in the way and within the time that API Gateway does.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
 */
export async function observeIssuer(issuer: string, network: Network): Promise<IssuerObservation> {
  const discoveryUrl = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const discovery = await document(discoveryUrl, HTTP_API_LIMITS.discoveryTimeout.value, network);
  if (typeof discovery === "string") {
    return { discoveryUrl, failure: discovery, keys: [] };
  }
  const jwksUrl = text(discovery.jwks_uri);
  const read = { discoveryUrl, issuer: text(discovery.issuer), jwksUrl };
  if (jwksUrl === undefined) {
    return { ...read, keysFailure: `${discoveryUrl} names no jwks_uri`, keys: [] };
  }
  const keySet = await document(jwksUrl, HTTP_API_LIMITS.jwksTimeout.value, network);
  if (typeof keySet === "string") {
    return { ...read, keysFailure: keySet, keys: [] };
  }
  return { ...read, keys: Array.isArray(keySet.keys) ? keySet.keys.filter(isRecord) : [] };
}

/** The JSON object at a URL, or why none exists. */
async function document(url: string, timeoutMs: number, network: Network): Promise<Record<string, unknown> | string> {
  if (!URL.canParse(url) || !/^https?:/.test(url)) {
    return `${url} is not an http or https URL`;
  }
  const maxBytes = HTTP_API_LIMITS.jwksResponse.value;
  const answer = await send(new URL(url), { method: "GET", timeoutMs, maxBytes }, network);
  if (!answered(answer)) {
    return `${url}: ${answer.failure}`;
  }
  if (answer.status !== 200) {
    return `${url} answered ${answer.status}`;
  }
  if (answer.truncated) {
    return `${url} has more than ${maxBytes} bytes`;
  }
  try {
    const parsed: unknown = JSON.parse(answer.body);
    return isRecord(parsed) ? parsed : `${url} is not a JSON object`;
  } catch {
    return `${url} is not JSON`;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
