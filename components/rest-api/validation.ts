import { checkRequiredParameters, checkUsedModels } from "../shared/models";
import { nearFix, type Problems } from "../shared/problems";
import { REST_PARAMETER_NAME, sameNames } from "../../aws/parameter-mapping";
import { defined } from "../../language/defined";
import type { RestRouteArgs } from "./args";

/** The checks of a request, by the name of its validator in the body. */
export const VALIDATORS = {
  all: { validateRequestBody: true, validateRequestParameters: true },
  "body-only": { validateRequestBody: true, validateRequestParameters: false },
  "params-only": { validateRequestBody: false, validateRequestParameters: true },
} as const;

/** The models of a route's request by content type. */
export function routeModels(args: RestRouteArgs): Record<string, string> {
  return { ...defined({ "application/json": args.requestModel }), ...args.requestModels };
}

/**
 * The validator that a route needs: nothing is looked at unless the method names one.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html
 */
export function validatorName(args: RestRouteArgs): keyof typeof VALIDATORS | undefined {
  const body = Object.keys(routeModels(args)).length > 0;
  const parameters = (args.requiredHeaders ?? []).length + (args.requiredQueryParameters ?? []).length > 0;
  if (body) {
    return parameters ? "all" : "body-only";
  }
  return parameters ? "params-only" : undefined;
}

const CACHE_KEY = new RegExp(`^(querystring|header|path)\\.${REST_PARAMETER_NAME}$`);

/** Checks the models, cache keys and parameters that a route names. */
export function checkRouteValidation(
  problems: Problems,
  route: RestRouteArgs,
  models: ReadonlySet<string> | undefined,
  routeKey?: string,
): void {
  checkUsedModels(
    problems,
    [...Object.values(routeModels(route)), ...Object.values(route.responseModels ?? {})],
    models,
  );
  for (const received of route.cache?.keyParameters ?? []) {
    problems.unless(CACHE_KEY.test(received), "cache.keyParameters", {
      received,
      expected: "querystring.<name>, header.<name> or path.<name>, with letters, digits and : . _ $ - in the name",
      fix: `write "querystring.${received.replace(/^(querystring|header|path)\./, "").replace(/[^a-zA-Z0-9:._$-]/g, "")}"`,
    });
  }
  checkCachedPath(problems, route, routeKey);
  checkParameterNames(problems, route, routeKey);
  checkRequiredParameters(problems, route);
}

/** "`name` is a valid and unique parameter name": https://docs.aws.amazon.com/apigateway/latest/api/API_PutMethod.html */
function checkParameterNames(problems: Problems, route: RestRouteArgs, routeKey = ""): void {
  const given = {
    requiredQueryParameters: (route.requiredQueryParameters ?? []).map((name) => `querystring.${name}`),
    requiredHeaders: (route.requiredHeaders ?? []).map((name) => `header.${name}`),
    "cache.keyParameters": route.cache?.keyParameters ?? [],
  };
  const all = new Set([...pathParameters(routeKey), ...Object.values(given).flat()]);
  for (const [first, received] of sameNames([...all])) {
    const argument = Object.entries(given).find(([, names]) => names.includes(received))?.[0] ?? "";
    problems.add(argument, {
      received,
      expected: `another name than that of ${first}: API Gateway takes each name once`,
      fix: "rename one of the two",
    });
  }
}

function pathParameters(routeKey: string): string[] {
  return [...routeKey.matchAll(/\{([^{}+]+)\+?\}/g)].map(([, name]) => `path.${name}`);
}

/** A cache key of the path names a parameter of the route: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html */
function checkCachedPath(problems: Problems, { cache }: RestRouteArgs, routeKey: string | undefined): void {
  if (routeKey === undefined) {
    return;
  }
  const known = pathParameters(routeKey);
  for (const received of (cache?.keyParameters ?? []).filter((key) => key.startsWith("path.") && CACHE_KEY.test(key))) {
    problems.unless(known.includes(received), "cache.keyParameters", {
      received,
      expected: known.length === 0 ? "no path parameter: the route has none" : `one of ${known.join(", ")}`,
      fix: nearFix(received, known, "name a parameter of the route's path"),
    });
  }
}
