import type { CorsModel, HttpRouteModel } from "../../model/http-api/model";
import { headerValue, type HeaderList, type HttpResponse } from "../shared/request";

/**
 * Returns who answers an `OPTIONS` request of an API whose gateway owns CORS: the gateway, unless a route takes it. `ANY` and
 * `$default` routes take it, so one with an authorizer refuses the browser's preflight, which carries no token.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html#http-api-cors-default-route
 */
export function gatewayAnswersPreflight(
  cors: CorsModel | undefined,
  method: string,
  route: HttpRouteModel | undefined,
): boolean {
  return cors !== undefined && method === "OPTIONS" && route === undefined;
}

/**
 * The gateway's own answer to `OPTIONS`: 204, with CORS headers where the request has an allowed `origin` and an
 * `access-control-request-method`, and without any otherwise.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export function preflightResponse(cors: CorsModel, request: HeaderList): HttpResponse {
  return { statusCode: 204, headers: preflightHeaders(cors, request), body: new Uint8Array() };
}

function preflightHeaders(cors: CorsModel, request: HeaderList): [string, string][] {
  const origin = allowedOrigin(cors, headerValue(request, "origin"));
  if (origin === undefined || headerValue(request, "access-control-request-method") === undefined) {
    return [];
  }
  return [
    ["access-control-allow-origin", origin],
    ...listHeader("access-control-allow-methods", cors.allowMethods),
    ...listHeader("access-control-allow-headers", cors.allowHeaders),
    ...listHeader("access-control-expose-headers", cors.exposeHeaders),
    ...(cors.maxAge === undefined ? [] : [pair("access-control-max-age", String(cors.maxAge))]),
    ...credentialsHeader(cors),
  ];
}

/**
 * A response with the API's CORS headers. The backend's own are dropped, and headers are added only for an allowed origin.
 * undocumented: that API Gateway's own errors have them too, as AWS speaks of "the response from an integration" alone, and that they name
 * `origin` in `vary` where not every origin is allowed. A live API's 401 had `access-control-allow-origin: http://localhost:5173`,
 * `vary: origin` and `access-control-allow-credentials: true` (curl, 1 July 2024).
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export function withCorsHeaders(
  response: HttpResponse,
  cors: CorsModel | undefined,
  request: HeaderList,
): HttpResponse {
  if (cors === undefined) {
    return response;
  }
  const kept = response.headers.filter(([name]) => !name.toLowerCase().startsWith("access-control-"));
  const origin = allowedOrigin(cors, headerValue(request, "origin"));
  const added =
    origin === undefined
      ? []
      : [
          pair("access-control-allow-origin", origin),
          ...(origin === "*" ? [] : [pair("vary", "origin")]),
          ...listHeader("access-control-expose-headers", cors.exposeHeaders),
          ...credentialsHeader(cors),
        ];
  return { ...response, headers: [...kept, ...added] };
}

/**
 * Returns what `access-control-allow-origin` says to a request's origin: `*` where every origin is allowed, the origin itself where
 * it or its scheme (`https://*`) is, undefined where it is not.
 */
export function allowedOrigin(cors: CorsModel, origin: string | undefined): string | undefined {
  if (origin === undefined) {
    return undefined;
  }
  if (cors.allowOrigins.includes("*")) {
    return "*";
  }
  const schemes = cors.allowOrigins
    .filter((allowed) => allowed.endsWith("://*"))
    .map((allowed) => allowed.slice(0, -1));
  return cors.allowOrigins.includes(origin) || schemes.some((scheme) => origin.startsWith(scheme)) ? origin : undefined;
}

function credentialsHeader(cors: CorsModel): [string, string][] {
  return cors.allowCredentials ? [pair("access-control-allow-credentials", "true")] : [];
}

function listHeader(name: string, values: string[]): [string, string][] {
  return values.length === 0 ? [] : [pair(name, values.join(","))];
}

function pair(name: string, value: string): [string, string] {
  return [name, value];
}
