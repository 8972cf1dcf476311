import type * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import { CONNECT, DISCONNECT } from "../../aws/websocket-routes";
import { checkModels, checkRequiredParameters, checkUsedModels } from "../shared/models";
import type { Problems } from "../shared/problems";
import { checkText, type TextLimit } from "../shared/texts";
import type { WebSocketRouteArgs } from "./args";
import { ownValue } from "../../language/own-value";

/** The key of the model of all messages that have none of their own. */
const DEFAULT_MODEL = "$default";
/** `StringWithLengthBetween0And32K` */
const SCHEMA: TextLimit = {
  most: 32_768,
  source: "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-models.html",
};

/** The inputs of a route that say what its requests must look like. */
type ValidationInputs = Pick<
  apigatewayv2.RouteArgs,
  "requestModels" | "modelSelectionExpression" | "requestParameters"
>;

/** Returns the names of a route's models by their keys. */
export function routeModels({ requestModel, requestModels }: WebSocketRouteArgs): Record<string, string> {
  return { ...(requestModel === undefined ? undefined : { [DEFAULT_MODEL]: requestModel }), ...requestModels };
}

/**
 * Returns what API Gateway checks before it calls the integration. Models count only beside a selection expression.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-request-validation.html
 */
export function validationInputs(
  route: WebSocketRouteArgs | undefined,
  models: Record<string, apigatewayv2.Model>,
): ValidationInputs {
  const named = Object.entries(route === undefined ? {} : routeModels(route));
  const parameters = [
    ...(route?.requiredHeaders ?? []).map((name) => `route.request.header.${name}`),
    ...(route?.requiredQueryParameters ?? []).map((name) => `route.request.querystring.${name}`),
  ];
  return {
    requestModels:
      named.length === 0
        ? undefined
        : Object.fromEntries(named.map(([key, name]) => [key, ownValue(models, name)?.name ?? name])),
    modelSelectionExpression:
      named.length === 0 ? undefined : (route?.modelSelectionExpression ?? `\\${DEFAULT_MODEL}`),
    requestParameters:
      parameters.length === 0
        ? undefined
        : parameters.map((requestParameterKey) => ({ requestParameterKey, required: true })),
  };
}

/** Checks the models of the API. */
export function checkMessageModels(problems: Problems, models: Record<string, string> | undefined): void {
  checkModels(problems, models);
  for (const [name, schema] of Object.entries(models ?? {})) {
    checkText(problems, name, schema, SCHEMA);
  }
}

/** Checks the models and the required parameters of a route. */
export function checkRouteValidation(
  problems: Problems,
  key: string,
  route: WebSocketRouteArgs,
  models: ReadonlySet<string>,
): void {
  const named = routeModels(route);
  checkUsedModels(problems, Object.values(named), models);
  checkSelection(problems, route);
  checkRequiredParameters(problems, route);
  if (key === CONNECT || key === DISCONNECT) {
    problems.unless(Object.keys(named).length === 0, "requestModel", {
      received: Object.values(named)[0],
      expected: `no model: ${key} has no message`,
      fix: key === CONNECT ? "use requiredQueryParameters or requiredHeaders, or an authorizer" : "remove it",
    });
  }
  for (const argument of ["requiredHeaders", "requiredQueryParameters"] as const) {
    problems.unless(key === CONNECT || (route[argument] ?? []).length === 0, argument, {
      received: route[argument],
      expected: "no value: a message has neither headers nor a query, only the request to connect has them",
      fix: `move it to ${CONNECT}, or validate the message with requestModel`,
    });
  }
}

function checkSelection(problems: Problems, route: WebSocketRouteArgs): void {
  const { requestModel, requestModels, modelSelectionExpression: expression } = route;
  problems.unless(requestModel === undefined || requestModels === undefined, "requestModel", {
    received: requestModel,
    expected: "either requestModel or requestModels",
    fix: `write it as ${DEFAULT_MODEL} of requestModels`,
  });
  const selects = Object.keys(requestModels ?? {}).some((name) => name !== DEFAULT_MODEL);
  problems.unless(!selects || expression !== undefined, "modelSelectionExpression", {
    expected: "the part of a message that names its model, which requestModels are chosen by",
    fix: 'write "$request.body.type"',
  });
  problems.unless(expression === undefined || requestModels !== undefined, "modelSelectionExpression", {
    received: expression,
    expected: "requestModels beside it",
    fix: "name the models by what the expression finds, or remove it",
  });
}
