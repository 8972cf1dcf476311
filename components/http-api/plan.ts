import type { Problem } from "../shared/problems";
import { corsProblems, corsWarnings, preflightWarnings } from "../shared/cors";
import { type HttpApiArgs, IpAddressType, Render, type RouteArgs } from "./args";
import { planRoutes, type RoutePlan } from "../shared/routes";
import { boundRoutes } from "../shared/openapi-binding";
import { planStages, type PlannedStage, throttleProblems } from "../shared/stage-plan";

/** All decisions about an API's children, made from plain values before the first child is registered. */
export interface HttpApiPlan extends RoutePlan {
  stages: PlannedStage[];
  /** The OpenAPI document that the routes come from. */
  document: Record<string, unknown> | undefined;
}

/** Decides on everything, and says all that is wrong at once. */
export function planHttpApi(args: HttpApiArgs, problems: Problem[]): HttpApiPlan {
  const bound = boundRoutes(args, problems);
  const routes = planRoutes(bound.routes, args.defaultAuthorizer, bound.argumentOf, problems);
  const stages = planStages(args, new Set(Object.keys(bound.routes)), problems);
  problems.push(...routeThrottleProblems(bound.routes, bound.argumentOf));
  problems.push(...corsProblems(args.cors), ...adoptionProblems(args), ...wordProblems(args));
  return { ...routes, stages, document: bound.document };
}

/** What is not wrong but seldom meant, or near a limit. */
export function planWarnings(args: HttpApiArgs, plan: HttpApiPlan): string[] {
  const methods = plan.routes.map((route) => route.key.method);
  const unreachable = args.disableExecuteApiEndpoint === true && args.publicAddress === undefined;
  return [
    ...plan.warnings,
    ...corsWarnings(args.cors, methods, plan.authorizers.length > 0),
    ...preflightWarnings(args.cors, plan.routes),
    ...(unreachable ? ["disableExecuteApiEndpoint is on and there is no publicAddress: nobody can call `url`."] : []),
  ];
}

function routeThrottleProblems(routes: Record<string, RouteArgs>, argumentOf: (key: string) => string): Problem[] {
  return Object.entries(routes).flatMap(([key, route]) =>
    throttleProblems(route.throttle, `${argumentOf(key)}.throttle`),
  );
}

/** What only the program that made an API can say of it. */
const OWNED = ["cors", "name", "description", "disableExecuteApiEndpoint", "ipAddressType"] as const;

function adoptionProblems(args: HttpApiArgs): Problem[] {
  if (args.api === undefined) {
    return [];
  }
  const expected = "left out where the API exists already (api)";
  const owned = OWNED.filter((key) => args[key] !== undefined);
  const problems: Problem[] = owned.map((argument) => ({ argument, expected, fix: "set it where the API is made" }));
  return args.render === "spec"
    ? [
        ...problems,
        {
          argument: "render",
          received: "spec",
          expected: '"resources" for an API that exists already',
          fix: "leave it out",
        },
      ]
    : problems;
}

function wordProblems(args: HttpApiArgs): Problem[] {
  return [
    ...oneOf("render", args.render, Object.values(Render)),
    ...oneOf("cors.owner", args.cors?.owner, ["gateway", "integration"]),
    ...(typeof args.ipAddressType === "string"
      ? oneOf("ipAddressType", args.ipAddressType, Object.values(IpAddressType))
      : []),
  ];
}

function oneOf(argument: string, received: string | undefined, allowed: readonly string[]): Problem[] {
  return received === undefined || allowed.includes(received)
    ? []
    : [
        {
          argument,
          received,
          expected: allowed.map((word) => JSON.stringify(word)).join(" or "),
          fix: `write "${allowed[0]}"`,
        },
      ];
}
