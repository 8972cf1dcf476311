import * as pulumi from "@pulumi/pulumi";
import * as iam from "@pulumi/aws/iam";
import { NAMES } from "../../aws/names";
import { fittingName } from "../shared/resource-names";

/** One thing that a role may do. */
export interface ServiceAccess {
  actions: string[];
  /** The ARNs of what they may be done to: one, or all that the action looks at. */
  resources: pulumi.Input<string>[];
}

/** The role that an integration calls its service with. */
export interface IntegrationRole {
  role: iam.Role;
  /** Its permissions: exactly what the integration does. */
  policy: iam.RolePolicy;
}

/** Returns the policy document that allows exactly this. */
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

/**
 * Makes the role that a service assumes, API Gateway for an integration, with a policy that allows exactly this.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services.html
 */
export function serviceRole(
  roleName: string,
  access: readonly ServiceAccess[],
  opts: pulumi.CustomResourceOptions,
  { service = "apigateway.amazonaws.com", policyName }: { service?: string; policyName?: string } = {},
): IntegrationRole {
  const name = fittingName(roleName, NAMES.role);
  const assumeRolePolicy = iam.assumeRolePolicyForPrincipal({ Service: service });
  const role = new iam.Role(name, { assumeRolePolicy }, opts);
  const policy = new iam.RolePolicy(
    policyName === undefined ? `${name}-policy` : fittingName(policyName, NAMES.rolePolicy),
    { role: role.name, policy: accessPolicy(access) },
    opts,
  );
  return { role, policy };
}
