import * as pulumi from "@pulumi/pulumi";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import type { RolePolicy } from "@pulumi/aws/iam";
import type { Permission } from "@pulumi/aws/lambda";
import { acceptedByAws } from "../shared/accepted-by-aws";
import { NAMES } from "../../aws/names";
import { apiMonitoring } from "../monitoring/api-monitoring";
import type { Monitoring } from "../monitoring/monitoring";
import { stageSignals } from "../monitoring/stage-signals";
import { API_METADATA, type ApiMetadata } from "../shared/api-metadata";
import { ApiProtocol } from "../shared/api-protocol";
import { type ApiTarget, fromResource } from "../shared/api-ref";
import { type AuthorizationCoverage, connectCoverage } from "../shared/authorization-coverage";
import { deployment } from "../shared/deployment";
import type { RoleInput } from "../shared/grant-invoke";
import { invokePermissions } from "../shared/permissions";
import { fittingName } from "../shared/resource-names";
import type { PlainWebSocketApiArgs, WebSocketApiArgs } from "./args";
import { grantManageConnections } from "./grant-manage-connections";
import { planWebSocketApi, type WebSocketApiPlan } from "./plan";
import { type WebSocketRouteResources, webSocketRoutes } from "./routes";
import { webSocketStage, type WebSocketStageResources } from "./stages";
import { callbackUrl, clientUrl } from "./urls";
import { renamed } from "../shared/renamed";

/** The underlying resources of a WebSocketApi. */
export interface WebSocketApiResources extends WebSocketRouteResources, WebSocketStageResources {
  api: apigatewayv2.Api;
  /** By the function's label. */
  permissions: Record<string, Permission>;
  /** The deployment, where the stage is not deployed automatically. */
  deployment: apigatewayv2.Deployment | undefined;
  /** The monitoring of the stage that `monitoring` names. */
  monitoring: Monitoring | undefined;
}

/**
 * A WebSocket API with its routes, integrations, authorizer, permissions, stage and log.
 *
 * @example
 * ```ts
 * const api = new WebSocketApi("chat", {
 *   authorizer: lambdaAuthorizer(checkToken, { identitySources: ["route.request.querystring.token"] }),
 *   routes: { $connect: lambda(connect), say: lambda(say) },
 * });
 * ```
 *
 * @throws ComponentError with every problem of the arguments, before any resource is registered
 */
export class WebSocketApi extends pulumi.ComponentResource {
  /** The API's id. */
  readonly apiId: pulumi.Output<string>;
  /** The prefix of the ARNs in permissions and policies. */
  readonly executionArn: pulumi.Output<string>;
  /** The name of the stage. */
  readonly stageName: pulumi.Output<string>;
  /** The URL that clients connect to: `wss://...`, without a slash at the end; follows `publicAddress`. */
  readonly url: pulumi.Output<string>;
  /** The endpoint of the @connections API, for a backend's SDK client: `https://...`; follows `publicAddress`. */
  readonly callbackUrl: pulumi.Output<string>;
  /** The variables of a backend that sends messages: WEBSOCKET_CALLBACK_URL, and those of `connections`. */
  readonly environment: pulumi.Output<Record<string, string>>;
  /** The decision on who may connect, with its reason where anyone may. */
  readonly authorizationCoverage: pulumi.Output<AuthorizationCoverage>;
  /** The underlying resources, for properties that the arguments don't have. */
  readonly resources: WebSocketApiResources;
  /** @internal */
  readonly [API_METADATA]: ApiMetadata;
  private readonly name: string;

  constructor(name: string, args: WebSocketApiArgs, opts?: pulumi.ComponentResourceOptions) {
    // The arguments are not inputs of the component: its children would wait for all Outputs in them.
    super(
      "gatewright:index:WebSocketApi",
      name,
      {},
      acceptedByAws(`WebSocketApi "${name}"`, renamed(name, opts), { protocol: "WEBSOCKET" }),
    );
    const plan = planWebSocketApi(name, args, this);

    const resource = apiResource(plan);
    const api = fromResource(resource);
    const invocations = invokePermissions(name, plan, api, { parent: this });
    const permissions = invocations.all;
    const routes = webSocketRoutes(plan, api, invocations);
    const snapshot = explicitDeployment(plan, api, routes);
    const stage = webSocketStage(plan, api, [...deployable(routes), ...Object.values(permissions)], snapshot);

    this.name = name;
    this.apiId = api.id;
    this.executionArn = api.executionArn;
    this.stageName = stage.stage.name;
    this.url = clientUrl(api, plan.args, plan.stage);
    this.callbackUrl = callbackUrl(this.url);
    this.environment = environmentOf(plan.args, this.callbackUrl);
    this.authorizationCoverage = connectCoverage(plan.authorizationType, args.authorizer);
    this[API_METADATA] = metadataOf(plan, stage);
    const monitoring = apiMonitoring(name, args.monitoring, this);
    this.resources = { api: resource, ...routes, permissions, deployment: snapshot, ...stage, monitoring };
    this.registerOutputs(outputsOf(this));
  }

  /** The API's id, so that a WebSocketApi is an ApiRef. */
  get id(): pulumi.Output<string> {
    return this.apiId;
  }

  /**
   * Allows a role to send messages to the connections of this stage, to read their state and to close them.
   *
   * @example api.grantManageConnections(notifier)
   * @param role an `aws.iam.Role`, or its name or ARN
   */
  grantManageConnections(role: RoleInput): RolePolicy {
    return grantManageConnections(this.name, this, role, this);
  }
}

function apiResource({ name, args, parent }: WebSocketApiPlan): apigatewayv2.Api {
  return new apigatewayv2.Api(
    fittingName(name, NAMES.api),
    {
      protocolType: "WEBSOCKET",
      name: args.name,
      description: args.description,
      routeSelectionExpression: args.routeSelectionExpression ?? "$request.body.action",
      disableExecuteApiEndpoint: args.disableExecuteApiEndpoint,
      ipAddressType: args.ipAddressType,
      tags: args.tags,
    },
    { parent },
  );
}

function deployable({ routes, routeResponses, integrationResponses }: WebSocketRouteResources): pulumi.Resource[] {
  return [...Object.values(routes), ...Object.values(routeResponses), ...integrationResponses];
}

function explicitDeployment(
  { name, args, integrations, routes, parent }: WebSocketApiPlan,
  api: ApiTarget,
  resources: WebSocketRouteResources,
): apigatewayv2.Deployment | undefined {
  if (args.autoDeploy !== false) {
    return undefined;
  }
  const definition = pulumi.jsonStringify([
    routes.map(({ key, args: route, integration }) => ({ key, integration, response: route?.response })),
    integrations.map(({ label, spec }) => ({ label, ...spec })),
    args.authorizer,
    args.apiKeyRequired,
    args.routeSelectionExpression,
  ]);
  return deployment(name, api, deployable(resources), definition, parent);
}

function metadataOf({ args, routes, stage }: WebSocketApiPlan, resources: WebSocketStageResources): ApiMetadata {
  return {
    protocol: ApiProtocol.websocket,
    stages: { [stage]: resources.stage.name },
    routeKeys: routes.map(({ key }) => key),
    apiName: undefined,
    signals: { [stage]: stageSignals(args, resources.accessLogGroup) },
    executeApiDisabled: args.disableExecuteApiEndpoint,
    publicAddress: args.publicAddress,
  };
}

function outputsOf(api: WebSocketApi): pulumi.Inputs {
  const { apiId, executionArn, stageName, url, environment, authorizationCoverage } = api;
  return { apiId, executionArn, stageName, url, callbackUrl: api.callbackUrl, environment, authorizationCoverage };
}

function environmentOf(
  args: PlainWebSocketApiArgs,
  callback: pulumi.Output<string>,
): pulumi.Output<Record<string, string>> {
  return pulumi
    .all([callback, args.connections?.environment ?? {}])
    .apply(([url, variables]): Record<string, string> => ({ WEBSOCKET_CALLBACK_URL: url, ...variables }));
}
