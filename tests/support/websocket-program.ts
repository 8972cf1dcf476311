import { type ResourceNode } from "../../engine/graph/graph";
import { type PropertyValue } from "../../engine/graph/value";
import { functionArn, invokePermission, node } from "./http-program";
import { defined } from "../../language/defined";

/** One route of a test API. What is not given is a route without integration. */
export interface TestWebSocketRoute {
  /** The name of a function of the graph, called as a Lambda proxy. */
  function?: string;
  /** Or the URL of an HTTP backend, called as an HTTP proxy. */
  http?: string;
  /** Further inputs of the integration; `integrationType` makes one without function and URL. */
  integration?: Record<string, PropertyValue>;
  /** Further inputs of the route. */
  route?: Record<string, PropertyValue>;
  /** True sends what the integration answers back to the client; templates render it. */
  response?: true | Record<string, PropertyValue>;
  /** Integration responses by key, with their inputs. */
  integrationResponses?: Record<string, Record<string, PropertyValue>>;
  /** False leaves the function's permission out. @default true */
  permission?: boolean;
}

export interface TestWebSocketApi {
  name?: string;
  api?: Record<string, PropertyValue>;
  routes: Record<string, TestWebSocketRoute>;
  /** Inputs of the authorizers by name; a route names one as its `authorizerId`. */
  authorizers?: Record<string, Record<string, PropertyValue>>;
  /** The schemas of the models by name. */
  models?: Record<string, object | string>;
  /** Inputs of the stages by name. @default one `dev` with auto deploy */
  stages?: Record<string, Record<string, PropertyValue>>;
}

/** The id that a test API of this name has. */
export function webSocketApiId(name = "chat"): string {
  return `${name.replace(/[^a-z0-9]/g, "")}abcdefghij`.slice(0, 10);
}

export function webSocketExecutionArn(name = "chat"): string {
  return `arn:aws:execute-api:eu-west-1:123456789012:${webSocketApiId(name)}`;
}

/** The resources of a WebSocket API, as a program written with `@pulumi/aws` alone would declare them. */
export function webSocketApi(api: TestWebSocketApi): ResourceNode[] {
  const name = api.name ?? "chat";
  const apiId = webSocketApiId(name);
  const executionArn = webSocketExecutionArn(name);
  const inputs = { name, protocolType: "WEBSOCKET", routeSelectionExpression: "$request.body.action", ...api.api };
  const nodes: ResourceNode[] = [{ ...part("api", name, inputs, { executionArn }), id: apiId }];
  for (const [authorizer, more] of Object.entries(api.authorizers ?? {})) {
    nodes.push(part("authorizer", authorizer, { apiId, name: authorizer, authorizerType: "REQUEST", ...more }));
  }
  for (const [model, schema] of Object.entries(api.models ?? {})) {
    const text = typeof schema === "string" ? schema : JSON.stringify(schema);
    nodes.push(part("model", model, { apiId, name: model, contentType: "application/json", schema: text }));
  }
  for (const [routeKey, route] of Object.entries(api.routes)) {
    nodes.push(...routeNodes(`${name} ${routeKey}`, apiId, executionArn, routeKey, route));
  }
  for (const [stage, more] of Object.entries(api.stages ?? { dev: {} })) {
    nodes.push(part("stage", `${name} ${stage}`, { apiId, name: stage, autoDeploy: true, ...more }));
  }
  return nodes;
}

function routeNodes(
  id: string,
  apiId: string,
  executionArn: string,
  routeKey: string,
  { function: fn, http, integration, route, response, integrationResponses = {}, permission }: TestWebSocketRoute,
): ResourceNode[] {
  const nodes: ResourceNode[] = [];
  const target: Record<string, PropertyValue> | undefined =
    fn !== undefined
      ? { integrationType: "AWS_PROXY", integrationUri: functionArn(fn) }
      : http !== undefined
        ? { integrationType: "HTTP_PROXY", integrationUri: http, integrationMethod: "POST" }
        : undefined;
  const hasTarget = target !== undefined || integration !== undefined;
  if (hasTarget) {
    nodes.push(part("integration", id, { apiId, ...target, ...integration }));
  }
  for (const [key, more] of Object.entries(integrationResponses)) {
    const inputs = { apiId, integrationId: id, integrationResponseKey: key, ...more };
    nodes.push(part("integrationResponse", `${id} ${key}`, inputs));
  }
  const twoWay: Record<string, PropertyValue> =
    response === undefined ? {} : { routeResponseSelectionExpression: "$default" };
  nodes.push(
    part(
      "route",
      id,
      defined({ apiId, routeKey, target: hasTarget ? `integrations/${id}` : undefined, ...twoWay, ...route }),
    ),
  );
  if (response !== undefined) {
    const more = response === true ? {} : response;
    nodes.push(part("routeResponse", id, { apiId, routeId: id, routeResponseKey: "$default", ...more }));
  }
  if (fn !== undefined && permission !== false) {
    nodes.push(invokePermission(id, fn, `${executionArn}/*/*`));
  }
  return nodes;
}

/** A table with `connectionId` as its key. */
export function connectionTable(name: string): ResourceNode {
  return node("aws:dynamodb/table:Table", name, {
    name,
    hashKey: "connectionId",
    billingMode: "PAY_PER_REQUEST",
    attributes: [{ name: "connectionId", type: "S" }],
  });
}

function part(kind: string, name: string, inputs: Record<string, PropertyValue>, outputs = {}): ResourceNode {
  const type = `aws:apigatewayv2/${kind}:${kind.replace(/^./, (letter) => letter.toUpperCase())}`;
  return node(type, name, inputs, outputs);
}
