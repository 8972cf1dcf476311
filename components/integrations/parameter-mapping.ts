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
 */
export interface RequestMapping {
  /** Adds a value to what is there. */
  append?: Partial<Record<RequestPlace, pulumi.Input<string>>>;
  /** Puts a value in place of what is there; the path too. */
  overwrite?: Partial<Record<RequestPlace | "path", pulumi.Input<string>>>;
  /** Takes out what is there. */
  remove?: RequestPlace[];
}

/** Changes to the backend's responses of one status. Values are static, or read from the response: `$response.header.name`. */
export interface ResponseMapping {
  /** Adds a value to what is there. */
  append?: Partial<Record<ResponsePlace, pulumi.Input<string>>>;
  /** Puts a value in place of what is there; the status too. */
  overwrite?: Partial<Record<ResponsePlace | "statuscode", pulumi.Input<string>>>;
  /** Takes out what is there. */
  remove?: ResponsePlace[];
}

/**
 * Writes the changes to a request as AWS wants them.
 *
 * @throws ComponentError for a header that API Gateway keeps for itself
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 */
export function requestMapping(mapping: RequestMapping): Record<string, pulumi.Input<string>> {
  return mappings("requestMapping", mapping);
}

/**
 * Writes the changes to responses as AWS wants them.
 *
 * @param byStatus the changes by the status of the backend's response: `{ 200: {...}, 404: {...} }`
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
