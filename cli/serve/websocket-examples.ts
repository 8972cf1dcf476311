import { shellWord } from "../../language/shell-word";
import type { WebSocketApiModel, WebSocketRouteModel } from "../../gateway/model/websocket-api/model";

interface Parameter {
  place: string;
  name: string;
}

/**
 * Returns a line that connects with wscat, as AWS's page does, and a message for the first route with a name of its own. What only the
 * client knows stands there in capitals. No line where each request has to be signed.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-wscat.html
 */
export function webSocketExamples(
  { routes, routeSelectionExpression, apiKeySource }: WebSocketApiModel,
  url: string,
  authorityFile: string | undefined,
): string[] {
  const connect = routes.find(({ routeKey }) => routeKey === "$connect");
  if (connect?.authorizationType === "AWS_IAM") {
    return [];
  }
  const needed = connect === undefined ? [] : parametersOf(connect, apiKeySource);
  const query = needed
    .filter(({ place }) => place === "querystring")
    .map(({ name }) => `${encodeURIComponent(name)}=${placeholder(name)}`);
  const headers = needed.filter(({ place }) => place === "header").map(({ name }) => `${name}: ${placeholder(name)}`);
  const line = [
    "npx wscat",
    ...(authorityFile === undefined ? [] : [`--ca ${shellWord(authorityFile)}`]),
    ...headers.map((header) => `-H ${shellWord(header)}`),
    `-c ${shellWord([url, query.join("&")].filter(Boolean).join("?"))}`,
  ];
  const selector = /^\$request\.body\.(\w+)$/.exec(routeSelectionExpression)?.[1];
  const named = routes.find(({ routeKey }) => !routeKey.startsWith("$"));
  return [
    `  ${line.join(" ")}`,
    ...(selector === undefined || named === undefined
      ? []
      : [`  then ${JSON.stringify({ [selector]: named.routeKey })}`]),
  ];
}

/** Those without which the connection is refused, each once. */
function parametersOf(
  { authorizer, requiredParameters, apiKeyRequired }: WebSocketRouteModel,
  apiKeySource: WebSocketApiModel["apiKeySource"],
): Parameter[] {
  const sources = (authorizer?.identitySources ?? []).flatMap((source) => {
    const [, place, name] = /^route\.request\.(header|querystring)\.(.+)$/.exec(source) ?? [];
    return place === undefined || name === undefined ? [] : [{ place, name }];
  });
  const key = apiKeyRequired && apiKeySource === "HEADER" ? [{ place: "header", name: "x-api-key" }] : [];
  const all = [...sources, ...requiredParameters, ...key];
  return [...new Map(all.map((parameter) => [`${parameter.place} ${parameter.name}`, parameter])).values()];
}

function placeholder(name: string): string {
  return name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, "_");
}
