import * as pulumi from "@pulumi/pulumi";
import * as iam from "@pulumi/aws/iam";
import type { IntegrationSpec } from "./integration-spec";
import { integrationKind } from "./kinds";
import type { ApiKind } from "./integration-kind";

/** One thing that API Gateway's role may do. */
export interface ServiceAccess {
  actions: string[];
  /** The ARNs of what they may be done to: one, or all that the action looks at. */
  resources: pulumi.Input<string>[];
}

/** The role that an integration calls its service with. */
export interface IntegrationRole {
  role: iam.Role;
  /** What it may do, which is what the integration does and nothing else. */
  policy: iam.RolePolicy;
}

/** A spec with all that its kind fills in, and its role where one was made for it. */
export interface EquippedIntegration {
  spec: IntegrationSpec;
  role: IntegrationRole | undefined;
}

/**
 * Fills in what a kind of integration needs on a kind of API. Where API Gateway has to call a service, a role is made that
 * allows that call on that resource; a role that the program names is taken as it is.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services.html
 */
export function equipIntegration(
  roleName: string,
  spec: IntegrationSpec,
  api: ApiKind,
  parent: pulumi.Resource,
): EquippedIntegration {
  const kind = integrationKind(spec);
  const access = spec.credentials === undefined ? kind?.access?.(spec) : undefined;
  const role = access === undefined ? undefined : serviceRole(roleName, access, parent);
  const filled = api === "REST" ? kind?.forRest?.(spec) : undefined;
  const own = role === undefined ? undefined : { credentials: role.role.arn };
  return { spec: filled === undefined && own === undefined ? spec : { ...spec, ...filled, ...own }, role };
}

/** The policy document that allows exactly this. */
export function accessPolicy(access: readonly ServiceAccess[]): pulumi.Output<string> {
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: access.map(({ actions, resources }) => ({
      Effect: "Allow",
      Action: actions.length === 1 ? actions[0] : actions,
      Resource: resources.length === 1 ? resources[0] : resources,
    })),
  });
}

function serviceRole(name: string, access: readonly ServiceAccess[], parent: pulumi.Resource): IntegrationRole {
  const assumeRolePolicy = iam.assumeRolePolicyForPrincipal({ Service: "apigateway.amazonaws.com" });
  const role = new iam.Role(name, { assumeRolePolicy }, { parent });
  const policy = new iam.RolePolicy(`${name}-policy`, { role: role.name, policy: accessPolicy(access) }, { parent });
  return { role, policy };
}
