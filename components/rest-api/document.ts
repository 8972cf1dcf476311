import { readFileSync } from "node:fs";
import * as yaml from "yaml";
import { routePathProblem } from "../../aws/route-key";
import type { Problems } from "../shared/problems";
import { escapePointer, isRecord, METHODS, PATH_FIELDS, routeKeyOf } from "../shared/openapi";
import { withModelNames } from "./model-names";

export type Json = Record<string, unknown>;

/** One operation of a given document. */
export interface DocumentRoute {
  path: string;
  /** As the document has it: `get`. */
  method: string;
  routeKey: string;
  operationId: string | undefined;
  operation: Json;
  /** Specifies where it stands. https://www.rfc-editor.org/rfc/rfc6901 */
  pointer: string;
}

/** Reads a document of version 3.0 or 2.0 from its text, or from the file that the text names. */
export function readDocument(text: string, problems: Problems): Json | undefined {
  const argument = "openapi.document";
  let document: unknown;
  try {
    const isPath = !text.includes("\n") && /\.(json|ya?ml)$/.test(text);
    document = parse(isPath ? readFileSync(text, "utf8") : text);
  } catch (error) {
    const received = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    const expected = "JSON or YAML, or the path of such a file";
    problems.add(argument, { received, expected, fix: "correct the document" });
    return undefined;
  }
  const version = isRecord(document) ? (document.openapi ?? document.swagger) : undefined;
  if (!isRecord(document) || typeof version !== "string" || !/^(3\.0|2\.0)/.test(version)) {
    const expected = 'a document that starts with openapi: "3.0.x" or swagger: "2.0", which API Gateway imports';
    problems.add(`${argument} /openapi`, { received: version, expected, fix: "convert the document" });
    return undefined;
  }
  return withModelNames(document);
}

/** JSON first: it is YAML too, but YAML's reader takes many times as long for it. */
function parse(text: string): unknown {
  return /^\s*\{/.test(text) ? JSON.parse(text) : yaml.parse(text, { maxAliasCount: -1 });
}

/** The operations of a document in its order. What API Gateway can't take is said with its JSON pointer. */
export function documentRoutes(document: Json, problems: Problems): DocumentRoute[] {
  const found = Object.entries(isRecord(document.paths) ? document.paths : {}).flatMap(([path, item]) =>
    pathRoutes(path, item, problems),
  );
  const first = new Map<string, string>();
  for (const { operationId, pointer } of found) {
    if (operationId !== undefined) {
      const other = first.get(operationId);
      if (other !== undefined) {
        const expected = `an operationId of its own: ${other} has it as well`;
        add(problems, `${pointer}/operationId`, operationId, expected, "rename one");
      }
      first.set(operationId, other ?? pointer);
    }
  }
  if (found.length === 0) {
    add(problems, "/paths", undefined, "at least one path with an operation", "add a path");
  }
  return found;
}

function pathRoutes(path: string, item: unknown, problems: Problems): DocumentRoute[] {
  const place = `/paths/${escapePointer(path)}`;
  if (path.startsWith("x-")) {
    return [];
  }
  const malformed = routePathProblem(path);
  if (malformed !== undefined) {
    add(problems, place, path, "a path that API Gateway takes", malformed);
  }
  if (!isRecord(item)) {
    add(problems, place, undefined, "an object with operations", "correct the path");
    return [];
  }
  return Object.entries(item).flatMap(([method, operation]) => {
    const pointer = `${place}/${escapePointer(method)}`;
    if (PATH_FIELDS.includes(method) || (method.startsWith("x-") && !METHODS.includes(method))) {
      return [];
    }
    if (!METHODS.includes(method)) {
      add(problems, pointer, method, `a method that API Gateway routes: ${METHODS.join(", ")}`, "take it out");
      return [];
    }
    if (!isRecord(operation)) {
      add(problems, pointer, undefined, "an object", "correct the operation");
      return [];
    }
    const id = operation.operationId;
    const operationId = typeof id === "string" && id !== "" ? id : undefined;
    return [{ path, method, routeKey: routeKeyOf(method, path), operationId, operation, pointer }];
  });
}

function add(problems: Problems, pointer: string, received: unknown, expected: string, fix: string): void {
  problems.add(`openapi.document ${pointer}`, { received, expected, fix });
}
