import { ROUTE_METHODS, routePathForm, type RouteSegment } from "../../../aws/route-key";
import { compareRouteKeys } from "../../../aws/route-precedence";
import { PathTree } from "../shared/path-tree";
import { decodePath } from "../shared/request";
import type { RestMethodModel } from "../../model/rest-api/definition-model";
import { setOwn } from "../../../language/own-value";

export interface MethodMatch {
  method: RestMethodModel;
  /** Percent-encoded, as events have them: AWS passes `a%2Bb` and `50%25` on as they came. */
  pathParameters: Record<string, string>;
}

/** One resource of the tree: a path and what may be called on it. */
interface Resource {
  segments: RouteSegment[];
  methods: RestMethodModel[];
}

/**
 * The resource tree of one deployment. The most specific resource that has the method, or `ANY`, takes a request: a literal
 * part goes before a parameter, and both before a greedy one. Where a specific resource has neither, a less specific one
 * takes the request: OPTIONS of `/{proxy+}` answers for `/test` that has POST alone.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html
 * https://github.com/localstack/localstack/blob/8b9a79f05846835cf4dff63ab7eefdde9df83783/tests/aws/services/apigateway/test_apigateway_common.py
 * (test_proxy_routing_with_hardcoded_resource_sibling, validated against AWS)
 */
export class MethodTable {
  private readonly literal = new Map<string, Resource>();
  private readonly variable: PathTree<Resource>;

  constructor(methods: readonly RestMethodModel[]) {
    const resources = new Map<string, Resource>();
    for (const method of methods.toSorted((a, b) => compareRouteKeys(a.key, b.key))) {
      const form = routePathForm(method.key);
      const resource = resources.get(form) ?? { segments: method.key.segments, methods: [] };
      resource.methods.push(method);
      resources.set(form, resource);
    }
    const variable: Resource[] = [];
    for (const resource of resources.values()) {
      const texts = resource.segments.flatMap((segment) => (segment.kind === "literal" ? [segment.text] : []));
      if (texts.length === resource.segments.length) {
        this.literal.set(literalKey(texts), resource);
      } else {
        variable.push(resource);
      }
    }
    this.variable = new PathTree(variable);
  }

  /**
   * @param httpMethod In capitals.
   * @param path Percent-encoded, without stage and query; a slash at the end does not count.
   */
  select(httpMethod: string, path: string): MethodMatch | undefined {
    const parts = path.split("/").slice(1);
    if (parts.at(-1) === "") {
      parts.pop();
    }
    const decoded = parts.map(decodePath);
    const literal = this.literal.get(literalKey(decoded));
    const found = literal && take(literal, httpMethod, {});
    if (found !== undefined) {
      return found;
    }
    return this.variable.find(decoded, (resource) => {
      const pathParameters = matchPath(resource.segments, parts);
      return pathParameters && take(resource, httpMethod, pathParameters);
    });
  }
}

/**
 * "The catch-all ANY method ... all supported HTTP methods of DELETE, GET, HEAD, OPTIONS, PATCH, POST, and PUT"
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-set-up-simple-proxy.html
 */
const ANY_METHODS: ReadonlySet<string> = new Set(ROUTE_METHODS);

/** An encoded slash stays within its part, and so does an encoded line end: no resource has one, and the number of parts counts. */
function literalKey(parts: string[]): string {
  return `${parts.length}\n${parts.join("\n")}`;
}

function take(resource: Resource, httpMethod: string, pathParameters: Record<string, string>): MethodMatch | undefined {
  const method =
    resource.methods.find((candidate) => candidate.httpMethod === httpMethod) ??
    (ANY_METHODS.has(httpMethod) ? resource.methods.find((candidate) => candidate.httpMethod === "ANY") : undefined);
  return method === undefined ? undefined : { method, pathParameters };
}

function matchPath(segments: RouteSegment[], parts: string[]): Record<string, string> | undefined {
  const isGreedy = segments.at(-1)?.kind === "greedy";
  if (isGreedy ? parts.length < segments.length : parts.length !== segments.length) {
    return undefined;
  }
  const parameters: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const part = parts[index] ?? "";
    if (segment.kind === "greedy") {
      setOwn(parameters, segment.name, parts.slice(index).join("/"));
    } else if (segment.kind === "parameter" && part !== "") {
      setOwn(parameters, segment.name, part);
    } else if (segment.kind !== "literal" || segment.text !== decodePath(part)) {
      return undefined;
    }
  }
  return parameters;
}
