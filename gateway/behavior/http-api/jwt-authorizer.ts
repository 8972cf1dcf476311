import type { HttpAuthorizerDecision } from "./authorizer-decision";
import { gatewayError } from "./errors";
import type { JwtAuthorizerModel } from "../../model/http-api/model";
import { headerValue, queryPairs, type HttpRequest } from "../shared/request";

/** The payload of a token whose signature holds. */
export type JwtClaims = Record<string, unknown>;

/**
 * The reason why a token is refused before its claims are looked at, in the words that AWS uses in `www-authenticate`; those of
 * `signature`, `algorithm`, `key` and `unreachable` are not documented by AWS.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-jwt.html
 */
export const JWT_REFUSALS = {
  malformed: "token contains an invalid number of segments",
  signature: "the token has an invalid signature",
  algorithm: "the token is signed with an algorithm that is not RSA-based",
  key: "the token's kid matches no key of the issuer",
  unreachable: "OIDC discovery endpoint communication error",
} as const;

/**
 * The token of a request: what stands at the first identity source that is there, without the prefix `Bearer `.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html#http-api-jwt-authorizer.evaluation
 */
export function readToken(identitySources: string[], request: HttpRequest): string | undefined {
  for (const source of identitySources) {
    const value = readSource(source, request)?.trim();
    if (value !== undefined && value !== "") {
      return value.startsWith("Bearer ") ? value.slice("Bearer ".length).trim() : value;
    }
  }
  return undefined;
}

/** Returns what is wrong with an identity source of a JWT authorizer, or undefined. */
export function jwtIdentitySourceProblem(source: string): string | undefined {
  return /^\$request\.(header|querystring)\.[^\s.]+$/.test(source)
    ? undefined
    : `identity source ${JSON.stringify(source)}: a JWT authorizer takes "$request.header.<name>" or "$request.querystring.<name>".`;
}

/** Reads an identity source of a request. */
type SourceReader = (request: HttpRequest) => string | undefined;

/** By source: a program has few of them, and each request with a token reads one. */
const sourceReaders = new Map<string, SourceReader>();

function readSource(source: string, request: HttpRequest): string | undefined {
  let reader = sourceReaders.get(source);
  if (reader === undefined) {
    reader = sourceReader(source);
    sourceReaders.set(source, reader);
  }
  return reader(request);
}

function sourceReader(source: string): SourceReader {
  const [, place, name = ""] = /^\$request\.(header|querystring)\.(.+)$/.exec(source) ?? [];
  switch (place) {
    case "header":
      return ({ headers }) => headerValue(headers, name);
    case "querystring":
      return ({ rawQueryString }) => queryPairs(rawQueryString).find(([key]) => key === name)?.[1];
    default:
      return () => undefined;
  }
}

/** 401 for a request without a token: `www-authenticate: Bearer`. */
export function refuseMissingToken(): HttpAuthorizerDecision {
  return {
    kind: "refuse",
    error: "unauthorized",
    response: gatewayError("unauthorized", [["www-authenticate", "Bearer"]]),
    reason: "missing: token not provided",
  };
}

/** 401 for a token that is not valid. */
export function refuseToken(reason: string, routeScopes: string[] = []): HttpAuthorizerDecision {
  const header = `Bearer scope="${routeScopes.join(" ")}" error="invalid_token" error_description="${reason}"`;
  const response = gatewayError("unauthorized", [["www-authenticate", header]]);
  return { kind: "refuse", error: "unauthorized", response, reason };
}

/**
 * Decides on a token whose signature holds: issuer, audience, times and, for a route with scopes, that it has one of them
 * (403 without).
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html#http-api-jwt-authorizer.evaluation
 *
 * @param now Milliseconds since 1970.
 */
export function decideJwt(
  authorizer: Pick<JwtAuthorizerModel, "issuer" | "audiences">,
  claims: JwtClaims,
  routeScopes: string[],
  now: number,
): HttpAuthorizerDecision {
  const reason =
    issuerProblem(authorizer.issuer, claims) ??
    audienceProblem(authorizer.audiences, claims) ??
    timeProblem(claims, now);
  if (reason !== undefined) {
    return refuseToken(reason, routeScopes);
  }
  const scopes = scopesOf(claims);
  if (routeScopes.length > 0 && !routeScopes.some((scope) => scopes.includes(scope))) {
    const header = `Bearer scope="${routeScopes.join(" ")}" error="insufficient_scope"`;
    return {
      kind: "refuse",
      error: "forbidden",
      response: gatewayError("forbidden", [["www-authenticate", header]]),
      reason: "insufficient_scope",
    };
  }
  return {
    kind: "allow",
    context: { kind: "jwt", claims: renderClaims(claims), scopes: routeScopes.length > 0 ? scopes : null },
  };
}

function issuerProblem(issuer: string, claims: JwtClaims): string | undefined {
  return claims.iss === issuer ? undefined : "issuer does not match";
}

/** `client_id` counts only for a token without `aud`. */
function audienceProblem(audiences: string[], claims: JwtClaims): string | undefined {
  const named = claims.aud ?? claims.client_id;
  const values: unknown[] = Array.isArray(named) ? named : [named];
  return values.some((value) => typeof value === "string" && audiences.includes(value))
    ? undefined
    : "the token does not have a valid audience";
}

function timeProblem(claims: JwtClaims, now: number): string | undefined {
  const seconds = now / 1000;
  if (typeof claims.exp !== "number" || claims.exp <= seconds) {
    return "the token has expired";
  }
  if (claims.nbf !== undefined && !(typeof claims.nbf === "number" && claims.nbf <= seconds)) {
    return "the token is not valid yet";
  }
  if (claims.iat !== undefined && !(typeof claims.iat === "number" && claims.iat <= seconds)) {
    return "the token was used before it was issued";
  }
  return undefined;
}

/** The token's scopes, from `scp` or `scope`, a list or a text with spaces. */
export function scopesOf(claims: JwtClaims): string[] {
  return [claims.scope, claims.scp].flatMap((value) => {
    if (typeof value === "string") {
      return value.split(" ").filter((scope) => scope !== "");
    }
    return Array.isArray(value) ? value.filter((scope) => typeof scope === "string") : [];
  });
}

/**
 * The claims as the event has them: texts, lists as `[a b]`, objects as `map[key:value]`, null left out.
 * https://github.com/floci-io/floci/pull/2011
 */
export function renderClaims(claims: JwtClaims): Record<string, string> {
  return Object.fromEntries(
    Object.entries(claims).flatMap(([name, value]): [string, string][] =>
      value === null || value === undefined ? [] : [[name, renderClaim(value)]],
    ),
  );
}

function renderClaim(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(renderClaim).join(" ")}]`;
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
    return `map[${entries.map(([key, item]) => `${key}:${renderClaim(item)}`).join(" ")}]`;
  }
  return String(value);
}
