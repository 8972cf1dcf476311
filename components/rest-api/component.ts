import * as pulumi from "@pulumi/pulumi";
import * as apigateway from "@pulumi/aws/apigateway";
import type { RolePolicy } from "@pulumi/aws/iam";
import { addressed, apiDomain, apiDomainProblems } from "../domains/custom-domain/api-domain";
import { argumentProblems } from "../shared/arguments";
import { throwIfInvalid } from "../shared/problems";
import { describeApi } from "../shared/api-metadata";
import { ApiProtocol } from "../shared/api-protocol";
import { authorizationCoverage, type AuthorizationCoverage } from "../shared/authorization-coverage";
import { grantInvoke, type RoleInput } from "../shared/grant-invoke";
import { createIntegrationResources } from "../shared/integration-resources";
import { invokePermissions } from "../shared/route-resources";
import { routeUrl, type StageInfo } from "../shared/urls";
import { restApiBody } from "./body";
import { definitionOf, type Deployments, deployments } from "./deployments";
import type { RestApiArgs } from "./args";
import { REST_API } from "./argument-names";
import { keepRestParts, type RestApiNodes, type RestApiParts, restPartsOf } from "./nodes";
import { planRestApi, type RestApiPlan, restWarnings } from "./plan";
import { restStage, type RestStageNodes } from "./stages";
import { restEndpoint, restStageInfos, restUrl } from "./urls";

/** A REST API with its routes, integrations, authorizers, models, permissions, deployment, stages and logs. */
export class RestApi extends pulumi.ComponentResource {
  /** The API's id; in TypeScript also `id`, so that a RestApi is an ApiRef. */
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

  constructor(name: string, args: RestApiArgs, opts?: pulumi.ComponentResourceOptions) {
    // The arguments are not inputs of the component: its children would wait for all Outputs in them.
    super("gatewright:index:RestApi", name, {}, opts);
    const context = plannedContext(name, args, this);

    const api = restApi(context);
    const permissions = invokePermissions(name, context.plan, api, this);
    const snapshots = deployments(name, api, context.plan.releases, context.definition, this);
    const certificate = clientCertificate(context);
    const allowed = [...Object.values(permissions), ...Object.values(context.roles).map(({ policy }) => policy)];
    const stages = stageChildren(context, api, snapshots, certificate, allowed);

    this.apiId = api.id;
    this.executionArn = api.executionArn;
    this.apiEndpoint = restEndpoint(stages);
    this.url = restUrl(context.args, stages);
    this.stages = restStageInfos(context.args, stages);
    this.authorizationCoverage = authorizationCoverage(context.plan);
    const domain = ownDomain(context, this, stages);
    const { roles } = context;
    const nodes = { api, permissions, roles, deployments: snapshots, clientCertificate: certificate, stages, domain };
    keepRestParts(this, { ...context, nodes });
    this.registerOutputs(outputsOf(this));
  }

  /** The API's id. */
  get id(): pulumi.Output<string> {
    return this.apiId;
  }

  /** The underlying resources, for what the arguments don't say. */
  get nodes(): RestApiNodes {
    return partsOf(this).nodes;
  }

  /** The whole API as an OpenAPI document with API Gateway's extensions, as JSON. */
  get openapi(): pulumi.Output<string> {
    return partsOf(this).body.apply((body) => JSON.stringify(body));
  }

  /**
   * The URL of a route in the API's first stage.
   *
   * @param routeKey a route of this API, such as `GET /orders/{id}`
   * @param parameters the values of its path parameters, which are percent-encoded
   * @throws ComponentError where there is no such route, or a parameter is missing
   */
  urlFor(routeKey: string, parameters: Record<string, string> = {}): pulumi.Output<string> {
    return routeUrl(`RestApi "${partsOf(this).name}"`, this.url, partsOf(this).plan, routeKey, parameters);
  }

  /**
   * Lets a role call routes that have IAM authorization, in every stage of this program.
   *
   * @param role an `aws.iam.Role`, or its name or ARN
   * @param routes the keys of the routes; all with IAM authorization unless given
   */
  grantInvoke(role: RoleInput, routes?: readonly string[]): RolePolicy {
    const { name, plan } = partsOf(this);
    return grantInvoke({ name, plan, kind: "RestApi" }, this.executionArn, role, routes, this);
  }
}

/** What the builders of one API's children share. */
interface Context {
  name: string;
  component: string;
  args: RestApiArgs;
  plan: RestApiPlan;
  roles: RestApiNodes["roles"];
  body: pulumi.Output<Record<string, unknown>>;
  /** The hash of what a deployment is a snapshot of. */
  definition: pulumi.Output<string>;
  parent: pulumi.Resource;
}

function plannedContext(name: string, given: RestApiArgs, parent: pulumi.Resource): Context {
  const component = `RestApi "${name}"`;
  const problems = argumentProblems(component, given, REST_API);
  const args = addressed(given);
  const planned = planRestApi(component, args, problems);
  problems.push(...apiDomainProblems(args.domain, parent));
  throwIfInvalid(component, problems);
  for (const warning of restWarnings(args, planned)) {
    void pulumi.log.warn(`${component}: ${warning}`, parent);
  }
  const { plan, roles } = createIntegrationResources(name, planned, parent);
  const body = restApiBody(component, name, args, plan);
  return { name, component, args, plan, roles, body, definition: definitionOf(body, args, plan.stages), parent };
}

/**
 * The API with its whole definition as one body: an import makes it in one call, and no later change of it replaces it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api.html
 */
function restApi({ name, args, body, parent }: Context): apigateway.RestApi {
  const types = args.endpointType ?? "REGIONAL";
  return new apigateway.RestApi(
    name,
    {
      name: args.name,
      description: args.description,
      body: body.apply((known) => JSON.stringify(known)),
      failOnWarnings: true,
      endpointConfiguration: {
        types,
        ...(args.vpcEndpointIds === undefined ? {} : { vpcEndpointIds: args.vpcEndpointIds }),
        ipAddressType: args.ipAddressType ?? (types === "PRIVATE" ? "dualstack" : undefined),
      },
      disableExecuteApiEndpoint: args.disableExecuteApiEndpoint,
      securityPolicy: args.securityPolicy,
      tags: args.tags,
    },
    { parent },
  );
}

function clientCertificate({ name, args, plan, parent }: Context): apigateway.ClientCertificate | undefined {
  return plan.stages.some((stage) => stage.args.clientCertificate === true)
    ? new apigateway.ClientCertificate(`${name}-client-certificate`, { tags: args.tags }, { parent })
    : undefined;
}

function stageChildren(
  context: Context,
  api: apigateway.RestApi,
  snapshots: Deployments,
  certificate: apigateway.ClientCertificate | undefined,
  dependsOn: pulumi.Resource[],
): Record<string, RestStageNodes> {
  const { routes, releases, stages } = context.plan;
  const shared = {
    ...context,
    api,
    routes,
    releases,
    deployments: snapshots,
    clientCertificate: certificate,
    dependsOn,
  };
  return Object.fromEntries(stages.map((planned) => [planned.name, restStage(planned, shared)]));
}

/** Tells domains what they need to know of the API, and makes its own. */
function ownDomain(
  { name, args }: Context,
  api: RestApi,
  stages: Record<string, RestStageNodes>,
): RestApiNodes["domain"] {
  describeApi(api, {
    protocol: ApiProtocol.rest,
    stages: Object.fromEntries(Object.entries(stages).map(([stage, nodes]) => [stage, nodes.stage.stageName])),
    executeApiDisabled: args.disableExecuteApiEndpoint,
    publicAddress: args.publicAddress,
  });
  return apiDomain(name, args.domain, api, api);
}

function partsOf(api: RestApi): RestApiParts {
  const parts = restPartsOf(api);
  if (parts === undefined) {
    throw new Error("this RestApi was not made by its constructor");
  }
  return parts;
}

function outputsOf(api: RestApi): pulumi.Inputs {
  const { apiId, executionArn, apiEndpoint, url, stages, authorizationCoverage } = api;
  return { apiId, executionArn, apiEndpoint, url, stages, authorizationCoverage };
}
