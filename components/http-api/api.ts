import * as pulumi from "@pulumi/pulumi";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import type { RolePolicy } from "@pulumi/aws/iam";
import type { Permission } from "@pulumi/aws/lambda";
import { acceptedByAws } from "../shared/accepted-by-aws";
import { NAMES } from "../../aws/names";
import { apiDomain } from "../domains/custom-domain/api-domain";
import type { CustomDomain } from "../domains/custom-domain/custom-domain";
import type { IntegrationRole } from "../integrations/service-access";
import { API_METADATA, type ApiMetadata } from "../shared/api-metadata";
import { ApiProtocol } from "../shared/api-protocol";
import { apiMonitoring } from "../monitoring/api-monitoring";
import type { Monitoring } from "../monitoring/monitoring";
import { stageSignals } from "../monitoring/stage-signals";
import { apiTarget, type ApiTarget, fromResource } from "../shared/api-ref";
import { authorizationCoverage, type AuthorizationCoverage } from "../shared/authorization-coverage";
import { corsConfiguration } from "../shared/cors";
import { deployment } from "../shared/deployment";
import { grantInvoke, type RoleInput } from "../shared/grant-invoke";
import { createIntegrationResources } from "../shared/integration-resources";
import { invokePermissions } from "../shared/permissions";
import { fittingName } from "../shared/resource-names";
import type { KnownRoute, RouteArguments } from "../shared/route-key-type";
import { routeUrl, type StageInfo } from "../shared/urls";
import type { HttpApiArgs } from "./args";
import { openApiBody } from "./openapi";
import { type HttpApiPlan, planHttpApi } from "./plan";
import { routeResources, type RouteResources } from "./routes";
import { stage, type StageResources } from "./stages";
import { apiUrl, stageInfos } from "./urls";
import { defined } from "../../language/defined";
import { renamed } from "../shared/renamed";

/** The underlying resources of an HttpApi. */
export interface HttpApiResources<Key extends string = string> {
  /** The API; undefined where a full reference to an existing one was given. */
  api: apigatewayv2.Api | undefined;
  /** By route key; empty where the routes are deployed as one body. */
  routes: Partial<Record<Key, apigatewayv2.Route>>;
  /** By label; empty where the routes are deployed as one body. */
  integrations: Record<string, apigatewayv2.Integration>;
  /** By label; empty where the routes are deployed as one body. */
  authorizers: Record<string, apigatewayv2.Authorizer>;
  /** By the function's label. */
  permissions: Record<string, Permission>;
  /** By the label of the integration that calls a service with it. */
  roles: Record<string, IntegrationRole>;
  /** The deployment, where a stage is not deployed automatically. */
  deployment: apigatewayv2.Deployment | undefined;
  /** By the stage's name. */
  stages: Record<string, StageResources>;
  /** The API's own custom domain. */
  domain: CustomDomain | undefined;
  /** The monitoring of the stage that `monitoring` names. */
  monitoring: Monitoring | undefined;
}

/**
 * An HTTP API with its routes, integrations, authorizers, permissions, stages and logs.
 *
 * @example
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
 * @throws ComponentError with every problem of the arguments, before any resource is registered
 */
export class HttpApi<const Key extends string = string> extends pulumi.ComponentResource {
  /** The API's id; also `id`, so that an HttpApi is an ApiRef. */
  readonly apiId: pulumi.Output<string>;
  /** The prefix of the ARNs in permissions and policies. */
  readonly executionArn: pulumi.Output<string>;
  /** The API's own URL, without a stage. */
  readonly apiEndpoint: pulumi.Output<string>;
  /** The URL of the first stage, without a slash at the end; follows `domain` and `publicAddress`. */
  readonly url: pulumi.Output<string>;
  /** Every stage with its URL, by name. */
  readonly stages: pulumi.Output<Record<string, StageInfo>>;
  /** The decision on who may call each route, and where that was configured. */
  readonly authorizationCoverage: pulumi.Output<AuthorizationCoverage>;
  /** The underlying resources, for properties that the arguments don't have. */
  readonly resources: HttpApiResources<Key>;
  /** @internal */
  readonly [API_METADATA]: ApiMetadata;
  private readonly plan: HttpApiPlan;

  constructor(name: string, args: HttpApiArgs<Key>, opts?: pulumi.ComponentResourceOptions) {
    // The arguments are not inputs of the component: its children would wait for all Outputs in them.
    super(
      "gatewright:index:HttpApi",
      name,
      {},
      acceptedByAws(`HttpApi "${name}"`, renamed(name, opts), { protocol: "HTTP" }),
    );
    const { plan, roles } = createIntegrationResources(name, planHttpApi(name, args, this), { parent: this });

    const api = apiResource(plan);
    const invocations = invokePermissions(name, plan, api, { parent: this });
    const permissions = invocations.all;
    const routes = plan.args.deployAs === "openapi" ? NO_ROUTES : routeResources(plan, api, invocations, roles);
    const snapshot = explicitDeployment(plan, api, routes);
    const stages = stageResources(plan, api, liveParts(routes, permissions, roles), snapshot);

    this.plan = plan;
    this.apiId = api.id;
    this.executionArn = api.executionArn;
    this.apiEndpoint = api.apiEndpoint;
    this.url = apiUrl(api, plan.args, plan.stages[0]?.name);
    this.stages = stageInfos(api, plan, stages);
    this.authorizationCoverage = authorizationCoverage(plan);
    this[API_METADATA] = metadataOf(plan, stages);
    const domain = plan.args.domain && apiDomain(name, plan.args.domain, this);
    const parts = { api: api.resource, ...routes, permissions, roles };
    const monitoring = plan.args.monitoring && apiMonitoring(name, plan.args.monitoring, this);
    const resources: HttpApiResources = { ...parts, deployment: snapshot, stages, domain, monitoring };
    this.resources = resources;
    this.registerOutputs({
      apiId: this.apiId,
      executionArn: this.executionArn,
      apiEndpoint: this.apiEndpoint,
      url: this.url,
      stages: this.stages,
      authorizationCoverage: this.authorizationCoverage,
    });
  }

  /** The API's id. */
  get id(): pulumi.Output<string> {
    return this.apiId;
  }

  /** The route table as an OpenAPI 3.0 document with API Gateway's extensions, as JSON. */
  get openapi(): pulumi.Output<string> {
    return openApiBody(this.plan);
  }

  /**
   * Returns the URL of a route in the API's first stage.
   *
   * @example api.urlFor("GET /orders/{id}", { id: "7" })
   * @param routeKey a route of this API, such as `GET /orders/{id}`
   * @param parameters the values of its path parameters, which are percent-encoded
   * @throws ComponentError where the API has no such route, or a parameter is missing
   */
  urlFor<K extends string>(
    routeKey: KnownRoute<K, Key>,
    ...[parameters = {}]: RouteArguments<K, Key>
  ): pulumi.Output<string> {
    return routeUrl(this.plan.component, this.url, this.plan, routeKey, parameters);
  }

  /**
   * Allows a role to call routes that have IAM authorization, in every stage of this program.
   *
   * @example api.grantInvoke(worker, ["POST /orders"])
   * @param role an `aws.iam.Role`, or its name or ARN
   * @param routes the keys of the routes; all with IAM authorization unless given
   */
  grantInvoke(role: RoleInput, routes?: readonly Key[]): RolePolicy {
    return grantInvoke(this.plan, this.executionArn, role, routes, this);
  }
}

const NO_ROUTES: RouteResources = { authorizers: {}, integrations: {}, routes: {} };

function apiResource(plan: HttpApiPlan): ApiTarget {
  const { name, component, args, parent } = plan;
  if (args.api !== undefined) {
    return apiTarget(name, args.api, parent);
  }
  const inputs: apigatewayv2.ApiArgs = defined({
    protocolType: "HTTP",
    name: args.name,
    description: args.description,
    corsConfiguration: corsConfiguration(component, args.cors),
    disableExecuteApiEndpoint: args.disableExecuteApiEndpoint,
    ipAddressType: args.ipAddressType,
    tags: args.tags,
    body: args.deployAs === "openapi" ? openApiBody(plan) : undefined,
    failOnWarnings: args.deployAs === "openapi" ? true : undefined,
  });
  return fromResource(new apigatewayv2.Api(fittingName(name, NAMES.api), inputs, { parent }));
}

function explicitDeployment(
  plan: HttpApiPlan,
  api: ApiTarget,
  routes: RouteResources,
): apigatewayv2.Deployment | undefined {
  const { name, args, parent } = plan;
  if (plan.stages.every((planned) => planned.args.autoDeploy !== false)) {
    return undefined;
  }
  const definition = pulumi.jsonStringify([openApiBody(plan), args.cors, args.disableExecuteApiEndpoint]);
  return deployment(name, api, Object.values(routes.routes), definition, parent);
}

/** The resources that a stage waits for, so that it never has a route that can't be called. */
function liveParts(
  { routes }: RouteResources,
  permissions: Record<string, Permission>,
  roles: HttpApiResources["roles"],
): pulumi.Resource[] {
  const policies = Object.values(roles).map(({ policy }) => policy);
  return [...Object.values(routes), ...Object.values(permissions), ...policies];
}

function stageResources(
  plan: HttpApiPlan,
  api: ApiTarget,
  dependsOn: pulumi.Resource[],
  snapshot: apigatewayv2.Deployment | undefined,
): Record<string, StageResources> {
  const context = { ...plan, api, dependsOn, deployment: snapshot };
  return Object.fromEntries(plan.stages.map((planned) => [planned.name, stage(planned, context)]));
}

function metadataOf(
  { args, routes, stages: planned }: HttpApiPlan,
  stages: Record<string, StageResources>,
): ApiMetadata {
  const signals = planned.map(
    ({ name, args: stage }) => [name, stageSignals(stage, stages[name]?.accessLogGroup)] as const,
  );
  return {
    protocol: ApiProtocol.http,
    stages: Object.fromEntries(Object.entries(stages).map(([name, resources]) => [name, resources.stage.name])),
    routeKeys: routes.map(({ key }) => key.key),
    apiName: undefined,
    signals: Object.fromEntries(signals),
    executeApiDisabled: args.disableExecuteApiEndpoint,
    publicAddress: args.publicAddress,
  };
}
