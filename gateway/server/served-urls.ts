import { stagePath } from "./address";
import type { ServedApis } from "./served-apis";
import { servedWebSocketStages } from "./websocket-api/served-api";

/** One stage of one API, as it is served. */
export interface ServedStage {
  /** The API's name. */
  name: string;
  /** The API's id. */
  id: string;
  stage: string;
  /** With a slash at the end. */
  url: string;
}

/** One path of a custom domain, as it is served. */
export interface ServedDomain {
  domainName: string;
  /** `<domain>.localhost` with the path of the mapping and a slash at the end; the domain itself is a Host header away. */
  url: string;
}

/** @param gatewayUrl Without a slash at the end. */
export function servedStages(served: ServedApis, gatewayUrl: string): ServedStage[] {
  const http = [...served.httpApis, ...served.restApis].flatMap(({ model }) =>
    model.stages.map(({ name }) => ({
      name: model.name,
      id: model.id,
      stage: name,
      url: gatewayUrl + stagePath(served, model, name),
    })),
  );
  return [...http, ...servedWebSocketStages(served.webSocketApis, gatewayUrl)];
}

/** @param gatewayUrl Without a slash at the end. */
export function servedDomains(served: ServedApis, gatewayUrl: string): ServedDomain[] {
  const [, scheme = "http", port = ""] = /^(https?):.*:(\d+)$/.exec(gatewayUrl) ?? [];
  return served.domains.flatMap(({ domainName, mappings }) =>
    mappings.map(({ path }) => ({
      domainName,
      url: `${scheme}://${domainName.replace("*", "any")}.localhost:${port}/${path === "" ? "" : `${path}/`}`,
    })),
  );
}
