import * as pulumi from "@pulumi/pulumi";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import type { RolePolicy } from "@pulumi/aws/iam";
import type { CustomDomain } from "../domains/custom-domain/custom-domain";
import { addressed, apiDomain, apiDomainProblems } from "../domains/custom-domain/api-domain";
import { argumentProblems } from "../shared/arguments";
import { throwIfInvalid } from "../shared/problems";
import { describeApi } from "../shared/api-metadata";
import { ApiProtocol } from "../shared/api-protocol";
import { type ApiTarget, apiTarget, fromResource } from "../shared/api-ref";
import { authorizationCoverage, type AuthorizationCoverage } from "../shared/authorization-coverage";
import { HTTP_API } from "../shared/api-argument-names";
import { corsConfiguration } from "../shared/cors";
import { deployment } from "../shared/deployment";
import { grantInvoke, type RoleInput } from "../shared/grant-invoke";
import type { HttpApiArgs } from "./args";
import { type HttpApiPlan, planHttpApi, planWarnings } from "./plan";
import { type HttpApiNodes, keepParts, partsOf } from "./nodes";
import { createIntegrationResources } from "../shared/integration-resources";
import { openApiBody } from "./openapi";
import { invokePermissions, type RouteNodes, routeResources } from "../shared/route-resources";
import { stage, type StageNodes } from "../shared/stage-resources";
import { apiUrl, routeUrl, type StageInfo, stageInfos } from "../shared/urls";

/** An HTTP API with its routes, integrations, authorizers, permissions, stages and logs. */
export class HttpApi extends pulumi.ComponentResource {
  /** The API's id; in TypeScript also `id`, so that an HttpApi is an ApiRef. */
  readonly apiId: pulumi.Output<string>;
  /** The prefix of the ARNs in permissions and policies. */
  readonly executionArn: pulumi.Output<string>;
  /** The API's own URL, without a stage. */
  readonly apiEndpoint: pulumi.Output<string>;
  /** Where clients call the first stage, without a slash at the end; follows `domain` and `publicAddress`. */
  readonly url: pulumi.Output<string>;
  /** Every stage with its URL, by name. */
  readonly stages: pulumi.Output<Record<string, StageInfo>>;
  /** Who may call each route, and where that was decided. */
  readonly authorizationCoverage: pulumi.Output<AuthorizationCoverage>;

  constructor(name: string, args: HttpApiArgs, opts?: pulumi.ComponentResourceOptions) {
    // The arguments are not inputs of the component: its children would wait for all Outputs in them.
    super("gatewright:index:HttpApi", name, {}, opts);
    const context = plannedContext(name, args, this);

    const api = httpApi(context);
    const routes = routeChildren(context, api);
    const permissions = invokePermissions(name, context.plan, api, this);
    const snapshot = explicitDeployment(context, api, routes);
    const allowed = [...Object.values(permissions), ...Object.values(context.roles).map(({ policy }) => policy)];
    const stages = stageChildren(context, api, [...Object.values(routes.routes), ...allowed], snapshot);

    this.apiId = api.id;
    this.executionArn = api.executionArn;
    this.apiEndpoint = api.apiEndpoint;
    this.url = apiUrl(api, context.args, context.plan.stages[0]?.name);
    this.stages = stageInfos(api, context.args, context.plan, stages);
    const domain = ownDomain(context, this, stages);
    const { roles } = context;
    const nodes = { api: api.resource, ...routes, permissions, roles, deployment: snapshot, stages, domain };
    keepParts(this, { ...context, nodes });
    this.authorizationCoverage = authorizationCoverage(context.plan);
    this.registerOutputs(outputsOf(this));
  }

  /** The API's id. */
  get id(): pulumi.Output<string> {
    return this.apiId;
  }

  /** The underlying resources, for what the arguments don't say. */
  get nodes(): HttpApiNodes {
    return partsOf(this).nodes;
  }

  /** The route table as an OpenAPI 3.0 document with API Gateway's extensions, as JSON. */
  get openapi(): pulumi.Output<string> {
    return partsOf(this).body();
  }

  /**
   * The URL of a route in the API's first stage.
   *
   * @param routeKey a route of this API, such as `GET /orders/{id}`
   * @param parameters the values of its path parameters, which are percent-encoded
   * @throws ComponentError where there is no such route, or a parameter is missing
   */
  urlFor(routeKey: string, parameters: Record<string, string> = {}): pulumi.Output<string> {
    return routeUrl(`HttpApi "${partsOf(this).name}"`, this.url, partsOf(this).plan, routeKey, parameters);
  }

  /**
   * Lets a role call routes that have IAM authorization, in every stage of this program.
   *
   * @param role an `aws.iam.Role`, or its name or ARN
   * @param routes the keys of the routes; all with IAM authorization unless given
   */
  grantInvoke(role: RoleInput, routes?: readonly string[]): RolePolicy {
    return grantInvoke(partsOf(this), this.executionArn, role, routes, this);
  }
}

/** What the builders of one API's children share. */
interface Context {
  name: string;
  component: string;
  args: HttpApiArgs;
  plan: HttpApiPlan;
  roles: HttpApiNodes["roles"];
  /** All that the routes say, as one document, made at the first call: most APIs never need it. */
  body: () => pulumi.Output<string>;
  parent: pulumi.Resource;
}

const NO_ROUTES: RouteNodes = { authorizers: {}, integrations: {}, routes: {} };

function plannedContext(name: string, given: HttpApiArgs, parent: pulumi.Resource): Context {
  const component = `HttpApi "${name}"`;
  const problems = argumentProblems(component, given, HTTP_API);
  const args = addressed(given);
  const planned = planHttpApi(args, problems);
  problems.push(...apiDomainProblems(args.domain, parent));
  throwIfInvalid(component, problems);
  for (const warning of planWarnings(args, planned)) {
    void pulumi.log.warn(`${component}: ${warning}`, parent);
  }
  const { plan, roles } = createIntegrationResources(name, planned, parent);
  let made: pulumi.Output<string> | undefined;
  const body = (): pulumi.Output<string> =>
    (made ??= openApiBody(plan, { component, title: name, document: plan.document }));
  return { name, component, args, plan, roles, body, parent };
}

function httpApi({ name, component, args, body, parent }: Context): ApiTarget {
  if (args.api !== undefined) {
    return apiTarget(name, args.api, parent);
  }
  const inputs: apigatewayv2.ApiArgs = {
    protocolType: "HTTP",
    name: args.name,
    description: args.description,
    corsConfiguration: corsConfiguration(component, args.cors),
    disableExecuteApiEndpoint: args.disableExecuteApiEndpoint,
    ipAddressType: args.ipAddressType,
    tags: args.tags,
    ...(args.render === "spec" ? { body: body(), failOnWarnings: true } : {}),
  };
  return fromResource(new apigatewayv2.Api(name, inputs, { parent }));
}

function routeChildren(context: Context, api: ApiTarget): RouteNodes {
  return context.args.render === "spec" ? NO_ROUTES : routeResources(context, api);
}

function explicitDeployment(context: Context, api: ApiTarget, nodes: RouteNodes): apigatewayv2.Deployment | undefined {
  const { name, args, plan, body, parent } = context;
  if (plan.stages.every((planned) => planned.args.autoDeploy !== false)) {
    return undefined;
  }
  const definition = pulumi.jsonStringify([body(), args.cors, args.disableExecuteApiEndpoint]);
  return deployment(name, api, Object.values(nodes.routes), definition, parent);
}

function stageChildren(
  context: Context,
  api: ApiTarget,
  dependsOn: pulumi.Resource[],
  snapshot: apigatewayv2.Deployment | undefined,
): Record<string, StageNodes> {
  const { plan } = context;
  const shared = { ...context, api, routes: plan.routes, dependsOn, deployment: snapshot };
  return Object.fromEntries(plan.stages.map((planned) => [planned.name, stage(planned, shared)]));
}

/** Domains learn what the API is, and its own one is made. */
function ownDomain(context: Context, api: HttpApi, stages: Record<string, StageNodes>): CustomDomain | undefined {
  const { name, args } = context;
  describeApi(api, {
    protocol: ApiProtocol.http,
    stages: Object.fromEntries(Object.entries(stages).map(([stage, nodes]) => [stage, nodes.stage.name])),
    executeApiDisabled: args.disableExecuteApiEndpoint,
    publicAddress: args.publicAddress,
  });
  return apiDomain(name, args.domain, api, api);
}

function outputsOf(api: HttpApi): pulumi.Inputs {
  const { apiId, executionArn, apiEndpoint, url, stages, authorizationCoverage } = api;
  return { apiId, executionArn, apiEndpoint, url, stages, authorizationCoverage };
}
