import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type * as Yaml from "yaml";
import {
  escapePointer,
  type Fields,
  fieldsOf,
  methodOf,
  OPERATION_MEMBERS,
  parseDocument,
  PATH_FIELDS,
  routeKeyOf,
} from "../../aws/openapi";
import { isRecord } from "../../language/is-record";
import type { Problems } from "./problems";

/** The OpenAPI documents that a kind of API imports. */
export interface DocumentSupport {
  /** The versions at the start of a document, the problem of another one, and its fix. */
  version: { pattern: RegExp; expected: string; fix: string };
  /** Returns why a path can't be imported. @default all paths can */
  pathProblem?: (path: string) => string | undefined;
  /** Indicates whether targets are bound to operations by their `operationId` alone. @default false */
  needsOperationId?: boolean;
}

/** One operation of a document. */
export interface DocumentRoute {
  path: string;
  /** As the document has it: `get`. */
  method: string;
  routeKey: string;
  operationId: string | undefined;
  operation: Fields;
  /** The JSON pointer of the operation. https://www.rfc-editor.org/rfc/rfc6901 */
  pointer: string;
}

/** Returns the document in a text, JSON or YAML, or in the file that the text names. */
export function readDocument(text: string, problems: Problems, { version }: DocumentSupport): Fields | undefined {
  const argument = "openapi.document";
  let document: Fields | undefined;
  try {
    const isPath = !text.includes("\n") && /\.(json|ya?ml)$/.test(text);
    document = parseDocument(isPath ? readFileSync(text, "utf8") : text, parseYaml);
  } catch (error) {
    const received = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    const expected = "JSON or YAML, or the path of such a file";
    problems.add(argument, { received, expected, fix: "correct the document" });
    return undefined;
  }
  const received = document?.openapi ?? document?.swagger;
  if (typeof received === "string" && version.pattern.test(received)) {
    return document;
  }
  problems.add(`${argument} /openapi`, { received, expected: version.expected, fix: version.fix });
  return undefined;
}

/** The parser is loaded at need: that takes as long as evaluating a small API, and few APIs are made from a document. */
function parseYaml(text: string): unknown {
  const { parse } = createRequire(__filename)("yaml") as typeof Yaml;
  return parse(text, { maxAliasCount: -1 });
}

/** Returns the operations of a document in its order. What API Gateway can't import is reported with its JSON pointer. */
export function documentRoutes(document: Fields, problems: Problems, support: DocumentSupport): DocumentRoute[] {
  const found = Object.entries(fieldsOf(document.paths)).flatMap(([path, item]) =>
    path.startsWith("x-") ? [] : pathRoutes(path, item, problems, support),
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

function pathRoutes(path: string, item: unknown, problems: Problems, support: DocumentSupport): DocumentRoute[] {
  const place = `/paths/${escapePointer(path)}`;
  const malformed = support.pathProblem?.(path);
  if (malformed !== undefined) {
    add(problems, place, path, "a path that API Gateway takes", malformed);
  }
  if (!isRecord(item)) {
    add(problems, place, undefined, "an object with operations", "correct the path");
    return [];
  }
  return Object.entries(item).flatMap(([method, operation]) => {
    const pointer = `${place}/${escapePointer(method)}`;
    if (PATH_FIELDS.includes(method) || (method.startsWith("x-") && !OPERATION_MEMBERS.includes(method))) {
      return [];
    }
    if (!OPERATION_MEMBERS.includes(method)) {
      const expected = `a method that API Gateway routes: ${OPERATION_MEMBERS.join(", ")}`;
      add(problems, pointer, method, expected, "take it out");
      return [];
    }
    if (!isRecord(operation)) {
      add(problems, pointer, undefined, "an object", "correct the operation");
      return [];
    }
    const id = operation.operationId;
    const operationId = typeof id === "string" && id !== "" ? id : undefined;
    if (operationId === undefined && support.needsOperationId === true) {
      add(problems, `${pointer}/operationId`, id, "a name to bind a target to", "add an operationId");
      return [];
    }
    const routeKey = routeKeyOf({ method: methodOf(method), path, fields: operation });
    return [{ path, method, routeKey, operationId, operation, pointer }];
  });
}

function add(problems: Problems, pointer: string, received: unknown, expected: string, fix: string): void {
  problems.add(`openapi.document ${pointer}`, { received, expected, fix });
}
