import type * as pulumi from "@pulumi/pulumi";
import type { RolePolicy } from "@pulumi/aws/iam";
import type { IntegrationSpec } from "../integrations/integration-spec";
import type { CorsArgs } from "../shared/cors";
import type { RoleInput } from "../shared/grant-invoke";
import type { IsRouteKey, MalformedRouteKey, PathArguments } from "../shared/route-key-type";
import { isObject } from "../shared/arguments";
import { isDeferred } from "../shared/problems";
import { RestApi as RestApiComponent } from "./component";
import type { RestApiArgs, RestOpenApiArgs, RestRouteArgs } from "./args";

/** A route, or only its integration where nothing else is to say. */
export type RestRouteEntry = RestRouteArgs | IntegrationSpec;

/** A route table whose keys the compiler checks. */
export type RestRouteTable<Key extends string> = {
  [K in Key]: IsRouteKey<K> extends true ? RestRouteEntry : MalformedRouteKey<K>;
};

/** The arguments of RestApi with shorthands. */
export interface TypedRestApiArgs<Key extends string> extends Omit<
  RestApiArgs,
  "routes" | "cors" | "openapi" | "models"
> {
  /** The routes, by route key such as `GET /orders/{id}`. @default those of `openapi` */
  routes?: RestRouteTable<Key>;
  /** Who answers the preflight requests of browsers: the gateway as written here, or "integration". @default nobody */
  cors?: CorsArgs | "integration";
  /** An OpenAPI document, as text, object, file or Output, whose operations are the routes. @default none */
  openapi?: Omit<RestOpenApiArgs, "document" | "operations"> & {
    document: pulumi.Input<string> | object;
    operations?: Record<string, RestRouteEntry>;
  };
  /** The JSON Schemas (draft 4) of bodies, by a name of letters and digits. @default none */
  models?: Record<string, object | string>;
}

/**
 * A REST API with its routes, integrations, authorizers, models, permissions, deployment, stages and logs.
 *
 * ```ts
 * const api = new RestApi("partners", {
 *   defaultAuthorizer: none("callers have an API key and a usage plan"),
 *   apiKeyRequired: true,
 *   models: { Order: { type: "object", required: ["item"] } },
 *   routes: {
 *     "GET /orders/{id}": lambda(readOrder),
 *     "POST /orders": { integration: lambda(addOrder), requestModel: "Order" },
 *   },
 * });
 * ```
 *
 * @throws ComponentError with all that is wrong, before anything is made
 */
export class RestApi<const Key extends string = string> extends RestApiComponent {
  constructor(name: string, args: TypedRestApiArgs<Key>, opts?: pulumi.ComponentResourceOptions) {
    super(name, isObject(args) ? plainArgs(args) : args, opts);
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

function plainArgs<Key extends string>(args: TypedRestApiArgs<Key>): RestApiArgs {
  const { routes, cors, openapi, models, ...rest } = args;
  // what is no object goes on as it is, for the check at run time
  return {
    ...rest,
    routes: isObject(routes) ? plainRoutes(routes) : routes,
    cors: cors === "integration" ? { owner: cors } : cors,
    openapi: isObject(openapi) ? plainOpenApi(openapi) : openapi,
    models: isObject(models) ? plainModels(models) : models,
  };
}

function plainRoutes(
  routes: Record<string, RestRouteEntry | MalformedRouteKey<string>>,
): Record<string, RestRouteArgs> {
  return Object.fromEntries(Object.entries(routes).map(([key, entry]) => [key, routeArgs(entry)]));
}

/** What the compiler refused comes through: the check at run time finds a malformed key or a missing function. */
function routeArgs(entry: RestRouteEntry | MalformedRouteKey<string>): RestRouteArgs {
  if (!isObject(entry)) {
    return entry;
  }
  return "kind" in entry
    ? { integration: entry }
    : "integration" in entry
      ? entry
      : { ...entry, integration: { kind: "lambda", functionArn: "" } };
}

function plainOpenApi(openapi: NonNullable<TypedRestApiArgs<string>["openapi"]>): RestOpenApiArgs {
  const { document, operations, ...rest } = openapi;
  return {
    ...rest,
    document: isText(document) ? document : JSON.stringify(document),
    ...(operations === undefined ? {} : { operations: plainRoutes(operations) }),
  };
}

function isText(document: pulumi.Input<string> | object): document is pulumi.Input<string> {
  return typeof document === "string" || isDeferred(document);
}

function plainModels(models: Record<string, object | string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(models).map(([name, schema]) => [
      name,
      typeof schema === "string" ? schema : JSON.stringify(schema),
    ]),
  );
}
