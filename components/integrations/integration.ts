import * as pulumi from "@pulumi/pulumi";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import { checkArgumentNames } from "../shared/arguments";
import { acceptedByAws } from "../shared/accepted-by-aws";
import { checkApiOfV2 } from "../shared/api-metadata";
import { type ApiRef, apiTarget } from "../shared/api-ref";
import { Problems, throwIfInvalid } from "../shared/problems";
import { invokePermission } from "./invoke-permission";
import { integrationKind, integrationProblems } from "./integration-kinds";
import type { IntegrationSpec } from "./integration-spec";
import { withRole } from "./integration-role";
import type { IntegrationInputs } from "./kind";
import { renamed } from "../shared/renamed";

/**
 * The arguments of an Integration.
 *
 * @example { api, integration: lambda(orders) }
 */
export interface IntegrationArgs {
  /**
   * The API of the integration: a component, or a reference to an existing API.
   * @example { id: "a1b2c3d4e5" }
   */
  api: ApiRef;
  /**
   * The backend, created by a factory such as `lambda(fn)`.
   * @example lambda(orders)
   */
  integration: IntegrationSpec;
  /** Indicates whether to permit the API to invoke the function. @default true */
  permission?: boolean;
}

/**
 * An integration and its permission or role, for an existing API. Any number of the API's routes can use it as their
 * target. An HttpApi creates its own.
 *
 * @example
 * ```ts
 * const integration = new Integration("orders", { api, integration: lambda(orders) });
 * new aws.apigatewayv2.Route("read", { apiId: api.id, routeKey: "GET /orders", target: integration.target });
 * ```
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations.html
 */
export class Integration extends pulumi.ComponentResource {
  /** The integration's id. */
  readonly integrationId: pulumi.Output<string>;
  /** The target that a Route takes: `integrations/<id>`. */
  readonly target: pulumi.Output<string>;

  constructor(name: string, args: IntegrationArgs, opts?: pulumi.ComponentResourceOptions) {
    super(
      "gatewright:index:Integration",
      name,
      {},
      acceptedByAws(`Integration "${name}"`, renamed(name, opts), { protocol: "HTTP" }),
    );
    const component = `Integration "${name}"`;
    const problems = new Problems();
    checkArgumentNames(component, problems, args, "IntegrationArgs");
    checkApiOfV2(problems, "api", args.api);
    problems.include(integrationProblems(args.integration, "integration", "HTTP"));
    throwIfInvalid(component, problems);

    const { spec, role } = withRole(`${name}-role`, args.integration, { parent: this });
    const allowed = permission(name, args, this);
    const integration = integrationResource(name, component, spec, args.api.id, {
      parent: this,
      dependsOn: [...allowed, ...(role === undefined ? [] : [role.policy])],
    });

    this.integrationId = integration.id;
    this.target = targetOf(integration);
    this.registerOutputs({ integrationId: this.integrationId, target: this.target });
  }
}

/** The one resource of an integration, which an HttpApi makes without a component around it. */
export function integrationResource(
  name: string,
  component: string,
  spec: IntegrationSpec,
  apiId: pulumi.Input<string>,
  opts: pulumi.CustomResourceOptions,
): apigatewayv2.Integration {
  return new apigatewayv2.Integration(
    name,
    { apiId, ...httpIntegrationInputs(component, spec) },
    { ...opts, replaceOnChanges: [...TARGET_INPUTS] },
  );
}

/**
 * The inputs that say where requests go. A change of one makes another integration, which routes move to when it is there: an
 * update in place would send the requests of routes that do not change elsewhere.
 */
export const TARGET_INPUTS = [
  "integrationUri",
  "integrationSubtype",
  "integrationMethod",
  "connectionType",
  "connectionId",
  "credentialsArn",
  "payloadFormatVersion",
  "requestParameters",
  "requestTemplates",
  "tlsConfig",
] as const;

/** Returns the inputs of an integration that was checked for HTTP APIs. */
export function httpIntegrationInputs(component: string, spec: IntegrationSpec): IntegrationInputs {
  const inputs = integrationKind(spec).http?.(component, spec);
  if (inputs === undefined) {
    throw new Error(`${component}: HTTP APIs do not support ${spec.kind}(), which their check refuses`);
  }
  return inputs;
}

/** Returns what a Route takes as its target. */
export function targetOf(integration: apigatewayv2.Integration): pulumi.Output<string> {
  return pulumi.interpolate`integrations/${integration.id}`;
}

function permission(name: string, args: IntegrationArgs, parent: Integration): pulumi.Resource[] {
  const target = integrationKind(args.integration).invokes?.(args.integration);
  if (target === undefined || args.permission === false) {
    return [];
  }
  const api = apiTarget(`${name}-api`, args.api, parent);
  return [invokePermission(`${name}-permission`, target, api.executionArn, { parent })];
}
