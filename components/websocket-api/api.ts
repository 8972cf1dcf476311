import * as pulumi from "@pulumi/pulumi";
import * as apigateway from "@pulumi/aws/apigateway";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import type { RolePolicy } from "@pulumi/aws/iam";
import type { Permission } from "@pulumi/aws/lambda";
import { acceptedByAws } from "../shared/accepted-by-aws";
import { NAMES } from "../../aws/names";
import { apiMonitoring } from "../monitoring/api-monitoring";
import type { Monitoring } from "../monitoring/monitoring";
import { stageSignals } from "../monitoring/stage-signals";
import type { ApiKeySource } from "../shared/api-key-source";
import { API_METADATA, type ApiMetadata } from "../shared/api-metadata";
import { ApiProtocol } from "../shared/api-protocol";
import { fromResource } from "../shared/api-ref";
import { type AuthorizationCoverage, connectCoverage } from "../shared/authorization-coverage";
import type { RoleInput } from "../shared/grant-invoke";
import { invokePermissions } from "../shared/permissions";
import { fittingName } from "../shared/resource-names";
import type { WebSocketApiArgs } from "./args";
import { deployable, explicitDeployment } from "./deployment";
import { checkGrantedStages, grantManageConnections } from "./grant-manage-connections";
import { planWebSocketApi, type WebSocketApiPlan } from "./plan";
import { type WebSocketRouteResources, webSocketRoutes } from "./routes";
import { webSocketStage, type WebSocketStageContext, type WebSocketStageResources } from "./stages";
import { callbackUrl, clientUrl, stageInfos, type WebSocketStageInfo } from "./urls";
import { renamed } from "../shared/renamed";

/** The underlying resources of a WebSocketApi. */
export interface WebSocketApiResources extends WebSocketRouteResources {
  api: apigatewayv2.Api;
  /** By the function's label. */
  permissions: Record<string, Permission>;
  /** The deployment, where a stage is not deployed automatically. */
  deployment: apigatewayv2.Deployment | undefined;
  /** The monitoring of the stage that `monitoring` names. */
  monitoring: Monitoring | undefined;
  /** The certificate that API Gateway presents to backends, where a stage does. */
  clientCertificate: apigateway.ClientCertificate | undefined;
  /** By the stage's name. */
  stages: Record<string, WebSocketStageResources>;
}

/**
 * A WebSocket API with its routes, integrations, models, authorizer, permissions, stages and logs.
 *
 * @example
 * ```ts
 * const api = new WebSocketApi("chat", {
 *   authorizer: lambdaAuthorizer(checkToken, { identitySources: ["route.request.querystring.token"] }),
 *   routes: { $connect: lambda(connect), say: { integration: lambda(say), response: true } },
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
  /** The name of the first stage. */
  readonly stageName: pulumi.Output<string>;
  /** The URL that clients of the first stage connect to: `wss://...`, without a slash at the end; follows `publicAddress`. */
  readonly url: pulumi.Output<string>;
  /** The endpoint of the first stage's @connections API, for a backend's SDK client: `https://...`; follows `publicAddress`. */
  readonly callbackUrl: pulumi.Output<string>;
  /** Every stage with its URLs, by name. */
  readonly stages: pulumi.Output<Record<string, WebSocketStageInfo>>;
  /** The variables of a backend that sends messages: WEBSOCKET_CALLBACK_URL, and those of `connections`. */
  readonly environment: pulumi.Output<Record<string, string>>;
  /** The decision on who may connect, with its reason where anyone may. */
  readonly authorizationCoverage: pulumi.Output<AuthorizationCoverage>;
  /** The underlying resources, for properties that the arguments don't have. */
  readonly resources: WebSocketApiResources;
  /** @internal */
  readonly [API_METADATA]: ApiMetadata;
  private readonly plan: WebSocketApiPlan;

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
    const clientCertificate = certificate(plan);
    const dependsOn = [...deployable(routes), ...Object.values(permissions)];
    const stages = stageResources(plan, { ...plan, api, dependsOn, deployment: snapshot, clientCertificate });

    this.plan = plan;
    this.apiId = api.id;
    this.executionArn = api.executionArn;
    this.stageName = pulumi.output(Object.values(stages)[0]?.stage.name ?? "");
    this.url = clientUrl(api, plan.args, plan.stages[0]?.name);
    this.callbackUrl = callbackUrl(this.url);
    this.stages = stageInfos(api, plan, stages);
    this.environment = environmentOf(args, this.callbackUrl);
    this.authorizationCoverage = connectCoverage(plan.authorizationType, args.authorizer);
    this[API_METADATA] = metadataOf(plan, stages);
    const monitoring = args.monitoring && apiMonitoring(name, args.monitoring, this);
    const made = { api: resource, ...routes, permissions, deployment: snapshot, clientCertificate };
    this.resources = { ...made, stages, monitoring };
    this.registerOutputs(outputsOf(this));
  }

  /** The API's id, so that a WebSocketApi is an ApiRef. */
  get id(): pulumi.Output<string> {
    return this.apiId;
  }

  /**
   * Allows a role to send messages to connections, to read their state and to close them.
   *
   * @example api.grantManageConnections(notifier)
   * @param role an `aws.iam.Role`, or its name or ARN
   * @param stages the names of the stages whose connections are meant; all of this API unless given
   * @throws ComponentError where the API has no such stage
   */
  grantManageConnections(role: RoleInput, stages?: readonly string[]): RolePolicy {
    const { name, component } = this.plan;
    checkGrantedStages(component, Object.keys(this.resources.stages), stages);
    const granted = Object.entries(this.resources.stages).filter(([stage]) => stages?.includes(stage) ?? true);
    const label = stages === undefined ? name : [name, ...stages].join("-");
    return grantManageConnections(
      label,
      this.executionArn,
      granted.map(([, { stage }]) => stage.name),
      role,
      this,
    );
  }
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html */
const API_KEY_SELECTION: Readonly<Record<ApiKeySource, string>> = {
  HEADER: "$request.header.x-api-key",
  AUTHORIZER: "$context.authorizer.usageIdentifierKey",
};

function apiResource({ name, args, parent }: WebSocketApiPlan): apigatewayv2.Api {
  return new apigatewayv2.Api(
    fittingName(name, NAMES.api),
    {
      protocolType: "WEBSOCKET",
      name: args.name,
      description: args.description,
      routeSelectionExpression: args.routeSelectionExpression ?? "$request.body.action",
      apiKeySelectionExpression: args.apiKeySource === undefined ? undefined : API_KEY_SELECTION[args.apiKeySource],
      disableExecuteApiEndpoint: args.disableExecuteApiEndpoint,
      ipAddressType: args.ipAddressType,
      tags: args.tags,
    },
    { parent },
  );
}

function certificate({ name, args, stages, parent }: WebSocketApiPlan): apigateway.ClientCertificate | undefined {
  return stages.some((stage) => stage.args.clientCertificate === true)
    ? new apigateway.ClientCertificate(`${name}-client-certificate`, { tags: args.tags }, { parent })
    : undefined;
}

function stageResources(
  { stages }: WebSocketApiPlan,
  context: WebSocketStageContext,
): Record<string, WebSocketStageResources> {
  return Object.fromEntries(stages.map((planned) => [planned.name, webSocketStage(planned, context)]));
}

function metadataOf(
  { args, routes, stages: planned }: WebSocketApiPlan,
  stages: Record<string, WebSocketStageResources>,
): ApiMetadata {
  const signals = planned.map(
    ({ name, args: stage }) => [name, stageSignals(stage, stages[name]?.accessLogGroup)] as const,
  );
  return {
    protocol: ApiProtocol.websocket,
    stages: Object.fromEntries(Object.entries(stages).map(([name, resources]) => [name, resources.stage.name])),
    routeKeys: routes.map(({ key }) => key),
    apiName: undefined,
    signals: Object.fromEntries(signals),
    executeApiDisabled: args.disableExecuteApiEndpoint,
    publicAddress: args.publicAddress,
  };
}

function outputsOf(api: WebSocketApi): pulumi.Inputs {
  const { apiId, executionArn, stageName, url, stages, environment, authorizationCoverage } = api;
  return {
    apiId,
    executionArn,
    stageName,
    url,
    callbackUrl: api.callbackUrl,
    stages,
    environment,
    authorizationCoverage,
  };
}

function environmentOf(args: WebSocketApiArgs, callback: pulumi.Output<string>): pulumi.Output<Record<string, string>> {
  return pulumi
    .all([callback, args.connections?.environment ?? {}])
    .apply(([url, variables]): Record<string, string> => ({ WEBSOCKET_CALLBACK_URL: url, ...variables }));
}
