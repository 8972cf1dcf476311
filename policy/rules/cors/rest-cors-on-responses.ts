import { V1 } from "../../../aws/resource-types";
import { corsHeadersIn, readyCode } from "../../facts/function-code";
import { proxiedMethods, v1CorsOrigins } from "../../facts/rest-cors";
import { type PolicyResource } from "../../graph/resource";
import { Undecided } from "../../graph/unknown";
import { some } from "../../graph/value";
import { texts } from "../../pack/option";
import { stackRule } from "../../pack/rule";

export const restCorsOnResponses = stackRule({
  name: "rest-cors-on-responses",
  title: "A response after the preflight carries CORS too",
  description:
    "Where a REST API's preflight allows an origin, the functions behind the path's other methods set the header as well.",
  severity: "medium",
  category: "correctness",
  blocks: "never",
  why: "A mock preflight lets the browser send the request, and the browser then hides a response without Access-Control-Allow-Origin. With a proxy integration API Gateway adds no header, so the function has to.",
  fix: "Set Access-Control-Allow-Origin in the headers of the function's response, to the origin that the preflight allows.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html",
  equivalents: [],
  examples: {
    fails: `new apigateway.IntegrationResponse("preflight", {
  restApi: api.id,
  resourceId: orders.id,
  httpMethod: "OPTIONS",
  statusCode: "204",
  responseParameters: { "method.response.header.Access-Control-Allow-Origin": "'https://shop.example.com'" },
});
// the function answers { statusCode: 200, body }
new apigateway.Integration("list", {
  restApi: api.id,
  resourceId: orders.id,
  httpMethod: "GET",
  type: "AWS_PROXY",
  integrationHttpMethod: "POST",
  uri: list.invokeArn,
});`,
    passes: `new apigateway.IntegrationResponse("preflight", {
  restApi: api.id,
  resourceId: orders.id,
  httpMethod: "OPTIONS",
  statusCode: "204",
  responseParameters: { "method.response.header.Access-Control-Allow-Origin": "'https://shop.example.com'" },
});
// the function answers { statusCode: 200, headers: { "Access-Control-Allow-Origin": "https://shop.example.com" }, body }
new apigateway.Integration("list", {
  restApi: api.id,
  resourceId: orders.id,
  httpMethod: "GET",
  type: "AWS_PROXY",
  integrationHttpMethod: "POST",
  uri: list.invokeArn,
});`,
  },
  options: {
    sourceRoots: texts(
      [],
      "Folders that a function's relative code paths start at. The folder of the program that the engine was started in is always tried.",
    ),
  },
  types: [V1.restApi],
  prepare: readyCode,
  check(api, { graph, settings, report }) {
    const preflights = new Set(
      v1CorsOrigins(graph, api)
        .filter(({ method }) => method === "OPTIONS")
        .map(({ place }) => place),
    );
    const methods = new Map<PolicyResource, string[]>();
    let doubt: Undecided | undefined;
    for (const { place, method, target } of preflights.size > 0 ? proxiedMethods(graph, api) : []) {
      if (!preflights.has(place) || method === "OPTIONS") {
        continue;
      }
      try {
        if (corsHeadersIn(graph, target, settings.sourceRoots).length === 0) {
          methods.set(target, [...(methods.get(target) ?? []), method]);
        }
      } catch (error) {
        if (!(error instanceof Undecided)) {
          throw error;
        }
        doubt ??= error;
      }
    }
    for (const [target, names] of methods) {
      report(
        `A preflight of ${api.name} allows an origin, and the code of ${target.name}, which answers ${some([...new Set(names)])} there, sets no CORS header.`,
        `Set Access-Control-Allow-Origin in the responses of ${target.name}.`,
      );
    }
    if (doubt !== undefined) {
      throw doubt;
    }
  },
});
