import { type ResourceGraph } from "../../engine/graph/graph";
import { type StackResult } from "./result";

/** Components that a plugin builds, and that have an API in them: https://www.pulumi.com/registry/packages/aws-apigateway/ */
const API_COMPONENTS = ["aws-apigateway:index:RestAPI"];
/** Packages whose components have no API in them: https://www.pulumi.com/registry/packages/awsx/, /eks/, /synced-folder/ and the others */
const WITHOUT_APIS = [
  "aws-iam",
  "aws-static-website",
  "awsx",
  "docker",
  "docker-build",
  "eks",
  "kubernetes",
  "synced-folder",
];

/**
 * Returns the names of components whose APIs no policy has seen, since only their plugin knows the resources in them. A component of any
 * package may have an API in it.
 *
 * @param allowed the components, by name or type, that may stay unseen
 */
export function unseenApis({ resources }: ResourceGraph, allowed: readonly string[] = []): string[] {
  const parents = new Set(resources.map(({ parent }) => parent));
  return resources
    .filter(({ type, remote }) => API_COMPONENTS.includes(type) || (remote === true && mayHoldApi(type)))
    .filter(({ urn, name, type }) => !parents.has(urn) && !allowed.includes(name) && !allowed.includes(type))
    .map(({ name }) => name);
}

function mayHoldApi(type: string): boolean {
  return !WITHOUT_APIS.includes(type.split(":")[0] ?? "");
}

/** Returns what a reader has to know of them; undefined where everything was seen. */
export function unseenText(results: Pick<StackResult, "stack" | "graph" | "allowedUnseen">[]): string | undefined {
  const places = results.flatMap(({ stack, graph, allowedUnseen }) =>
    unseenApis(graph, allowedUnseen).map((name) => `${name} in ${stack}`),
  );
  return places.length === 0
    ? undefined
    : `Not checked: the API of ${places.join(", ")}. Its plugin builds the resources, which are unknown here: ` +
        "check what `pulumi preview --json` writes with --preview, or allow a component that has no API with --allow-unseen NAME.";
}
