import * as pulumi from "@pulumi/pulumi";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import { type ApiRef, apiTarget } from "../apis/api-ref";
import { refuse } from "../problems";
import { invokePermission } from "./invoke-permission";
import type { IntegrationSpec } from "./integration-spec";
import { integrationKind, integrationProblems } from "./kinds";
import { equipIntegration } from "./service-access";

export interface IntegrationArgs {
  /** The API that gets the integration: ours, or a reference to one made elsewhere. */
  api: ApiRef;
  /** Where the requests go, made by a factory such as `lambda(fn)`. */
  integration: IntegrationSpec;
  /** Whether the API is allowed here to invoke the function; an HttpApi allows it once for all. @default true */
  permission?: boolean;
}

/**
 * One backend of an API, which any number of its routes can have as their target. HttpApi makes its own; make one by hand
 * for an API that was made elsewhere.
 */
export class Integration extends pulumi.ComponentResource {
  /** The integration's id. */
  readonly integrationId: pulumi.Output<string>;
  /** What a Route takes as its target: `integrations/<id>`. */
  readonly target: pulumi.Output<string>;

  constructor(name: string, args: IntegrationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("gatewright:index:Integration", name, {}, opts);
    const component = `Integration "${name}"`;
    refuse(component, integrationProblems(args.integration, "integration"));

    const { spec } = equipIntegration(`${name}-role`, args.integration, "HTTP", this);
    const integration = backend(name, component, { ...args, integration: spec }, this);
    permission(name, args, this);

    this.integrationId = integration.id;
    this.target = pulumi.interpolate`integrations/${integration.id}`;
    this.registerOutputs({ integrationId: this.integrationId, target: this.target });
  }
}

function backend(
  name: string,
  component: string,
  args: IntegrationArgs,
  parent: Integration,
): apigatewayv2.Integration {
  const inputs = integrationKind(args.integration)?.inputs(component, args.integration);
  return new apigatewayv2.Integration(
    name,
    { apiId: args.api.id, integrationType: "AWS_PROXY", ...inputs },
    { parent },
  );
}

function permission(name: string, args: IntegrationArgs, parent: Integration): void {
  const target = integrationKind(args.integration)?.invokes?.(args.integration);
  if (target !== undefined && args.permission !== false) {
    const api = apiTarget(`${name}-api`, args.api, parent);
    invokePermission(`${name}-permission`, target, api.executionArn, parent);
  }
}
