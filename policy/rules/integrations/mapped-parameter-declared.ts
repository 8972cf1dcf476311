import { V1 } from "../../../aws/resource-types";
import { resourceKey } from "../../facts/rest-resources";
import type { Graph } from "../../graph/graph";
import type { PolicyResource } from "../../graph/resource";
import { ifKnown } from "../../graph/unknown";
import { fieldsAt } from "../../graph/value";
import { stackRule } from "../../pack/rule";

export const mappedParameterDeclared = stackRule({
  name: "mapped-parameter-declared",
  title: "What is mapped is declared",
  description:
    "A parameter that an integration reads is declared by its method, and a header that an integration response sets by the method response of its status.",
  severity: "high",
  category: "correctness",
  blocks: "always",
  why: 'API Gateway refuses a mapping of what a method does not declare: "Invalid mapping expression parameter specified".',
  fix: "Add the parameter to the method's requestParameters, or the header to the method response's responseParameters.",
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
  check(mapping, { graph, report }) {
    const of = mapping.type === V1.integration ? V1.method : V1.methodResponse;
    const input = mapping.type === V1.integration ? "requestParameters" : "responseParameters";
    const fields = fieldsAt(ifKnown(() => mapping.value(input))) ?? {};
    const used = Object.keys(fields).map((key) => (of === V1.method ? ifKnown(() => fields[key]) : key));
    const read = used.filter((one): one is string => typeof one === "string" && DECLARED.test(one));
    const declaring = read.length === 0 ? undefined : sameMethod(graph, mapping, of);
    const declared = declaring && ifKnown(() => Object.keys(fieldsAt(declaring.value(input)) ?? {}));
    for (const name of read.filter((one) => declared?.some((other) => isSame(one, other)) === false)) {
      report(
        `${mapping.name} maps ${name}, which ${declaring?.name ?? ""} does not declare.`,
        `Add "${name}": true to the ${input} of ${declaring?.name ?? ""}.`,
      );
    }
  },
});

const DECLARED = /^method\.(request\.(path|querystring|header)|response\.header)\.[^.\s]+$/;

/** The names of headers are the same in any case. */
function isSame(one: string, other: string): boolean {
  return one === other || (one.includes(".header.") && one.toLowerCase() === other.toLowerCase());
}

/** Returns the one resource of the type on the same method, and for a response of the same status, where it is known. */
function sameMethod(graph: Graph, of: PolicyResource, type: string): PolicyResource | undefined {
  const places = graph.once(`places of ${type}`, () => {
    const found = new Map<string, PolicyResource[]>();
    for (const one of graph.all(type)) {
      const place = placeOf(graph, one) ?? "";
      found.set(place, [...(found.get(place) ?? []), one]);
    }
    return found;
  });
  const same = places.get(placeOf(graph, of) ?? "?");
  return same?.length === 1 ? same[0] : undefined;
}

function placeOf(graph: Graph, of: PolicyResource): string | undefined {
  return ifKnown(() =>
    [of.text("restApi"), resourceKey(graph, of), of.text("httpMethod"), of.text("statusCode")].join(" "),
  );
}
