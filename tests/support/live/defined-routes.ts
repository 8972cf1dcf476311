import type { PropertyValue } from "../../../engine/graph/value";
import { reveal } from "../../../engine/graph/value";
import type { AwsState } from "./aws-state";
import { AWS, type AwsObject, type ServedRoute, text } from "./aws-objects";
import type { Properties } from "./stack-state";

/** Returns the routes that an API's definition has now: those of its resources, or of its OpenAPI body. */
export function definedRoutes(apiId: string, aws: AwsState): ServedRoute[] {
  const api = aws.api(apiId);
  const body = reveal(api?.inputs.body);
  if (typeof body === "string") {
    return bodyRoutes(JSON.parse(body) as Properties);
  }
  const routes = aws.all().filter(({ type, inputs }) => type === AWS.route && text(inputs, "apiId") === apiId);
  const connect = routes.find(({ inputs }) => text(inputs, "routeKey") === "$connect");
  const isWebSocket = api?.inputs.protocolType === "WEBSOCKET";
  return routes.map((route) => resourceRoute(route, isWebSocket ? connect : route, aws));
}

/** On a WebSocket API the authorizer of `$connect` decides for all routes: who is connected may send any message. */
function resourceRoute(route: AwsObject, decided: AwsObject | undefined, aws: AwsState): ServedRoute {
  const integration = aws.find(AWS.integration, text(route.inputs, "target").replace("integrations/", ""));
  const authorizer = aws.find(AWS.authorizer, text(decided?.inputs ?? {}, "authorizerId"));
  const target = without(integration?.inputs ?? {}, ["description", "timeoutMilliseconds", "apiId"]);
  const decision = without(authorizer?.inputs ?? {}, ["name", "apiId"]);
  const rights = {
    type: decided?.inputs.authorizationType ?? "NONE",
    scopes: decided?.inputs.authorizationScopes ?? null,
    apiKey: decided?.inputs.apiKeyRequired === true,
  };
  return served(text(route.inputs, "routeKey"), target, { ...rights, ...decision });
}

function bodyRoutes(body: Properties): ServedRoute[] {
  const components = record(body.components);
  const schemes = record(components.securitySchemes);
  const policy = body["x-amazon-apigateway-policy"] ?? null;
  const shared = record(components["x-amazon-apigateway-integrations"]);
  return Object.entries(record(body.paths)).flatMap(([path, item]) =>
    Object.entries(record(item)).map(([method, operation]) => {
      const own = record(record(operation)["x-amazon-apigateway-integration"]);
      const reference = text(own, "$ref").split("/").at(-1);
      const integration = reference === undefined || reference === "" ? own : record(shared[reference]);
      const target = without(integration, ["description", "timeoutInMillis"]);
      const security = record(operation).security;
      const rights = (Array.isArray(security) ? security : []).flatMap((one) =>
        Object.entries(record(one)).map(([name, scopes]) => [record(schemes[name]), scopes]),
      );
      return served(routeKey(method, path), target, { rights, policy });
    }),
  );
}

function routeKey(method: string, path: string): string {
  return path === "/$default" ? "$default" : `${method.replace(/^x-.*/, "any").toUpperCase()} ${path}`;
}

function served(key: string, target: Properties, rights: Properties): ServedRoute {
  const [backend, authorizer] = [JSON.stringify(target), JSON.stringify(rights)];
  const roles = [...`${backend}${authorizer}`.matchAll(/arn:aws:iam::\d+:role\/([\w+=,.@-]+)/g)].map(
    ([, role]) => role ?? "",
  );
  const functions = [...`${backend}${authorizer}`.matchAll(/functions\/(arn:aws:lambda:[^"/]+)\/invocations/g)];
  return {
    key,
    backend,
    authorizer,
    functions: functions.map(([, arn]) => arn ?? ""),
    roles,
  };
}

function record(value: PropertyValue | undefined): Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

function without(inputs: Properties, names: readonly string[]): Properties {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !names.includes(name)));
}
