import type { HeaderList } from "../shared/request";
import type { RestIntegrationModel } from "../../model/rest-api/definition-model";

/*
 * What API Gateway does with request headers, as recorded:
 * https://github.com/localstack/localstack/blob/8b9a79f05846835cf4dff63ab7eefdde9df83783/tests/aws/services/apigateway/test_apigateway_integrations.snapshot.json
 * (TestApiGatewayHeaderRemapping); the page names some of it:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */

/** Never seen by a mapping, a template, an event or a backend. */
const DROPPED = new Set([
  "connection",
  "content-length",
  "content-md5",
  "expect",
  "keep-alive",
  "max-forwards",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "server",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "www-authenticate",
  "x-http-method-override",
]);

/** Dropped where an HTTP proxy passes the client's headers on. */
const DROPPED_BY_PROXY = new Set(["content-encoding", "via"]);

/** Set by a mapping and dropped all the same. */
const UNSENDABLE = new Set(["connection", "expect", "keep-alive", "proxy-authenticate", "te", "via"]);

/** Mapping one of these makes every request a 500. */
const UNMAPPABLE = new Set(["content-length", "transfer-encoding"]);
const UNMAPPABLE_TO_AWS = new Set(["authorization", "connection", "expect", "proxy-authenticate", "te"]);

/** Returns the client's headers that mappings, templates and events have. */
export function visibleHeaders(headers: HeaderList): [string, string][] {
  const visible: [string, string][] = [];
  for (const [name, value] of headers) {
    if (!DROPPED.has(name.toLowerCase())) {
      visible.push([name, value]);
    }
  }
  return visible;
}

/** Returns the client's headers that an HTTP proxy passes on. */
export function proxiedHeaders(headers: HeaderList): [string, string][] {
  return visibleHeaders(headers).filter(([name]) => !DROPPED_BY_PROXY.has(name.toLowerCase()));
}

/** Returns the mapped headers that reach a backend. */
export function sendableHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !UNSENDABLE.has(name.toLowerCase())));
}

/** Returns why an integration's request parameters make every request a 500, or undefined. */
export function headerMappingProblem({
  type,
  requestParameters,
}: Pick<RestIntegrationModel, "type" | "requestParameters">): string | undefined {
  const isAws = type === "AWS" || type === "AWS_PROXY";
  const wrong = Object.keys(requestParameters).find((parameter) => {
    const name = /^integration\.request\.header\.(.+)$/i.exec(parameter)?.[1]?.toLowerCase() ?? "";
    return UNMAPPABLE.has(name) || (isAws && UNMAPPABLE_TO_AWS.has(name));
  });
  return wrong && `requestParameters maps ${wrong}, which API Gateway answers with 500: remove it`;
}
