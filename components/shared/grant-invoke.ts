import * as pulumi from "@pulumi/pulumi";
import * as iam from "@pulumi/aws/iam";
import { NAMES } from "../../aws/names";
import { IAM_LIMITS } from "../../aws/quotas";
import { fittingName } from "./resource-names";
import { nearFix, Problems, throwIfInvalid } from "./problems";
import type { RoutePlan } from "./routes";

const LONGEST = IAM_LIMITS.roleInlinePolicies;

/** A role: an `aws.iam.Role`, or its name or ARN. */
export type RoleInput = iam.Role | string;

/** The plan of an API whose routes roles can be allowed to call. */
interface GrantingPlan {
  name: string;
  component: string;
  stages: readonly { name: string }[];
  routes: readonly RoutePlan[];
}

/**
 * Registers the policy that allows a role to call routes with IAM authorization: one ARN a route and stage, `<api>/$default/GET/orders` for
 * the stage without a path of its own.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html
 */
export function grantInvoke(
  plan: GrantingPlan,
  executionArn: pulumi.Output<string>,
  role: RoleInput,
  routeKeys: readonly string[] | undefined,
  parent: pulumi.Resource,
): iam.RolePolicy {
  const paths = grantedPaths(plan, routeKeys);
  const policy = pulumi.jsonStringify(policyOf(paths.map((path) => pulumi.interpolate`${executionArn}/${path}`)));
  const name = typeof role === "string" ? roleName(role) : pulumi.resourceName(role);
  return new iam.RolePolicy(
    fittingName(`${plan.name}-${name}-invoke`, NAMES.rolePolicy),
    { role: typeof role === "string" ? roleName(role) : role.name, policy },
    { parent },
  );
}

/**
 * Returns what the policy allows, below the API's ARN: one path a route and stage where that fits into a role's policies, otherwise
 * one a route for every stage, otherwise the whole API where all of its routes are granted.
 */
function grantedPaths(plan: GrantingPlan, routeKeys: readonly string[] | undefined): string[] {
  const routes = grantedRoutes(plan, routeKeys);
  const stages = plan.stages.length === 0 ? ["*"] : plan.stages.map((stage) => stage.name);
  const below = (stage: string): string[] => routes.map((route) => `${stage}${resourcePath(route)}`);
  const forms = [stages.flatMap(below), below("*"), ...(routes.length === plan.routes.length ? [["*"]] : [])];
  const fitting = forms.find((paths) => policyLength(paths) <= LONGEST.value);
  if (fitting === undefined) {
    const problems = new Problems();
    problems.add("grantInvoke", {
      received: `a policy of about ${policyLength(below("*"))} characters, for ${routes.length} routes`,
      expected: `at most ${LONGEST.value}, AWS's fixed limit "${LONGEST.name}" (${LONGEST.source})`,
      fix: "name fewer routes and grant the others to another role, or give all routes of the API iam(), which one star allows",
    });
    throwIfInvalid(plan.component, problems);
  }
  return fitting ?? [];
}

/** The execution ARN of an API has at most as many characters as this one. */
const LONGEST_ARN = "arn:aws-us-gov:execute-api:ap-southeast-1:123456789012:abcdefghij";

function policyLength(paths: readonly string[]): number {
  return JSON.stringify(policyOf(paths.map((path) => `${LONGEST_ARN}/${path}`))).length;
}

function policyOf(resources: pulumi.Input<string>[]): object {
  return {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "execute-api:Invoke", Resource: resources }],
  };
}

function grantedRoutes({ component, routes }: GrantingPlan, keys: readonly string[] | undefined): RoutePlan[] {
  const problems = new Problems();
  const signed = routes.filter((route) => route.authorizationType === "AWS_IAM");
  const known = signed.map((route) => route.key.key);
  const expected =
    known.length === 0 ? "routes with iam(): the API has none" : `one of ${known.map((key) => `"${key}"`).join(", ")}`;
  for (const received of keys?.filter((key) => !known.includes(key)) ?? []) {
    problems.add("grantInvoke", {
      received,
      expected,
      fix: nearFix(received, known, "give the route authorizer: iam()"),
    });
  }
  problems.unless(keys !== undefined || known.length > 0, "grantInvoke", {
    expected,
    fix: "give the routes authorizer: iam(): no other kind asks for a grant",
  });
  throwIfInvalid(component, problems);
  return keys === undefined ? signed : signed.filter((route) => keys.includes(route.key.key));
}

/** `GET /orders/{id}` is `/GET/orders/*`: a star stands for what the caller chooses. */
function resourcePath({ key }: RoutePlan): string {
  if (key.isDefault) {
    return "/*";
  }
  const path = key.segments.map((part) => `/${part.kind === "literal" ? part.text : "*"}`).join("") || "/";
  return `/${key.method === "ANY" ? "*" : key.method}${path}`;
}

/** The name of a role that is given by its name or ARN. */
export function roleName(role: string): string {
  return role.split("/").at(-1) ?? role;
}
