import type * as pulumi from "@pulumi/pulumi";
import { hasField, integrationKind } from "./integration-kinds";
import type { IntegrationSpec } from "./integration-spec";
import { type IntegrationRole, serviceRole } from "./service-access";

/** An integration with its credentials, and the role where one was made for it. */
export interface IntegrationWithRole {
  spec: IntegrationSpec;
  role: IntegrationRole | undefined;
}

/**
 * Makes the role that an integration calls its service with: it allows that call on that resource. A role that the program
 * names is taken as it is.
 */
export function withRole(
  roleName: string,
  spec: IntegrationSpec,
  opts: pulumi.CustomResourceOptions,
): IntegrationWithRole {
  if (!hasField(spec, "credentials") || spec.credentials !== undefined) {
    return { spec, role: undefined };
  }
  const access = integrationKind<IntegrationSpec["kind"]>(spec).role?.access(spec);
  if (access === undefined) {
    return { spec, role: undefined };
  }
  const role = serviceRole(roleName, access, opts);
  return { spec: { ...spec, credentials: role.role.arn }, role };
}
