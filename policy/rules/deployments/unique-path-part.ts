import { V1 } from "../../../aws/resource-types";
import { type Graph } from "../../graph/graph";
import { type PolicyResource } from "../../graph/resource";
import { ifKnown, Undecided } from "../../graph/unknown";
import { stackRule } from "../../pack/rule";

export const uniquePathPart = stackRule({
  name: "unique-path-part",
  title: "Resources side by side have different parts, and one path variable",
  description:
    "No two resources of a REST API below one parent have the same path part, or are both path variables, and none is below a greedy one.",
  severity: "critical",
  category: "correctness",
  blocks: "always",
  why: "API Gateway refuses the second, after everything before it was made: another resource with the same parent already has the name, or a sibling already has a variable path part. A greedy variable takes the rest of the path, so it has no children.",
  fix: "Remove one of them and put its methods on the other, or give both variables one name and one resource.",
  url: "https://docs.aws.amazon.com/apigateway/latest/api/API_CreateResource.html",
  equivalents: [],
  examples: {
    fails: `new apigateway.Resource("byId", { restApi: api.id, parentId: orders.id, pathPart: "{id}" });
new apigateway.Resource("byNumber", { restApi: api.id, parentId: orders.id, pathPart: "{orderId}" });`,
    passes: `new apigateway.Resource("byId", { restApi: api.id, parentId: orders.id, pathPart: "{id}" });
new apigateway.Resource("latest", { restApi: api.id, parentId: orders.id, pathPart: "latest" });`,
  },
  options: {},
  types: [V1.resource],
  check(resource, { graph, report }) {
    const part = resource.text("pathPart");
    const parent = parentKey(graph, resource);
    if (part === undefined || parent === undefined) {
      return;
    }
    const above = parentResource(graph, resource)?.maybeText("pathPart") ?? "";
    if (/^\{.+\+\}$/.test(above)) {
      report(
        `The resource ${resource.name} (${part}) is below ${above}, which takes the rest of the path, and API Gateway refuses it.`,
        `Put ${resource.name} below another resource, or write ${above.replace("+}", "}")} there.`,
      );
    }
    const seen = graph.once("path parts", () => new Map<string, PolicyResource>());
    // "A sibling ({proxy+}) of this resource already has a variable path part -- only one is allowed": {id} beside {proxy+} is refused too,
    // https://github.com/winglang/wing/issues/5210
    const form = /^\{.+\}$/.test(part) ? "{}" : part;
    const other = seen.get(`${parent} ${form}`);
    if (!other || other === resource) {
      seen.set(`${parent} ${form}`, resource);
      return;
    }
    const theirs = other.text("pathPart") ?? "";
    if (theirs === part) {
      report(
        `The resources ${other.name} and ${resource.name} have the path part ${part} below one parent, and API Gateway refuses the second.`,
        `Remove ${resource.name}, and put its methods on ${other.name}.`,
      );
    } else {
      report(
        `The resources ${other.name} (${theirs}) and ${resource.name} (${part}) are path variables below one parent, where API Gateway takes one.`,
        `Remove ${resource.name}, and put its methods on ${other.name}.`,
      );
    }
  },
});

/** Returns the resource of the stack that the resource is below, where it is known. */
function parentResource(graph: Graph, resource: PolicyResource): PolicyResource | undefined {
  return ifKnown(() => graph.find(resource, { path: "parentId", type: V1.resource }));
}

/** A key of the resource's parent: the resource that it is below, or the root of its API. Throws `Undecided` where that is not known. */
function parentKey(graph: Graph, resource: PolicyResource): string | undefined {
  const sources = graph.dependencies(resource, "parentId");
  const parents = sources.filter(({ type }) => type === V1.resource);
  if (!resource.isUnknown("parentId")) {
    return resource.text("parentId");
  }
  const [only] = parents.length > 0 ? parents : sources;
  if (!only || parents.length > 1) {
    throw new Undecided("parentId is not known before the deployment");
  }
  return only.urn;
}
