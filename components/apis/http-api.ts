import * as pulumi from "@pulumi/pulumi";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import type { RolePolicy } from "@pulumi/aws/iam";
import { type Problem, refuse } from "../problems";
import { type ApiTarget, apiTarget, fromResource } from "./api-ref";
import { authorizationCoverage, type AuthorizationCoverage } from "./authorization-coverage";
import { corsConfiguration, corsWarnings } from "./cors";
import { deployment } from "./deployment";
import { grantInvoke, type RoleInput } from "./grant-invoke";
import type { HttpApiArgs } from "./http-api-args";
import { type HttpApiPlan, planHttpApi } from "./http-api-check";
import { type HttpApiNodes, type HttpApiParts, keepParts, partsOf } from "./http-api-nodes";
import { openApiBody } from "./openapi-body";
import { invokePermissions, type RouteNodes, routeResources } from "./routes";
import { stage, type StageNodes } from "./stages";
import { apiUrl, routeUrl, type StageInfo, stageInfos } from "./urls";

/** An HTTP API with its routes, integrations, authorizers, permissions, stages and logs. */
export class HttpApi extends pulumi.ComponentResource {
  /** The API's id. */
  readonly id: pulumi.Output<string>;
  /** The prefix of the ARNs in permissions and policies. */
  readonly executionArn: pulumi.Output<string>;
  /** The API's own URL, without a stage. */
  readonly apiEndpoint: pulumi.Output<string>;
  /** Where clients call the first stage, without a slash at the end; follows `publicAddress`. */
  readonly url: pulumi.Output<string>;
  /** Every stage with its URL, by name. */
  readonly stages: pulumi.Output<Record<string, StageInfo>>;
  /** Who may call each route, and where that was decided. */
  readonly authorizationCoverage: pulumi.Output<AuthorizationCoverage>;

  constructor(name: string, args: HttpApiArgs, opts?: pulumi.ComponentResourceOptions) {
    // The arguments are not inputs of the component: its children would wait for all Outputs in them.
    super("gatewright:index:HttpApi", name, {}, opts);
    const component = `HttpApi "${name}"`;
    const plan = checkedPlan(component, args, this);

    const body = openApiBody(plan, { component, title: name, document: plan.document });
    const api = httpApi(name, component, args, body, this);
    const nodes = args.render === "spec" ? NO_ROUTES : routeResources(name, plan, api, this);
    const permissions = invokePermissions(name, plan, api, this);
    const snapshot = explicitDeployment(name, args, plan, api, nodes, body, this);
    const stages = stageResources(name, component, args, plan, api, nodes, snapshot, this);
    keepParts(this, {
      name,
      plan,
      body,
      args,
      nodes: { api: api.resource, ...nodes, permissions, deployment: snapshot, stages },
    });

    this.id = api.id;
    this.executionArn = api.executionArn;
    this.apiEndpoint = api.apiEndpoint;
    this.url = apiUrl(api, args, plan.stages[0]?.name);
    this.stages = stageInfos(api, args, plan, stages);
    this.authorizationCoverage = pulumi.output(authorizationCoverage(plan));
    this.registerOutputs({
      id: this.id,
      executionArn: this.executionArn,
      url: this.url,
      stages: this.stages,
      authorizationCoverage: this.authorizationCoverage,
    });
  }

  /** The underlying resources, for what the arguments don't say. */
  get nodes(): HttpApiNodes {
    return partsOf(this).nodes;
  }

  /** The route table as an OpenAPI 3.0 document with API Gateway's extensions, as JSON. */
  get openapi(): pulumi.Output<string> {
    return partsOf(this).body;
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

const NO_ROUTES: RouteNodes = { authorizers: {}, integrations: {}, routes: {} };

function checkedPlan(component: string, args: HttpApiArgs, resource: pulumi.Resource): HttpApiPlan {
  const problems: Problem[] = [];
  const plan = planHttpApi(args, problems);
  refuse(component, problems);
  const methods = plan.routes.map((route) => route.key.method);
  const withToken = plan.authorizers.length > 0;
  for (const warning of [...plan.warnings, ...corsWarnings(args.cors, methods, withToken), ...addressWarnings(args)]) {
    void pulumi.log.warn(`${component}: ${warning}`, resource);
  }
  return plan;
}

function addressWarnings(args: HttpApiArgs): string[] {
  return args.disableExecuteApiEndpoint === true && args.publicAddress === undefined
    ? ["disableExecuteApiEndpoint is on and there is no publicAddress: nobody can call `url`."]
    : [];
}

function httpApi(
  name: string,
  component: string,
  args: HttpApiArgs,
  body: pulumi.Output<string>,
  parent: pulumi.Resource,
): ApiTarget {
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
    ...(args.render === "spec" ? { body, failOnWarnings: true } : {}),
  };
  return fromResource(new apigatewayv2.Api(name, inputs, { parent }));
}

function explicitDeployment(
  name: string,
  args: HttpApiArgs,
  plan: HttpApiPlan,
  api: ApiTarget,
  nodes: RouteNodes,
  body: pulumi.Output<string>,
  parent: pulumi.Resource,
): apigatewayv2.Deployment | undefined {
  if (plan.stages.every((planned) => planned.args.autoDeploy !== false)) {
    return undefined;
  }
  const definition = pulumi.jsonStringify([body, args.cors, args.disableExecuteApiEndpoint]);
  return deployment(name, api, Object.values(nodes.routes), definition, parent);
}

function stageResources(
  name: string,
  component: string,
  args: HttpApiArgs,
  plan: HttpApiPlan,
  api: ApiTarget,
  nodes: RouteNodes,
  snapshot: apigatewayv2.Deployment | undefined,
  parent: pulumi.Resource,
): Record<string, StageNodes> {
  const dependsOn = Object.values(nodes.routes);
  const context = { name, component, api, args, routes: plan.routes, dependsOn, deployment: snapshot, parent };
  return Object.fromEntries(plan.stages.map((planned) => [planned.name, stage(planned, context)]));
}

export type { HttpApiParts };
