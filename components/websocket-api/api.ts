import * as pulumi from "@pulumi/pulumi";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import type { RolePolicy } from "@pulumi/aws/iam";
import type { Permission } from "@pulumi/aws/lambda";
import { invokePermission } from "../integrations/invoke-permission";
import { argumentProblems } from "../shared/arguments";
import { throwIfInvalid } from "../shared/problems";
import { describeApi } from "../shared/api-metadata";
import { ApiProtocol } from "../shared/api-protocol";
import { type ApiTarget, fromResource } from "../shared/api-ref";
import { type AuthorizationCoverage, connectCoverage } from "../shared/authorization-coverage";
import { deployment } from "../shared/deployment";
import type { RoleInput } from "../shared/grant-invoke";
import type { StageNodes } from "../shared/stage-resources";
import { grantManageConnections } from "./grant-manage-connections";
import type { WebSocketApiArgs } from "./args";
import { planWebSocketApi, type WebSocketApiPlan } from "./plan";
import { WEBSOCKET_API } from "./argument-names";
import { type WebSocketRouteNodes, webSocketRoutes } from "./routes";
import { webSocketStage } from "./stages";
import { callbackUrl, clientUrl } from "./urls";

/** The underlying resources of a WebSocketApi. */
export interface WebSocketApiNodes extends WebSocketRouteNodes, StageNodes {
  api: apigatewayv2.Api;
  /** By the function's label. */
  permissions: Record<string, Permission>;
  /** Where the stage does not deploy by itself. */
  deployment: apigatewayv2.Deployment | undefined;
}

/** A WebSocket API with its routes, integrations, authorizer, permissions, stage and log. */
export class WebSocketApi extends pulumi.ComponentResource {
  /** The API's id. */
  readonly apiId: pulumi.Output<string>;
  /** The prefix of the ARNs in permissions and policies. */
  readonly executionArn: pulumi.Output<string>;
  /** The name of the stage. */
  readonly stageName: pulumi.Output<string>;
  /** Where clients connect: `wss://...`, without a slash at the end; follows `publicAddress`. */
  readonly url: pulumi.Output<string>;
  /** The endpoint of the @connections API, for a backend's SDK client: `https://...`; follows `publicAddress`. */
  readonly callbackUrl: pulumi.Output<string>;
  /** The variables of a backend that sends messages: WEBSOCKET_CALLBACK_URL, and those of `connections`. */
  readonly environment: pulumi.Output<Record<string, string>>;
  /** Who may connect, and why anyone may where anyone may. */
  readonly authorizationCoverage: pulumi.Output<AuthorizationCoverage>;

  constructor(name: string, args: WebSocketApiArgs, opts?: pulumi.ComponentResourceOptions) {
    // The arguments are not inputs of the component: its children would wait for all Outputs in them.
    super("gatewright:index:WebSocketApi", name, {}, opts);
    const context = plannedContext(name, args, this);

    const resource = webSocketApi(context);
    const api = fromResource(resource);
    const routes = webSocketRoutes(context, api);
    const permissions = permissionsOf(context, api);
    const live = [...partsToDeploy(routes), ...Object.values(permissions)];
    const snapshot = explicitDeployment(context, api, routes);
    const stage = webSocketStage(context, api, live, snapshot);
    kept.set(this, { name, nodes: { api: resource, ...routes, permissions, deployment: snapshot, ...stage } });

    this.apiId = api.id;
    this.executionArn = api.executionArn;
    this.stageName = stage.stage.name;
    this.url = clientUrl(api, args, context.plan.stage);
    this.callbackUrl = callbackUrl(this.url);
    this.environment = environmentOf(args, this.callbackUrl);
    describeApi(this, {
      protocol: ApiProtocol.websocket,
      stages: { [context.plan.stage]: this.stageName },
      executeApiDisabled: undefined,
      publicAddress: args.publicAddress,
    });
    this.authorizationCoverage = connectCoverage(context.plan.authorizationType, args.authorizer);
    this.registerOutputs(outputsOf(this));
  }

  /** The API's id, so that a WebSocketApi is an ApiRef. */
  get id(): pulumi.Output<string> {
    return this.apiId;
  }

  /** The underlying resources, for what the arguments don't say. */
  get nodes(): WebSocketApiNodes {
    return partsOf(this).nodes;
  }

  /**
   * Lets a role send messages to the connections of this stage, tell about them and close them.
   *
   * @param role an `aws.iam.Role`, or its name or ARN
   */
  grantManageConnections(role: RoleInput): RolePolicy {
    return grantManageConnections(partsOf(this).name, this, role, this);
  }
}

interface Context {
  name: string;
  component: string;
  args: WebSocketApiArgs;
  plan: WebSocketApiPlan;
  parent: pulumi.Resource;
}

interface Parts {
  name: string;
  nodes: WebSocketApiNodes;
}

/** Kept beside the component: each property of a component would be an output in the schema of other languages. */
const kept = new WeakMap<pulumi.Resource, Parts>();

function partsOf(api: pulumi.Resource): Parts {
  const parts = kept.get(api);
  if (parts === undefined) {
    throw new Error("this WebSocketApi was not made by its constructor");
  }
  return parts;
}

function plannedContext(name: string, args: WebSocketApiArgs, parent: pulumi.Resource): Context {
  const component = `WebSocketApi "${name}"`;
  const problems = argumentProblems(component, args, WEBSOCKET_API);
  const plan = planWebSocketApi(args, problems);
  throwIfInvalid(component, problems);
  for (const warning of plan.warnings) {
    void pulumi.log.warn(`${component}: ${warning}`, parent);
  }
  return { name, component, args, plan, parent };
}

function webSocketApi({ name, args, parent }: Context): apigatewayv2.Api {
  return new apigatewayv2.Api(
    name,
    {
      protocolType: "WEBSOCKET",
      name: args.name,
      description: args.description,
      routeSelectionExpression: args.routeSelectionExpression ?? "$request.body.action",
      tags: args.tags,
    },
    { parent },
  );
}

function permissionsOf({ name, plan, parent }: Context, api: ApiTarget): Record<string, Permission> {
  return Object.fromEntries(
    plan.functions.map(({ label, spec }) => [
      label,
      invokePermission(`${name}-${label}-permission`, spec, api.executionArn, parent),
    ]),
  );
}

function partsToDeploy({ routes, routeResponses, integrationResponses }: WebSocketRouteNodes): pulumi.Resource[] {
  return [...Object.values(routes), ...Object.values(routeResponses), ...integrationResponses];
}

function explicitDeployment(
  { name, args, plan, parent }: Context,
  api: ApiTarget,
  nodes: WebSocketRouteNodes,
): apigatewayv2.Deployment | undefined {
  if (args.autoDeploy !== false) {
    return undefined;
  }
  const specs = plan.integrations.map(({ label, spec }) => ({ label, ...spec }));
  const routes = plan.routes.map(({ key, args: route, integration }) => ({
    key,
    integration,
    response: route?.response,
    responseTemplates: route?.responseTemplates,
  }));
  const definition = pulumi.jsonStringify([
    routes,
    specs,
    args.authorizer,
    args.apiKeyRequired,
    args.routeSelectionExpression,
  ]);
  return deployment(name, api, partsToDeploy(nodes), definition, parent);
}

function outputsOf(api: WebSocketApi): pulumi.Inputs {
  const { apiId, executionArn, stageName, url, environment, authorizationCoverage } = api;
  return { apiId, executionArn, stageName, url, callbackUrl: api.callbackUrl, environment, authorizationCoverage };
}

function environmentOf(args: WebSocketApiArgs, callback: pulumi.Output<string>): pulumi.Output<Record<string, string>> {
  return pulumi
    .all([callback, args.connections?.environment ?? {}])
    .apply(([url, variables]): Record<string, string> => ({ WEBSOCKET_CALLBACK_URL: url, ...variables }));
}
