import { shortestName } from "../../../engine/graph/named-resource";
import { API_PREFIX } from "../address";
import type { ServedApis } from "../served-apis";
import { PAGE_PATH } from "./caller";

/** Returns a line for each route that the live page hides at the gateway's plain address, with the address that reaches it. */
export function hiddenRoutes({ httpApis, restApis }: ServedApis, gatewayUrl: string): string[] {
  const models = [...httpApis, ...restApis].map(({ model }) => model);
  const [first] = models;
  if (first === undefined) {
    return [];
  }
  const prefix = `${gatewayUrl}${API_PREFIX}${encodeURIComponent(shortestName(models, first))}`;
  const warning = (what: string, path: string): string =>
    `warning: ${first.name}: the live page has the path of ${what} at ${gatewayUrl}. Call it at ${prefix}${path}`;
  const stages = first.stages
    .filter(({ name }) => `/${name}` === PAGE_PATH)
    .map(({ name }) => warning(`the stage ${name}`, `/${name}/`));
  const isBare = first.kind === "http" && first.stages.some(({ name }) => name === "$default");
  const routes = isBare ? first.routes.filter(({ key }) => key.path.split("/", 2).join("/") === PAGE_PATH) : [];
  return [...stages, ...routes.map(({ routeKey, key }) => warning(routeKey, key.path))];
}
