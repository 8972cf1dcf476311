import { matchesWhole } from "../shared/java-pattern";
import { defined } from "../../../language/defined";
import { ownValue, setOwn } from "../../../language/own-value";
import { headerValue, headerValues, queryPairs } from "../shared/request";
import { jsonPathText } from "../templates/json-path/evaluate";
import { renderTemplate, TemplateOverrides } from "../templates/mapping-template";
import type { WebSocketContext } from "./connection-request";
import { buildRequestContext } from "./lambda-event";
import { type SelectableResponse, selectedItem, type SelectionSource } from "./selection-expression";
import { webSocketVariable } from "./context-variables";
import type { TemplateSet, WebSocketIntegrationModel } from "../../model/websocket-api/model";

/** The input of the mappings and templates of a request. */
export interface MappingSource extends SelectionSource {
  context: WebSocketContext;
}

/** The values that a request mapping sets on the call of the backend. */
export interface MappedCall {
  headers: Record<string, string>;
  querystring: Record<string, string>;
  path: Record<string, string>;
}

/**
 * The parameters of an integration request, from `integration.request.header.name` to their sources.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-data-mapping.html
 */
export function mapRequest(parameters: Record<string, string>, source: MappingSource): MappedCall {
  const call: MappedCall = { headers: {}, querystring: {}, path: {} };
  for (const [target, expression] of Object.entries(parameters)) {
    const [, place = "", name = ""] = /^integration\.request\.(header|querystring|path)\.(.+)$/.exec(target) ?? [];
    const value = mappedValue(expression, source);
    if (value !== undefined && place !== "") {
      setOwn(call[place === "header" ? "headers" : (place as "querystring" | "path")], name, value);
    }
  }
  return call;
}

function mappedValue(expression: string, { body, request, context }: MappingSource): string | undefined {
  const literal = /^'(.*)'$/.exec(expression)?.[1];
  if (literal !== undefined) {
    return literal;
  }
  const [, place = "", name = ""] =
    /^(route\.request\.(?:body|header|multivalueheader|querystring|multivaluequerystring)|context|stageVariables)(?:\.(.+))?$/.exec(
      expression,
    ) ?? [];
  switch (place) {
    case "route.request.body":
      return name === "" ? body : jsonPathText(`$.${name}`, body);
    case "route.request.header":
      return headerValue(request?.headers ?? [], name);
    case "route.request.multivalueheader":
      return joined(headerValues(request?.headers ?? [], name));
    case "route.request.querystring":
      return queryValues(request, name)[0];
    case "route.request.multivaluequerystring":
      return joined(queryValues(request, name));
    case "context":
      return webSocketVariable(name)({ context });
    case "stageVariables":
      return ownValue(context.stageVariables, name);
    default:
      return undefined;
  }
}

function queryValues(request: MappingSource["request"], name: string): string[] {
  return queryPairs(request?.rawQueryString ?? "").flatMap(([key, value]) => (key === name ? [value] : []));
}

function joined(values: readonly string[]): string | undefined {
  return values.length === 0 ? undefined : values.join(",");
}

/**
 * The body of an integration request: what the selected template renders, or the message itself; undefined where the
 * integration refuses a message without template (415).
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-requests.html
 */
export function requestBody(integration: WebSocketIntegrationModel, source: MappingSource): string | undefined {
  const { requestTemplates, templateSelectionExpression: expression, passthroughBehavior } = integration;
  const template = selectedItem(requestTemplates, expression, source);
  if (template !== undefined) {
    return render(template, source.body, source);
  }
  const hasTemplates = Object.keys(requestTemplates).length > 0;
  const passes =
    passthroughBehavior === "WHEN_NO_MATCH" || (passthroughBehavior === "WHEN_NO_TEMPLATES" && !hasTemplates);
  return passes ? source.body : undefined;
}

/**
 * The integration response whose key fits: `/4\d\d/` is a pattern for the status of an HTTP backend or for the error message of a
 * function, `$default` is for the rest.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-responses.html
 *
 * @param subject the status or the error message; undefined for a function's result
 */
export function selectResponse(
  responses: readonly TemplateSet[],
  subject: string | undefined,
): TemplateSet | undefined {
  const matching = responses.find(({ key }) => {
    const pattern = /^\/(.*)\/$/s.exec(key)?.[1];
    return pattern !== undefined && subject !== undefined && matchesWhole(pattern, subject, "s");
  });
  return matching ?? responses.find(({ key }) => key === "$default");
}

/**
 * The body of a response: rendered by the template that there is, otherwise as it came.
 *
 * @param source has the message, which the expression may read
 */
export function responseBody(
  set: TemplateSet | undefined,
  body: string,
  source: MappingSource,
  response?: SelectableResponse,
): string {
  const template =
    set === undefined
      ? undefined
      : selectedItem(set.templates, set.selectionExpression, { ...source, ...defined({ response }) });
  return template === undefined ? body : render(template, body, source);
}

function render(template: string, body: string, { context, request }: MappingSource): string {
  const params = {
    path: {},
    querystring: Object.fromEntries(queryPairs(request?.rawQueryString ?? "")),
    header: Object.fromEntries(request?.headers ?? []),
  };
  const data = { body, params, context: buildRequestContext(context), stageVariables: context.stageVariables ?? {} };
  return renderTemplate(template, data, new TemplateOverrides());
}
