import { type ResourceGraph } from "../../engine/graph/graph";

/** Components that a plugin builds, and that have an API in them: https://www.pulumi.com/registry/packages/aws-apigateway/ */
const API_COMPONENTS = ["aws-apigateway:index:RestAPI"];

/** Returns the names of components whose APIs no policy has seen, since only their plugin knows the resources in them. */
export function unseenApis({ resources }: ResourceGraph): string[] {
  const parents = new Set(resources.map(({ parent }) => parent));
  return resources
    .filter(({ type, urn }) => API_COMPONENTS.includes(type) && !parents.has(urn))
    .map(({ name }) => name);
}

/** Returns what a reader has to know of them; undefined where everything was seen. */
export function unseenText(results: { stack: string; graph: ResourceGraph }[]): string | undefined {
  const places = results.flatMap(({ stack, graph }) => unseenApis(graph).map((name) => `${name} in ${stack}`));
  return places.length === 0
    ? undefined
    : `Not checked: the API of ${places.join(", ")}. Its plugin builds the resources, which are unknown here: ` +
        "check what `pulumi preview --json` writes with --preview.";
}
