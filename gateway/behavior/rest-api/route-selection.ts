import { routePathForm, type RouteSegment } from "../../../aws/route-key";
import { compareRouteKeys } from "../../../aws/route-precedence";
import { decodePath } from "../shared/request";
import type { RestMethodModel } from "../../model/rest-api/definition-model";

export interface MethodMatch {
  method: RestMethodModel;
  /** Decoded. */
  pathParameters: Record<string, string>;
}

/** One resource of the tree: a path and what may be called on it. */
interface Resource {
  segments: RouteSegment[];
  methods: RestMethodModel[];
}

/**
 * The resource tree of one deployment. First the most specific resource is chosen, by the path alone: a literal part goes
 * before a parameter, and both before a greedy one. Then its method is, or its `ANY`; a resource that has neither answers 403
 * `{"message":"Missing Authentication Token"}`, whatever a less specific resource has.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html
 */
export class MethodTable {
  private readonly literal = new Map<string, Resource>();
  private readonly variable: Resource[] = [];

  constructor(methods: readonly RestMethodModel[]) {
    const resources = new Map<string, Resource>();
    for (const method of methods.toSorted((a, b) => compareRouteKeys(a.key, b.key))) {
      const form = routePathForm(method.key);
      const resource = resources.get(form) ?? { segments: method.key.segments, methods: [] };
      resource.methods.push(method);
      resources.set(form, resource);
    }
    for (const [form, resource] of resources) {
      if (resource.segments.every(({ kind }) => kind === "literal")) {
        this.literal.set(form, resource);
      } else {
        this.variable.push(resource);
      }
    }
  }

  /**
   * @param httpMethod In capitals.
   * @param path Percent-encoded, without stage and query; a slash at the end does not count.
   */
  select(httpMethod: string, path: string): MethodMatch | undefined {
    const parts = path.split("/").slice(1).map(decodePath);
    if (parts.at(-1) === "") {
      parts.pop();
    }
    const literal = this.literal.get(`/${parts.join("/")}`);
    if (literal !== undefined) {
      return take(literal, httpMethod, {});
    }
    for (const resource of this.variable) {
      const pathParameters = matchPath(resource.segments, parts);
      if (pathParameters !== undefined) {
        return take(resource, httpMethod, pathParameters);
      }
    }
    return undefined;
  }
}

function take(resource: Resource, httpMethod: string, pathParameters: Record<string, string>): MethodMatch | undefined {
  const method =
    resource.methods.find((candidate) => candidate.httpMethod === httpMethod) ??
    resource.methods.find((candidate) => candidate.httpMethod === "ANY");
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
      parameters[segment.name] = parts.slice(index).join("/");
    } else if (segment.kind === "parameter" && part !== "") {
      parameters[segment.name] = part;
    } else if (segment.kind !== "literal" || segment.text !== part) {
      return undefined;
    }
  }
  return parameters;
}
