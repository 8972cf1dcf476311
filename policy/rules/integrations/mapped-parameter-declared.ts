import { V1 } from "../../../aws/resource-types";
import { onSameMethod } from "../../facts/rest-methods";
import type { Graph } from "../../graph/graph";
import type { PolicyResource } from "../../graph/resource";
import { ifKnown } from "../../graph/unknown";
import { fieldsAt, some } from "../../graph/value";
import { type Report, stackRule } from "../../pack/rule";

export const mappedParameterDeclared = stackRule({
  name: "mapped-parameter-declared",
  title: "What is mapped is declared",
  description:
    "A parameter that an integration maps or caches by is declared by its method, and an integration response has a method response of its status, which declares the headers that it sets.",
  severity: "high",
  category: "correctness",
  blocks: "always",
  why: 'API Gateway refuses a mapping of what a method does not declare: "Invalid mapping expression parameter specified", "Invalid cache key parameter specified" or "No method response exists for method". An answer without headers whose status has no method response becomes a 500.',
  fix: "Add the parameter to the method's requestParameters, a method response of the status, or the header to its responseParameters.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-parameter-mapping.html",
  equivalents: [],
  examples: {
    fails: `new apigateway.Method("get", {
  restApi: api.id,
  resourceId: order.id,
  httpMethod: "GET",
  authorization: "AWS_IAM",
});
new apigateway.Integration("get", {
  restApi: api.id,
  resourceId: order.id,
  httpMethod: "GET",
  type: "HTTP_PROXY",
  integrationHttpMethod: "GET",
  uri: "https://orders.example.com/{id}",
  requestParameters: { "integration.request.path.id": "method.request.path.id" },
});`,
    passes: `new apigateway.Method("get", {
  restApi: api.id,
  resourceId: order.id,
  httpMethod: "GET",
  authorization: "AWS_IAM",
  requestParameters: { "method.request.path.id": true },
});
new apigateway.Integration("get", {
  restApi: api.id,
  resourceId: order.id,
  httpMethod: "GET",
  type: "HTTP_PROXY",
  integrationHttpMethod: "GET",
  uri: "https://orders.example.com/{id}",
  requestParameters: { "integration.request.path.id": "method.request.path.id" },
});`,
  },
  options: {},
  types: [V1.integration, V1.integrationResponse],
  check(part, { graph, report }) {
    if (part.type === V1.integration) {
      checkParameters(part, graph, report);
    } else {
      checkHeaders(part, graph, report);
    }
  },
});

/** "Invalid mapping expression parameter specified", and "Invalid cache key parameter specified" of a key. */
function checkParameters(integration: PolicyResource, graph: Graph, report: Report): void {
  const mapped = Object.values(fieldsAt(ifKnown(() => integration.value("requestParameters"))) ?? {});
  const keys = ifKnown(() => integration.list("cacheKeyParameters")) ?? [];
  const used = new Map([
    ...mapped.map((value) => [parameterIn(value), "maps"] as const),
    ...keys.map((value) => [parameterIn(value), "caches by"] as const),
  ]);
  used.delete(undefined);
  const methods = used.size === 0 ? undefined : onSameMethod(graph, integration, V1.method)?.parts;
  const [method, ...others] = methods ?? [];
  const declared =
    method === undefined || others.length > 0
      ? undefined
      : ifKnown(() => Object.keys(fieldsAt(method.value("requestParameters")) ?? {}));
  for (const [name, verb] of used) {
    if (name !== undefined && declared?.some((one) => isSame(one, name)) === false) {
      report(
        `${integration.name} ${verb} ${name}, which ${method?.name ?? ""} does not declare.`,
        `Add "${name}": true to the requestParameters of ${method?.name ?? ""}.`,
      );
    }
  }
}

/** Returns the parameter of the method that an expression reads: one of several values is declared as one of one value. */
function parameterIn(expression: unknown): string | undefined {
  const [, place] =
    typeof expression === "string"
      ? (/^method\.request\.(?:multivalue)?((?:path|querystring|header)\.\S+)$/.exec(expression) ?? [])
      : [];
  return place === undefined ? undefined : `method.request.${place}`;
}

/** The names of headers are the same in any case. */
function isSame(one: string, other: string): boolean {
  return one === other || (one.includes(".header.") && one.toLowerCase() === other.toLowerCase());
}

/**
 * "Invalid mapping expression parameter specified" of a header, and "No method response exists for method" of a status:
 * https://github.com/amazon-archives/aws-apigateway-importer/issues/121. API Gateway takes a response without headers and answers 500 with it,
 * "Output mapping refers to an invalid method response", unless the integration is a proxy, which has no use for it:
 * https://repost.aws/knowledge-center/api-gateway-internal-server-error
 */
function checkHeaders(answer: PolicyResource, graph: Graph, report: Report): void {
  const mapped = ifKnown(() => Object.keys(fieldsAt(answer.value("responseParameters")) ?? {}));
  const status = answer.maybeText("statusCode");
  const responses = onSameMethod(graph, answer, V1.methodResponse);
  if (mapped === undefined || status === undefined || responses === undefined) {
    return;
  }
  const headers = mapped.filter((name) => name.startsWith("method.response.header."));
  const own = responses.parts.filter((response) => response.maybeText("statusCode") === status);
  const [response, ...others] = own;
  if (response === undefined) {
    const isUnsure = !responses.isComplete || responses.parts.some((one) => one.isUnknown("statusCode"));
    const method = onSameMethod(graph, answer, V1.method)?.parts[0];
    if (!isUnsure && method !== undefined && (headers.length > 0 || !isOfProxy(graph, answer))) {
      report(
        `${answer.name} answers ${status}, and ${method.name} has no method response of that status${headers.length > 0 ? `, which maps ${some(headers)}` : ""}.`,
        `Add a MethodResponse with the statusCode "${status}" to ${method.name}, and take the statusCode of ${answer.name} from it.`,
      );
    }
    return;
  }
  const declared =
    others.length > 0 ? undefined : ifKnown(() => Object.keys(fieldsAt(response.value("responseParameters")) ?? {}));
  for (const name of headers.filter((header) => declared?.some((one) => isSame(one, header)) === false)) {
    report(
      `${answer.name} maps ${name}, which ${response.name} does not declare.`,
      `Add "${name}": true to the responseParameters of ${response.name}.`,
    );
  }
}

/** Returns whether the integration is a proxy, or may be one. */
function isOfProxy(graph: Graph, answer: PolicyResource): boolean {
  const type = onSameMethod(graph, answer, V1.integration)?.parts[0]?.maybeText("type");
  return type === undefined || type.endsWith("_PROXY");
}
