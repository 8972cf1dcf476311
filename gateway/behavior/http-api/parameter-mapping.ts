import { toUSVString } from "node:util";
import { defined } from "../../../language/defined";
import { ownValue } from "../../../language/own-value";
import type { HttpIntegrationModel } from "../../model/http-api/model";
import { isReservedHeader, parseMappingKey, type MappingAction } from "../../../aws/parameter-mapping";
import { encodePathValue } from "../shared/backend-path";
import { queryPairs, type HeaderList, type HttpResponse } from "../shared/request";
import { evaluateExpression, substituteStageVariables, type ExpressionSource } from "../shared/selection-expression";

type Pairs = [name: string, value: string][];

/** The request of an integration once its request mappings are applied. */
export interface MappedRequest {
  headers: HeaderList;
  rawQueryString: string;
  /** The path that `overwrite:path` gives; undefined where nothing overwrites it. */
  path?: string;
}

/**
 * Applies an integration's `requestParameters`. A mapping whose variable has no value changes nothing; reserved headers are
 * left alone.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html#http-api-mapping-request-parameters
 */
export function mapRequest(mappings: Record<string, string>, source: ExpressionSource): MappedRequest {
  let headers: Pairs = source.request.headers.map(([name, value]) => [name, value]);
  let query: Pairs | undefined;
  let path: string | undefined;
  for (const [key, expression] of Object.entries(mappings)) {
    const target = parseMappingKey(key);
    const value = evaluateExpression(expression, source);
    if (target?.place === "header" && !isReservedHeader(target.name)) {
      headers = change(headers, target.action, target.name, value, sameHeader);
    } else if (target?.place === "querystring") {
      query = change(query ?? queryPairs(source.request.rawQueryString), target.action, target.name, value, sameName);
    } else if (target?.place === "path" && value !== undefined) {
      path = value.startsWith("/") ? value : `/${value}`;
    }
  }
  return defined({
    headers,
    rawQueryString: query === undefined ? source.request.rawQueryString : encodeQuery(query),
    path,
  });
}

/**
 * Applies the `responseParameters` that an integration has for the response's status.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html#http-api-mapping-response-parameters
 */
export function mapResponse(
  responseParameters: HttpIntegrationModel["responseParameters"],
  response: HttpResponse,
  source: ExpressionSource,
): HttpResponse {
  const entry = responseParameters.find((candidate) => candidate.statusCode === String(response.statusCode));
  if (entry === undefined) {
    return response;
  }
  let { headers, statusCode } = response;
  for (const [key, expression] of Object.entries(entry.mappings)) {
    const target = parseMappingKey(key);
    const value = evaluateExpression(expression, { ...source, integrationResponse: response });
    if (target?.place === "header" && !isReservedHeader(target.name)) {
      headers = change(headers, target.action, target.name.toLowerCase(), value, sameHeader);
    } else if (target?.place === "statuscode" && /^[2-5]\d{2}$/.test(value ?? "")) {
      statusCode = Number(value);
    }
  }
  return { ...response, statusCode, headers };
}

/** The request to a route's HTTP backend. */
export interface BackendTarget {
  routePath: string;
  /** Indicates whether the route is `$default`, which sends the whole path on. */
  isDefaultRoute: boolean;
  pathParameters?: Record<string, string>;
  stageVariables?: Record<string, string>;
}

/**
 * The URL of an HTTP backend: `{name}` takes the path parameter's value, `${stageVariables.name}` the stage's, and the
 * `$default` route adds the request's path. A mapping's `overwrite:path` replaces the path.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-http.html
 */
export function backendUrl(
  uri: string,
  target: BackendTarget,
  mapped: Pick<MappedRequest, "path" | "rawQueryString">,
): string {
  const [base = "", ownQuery] = substituteStageVariables(uri, target.stageVariables)
    .replace(/\{([A-Za-z0-9._:-]+)\+?\}/g, (_, name: string) =>
      encodePathValue(ownValue(target.pathParameters, name) ?? ""),
    )
    .split("?", 2);
  const located = mapped.path === undefined ? withRoutePath(base, target) : withPath(base, mapped.path);
  const query = [ownQuery, mapped.rawQueryString].filter((part) => part !== undefined && part !== "").join("&");
  return query === "" ? located : `${located}?${query}`;
}

function withRoutePath(base: string, target: BackendTarget): string {
  return target.isDefaultRoute ? `${base.replace(/\/$/, "")}${target.routePath}` : base;
}

function withPath(base: string, path: string): string {
  // what the request had encoded already stays as it is
  return `${/^[a-z]+:\/\/[^/]*/i.exec(base)?.[0] ?? base}${encodeURI(toUSVString(path)).replace(/%25([0-9a-f]{2})/gi, "%$1")}`;
}

function encodeQuery(query: Pairs): string {
  const encoded = (text: string): string => encodeURIComponent(toUSVString(text));
  return query.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join("&");
}

function change(
  pairs: Pairs,
  action: MappingAction,
  name: string,
  value: string | undefined,
  isSame: (a: string, b: string) => boolean,
): Pairs {
  if (action === "remove") {
    return pairs.filter(([other]) => !isSame(other, name));
  }
  if (value === undefined) {
    return pairs;
  }
  const kept = action === "overwrite" ? pairs.filter(([other]) => !isSame(other, name)) : pairs;
  return [...kept, [name, value]];
}

function sameHeader(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function sameName(a: string, b: string): boolean {
  return a === b;
}
