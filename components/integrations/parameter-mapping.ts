import type * as pulumi from "@pulumi/pulumi";
import { isReservedHeader } from "../../aws/parameter-mapping";
import { throwIfInvalid } from "../shared/problems";
import type { ResponseParameters } from "./fields";

/** A place in a request that can be changed. */
export type RequestPlace = `header.${string}` | `querystring.${string}`;
/** A place in a response that can be changed. */
export type ResponsePlace = `header.${string}`;

/**
 * Changes to a request on its way to the backend. Values are static, or read from the request:
 * `$request.header.name`, `$request.querystring.name`, `$request.path.name`, `$request.body.name`, `$context.name`,
 * `$stageVariables.name`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 *
 * @example { append: { "header.x-caller": "$context.identity.sourceIp" }, remove: ["header.cookie"] }
 */
export interface RequestMapping {
  /**
   * Adds a value to what is there. @default nothing
   * @example { "header.x-caller": "$context.identity.sourceIp" }
   */
  append?: Partial<Record<RequestPlace, pulumi.Input<string>>>;
  /**
   * Replaces the value; the path too. @default nothing
   * @example { path: "$request.path" }
   */
  overwrite?: Partial<Record<RequestPlace | "path", pulumi.Input<string>>>;
  /**
   * Removes the value. @default nothing
   * @example ["header.cookie"]
   */
  remove?: RequestPlace[];
}

/**
 * Changes to the backend's responses of one status. Values are static, or read from the response: `$response.header.name`.
 *
 * @example { remove: ["header.x-internal"] }
 */
export interface ResponseMapping {
  /**
   * Adds a value to what is there. @default nothing
   * @example { "header.x-region": "eu-west-1" }
   */
  append?: Partial<Record<ResponsePlace, pulumi.Input<string>>>;
  /**
   * Replaces the value; the status too. @default nothing
   * @example { statuscode: "204" }
   */
  overwrite?: Partial<Record<ResponsePlace | "statuscode", pulumi.Input<string>>>;
  /**
   * Removes the value. @default nothing
   * @example ["header.x-internal"]
   */
  remove?: ResponsePlace[];
}

/**
 * Returns the changes to a request in AWS's own form.
 *
 * @example
 * ```ts
 * httpProxy("https://backend.example", { requestParameters: requestMapping({ remove: ["header.cookie"] }) });
 * ```
 * @throws ComponentError for a header that API Gateway keeps for itself
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 */
export function requestMapping(mapping: RequestMapping): Record<string, pulumi.Input<string>> {
  return mappings("requestMapping", mapping);
}

/**
 * Returns the changes to responses in AWS's own form.
 *
 * @param byStatus the changes by the status of the backend's response
 * @example
 * ```ts
 * httpProxy("https://backend.example", {
 *   responseParameters: responseMapping({ 200: { remove: ["header.x-internal"] }, 404: { overwrite: { statuscode: "204" } } }),
 * });
 * ```
 * @throws ComponentError for a status or a header that API Gateway does not let change
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 */
export function responseMapping(byStatus: Record<number, ResponseMapping>): ResponseParameters[] {
  const wrong = Object.keys(byStatus).filter((status) => !/^[2-5]\d\d$/.test(status));
  throwIfInvalid(
    "responseMapping",
    wrong.map((status) => ({ argument: "status", received: status, expected: "200 to 599", fix: "name one status" })),
  );
  return Object.entries(byStatus).map(([statusCode, mapping]) => ({
    statusCode,
    mappings: mappings(`responseMapping ${statusCode}`, mapping),
  }));
}

function mappings(builder: string, mapping: RequestMapping | ResponseMapping): Record<string, pulumi.Input<string>> {
  const places = [
    ...Object.keys(mapping.append ?? {}),
    ...Object.keys(mapping.overwrite ?? {}),
    ...(mapping.remove ?? []),
  ];
  throwIfInvalid(
    builder,
    places.filter(isReserved).map((received) => ({
      argument: "header",
      received,
      expected: "a header that API Gateway does not keep for itself",
      fix: "use another name, such as header.x-caller",
    })),
  );
  const given = (["append", "overwrite"] as const).flatMap((change) =>
    Object.entries(mapping[change] ?? {}).flatMap(([place, value]) =>
      value === undefined ? [] : [[`${change}:${place}`, value] as const],
    ),
  );
  const removed = (mapping.remove ?? []).map((place) => [`remove:${place}`, "''"] as const);
  return Object.fromEntries([...given, ...removed]);
}

function isReserved(place: string): boolean {
  const header = /^header\.(.+)$/.exec(place)?.[1];
  return header !== undefined && isReservedHeader(header);
}
