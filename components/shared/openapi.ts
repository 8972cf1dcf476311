import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type * as Yaml from "yaml";
import type { Problems } from "./problems";

/** One operation of an OpenAPI document. */
export interface DocumentOperation {
  operationId: string;
  routeKey: string;
  /** The JSON pointer of the operation. */
  pointer: string;
}

export const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "x-amazon-apigateway-any-method"];
/** The members of a path item beside its operations. https://spec.openapis.org/oas/v3.0.3#path-item-object */
export const PATH_FIELDS = ["summary", "description", "servers", "parameters", "$ref"];

/** Reads a document from its text, JSON or YAML, or from the file that the text names. */
export function readDocument(text: string, problems: Problems): Record<string, unknown> | undefined {
  const argument = "openapi.document";
  try {
    const isPath = !text.includes("\n") && /\.(json|ya?ml)$/.test(text);
    const document: unknown = parseYaml(isPath ? readFileSync(text, "utf8") : text);
    const version = isRecord(document) ? document.openapi : undefined;
    if (isRecord(document) && typeof version === "string" && version.startsWith("3.0")) {
      return document;
    }
    const expected = 'an OpenAPI 3.0 document, which starts with openapi: "3.0.x"';
    problems.add(`${argument} /openapi`, { received: version, expected, fix: "convert the document to OpenAPI 3.0" });
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    problems.add(argument, {
      received: reason,
      expected: "JSON or YAML, or the path of such a file",
      fix: "correct the document",
    });
  }
  return undefined;
}

/** The parser is loaded at need: that takes as long as evaluating a small API, and few APIs are made from a document. */
function parseYaml(text: string): unknown {
  const { parse } = createRequire(__filename)("yaml") as typeof Yaml;
  return parse(text);
}

/** The operations of a document in its order. What API Gateway can't take is said with its JSON pointer. */
export function documentOperations(document: Record<string, unknown>, problems: Problems): DocumentOperation[] {
  const paths = isRecord(document.paths) ? document.paths : {};
  const operations = Object.entries(paths).flatMap(([path, item]) => pathOperations(path, item, problems));
  const first = new Map<string, string>();
  for (const { operationId, pointer } of operations) {
    const other = first.get(operationId);
    if (other !== undefined) {
      const expected = `an operationId of its own: ${other} has it as well`;
      problems.add(`openapi.document ${pointer}/operationId`, { received: operationId, expected, fix: "rename one" });
    }
    first.set(operationId, other ?? pointer);
  }
  if (operations.length === 0) {
    const expected = "at least one path with an operation";
    problems.add("openapi.document /paths", { expected, fix: "add a path" });
  }
  return operations;
}

function pathOperations(path: string, item: unknown, problems: Problems): DocumentOperation[] {
  const at = `/paths/${escapePointer(path)}`;
  if (!isRecord(item)) {
    problems.add(`openapi.document ${at}`, { expected: "an object with operations", fix: "correct the path" });
    return [];
  }
  return Object.entries(item).flatMap(([method, operation]) => {
    if (PATH_FIELDS.includes(method) || (method.startsWith("x-") && !METHODS.includes(method))) {
      return [];
    }
    const pointer = `${at}/${escapePointer(method)}`;
    const operationId = isRecord(operation) ? operation.operationId : undefined;
    if (!METHODS.includes(method)) {
      const expected = `a method that API Gateway routes: ${METHODS.join(", ")}`;
      problems.add(`openapi.document ${pointer}`, { received: method, expected, fix: "take it out" });
      return [];
    }
    if (typeof operationId !== "string" || operationId === "") {
      const argument = `openapi.document ${pointer}/operationId`;
      problems.add(argument, {
        received: operationId,
        expected: "a name to bind a target to",
        fix: "add an operationId",
      });
      return [];
    }
    return [{ operationId, routeKey: routeKeyOf(method, path), pointer }];
  });
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-any-method.html */
export function routeKeyOf(method: string, path: string): string {
  if (path === "/$default") {
    return "$default";
  }
  return `${method.startsWith("x-") ? "ANY" : method.toUpperCase()} ${path}`;
}

/** https://www.rfc-editor.org/rfc/rfc6901#section-3 */
export function escapePointer(part: string): string {
  return part.replace(/~/g, "~0").replace(/\//g, "~1");
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
