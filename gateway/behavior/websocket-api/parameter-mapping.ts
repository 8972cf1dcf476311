import { ownValue } from "../../../language/own-value";
import { headerValue, queryPairs } from "../shared/request";
import { jsonPathText } from "../templates/json-path/evaluate";
import { renderTemplate, TemplateOverrides } from "../templates/mapping-template";
import type { ConnectRequest, WebSocketContext } from "./connection-request";
import { buildRequestContext } from "./lambda-event";
import { evaluateRouteSelection } from "./route-selection";
import { webSocketVariable } from "./context-variables";
import type { TemplateSet, WebSocketIntegrationModel } from "../../model/websocket-api/model";

/** The input of the mappings and templates of a request. */
export interface MappingSource {
  /** The message; empty for `$connect` and `$disconnect`. */
  body: string;
  /** The upgrade request, at `$connect` alone. */
  request?: ConnectRequest;
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
      call[place === "header" ? "headers" : (place as "querystring" | "path")][name] = value;
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
    /^(route\.request\.body|route\.request\.header|route\.request\.querystring|context|stageVariables)(?:\.(.+))?$/.exec(
      expression,
    ) ?? [];
  switch (place) {
    case "route.request.body":
      return name === "" ? body : jsonPathText(`$.${name}`, body);
    case "route.request.header":
      return headerValue(request?.headers ?? [], name);
    case "route.request.querystring":
      return queryPairs(request?.rawQueryString ?? "").find(([key]) => key === name)?.[1];
    case "context":
      return webSocketVariable(name)({ context });
    case "stageVariables":
      return ownValue(context.stageVariables, name);
    default:
      return undefined;
  }
}

/**
 * The body of an integration request: what the selected template renders, or the message itself; undefined where the
 * integration refuses a message without template (415).
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-requests.html
 */
export function requestBody(integration: WebSocketIntegrationModel, source: MappingSource): string | undefined {
  const { requestTemplates, templateSelectionExpression: expression, passthroughBehavior } = integration;
  const key = expression === undefined ? "$default" : selected(expression, source.body);
  const template = ownValue(requestTemplates, key) ?? requestTemplates.$default;
  if (template !== undefined) {
    return render(template, source.body, source);
  }
  const hasTemplates = Object.keys(requestTemplates).length > 0;
  const passes =
    passthroughBehavior === "WHEN_NO_MATCH" || (passthroughBehavior === "WHEN_NO_TEMPLATES" && !hasTemplates);
  return passes ? source.body : undefined;
}

/** A selection expression is a text, `\$default`, or reads the message. */
function selected(expression: string, body: string): string {
  const plain = expression.replace(/^\\\$/, "$");
  return plain.includes("request.body") ? (evaluateRouteSelection(plain, body) ?? "$default") : plain;
}

/**
 * The integration response whose key fits the status of the integration: `/4\d\d/` is a pattern, `$default` the rest.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-responses.html
 */
export function selectResponse(responses: readonly TemplateSet[], status: number): TemplateSet | undefined {
  const matching = responses.find(({ key }) => {
    const pattern = /^\/(.*)\/$/.exec(key)?.[1];
    return pattern !== undefined && new RegExp(`^(?:${pattern})$`).test(String(status));
  });
  return matching ?? responses.find(({ key }) => key === "$default");
}

/** The body of a response: rendered by the template that there is, otherwise as it came. */
export function responseBody(response: TemplateSet | undefined, body: string, source: MappingSource): string {
  const expression = response?.selectionExpression ?? "$default";
  const template = ownValue(response?.templates, selected(expression, body)) ?? response?.templates.$default;
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
