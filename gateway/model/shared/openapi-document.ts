import { parse } from "yaml";
import type { ResourceNode } from "../../../engine/graph/graph";
import type { PropertyValue } from "../../../engine/graph/value";
import type { GraphIndex } from "../../../engine/graph/graph-index";
import { type Fields as DocumentFields, fieldsOf, parseDocument } from "../../../aws/openapi";

/** The members of an object of an OpenAPI document. */
export type Fields = DocumentFields<PropertyValue>;

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
    return fieldsOf(parseDocument(body, parse) as PropertyValue | undefined);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
    index.problem(node, "error", `the OpenAPI body is neither JSON nor YAML: ${reason}`);
    return undefined;
  }
}
