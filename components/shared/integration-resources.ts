import type * as pulumi from "@pulumi/pulumi";
import { withRole } from "../integrations/integration-role";
import type { IntegrationSpec } from "../integrations/integration-spec";
import type { IntegrationRole } from "../integrations/service-access";
import { identityOf } from "./identity";
import type { Planned } from "./logical-names";
import type { OperationPlan, RoutesPlan } from "./routes";

/** A plan whose integrations have their credentials, and the roles that were made for that, by the integration's label. */
export interface PlanWithRoles<Plan> {
  plan: Plan;
  roles: Record<string, IntegrationRole>;
}

/** Makes one role for each integration of a plan that calls a service. */
export function createIntegrationResources<Plan extends RoutesPlan>(
  name: string,
  plan: Plan,
  opts: pulumi.CustomResourceOptions,
): PlanWithRoles<Plan> {
  const roles: Record<string, IntegrationRole> = {};
  const made = new Map<string, Planned<IntegrationSpec>>();
  const create = ({ label, spec }: Planned<IntegrationSpec>): Planned<IntegrationSpec> => {
    const identity = identityOf(spec);
    const known = made.get(identity);
    if (known !== undefined) {
      return known;
    }
    const { spec: complete, role } = withRole(`${name}-${label}-role`, spec, opts);
    if (role !== undefined) {
      roles[label] = role;
    }
    const planned = { label, spec: complete };
    made.set(identity, planned);
    return planned;
  };
  const withCredentials = <Route extends OperationPlan>(route: Route): Route => {
    const integration = create(route.integration);
    return integration.spec === route.integration.spec
      ? route
      : { ...route, integration, args: { ...route.args, integration: integration.spec } };
  };
  const integrations = plan.integrations.map(create);
  const fallback = plan.fallback === undefined ? undefined : withCredentials(plan.fallback);
  return {
    plan: {
      ...plan,
      integrations,
      routes: plan.routes.map(withCredentials),
      fallback,
    },
    roles,
  };
}
