import { firstFew } from "../../language/first-few";
import type { ResourceGraph } from "../../engine/graph/graph";
import type { ApiModel, HttpApiModel, HttpRouteModel } from "../../gateway/model/api-model";
import type { Snapshot } from "../../gateway/model/snapshot";
import type { RestApiModel } from "../../gateway/model/rest-api/model";
import { type Gateway, LOCAL_SETTINGS_KEY } from "../../gateway/server";
import { restExamples } from "./rest-examples";
import { tokenTargets } from "../shared/token-targets";
import { TokenHeaders } from "./token-headers";
import { webSocketExamples } from "./websocket-examples";

/** Curl lines up to here are help; more are noise. */
const maxExamples = 6;
/** Routes that are named; the live page has all. */
const maxNamed = 40;

/** Returns what a newcomer reads first: the URL of each API and stage, and curl lines that work when pasted. */
export async function startupBanner(
  { graph, model }: Snapshot,
  gateway: Gateway,
  tokenCommand: string,
): Promise<string> {
  const tokens = await TokenHeaders.of(tokenTargets(model), gateway, tokenCommand);
  const lines: string[] = [];
  for (const api of model.httpApis) {
    const [url, addresses] = addressLines(api.id, gateway);
    lines.push("", ...addresses, ...(url === undefined ? [] : examples(api, url, gateway, tokens)));
  }
  for (const api of model.restApis) {
    lines.push("", ...addressLines(api.id, gateway)[1], ...restLines(api, model, gateway, tokens));
  }
  for (const api of model.webSocketApis) {
    const [url, addresses] = addressLines(api.id, gateway);
    const shown = url === undefined ? [] : webSocketExamples(api, url, gateway.authorityFile);
    lines.push(
      "",
      ...addresses,
      ...shown,
      ...named(api.routes).map((line) => (shown.length === 0 ? line : further(line))),
    );
  }
  const served = lines.length === 0 ? nothingToServe(graph) : lines;
  return [...served, ...domainLines(gateway)].join("\n");
}

function nothingToServe({ project, stack }: ResourceGraph): string[] {
  return ["", `There is nothing to serve: ${project} declares no HTTP, REST or WebSocket API in stack ${stack}.`];
}

/** The first stage's URL, and a line for each stage. */
function addressLines(apiId: string, gateway: Gateway): [string | undefined, string[]] {
  const stages = gateway.apis.filter(({ id }) => id === apiId);
  return [stages[0]?.url, stages.map(({ name, stage, url }) => `${name}, stage ${stage}: ${url}`)];
}

function named(routes: { routeKey: string }[]): string[] {
  const keys = routes.map(({ routeKey }) => routeKey);
  return keys.length === 0 ? [] : [`  ${firstFew(keys, maxNamed)}`];
}

/** A line of names that follows examples. */
function further(names: string): string {
  return names.replace(/^ {2}/, "  and ");
}

function domainLines({ domains, authorityFile }: Gateway): string[] {
  const trust = authorityFile === undefined ? [] : ["", `Clients have to trust ${authorityFile}`];
  const lines = domains.map(({ domainName, url }) => `${domainName}: ${url}`);
  return lines.length === 0 ? trust : [...trust, "", ...lines];
}

/** Returns how curl is called so that it trusts the gateway's certificate. */
function curlCommand({ authorityFile }: Gateway): string {
  return authorityFile === undefined ? "curl" : `curl --cacert '${authorityFile}'`;
}

/** Requests that read, or post where none reads: what is posted may have to be of a certain form. The others are named. */
function examples(api: HttpApiModel, url: string, gateway: Gateway, tokens: TokenHeaders): string[] {
  const reading = api.routes.filter(({ key }) => key.method === "GET" || key.method === "ANY");
  const posting = api.routes.filter(({ key }) => key.method === "POST");
  const plain = withoutParameters(reading.length > 0 ? reading : posting).slice(0, maxExamples);
  // an API whose open routes alone have no parameters has a line with a token too
  const closed = plain.some(wantsToken) ? [] : reading.filter(wantsToken).slice(0, 1);
  const shown = [...plain.slice(0, maxExamples - closed.length), ...closed];
  const lines = shown.map((route) => exampleOf(route, url, gateway, tokens));
  const others = named(api.routes.filter((route) => !shown.includes(route)));
  return lines.length === 0 ? others : [...lines, ...others.map(further)];
}

/** As for HTTP APIs, but for methods that only read: others may want a body of a certain form. */
function restLines(api: RestApiModel, model: ApiModel, gateway: Gateway, tokens: TokenHeaders): string[] {
  const served = gateway.apis.find(({ id }) => id === api.id);
  const methods = api.definition.methods.filter(({ httpMethod }) => httpMethod !== "OPTIONS");
  if (served === undefined) {
    return named(methods);
  }
  const { curl, notes } = restExamples(api, served.stage, model, tokens);
  const plain = curl.filter(({ method }) => method.key.segments.every(({ kind }) => kind === "literal"));
  const shown = (plain.length > 0 ? plain : curl).slice(0, maxExamples);
  const others = named(methods.filter((method) => !shown.some((example) => example.method === method)));
  return [
    ...shown.map(({ method, arguments: asked }) =>
      [`  ${curlCommand(gateway)}`, ...asked, `'${served.url}${examplePath(method)}'`].join(" "),
    ),
    ...(shown.length === 0 ? others : others.map(further)),
    ...notes.map((note) => `  ${note}`),
  ];
}

function wantsToken({ authorizer }: HttpRouteModel): boolean {
  return authorizer?.type === "JWT";
}

/** Those that need no made-up path parameter, where there are any. */
function withoutParameters(routes: HttpRouteModel[]): HttpRouteModel[] {
  const plain = routes.filter(({ key }) => key.segments.every(({ kind }) => kind === "literal"));
  return plain.length > 0 ? plain : routes;
}

/** A curl line, or what is missing for one: a line that would be refused helps nobody. */
function exampleOf(route: HttpRouteModel, url: string, gateway: Gateway, tokens: TokenHeaders): string {
  const { authorizer, routeKey } = route;
  if (authorizer?.type !== "JWT") {
    return curl(route, url, gateway);
  }
  const { issuer, identitySources } = authorizer;
  if (issuer === "") {
    return `  ${routeKey} needs a token of an issuer that is unknown here: set it under ${LOCAL_SETTINGS_KEY} (stackReferences or config)`;
  }
  if (!tokens.accepts(issuer)) {
    return `  ${routeKey} needs a token of ${issuer}; with --stand-in always, one that is signed on this machine`;
  }
  const header = tokens.argument(routeKey, identitySources[0]);
  return header === undefined
    ? `  ${routeKey} needs a token in ${identitySources.join(", ")}; gatewright token prints one`
    : curl(route, url, gateway, header);
}

function curl(route: HttpRouteModel, url: string, gateway: Gateway, tokenHeader?: string): string {
  return [
    `  ${curlCommand(gateway)}`,
    ...(tokenHeader === undefined ? [] : [tokenHeader]),
    // curl posts what it is given with -d
    ...(route.key.method === "POST" ? ["-H 'Content-Type: application/json' -d '{}'"] : []),
    `'${url}${examplePath(route)}'`,
  ].join(" ");
}

/** The route's path below the stage's URL, with `1` instead of each parameter. */
function examplePath({ key }: Pick<HttpRouteModel, "key">): string {
  return key.segments.map((segment) => (segment.kind === "literal" ? segment.text : "1")).join("/");
}
