import type * as pulumi from "@pulumi/pulumi";
import type { Permission } from "@pulumi/aws/lambda";
import type { FunctionTarget } from "../integrations/function-target";
import { invokePermission } from "../integrations/invoke-permission";
import type { ApiTarget } from "./api-ref";
import type { Planned } from "./routes";

/** Registers the permission to invoke each function, once however many routes and authorizers call it. */
export function invokePermissions(
  name: string,
  { functions }: { functions: readonly Planned<FunctionTarget>[] },
  api: Pick<ApiTarget, "executionArn">,
  parent: pulumi.Resource,
): Record<string, Permission> {
  return Object.fromEntries(
    functions.map(({ label, spec }) => [
      label,
      invokePermission(`${name}-${label}-permission`, spec, api.executionArn, parent),
    ]),
  );
}
