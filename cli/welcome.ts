import type { ResourceGraph } from "../engine/graph";
import { type ApiModel, buildApiModel, type HttpApiModel, type HttpRouteModel } from "../gateway/model/api-model";
import type { Gateway } from "../gateway/runtime";
import { acceptedClaims } from "./token-claims";

/** Curl lines up to here are help; more are noise. */
const maxExamples = 6;

/** What a newcomer reads first: the URL of each API and stage, and curl lines that work when pasted. */
export async function welcome(graph: ResourceGraph, gateway: Gateway): Promise<string> {
  const model: ApiModel = buildApiModel(graph);
  const lines: string[] = [];
  for (const api of model.httpApis) {
    const [url, addresses] = addressLines(api.id, gateway);
    lines.push("", ...addresses, ...(url === undefined ? [] : await examples(api, url, gateway)));
  }
  for (const api of model.restApis) {
    const methods = api.definition.methods.filter(({ httpMethod }) => httpMethod !== "OPTIONS");
    const withKey = methods.some(({ apiKeyRequired }) => apiKeyRequired);
    const keySource = withKey && api.apiKeySource === "HEADER" ? ["  with an API key in the x-api-key header"] : [];
    lines.push("", ...addressLines(api.id, gateway)[1], named(methods), ...keySource);
  }
  for (const api of model.webSocketApis) {
    lines.push("", ...addressLines(api.id, gateway)[1], named(api.routes));
  }
  return [...lines, ...domainLines(gateway)].join("\n");
}

/** The first stage's URL, and a line for each stage. */
function addressLines(apiId: string, gateway: Gateway): [string | undefined, string[]] {
  const stages = gateway.apis.filter(({ id }) => id === apiId);
  return [stages[0]?.url, stages.map(({ name, stage, url }) => `${name}, stage ${stage}: ${url}`)];
}

function named(routes: { routeKey: string }[]): string {
  return `  ${routes.map(({ routeKey }) => routeKey).join(", ")}`;
}

function domainLines({ domains, authorityFile }: Gateway): string[] {
  const trust = authorityFile === undefined ? [] : ["", `Clients have to trust ${authorityFile}`];
  const lines = domains.map(({ domainName, url }) => `${domainName}: ${url}`);
  return lines.length === 0 ? trust : [...trust, "", ...lines];
}

/** How curl is called so that it trusts the gateway's certificate. */
function curlCommand({ authorityFile }: Gateway): string {
  return authorityFile === undefined ? "curl" : `curl --cacert '${authorityFile}'`;
}

/** Requests that need no body and, where there are any, no made-up path parameter; the other routes are named. */
async function examples(api: HttpApiModel, url: string, gateway: Gateway): Promise<string[]> {
  const readable = api.routes.filter(({ key }) => key.method === "GET" || key.method === "ANY");
  const plain = readable.filter(({ key }) => key.segments.every(({ kind }) => kind === "literal"));
  const shown = (plain.length > 0 ? plain : readable).slice(0, maxExamples);
  const others = api.routes.filter((route) => !shown.includes(route)).map(({ routeKey }) => routeKey);
  const lines = await Promise.all(shown.map((route) => curl(route, url, gateway)));
  return others.length === 0 ? lines : [...lines, `  and ${others.join(", ")}`];
}

async function curl(route: HttpRouteModel, url: string, gateway: Gateway): Promise<string> {
  const address = `'${url}${examplePath(route)}'`;
  const claims = acceptedClaims(route);
  return claims === undefined
    ? `  ${curlCommand(gateway)} ${address}`
    : `  ${curlCommand(gateway)} -H 'Authorization: Bearer ${await gateway.issuer.mint({ ...claims, sub: "alice" })}' ${address}`;
}

/** The route's path below the stage's URL, with `1` in the place of each parameter. */
function examplePath({ key }: HttpRouteModel): string {
  return key.segments.map((segment) => (segment.kind === "literal" ? segment.text : "1")).join("/");
}
