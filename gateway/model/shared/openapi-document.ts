import { parse } from "yaml";
import type { ResourceNode } from "../../../engine/graph/graph";
import type { PropertyValue } from "../../../engine/graph/value";
import { asObject, asText, type GraphIndex } from "../../../engine/graph/graph-index";

/** The members of an object of an OpenAPI document. */
export type Fields = { [key: string]: PropertyValue };

/**
 * An API's `body`, JSON or YAML. Undefined where it has none or where it can't be read, which is then a problem of the model.
 *
 * @param holds What the API has of the body, for the problem.
 */
export function openApiDocument(
  index: GraphIndex,
  node: ResourceNode,
  holds: "methods" | "routes",
): Fields | undefined {
  const body = index.text(node, "body");
  if (body === undefined) {
    if (index.isPending(node, "body")) {
      const why = `the OpenAPI body is known only after the deployment, so its ${holds} can't be read.`;
      index.problem(node, "warning", why);
    }
    return undefined;
  }
  try {
    return asObject(parse(body) as PropertyValue);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
    index.problem(node, "error", `the OpenAPI body is neither JSON nor YAML: ${reason}`);
    return undefined;
  }
}

const ANY_METHOD = "x-amazon-apigateway-any-method";
const METHODS = ["get", "put", "post", "delete", "options", "head", "patch"];

/**
 * The operations of a path item by their methods, such as `GET` or `ANY`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-any-method.html
 */
export function operationsOf(item: Fields): [method: string, operation: Fields][] {
  return Object.entries(item).flatMap(([member, value]): [string, Fields][] => {
    if (member !== ANY_METHOD && !METHODS.includes(member)) {
      return [];
    }
    return [[member === ANY_METHOD ? "ANY" : member.toUpperCase(), asObject(value)]];
  });
}

/** Returns what an object's `$ref` refers to; the object itself where it has none. */
export function resolveReference(document: Fields, value: Fields): Fields {
  const parts = asText(value.$ref)?.replace(/^#\//, "").split("/");
  return parts === undefined ? value : parts.reduce<Fields>((fields, part) => asObject(fields[part]), document);
}
