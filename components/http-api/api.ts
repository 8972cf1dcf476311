import type * as pulumi from "@pulumi/pulumi";
import type { RolePolicy } from "@pulumi/aws/iam";
import { isObject } from "../shared/arguments";
import type { IntegrationSpec } from "../integrations/integration-spec";
import type { CorsArgs } from "../shared/cors";
import type { RoleInput } from "../shared/grant-invoke";
import { HttpApi as HttpApiComponent } from "./component";
import type { HttpApiArgs, OpenApiArgs, RouteArgs } from "./args";
import type { HttpApiNodes } from "./nodes";
import type { IsRouteKey, MalformedRouteKey, PathArguments } from "../shared/route-key-type";

/** A route, or only its integration where nothing else is to say. */
export type RouteEntry = RouteArgs | IntegrationSpec;

/** A route table whose keys the compiler checks. */
export type RouteTable<Key extends string> = {
  [K in Key]: IsRouteKey<K> extends true ? RouteEntry : MalformedRouteKey<K>;
};

/** The arguments of HttpApi with shorthands. */
export interface TypedHttpApiArgs<Key extends string> extends Omit<HttpApiArgs, "routes" | "cors" | "openapi"> {
  /** The routes, by route key such as `GET /orders/{id}`. @default those of `openapi` */
  routes?: RouteTable<Key>;
  /** Who answers browsers of other origins: the gateway as written here, or "integration". @default nobody */
  cors?: CorsArgs | "integration";
  /** An OpenAPI document, as text or an object, whose operations are the routes. @default none */
  openapi?: { document: string | object; operations: Record<string, RouteEntry> };
}

/**
 * An HTTP API with its routes, integrations, authorizers, permissions, stages and logs.
 *
 * ```ts
 * const api = new HttpApi("orders", {
 *   defaultAuthorizer: jwt({ issuer, audience }),
 *   routes: {
 *     "GET /orders/{id}": lambda(readOrder),
 *     "GET /health": { integration: lambda(health), authorizer: none("load balancer") },
 *   },
 * });
 * ```
 *
 * @throws ComponentError with all that is wrong, before anything is made
 */
export class HttpApi<const Key extends string = string> extends HttpApiComponent {
  constructor(name: string, args: TypedHttpApiArgs<Key>, opts?: pulumi.ComponentResourceOptions) {
    super(name, isObject(args) ? plainArgs(args) : args, opts);
  }

  /** The underlying resources, for what the arguments don't say. */
  override get nodes(): HttpApiNodes<Key> {
    return super.nodes;
  }

  /**
   * The URL of a route in the API's first stage.
   *
   * @param routeKey a route of this API, such as `GET /orders/{id}`
   * @param parameters the values of its path parameters, which are percent-encoded
   */
  override urlFor<K extends Key>(routeKey: K, ...parameters: PathArguments<NoInfer<K>>): pulumi.Output<string> {
    return super.urlFor(routeKey, ...parameters);
  }

  /**
   * Lets a role call routes that have IAM authorization, in every stage of this program.
   *
   * @param role an `aws.iam.Role`, or its name or ARN
   * @param routes the keys of the routes; all with IAM authorization unless given
   */
  override grantInvoke(role: RoleInput, routes?: readonly Key[]): RolePolicy {
    return super.grantInvoke(role, routes);
  }
}

function plainArgs<Key extends string>(args: TypedHttpApiArgs<Key>): HttpApiArgs {
  const { routes, cors, openapi, ...rest } = args;
  // what is no object goes on as it is, for the check at run time
  return {
    ...rest,
    routes: isObject(routes) ? plainRoutes(routes) : routes,
    cors: cors === "integration" ? { owner: cors } : cors,
    openapi: isObject(openapi) ? plainOpenApi(openapi) : openapi,
  };
}

function plainRoutes(routes: Record<string, RouteEntry | MalformedRouteKey<string>>): Record<string, RouteArgs> {
  return Object.fromEntries(Object.entries(routes).map(([key, entry]) => [key, routeArgs(entry)]));
}

/** What the compiler refused comes through: the check at run time finds a malformed key or a missing function. */
function routeArgs(entry: RouteEntry | MalformedRouteKey<string>): RouteArgs {
  if (!isObject(entry)) {
    return entry;
  }
  return "kind" in entry
    ? { integration: entry }
    : "integration" in entry
      ? entry
      : { ...entry, integration: { kind: "lambda", functionArn: "" } };
}

function plainOpenApi(openapi: { document: string | object; operations: Record<string, RouteEntry> }): OpenApiArgs {
  const { document, operations } = openapi;
  return {
    document: typeof document === "string" ? document : JSON.stringify(document),
    operations: plainRoutes(operations),
  };
}
