import { shortestName } from "../../engine/graph/named-resource";
import { API_PREFIX, originForm } from "./address";
import type { ServedApis } from "./served-apis";
import { locateWebSocketApi } from "./websocket-api/served-api";

/** Returns why no API of the program answers a request, and what would: for the log. */
export function unknownAddress(served: ServedApis, url: string, host: string | undefined): string {
  const path = originForm(url);
  const webSocket = locateWebSocketApi(served.webSocketApis, path, host, served.domains);
  if (webSocket !== undefined) {
    const { name } = webSocket.served.model;
    return `the WebSocket API ${name} is there: a client connects by an upgrade request (wss). What AWS answers to another isn't known`;
  }
  const models = [...served.httpApis, ...served.restApis].map(({ model }) => model);
  if (models.length === 0) {
    return "the program has no HTTP or REST API";
  }
  if (!path.startsWith(API_PREFIX)) {
    return `no API has the id in the host ${host ?? ""}; there are ${models.map(({ id }) => id).join(", ")}`;
  }
  const names = models.map((model) => encodeURIComponent(shortestName(models, model)));
  const [wanted = ""] = path.slice(API_PREFIX.length).split(/[/?]/, 1);
  return `${API_PREFIX} has no "${wanted}"; it has ${names.join(", ")}`;
}

/** Returns why no WebSocket API of the program takes an upgrade request, and what would. */
export function unknownWebSocketAddress(served: ServedApis | undefined): string {
  const models = (served?.webSocketApis ?? []).map(({ model }) => model);
  const paths = models.flatMap((model) =>
    model.stages.map(({ name }) => `${API_PREFIX}${encodeURIComponent(shortestName(models, model))}/${name}`),
  );
  return paths.length === 0
    ? "the program has no WebSocket API with a stage"
    : `no WebSocket API is there; there are ${paths.join(", ")}`;
}
