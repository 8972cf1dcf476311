import type * as pulumi from "@pulumi/pulumi";
import type { Permission } from "@pulumi/aws/lambda";
import type { FunctionTarget } from "../integrations/function-target";
import { invokePermission } from "../integrations/invoke-permission";
import type { ApiTarget } from "./api-ref";
import { identityOf } from "./identity";
import type { Planned } from "./logical-names";

/** The permissions of an API. */
export interface InvokePermissions {
  /** By the function's label. */
  all: Record<string, Permission>;
  /** Returns the permission of a function, which the resources that invoke it depend on. */
  of(target: FunctionTarget | undefined): Permission[];
}

/** Registers the permission to invoke each function, once however many routes and authorizers call it. */
export function invokePermissions(
  name: string,
  { functions }: { functions: readonly Planned<FunctionTarget>[] },
  api: Pick<ApiTarget, "executionArn">,
  opts: pulumi.CustomResourceOptions,
): InvokePermissions {
  const all: Record<string, Permission> = {};
  const byFunction = new Map<string, Permission>();
  for (const { label, spec } of functions) {
    const permission = invokePermission(`${name}-${label}-permission`, spec, api.executionArn, opts);
    all[label] = permission;
    byFunction.set(identityOf(spec.functionArn), permission);
  }
  return {
    all,
    of: (target) => {
      const permission = target === undefined ? undefined : byFunction.get(identityOf(target.functionArn));
      return permission === undefined ? [] : [permission];
    },
  };
}
