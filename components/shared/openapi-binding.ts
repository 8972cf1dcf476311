import type { Problem } from "./problems";
import type { HttpApiArgs, RouteArgs } from "../http-api/args";
import { documentOperations, readDocument } from "./openapi";

/** The route table, wherever it comes from. */
export interface BoundRoutes {
  routes: Record<string, RouteArgs>;
  document: Record<string, unknown> | undefined;
  /** Where the user wrote the route. */
  argumentOf: (key: string) => string;
}

/** The routes as they are written, or one for each operation of the OpenAPI document. */
export function boundRoutes(args: HttpApiArgs, problems: Problem[]): BoundRoutes {
  const written: BoundRoutes = {
    routes: args.routes ?? {},
    document: undefined,
    argumentOf: (key) => `routes[${JSON.stringify(key)}]`,
  };
  if (args.openapi === undefined) {
    if (args.api === undefined && Object.keys(written.routes).length === 0) {
      problems.push({
        argument: "routes",
        received: {},
        expected: "at least one route",
        fix: 'add one, such as "GET /health"',
      });
    }
    return written;
  }
  if (args.routes !== undefined) {
    problems.push({ argument: "routes", expected: "either routes or openapi", fix: "add the route to the document" });
  }
  return bind(args.openapi.document, args.openapi.operations, problems);
}

/** Every operation has a target and every target an operation; all that does not fit is said with its place. */
function bind(text: string, targets: Record<string, RouteArgs>, problems: Problem[]): BoundRoutes {
  const document = readDocument(text, problems);
  const operations = document === undefined ? [] : documentOperations(document, problems);
  const routes: Record<string, RouteArgs> = {};
  const idOf = new Map<string, string>();
  for (const { operationId, routeKey, pointer } of operations) {
    const target = targets[operationId];
    if (target === undefined) {
      const expected = `a target for the operation ${JSON.stringify(operationId)} at ${pointer}`;
      problems.push({ argument: "openapi.operations", expected, fix: `add ${operationId}: { integration: ... }` });
    } else {
      routes[routeKey] = { ...target, operationName: target.operationName ?? operationId };
      idOf.set(routeKey, operationId);
    }
  }
  const known = new Set(operations.map((operation) => operation.operationId));
  for (const extra of document === undefined ? [] : Object.keys(targets).filter((id) => !known.has(id))) {
    const expected = `the operationId of an operation: ${[...known].join(", ") || "the document has none"}`;
    problems.push({
      argument: `openapi.operations.${extra}`,
      received: extra,
      expected,
      fix: "rename it, or add the operation",
    });
  }
  return { routes, document, argumentOf: (key) => `openapi.operations.${idOf.get(key) ?? key}` };
}
