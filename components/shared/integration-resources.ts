import type * as pulumi from "@pulumi/pulumi";
import { identityOf } from "./identity";
import type { ApiKind } from "../integrations/integration-kind";
import type { IntegrationSpec } from "../integrations/integration-spec";
import { equipIntegration, type IntegrationRole } from "../integrations/service-access";
import type { Planned, PlannedRoute, RoutePlan } from "./routes";

/** A plan whose integrations have all that they need, and the roles that were made for that, by the integration's label. */
export interface EquippedPlan<Plan> {
  plan: Plan;
  roles: Record<string, IntegrationRole>;
}

/** Gives every integration of a plan what its kind needs on this kind of API: one role for each that calls a service. */
export function equipPlan<Plan extends RoutePlan & { fallback?: PlannedRoute | undefined }>(
  name: string,
  plan: Plan,
  api: ApiKind,
  parent: pulumi.Resource,
): EquippedPlan<Plan> {
  const roles: Record<string, IntegrationRole> = {};
  const equipped = new Map<string, Planned<IntegrationSpec>>();
  const equip = ({ label, spec }: Planned<IntegrationSpec>): Planned<IntegrationSpec> => {
    const identity = identityOf(spec);
    const known = equipped.get(identity);
    if (known !== undefined) {
      return known;
    }
    const made = equipIntegration(`${name}-${label}-role`, spec, api, parent);
    if (made.role !== undefined) {
      roles[label] = made.role;
    }
    const planned = { label, spec: made.spec };
    equipped.set(identity, planned);
    return planned;
  };
  const withParts = <Route extends PlannedRoute>(route: Route): Route => {
    const integration = equip(route.integration);
    return integration.spec === route.integration.spec
      ? route
      : { ...route, integration, args: { ...route.args, integration: integration.spec } };
  };
  const integrations = plan.integrations.map(equip);
  const fallback = plan.fallback === undefined ? undefined : withParts(plan.fallback);
  return {
    plan: {
      ...plan,
      integrations,
      routes: plan.routes.map(withParts),
      ...(fallback === undefined ? {} : { fallback }),
    },
    roles,
  };
}
