import { Problems, throwIfInvalid } from "../shared/problems";
import { memberOf, methodOf, OPERATION_MEMBERS } from "../../aws/openapi";
import { routePathProblem } from "../../aws/route-key";
import { isRecord } from "../../language/is-record";
import { type Json, restDocumentRoutes } from "./document";
import type { OperationParts } from "./routes";
import { asOpenApi3, asSwagger2, type Dialect } from "./dialect";
import { defined } from "../../language/defined";

/** All that the program says of an API, with every Output resolved. */
export interface BodyParts {
  title: string;
  /** By route key. */
  operations: Record<string, OperationParts>;
  /** For the operations of a document that are not named. */
  fallback?: OperationParts;
  securitySchemes: Json;
  models: Json;
  vpcEndpointIds?: string[];
  extensions: Json;
}

/** The parts written into the given document, or into one of their own. Nothing of a document is left out. */
export function mergeBody(
  component: string,
  parts: BodyParts,
  document: Json | undefined,
  preflight: ((methods: string[]) => OperationParts) | undefined,
): Json {
  const base = document ?? { openapi: "3.0.1", info: { title: parts.title, version: "1.0" } };
  const dialect = typeof base.swagger === "string" ? asSwagger2 : asOpenApi3;
  const { security: shared, ...rest } = base;
  const paths = mergePaths(component, parts, document, shared, dialect);
  const body: Json = {
    ...rest,
    paths: preflight === undefined ? paths : withPreflights(paths, preflight, dialect),
    ...serversOf(base, parts),
    ...Object.fromEntries(
      Object.entries(parts.extensions).filter(([, value]) => value !== undefined && value !== null),
    ),
  };
  return dialect.withComponents(body, parts.securitySchemes, parts.models);
}

function mergePaths(
  component: string,
  parts: BodyParts,
  document: Json | undefined,
  shared: unknown,
  dialect: Dialect,
): Record<string, Json> {
  const given = isRecord(document?.paths) ? document.paths : {};
  const paths = Object.fromEntries(
    Object.entries(given).map(([path, item]) => [path, isRecord(item) ? { ...item } : {}]),
  );
  const problems = new Problems();
  const inDocument = document === undefined ? [] : restDocumentRoutes(document, problems);
  for (const { path, method, routeKey, operation } of inDocument) {
    const own = parts.operations[routeKey] ?? (hasIntegration(operation) ? undefined : parts.fallback);
    const item = paths[path] ?? {};
    item[method] =
      own === undefined
        ? {
            ...operation,
            ...defined({ security: operation.security === undefined && shared !== undefined ? shared : undefined }),
          }
        : dialect.operation(own, operation, isRecord(given[path]) ? given[path] : {});
    paths[path] = item;
  }
  const bound = new Set(inDocument.map(({ routeKey }) => routeKey));
  for (const [key, own] of Object.entries(parts.operations)) {
    if (!bound.has(key)) {
      const { path, method } = placeOf(key);
      paths[path] = { ...paths[path], [method]: dialect.operation(own, {}, {}) };
    }
  }
  throwIfInvalid(component, problems);
  return paths;
}

function placeOf(routeKey: string): { path: string; method: string } {
  const [method = "", path = ""] = routeKey.split(" ");
  return { path, method: memberOf(method) };
}

/** A path answers preflights unless one of its own operations does. */
function withPreflights(
  paths: Record<string, Json>,
  preflight: (methods: string[]) => OperationParts,
  dialect: Dialect,
): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(paths).map(([path, item]) => {
      const methods = OPERATION_MEMBERS.filter((method) => item[method] !== undefined);
      if (methods.includes("options") || methods.length === 0 || routePathProblem(path) !== undefined) {
        return [path, item];
      }
      const names = methods.map(methodOf);
      const parameters = [...path.matchAll(/\{([^{}+]+)\+?\}/g)].map((match) => match[1] ?? "");
      const parts = {
        ...preflight(names),
        parameters: parameters.map((name) => ({ name, in: "path" as const, required: true })),
      };
      return [path, { ...item, options: dialect.operation(parts, {}, item) }];
    }),
  );
}

/**
 * An import without the endpoints of a private API would take them off it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-endpoint-configuration.html
 */
function serversOf(base: Json, parts: BodyParts): Json {
  if (parts.vpcEndpointIds === undefined) {
    return {};
  }
  const extension = { "x-amazon-apigateway-endpoint-configuration": { vpcEndpointIds: parts.vpcEndpointIds } };
  if (typeof base.swagger === "string") {
    return extension;
  }
  const servers: unknown[] = Array.isArray(base.servers) ? base.servers : [{ url: "/" }];
  return {
    servers: servers.map((server, index) => (index === 0 && isRecord(server) ? { ...server, ...extension } : server)),
  };
}

function hasIntegration(operation: Json): boolean {
  return operation["x-amazon-apigateway-integration"] !== undefined;
}
