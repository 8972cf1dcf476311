import * as pulumi from "@pulumi/pulumi";
import * as apigateway from "@pulumi/aws/apigateway";
import type { RolePolicy } from "@pulumi/aws/iam";
import type { Permission } from "@pulumi/aws/lambda";
import { acceptedByAws } from "../shared/accepted-by-aws";
import { apiDomain } from "../domains/custom-domain/api-domain";
import type { CustomDomain } from "../domains/custom-domain/custom-domain";
import type { IntegrationRole } from "../integrations/service-access";
import { apiMonitoring } from "../monitoring/api-monitoring";
import type { Monitoring } from "../monitoring/monitoring";
import { stageSignals } from "../monitoring/stage-signals";
import { API_METADATA, type ApiMetadata } from "../shared/api-metadata";
import { ApiProtocol } from "../shared/api-protocol";
import { authorizationCoverage, type AuthorizationCoverage } from "../shared/authorization-coverage";
import { grantInvoke, type RoleInput } from "../shared/grant-invoke";
import { createIntegrationResources } from "../shared/integration-resources";
import { invokePermissions } from "../shared/permissions";
import type { KnownRoute, RouteArguments } from "../shared/route-key-type";
import { routeUrl, type StageInfo } from "../shared/urls";
import type { RestApiArgs } from "./args";
import { definitionOf, type Deployments, deployments } from "./deployments";
import { restApiBody } from "./openapi";
import { planRestApi, type RestApiPlan } from "./plan";
import { accessMode } from "./settings";
import { restStage, type RestStageResources } from "./stages";
import { restEndpoint, restStageInfos, restUrl } from "./urls";
import { defined } from "../../language/defined";
import { renamed } from "../shared/renamed";

/** The underlying resources of a RestApi. Its routes are in the one body of `api`. */
export interface RestApiResources {
  api: apigateway.RestApi;
  /** By the function's label. */
  permissions: Record<string, Permission>;
  /** By the label of the integration that calls a service with it. */
  roles: Record<string, IntegrationRole>;
  /** By the label of the release; the one without a number has an empty label. */
  deployments: Deployments;
  /** The certificate that backends know the API by, where a stage has one. */
  clientCertificate: apigateway.ClientCertificate | undefined;
  /** By the stage's name. */
  stages: Record<string, RestStageResources>;
  /** The API's own domain, where it has one. */
  domain: CustomDomain | undefined;
  /** The monitoring of the stage that `monitoring` names. */
  monitoring: Monitoring | undefined;
}

/**
 * A REST API with its routes, integrations, authorizers, models, permissions, deployment, stages and logs.
 *
 * @example
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
 * @throws ComponentError with every problem of the arguments, before any resource is registered
 */
export class RestApi<const Key extends string = string> extends pulumi.ComponentResource {
  /** The API's id; also `id`, so that a RestApi is an ApiRef. */
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
  readonly resources: RestApiResources;
  /** @internal */
  readonly [API_METADATA]: ApiMetadata;
  private readonly plan: RestApiPlan;
  private readonly body: pulumi.Output<Record<string, unknown>>;

  constructor(name: string, args: RestApiArgs<Key>, opts?: pulumi.ComponentResourceOptions) {
    // The arguments are not inputs of the component: its children would wait for all Outputs in them.
    super("gatewright:index:RestApi", name, {}, acceptedByAws(`RestApi "${name}"`, renamed(name, opts)));
    const planned = planRestApi(name, args, this);
    const rights = rightsOptions(planned);
    const { plan, roles } = createIntegrationResources(name, planned, rights);
    const body = restApiBody(plan);

    const api = apiResource(plan, body);
    const permissions = invokePermissions(name, plan, api, rights).all;
    const snapshots = deployments(plan, api, definitionOf(body, plan));
    const clientCertificate = certificate(plan);
    const policies = Object.values(roles).map(({ policy }) => policy);
    const dependsOn = [...Object.values(permissions), ...policies];
    const context = { ...plan, api, deployments: snapshots, clientCertificate, dependsOn };
    const stages = Object.fromEntries(plan.stages.map((stage) => [stage.name, restStage(stage, context)]));

    this.plan = plan;
    this.body = body;
    this.apiId = api.id;
    this.executionArn = api.executionArn;
    this.apiEndpoint = restEndpoint(stages);
    this.url = restUrl(plan.args, stages);
    this.stages = restStageInfos(plan.args, stages);
    this.authorizationCoverage = authorizationCoverage(plan);
    this[API_METADATA] = metadataOf(plan, api, snapshots, stages);
    const domain = plan.args.domain && apiDomain(name, plan.args.domain, this);
    const monitoring = plan.args.monitoring && apiMonitoring(name, plan.args.monitoring, this);
    const parts = { api, permissions, roles, deployments: snapshots, clientCertificate };
    this.resources = { ...parts, stages, domain, monitoring };
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

  /** The whole API as an OpenAPI document with API Gateway's extensions, as JSON. */
  get openapi(): pulumi.Output<string> {
    return this.body.apply((body) => JSON.stringify(body));
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

/**
 * Returns the options of the permissions and roles that routes need. Those of a release have to stay as long as a stage can be on
 * it, beside a canary or after a rollback, when the program no longer has its routes: nothing but AWS knows them then.
 */
function rightsOptions({ releases, parent }: RestApiPlan): pulumi.CustomResourceOptions {
  return releases.newest === undefined ? { parent } : { parent, retainOnDelete: true };
}

/**
 * Registers the API with its whole definition as one body: an import makes it in one call, and no later change replaces it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api.html
 */
function apiResource(
  { name, args, parent }: RestApiPlan,
  body: pulumi.Output<Record<string, unknown>>,
): apigateway.RestApi {
  const types = args.endpointType ?? "REGIONAL";
  return new apigateway.RestApi(
    name,
    {
      name: args.name,
      description: args.description,
      body: body.apply((known) => JSON.stringify(known)),
      failOnWarnings: true,
      endpointConfiguration: defined({
        types,
        vpcEndpointIds: args.vpcEndpointIds,
        ipAddressType: args.ipAddressType ?? (types === "PRIVATE" ? "dualstack" : undefined),
      }),
      disableExecuteApiEndpoint: args.disableExecuteApiEndpoint,
      securityPolicy: args.securityPolicy,
      endpointAccessMode: accessMode(args),
      tags: args.tags,
    },
    { parent },
  );
}

function certificate({ name, args, stages, parent }: RestApiPlan): apigateway.ClientCertificate | undefined {
  return stages.some((stage) => stage.args.clientCertificate === true)
    ? new apigateway.ClientCertificate(`${name}-client-certificate`, { tags: args.tags }, { parent })
    : undefined;
}

function metadataOf(
  { args, routes, releases, stages: planned }: RestApiPlan,
  api: apigateway.RestApi,
  snapshots: Deployments,
  stages: Record<string, RestStageResources>,
): ApiMetadata {
  const signals = planned.map(({ name, args: stage }) => {
    const deployedAt = snapshots[releases.newest ?? ""]?.createdDate;
    return [name, stageSignals(stage, stages[name]?.accessLogGroup, deployedAt)] as const;
  });
  return {
    protocol: ApiProtocol.rest,
    stages: Object.fromEntries(Object.entries(stages).map(([name, resources]) => [name, resources.stage.stageName])),
    routeKeys: routes.map(({ key }) => key.key),
    apiName: api.name,
    signals: Object.fromEntries(signals),
    executeApiDisabled: args.disableExecuteApiEndpoint,
    publicAddress: args.publicAddress,
  };
}
