import * as pulumi from "@pulumi/pulumi";
import { isDeferred, Problems, throwIfInvalid } from "../shared/problems";
import type { PlainRestApiArgs, RestRouteArgs } from "./args";
import { type Json, readRestDocument, restDocumentRoutes } from "./document";
import { documentProblems } from "./document-checks";
import { securityProblems } from "./document-security";
import { ownValue } from "../../language/own-value";

/** The route table, written as one or bound to the operations of a document. */
export interface GivenRoutes {
  routes: Record<string, RestRouteArgs>;
  /** The document, which may be known only later. */
  document: pulumi.Input<Json> | undefined;
  /** Returns the argument that configures a route. */
  argumentOf: (key: string) => string;
}

/** Returns the routes as they are written, or those of the document's operations that have settings here. */
export function givenRoutes(component: string, args: PlainRestApiArgs, problems: Problems): GivenRoutes {
  const { routes = {}, openapi } = args;
  if (openapi === undefined) {
    problems.unless(Object.keys(routes).length > 0, "routes", {
      received: {},
      expected: "at least one route",
      fix: 'add one, such as "GET /health"',
    });
    return { routes, document: undefined, argumentOf: (key) => `routes[${JSON.stringify(key)}]` };
  }
  problems.unless(args.routes === undefined, "routes", {
    expected: "either routes or openapi",
    fix: "name them in openapi.operations",
  });
  const { document, operations = {} } = openapi;
  if (isDeferred(document)) {
    return { routes: operations, document: laterDocument(component, args, document), argumentOf: operationArgument };
  }
  const read = readRestDocument(document, problems);
  return {
    routes: read === undefined ? {} : bindOperations(args, read, problems),
    document: read,
    argumentOf: operationArgument,
  };
}

function operationArgument(key: string): string {
  return `openapi.operations[${JSON.stringify(key)}]`;
}

/** Checks a document as soon as it is known: its operations are named by route key. */
function laterDocument(component: string, args: PlainRestApiArgs, document: pulumi.Input<string>): pulumi.Output<Json> {
  return pulumi.output(document).apply((text) => {
    const problems = new Problems();
    const read = readRestDocument(text, problems);
    if (read !== undefined) {
      bindOperations(args, read, problems);
    }
    throwIfInvalid(component, problems);
    return read ?? {};
  });
}

/** Returns the routes of a document by their keys: each operation has a target, and each target an operation. */
function bindOperations(args: PlainRestApiArgs, document: Json, problems: Problems): Record<string, RestRouteArgs> {
  problems.include(documentProblems(document));
  const { operations = {}, defaultIntegration } = args.openapi ?? {};
  const found = restDocumentRoutes(document, problems);
  const routes: Record<string, RestRouteArgs> = {};
  const used = new Set<string>();
  for (const { operationId, routeKey, operation, pointer } of found) {
    const name = operationId !== undefined && ownValue(operations, operationId) !== undefined ? operationId : routeKey;
    const target = ownValue(operations, name);
    if (target !== undefined) {
      used.add(name);
      routes[routeKey] = { ...target, operationName: target.operationName ?? operationId };
    } else if (operation["x-amazon-apigateway-integration"] !== undefined) {
      problems.include(securityProblems(document, operation, pointer));
    } else if (defaultIntegration === undefined) {
      const key = JSON.stringify(operationId ?? routeKey);
      const expected = `an integration for the operation ${key}: its own extension, or one named here`;
      problems.add(`openapi.document ${pointer}`, { expected, fix: `add ${key} to openapi.operations` });
    }
  }
  const known = found.map(({ operationId, routeKey }) => operationId ?? routeKey);
  for (const received of Object.keys(operations).filter((name) => !used.has(name))) {
    const expected = `the operationId or route key of an operation: ${known.slice(0, 20).join(", ") || "the document has none"}`;
    problems.add(operationArgument(received), { received, expected, fix: "rename it, or add the operation" });
  }
  return routes;
}
