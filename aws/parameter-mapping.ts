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
