import type { Problems } from "../shared/problems";
import type { RouteArgs } from "../shared/route-args";
import { documentRoutes, type DocumentSupport, readDocument } from "../shared/openapi";
import type { PlainHttpApiArgs } from "./args";
import { ownValue } from "../../language/own-value";

/** The route table, written as one or bound to the operations of a document. */
export interface GivenRoutes {
  routes: Record<string, RouteArgs>;
  document: Record<string, unknown> | undefined;
  /** Returns the argument that configures a route. */
  argumentOf: (key: string) => string;
}

/** Returns the routes as they are written, or one for each operation of the OpenAPI document. */
export function givenRoutes(args: PlainHttpApiArgs, problems: Problems): GivenRoutes {
  const { routes = {}, openapi, api } = args;
  if (openapi === undefined) {
    problems.unless(api !== undefined || Object.keys(routes).length > 0, "routes", {
      received: {},
      expected: "at least one route",
      fix: 'add one, such as "GET /health"',
    });
    return { routes, document: undefined, argumentOf: (key) => `routes[${JSON.stringify(key)}]` };
  }
  problems.unless(args.routes === undefined, "routes", {
    expected: "either routes or openapi",
    fix: "add the route to the document",
  });
  return bindOperations(openapi.document, openapi.operations, problems);
}

const SUPPORT: DocumentSupport = {
  version: {
    pattern: /^3\.0/,
    expected: 'an OpenAPI 3.0 document, which starts with openapi: "3.0.x"',
    fix: "convert the document to OpenAPI 3.0",
  },
  needsOperationId: true,
};

/** Binds the targets to the operations: each operation has a target, and each target an operation. */
function bindOperations(text: string, targets: Record<string, RouteArgs>, problems: Problems): GivenRoutes {
  const document = readDocument(text, problems, SUPPORT);
  const operations = document === undefined ? [] : documentRoutes(document, problems, SUPPORT);
  const routes: Record<string, RouteArgs> = {};
  const idOf = new Map<string, string>();
  for (const { operationId = "", routeKey, pointer } of operations) {
    const target = ownValue(targets, operationId);
    if (target === undefined) {
      const expected = `a target for the operation ${JSON.stringify(operationId)} at ${pointer}`;
      problems.add("openapi.operations", { expected, fix: `add ${operationId}: { integration: ... }` });
    } else {
      routes[routeKey] = { ...target, operationName: target.operationName ?? operationId };
      idOf.set(routeKey, operationId);
    }
  }
  const known = new Set(operations.map(({ operationId = "" }) => operationId));
  for (const received of document === undefined ? [] : Object.keys(targets).filter((id) => !known.has(id))) {
    const expected = `the operationId of an operation: ${[...known].join(", ") || "the document has none"}`;
    problems.add(`openapi.operations.${received}`, { received, expected, fix: "rename it, or add the operation" });
  }
  return { routes, document, argumentOf: (key) => `openapi.operations.${idOf.get(key) ?? key}` };
}
