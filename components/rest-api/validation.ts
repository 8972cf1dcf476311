import type { Problem } from "../shared/problems";
import type { RestRouteArgs } from "./args";

/** The checks of a request, by the name of its validator in the body. */
export const VALIDATORS = {
  all: { validateRequestBody: true, validateRequestParameters: true },
  "body-only": { validateRequestBody: true, validateRequestParameters: false },
  "params-only": { validateRequestBody: false, validateRequestParameters: true },
} as const;

/** The models of a route's request by content type. */
export function routeModels(args: RestRouteArgs): Record<string, string> {
  return {
    ...(args.requestModel === undefined ? {} : { "application/json": args.requestModel }),
    ...args.requestModels,
  };
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

/** Returns what is wrong with the API's models. https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html */
export function modelProblems(models: Record<string, string> | undefined): Problem[] {
  return Object.entries(models ?? {}).flatMap(([name, text]) => {
    const argument = `models.${name}`;
    const named = /^[A-Za-z0-9]+$/.test(name)
      ? []
      : [
          {
            argument: "models",
            received: name,
            expected: "a name of letters and digits",
            fix: `write ${JSON.stringify(name.replace(/[^A-Za-z0-9]/g, ""))}`,
          },
        ];
    return [...named, ...schemaProblems(text, argument)];
  });
}

function schemaProblems(text: string, argument: string): Problem[] {
  try {
    const schema: unknown = JSON.parse(text);
    return typeof schema === "object" && schema !== null && !Array.isArray(schema)
      ? []
      : [{ argument, received: schema, expected: "a JSON Schema: an object", fix: "write the schema" }];
  } catch (error) {
    const received = error instanceof Error ? error.message : String(error);
    return [{ argument, received, expected: "a JSON Schema as JSON", fix: "correct the JSON" }];
  }
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html */
const PARAMETER_NAME = /^[a-zA-Z0-9._$-]+$/;
const CACHE_KEY = /^(querystring|header|path)\.[a-zA-Z0-9._$-]+$/;

/** Returns what is wrong with what a route asks of its requests. */
export function routeValidationProblems(
  route: RestRouteArgs,
  argument: string,
  models: ReadonlySet<string> | undefined,
): Problem[] {
  const named = [...Object.values(routeModels(route)), ...Object.values(route.responseModels ?? {})];
  const unknown = models === undefined ? [] : named.filter((name) => !models.has(name));
  const keys = (route.cache?.keyParameters ?? []).filter((key) => !CACHE_KEY.test(key));
  const parameters = [...(route.requiredHeaders ?? []), ...(route.requiredQueryParameters ?? [])];
  return [
    ...unknown.map((received) => ({
      argument: `${argument}.requestModel`,
      received,
      expected: models?.size === 0 ? "a model: the API has none" : `one of ${[...(models ?? [])].join(", ")}`,
      fix: "add it to models",
    })),
    ...keys.map((received) => ({
      argument: `${argument}.cache.keyParameters`,
      received,
      expected: "querystring.<name>, header.<name> or path.<name>, with letters, digits and . _ $ - in the name",
      fix: `write "querystring.${received.replace(/^(querystring|header|path)\./, "").replace(/[^a-zA-Z0-9._$-]/g, "")}"`,
    })),
    ...parameters
      .filter((name) => !PARAMETER_NAME.test(name))
      .map((received) => ({
        argument: `${argument}.required${(route.requiredHeaders ?? []).includes(received) ? "Headers" : "QueryParameters"}`,
        received,
        expected: "a name of letters, digits and . _ $ -",
        fix: "rename the parameter, or check it in the backend",
      })),
  ];
}
