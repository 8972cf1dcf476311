/**
 * The syntax of parameter mappings: `append:header.x`, `overwrite:path`, and what may not be mapped.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 */
export type MappingAction = "append" | "overwrite" | "remove";

export type MappingTarget =
  | { place: "header"; action: MappingAction; name: string }
  | { place: "querystring"; action: MappingAction; name: string }
  | { place: "path"; action: "overwrite" }
  | { place: "statuscode"; action: "overwrite" };

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html#http-api-mapping-reserved-headers */
const RESERVED_HEADERS = [
  "authorization",
  "connection",
  "content-encoding",
  "content-length",
  "content-location",
  "forwarded",
  "keep-alive",
  "origin",
  "proxy-authenticate",
  "proxy-authorization",
  "te",
  "trailers",
  "transfer-encoding",
  "upgrade",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
  "via",
];
const RESERVED_PREFIXES = ["access-control-", "apigw-", "x-amz-", "x-amzn-"];

/**
 * The names of a REST API's parameters and headers, as a part of a regular expression. AWS's page leaves the colon out; API Gateway's own
 * message has it, "Parameter name should match the following regular expression: ^[a-zA-Z0-9:._$-]+$":
 * https://github.com/api-platform/api-platform/issues/2150, https://github.com/floci-io/floci/pull/3549
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-parameter-mapping.html
 */
export const REST_PARAMETER_NAME = "[a-zA-Z0-9:._$-]+";

/**
 * The sources that the parameters of a REST API are mapped from: a text in single quotes, a part of the request or of the backend's answer, or a
 * variable.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-parameter-mapping.html
 */
export const REST_REQUEST_VALUE = restValue("method\\.request\\.", "path|(?:multivalue)?(?:querystring|header)");
export const REST_RESPONSE_VALUE = restValue("integration\\.response\\.", "(?:multivalue)?header");

export const REST_REQUEST_VALUES =
  "a string in single quotes, method.request.<path|querystring|header>.<name>, method.request.body, stageVariables. or context.";
export const REST_RESPONSE_VALUES =
  "a string in single quotes, integration.response.header.<name>, integration.response.body, stageVariables. or context.";

function restValue(source: string, places: string): RegExp {
  const part = `${source}(?:(?:${places})\\.${REST_PARAMETER_NAME}|body(?:[.[].*)?)`;
  return new RegExp(`^('[^']*'|${part}|(stageVariables|context)\\..+)$`, "s");
}

/** The same in words. */
export const REST_PARAMETER_CHARACTERS = "the characters a-z A-Z 0-9 : . _ $ -";

/**
 * Returns the pairs of parameters, such as `header.id`, that share a name: "Parameter names must be unique across querystring, header and
 * path", recorded from AWS in https://github.com/localstack/localstack test_method_request_parameters.
 */
export function sameNames(parameters: readonly string[]): [string, string][] {
  const firsts = new Map<string, string>();
  return parameters.flatMap((parameter): [string, string][] => {
    const name = parameter.slice(parameter.indexOf(".") + 1);
    const first = firsts.get(name) ?? parameter;
    firsts.set(name, first);
    return first === parameter ? [] : [[first, parameter]];
  });
}

/** Returns whether no mapping may change the header. */
export function isReservedHeader(name: string): boolean {
  const lower = name.toLowerCase();
  return RESERVED_HEADERS.includes(lower) || RESERVED_PREFIXES.some((prefix) => lower.startsWith(prefix));
}

export function parseMappingKey(key: string): MappingTarget | undefined {
  if (key === "overwrite:path") {
    return { place: "path", action: "overwrite" };
  }
  if (key === "overwrite:statuscode") {
    return { place: "statuscode", action: "overwrite" };
  }
  const parts = /^(append|overwrite|remove):(header|querystring)\.(.+)$/.exec(key);
  if (parts === null) {
    return undefined;
  }
  const [, action, place, name = ""] = parts;
  return { place: place as "header" | "querystring", action: action as MappingAction, name };
}

/** Returns what AWS would refuse of an integration's `requestParameters`. */
export function requestMappingProblems(mappings: Record<string, string>): string[] {
  return Object.keys(mappings).flatMap((key) => {
    const target = parseMappingKey(key);
    return target === undefined || target.place === "statuscode"
      ? `requestParameters "${key}": write append:, overwrite: or remove: with header.<name> or querystring.<name>, or overwrite:path.`
      : reservedProblem("requestParameters", key, target);
  });
}

/** Returns what AWS would refuse of one of an integration's `responseParameters`. */
export function responseMappingProblems(response: { statusCode: string; mappings: Record<string, string> }): string[] {
  const status = Number(response.statusCode);
  const wrongStatus =
    /^\d{3}$/.test(response.statusCode) && status >= 200 && status <= 599
      ? []
      : [`responseParameters of status "${response.statusCode}": the status must be from 200 to 599.`];
  const wrongKeys = Object.keys(response.mappings).flatMap((key) => {
    const target = parseMappingKey(key);
    return target === undefined || target.place === "path" || target.place === "querystring"
      ? `responseParameters "${key}": write append:, overwrite: or remove: with header.<name>, or overwrite:statuscode.`
      : reservedProblem("responseParameters", key, target);
  });
  return [...wrongStatus, ...wrongKeys];
}

function reservedProblem(property: string, key: string, target: MappingTarget): string[] {
  return target.place === "header" && isReservedHeader(target.name)
    ? [`${property} "${key}": the header "${target.name}" is reserved by API Gateway; choose another.`]
    : [];
}
