import type { CorsModel, HttpRouteModel, HttpStageModel } from "../../gateway/model/http-api/model";
import type { HttpRequest, HttpRequestContext } from "../../gateway/behavior/shared/request";
import { parseRouteKey } from "../../aws/route-key";

/** `GET /` from a test client, changed as expected. */
export function request(changes: Partial<HttpRequest> = {}): HttpRequest {
  return {
    method: "GET",
    path: "/",
    rawQueryString: "",
    headers: [],
    protocol: "HTTP/1.1",
    sourceIp: "192.0.2.1",
    ...changes,
  };
}

export function context(changes: Partial<HttpRequestContext> = {}): HttpRequestContext {
  return {
    requestId: "JKJaXmPLvHcESHA=",
    timeEpoch: 1584039838000,
    accountId: "123456789012",
    apiId: "r3pmxmplak",
    domainName: "r3pmxmplak.execute-api.us-east-2.amazonaws.com",
    stage: "$default",
    routeKey: "GET /",
    resourcePath: "/",
    ...changes,
  };
}

export function route(routeKey: string, changes: Partial<HttpRouteModel> = {}): HttpRouteModel {
  return {
    urn: `urn:${routeKey}`,
    routeKey,
    key: parseRouteKey(routeKey),
    authorizationType: "NONE",
    authorizationScopes: [],
    invokePermission: "notNeeded",
    stagesWithoutPermission: [],
    ...changes,
  };
}

export function stage(name: string, changes: Partial<HttpStageModel> = {}): HttpStageModel {
  return {
    urn: `urn:${name}`,
    name,
    autoDeploy: true,
    deployed: true,
    defaultThrottle: {},
    routeThrottles: {},
    ...changes,
  };
}

export function cors(changes: Partial<CorsModel> = {}): CorsModel {
  return {
    allowOrigins: ["https://myapp.com"],
    allowMethods: [],
    allowHeaders: [],
    exposeHeaders: [],
    allowCredentials: false,
    ...changes,
  };
}

/** Returns an object without one of its members. */
export function without<T extends object, K extends keyof T>(value: T, ...names: K[]): Omit<T, K> {
  const kept = Object.entries(value).filter(([name]) => !names.some((other) => other === name));
  return Object.fromEntries(kept) as Omit<T, K>;
}
