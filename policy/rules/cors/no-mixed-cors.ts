import { V1, V2 } from "../../../aws/resource-types";
import { corsHeaderIn, readyCode } from "../../facts/function-code";
import { type Graph } from "../../graph/graph";
import { gatewayCors, routesOf } from "../../facts/http-api";
import { lambdaTarget } from "../../facts/lambda";
import { texts } from "../../pack/option";
import { v1CorsOrigins } from "../../facts/rest-cors";
import { stackRule } from "../../pack/rule";
import { type PolicyResource } from "../../graph/resource";
import { ifKnown, Undecided, undecidedReason } from "../../graph/unknown";
import { isFields, some } from "../../graph/value";

/** The names of the Access-Control headers that the integration's response parameters set. */
function mappedHeaders(integration: PolicyResource): string[] {
  const parameters = ifKnown(() => integration.list("responseParameters")) ?? [];
  return parameters
    .flatMap((parameter) =>
      isFields(parameter) && isFields(parameter.mappings) ? Object.keys(parameter.mappings) : [],
    )
    .map((key) => /^(?:append|overwrite):header\.(access-control-allow-.+)$/i.exec(key)?.[1])
    .filter((header): header is string => header !== undefined);
}

/** The preflight routes beside the gateway's CORS, but for the open ones that a catch-all route with an authorizer needs. */
function ownPreflights(graph: Graph, api: PolicyResource): string[] {
  const { routes } = routesOf(graph, api);
  const needed = routes.some(({ method, authorized }) => method === "ANY" && authorized);
  const preflights = routes.filter(({ method, authorized }) => method === "OPTIONS" && !(needed && !authorized));
  return preflights.map(({ key }) => key);
}

export const noMixedCors = stackRule({
  name: "no-mixed-cors",
  title: "CORS has one owner",
  description: "Either the gateway answers CORS or the integration does, not both.",
  severity: "high",
  category: "correctness",
  blocks: "production",
  advice:
    "code that names a CORS header and does not plainly set it, or whose lines are minified. It may read or remove the header, or be a library's.",
  why: "Where an HTTP API has a CORS configuration, API Gateway drops the CORS headers that the integration returns, so what the backend says has no effect: an origin that only the backend allows is refused. On a REST API, a MOCK preflight that allows one origin and an integration that returns another make the browser refuse the response.",
  fix: "Keep one: remove the Access-Control headers (and OPTIONS routes) from the integration, or remove corsConfiguration and let the integration answer the preflight too.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html",
  equivalents: [],
  examples: {
    fails: `const api = new apigatewayv2.Api("shop", {
  protocolType: "HTTP",
  corsConfiguration: { allowOrigins: ["https://shop.example.com"] },
});
new apigatewayv2.Integration("orders", {
  apiId: api.id,
  integrationType: "AWS_PROXY",
  integrationUri: orders.arn,
  payloadFormatVersion: "2.0",
  responseParameters: [
    { statusCode: "200", mappings: { "overwrite:header.Access-Control-Allow-Origin": "*" } },
  ],
});`,
    passes: `const api = new apigatewayv2.Api("shop", {
  protocolType: "HTTP",
  corsConfiguration: { allowOrigins: ["https://shop.example.com"] },
});
new apigatewayv2.Integration("orders", {
  apiId: api.id,
  integrationType: "AWS_PROXY",
  integrationUri: orders.arn,
  payloadFormatVersion: "2.0",
});`,
  },
  options: {
    sourceRoots: texts(
      [],
      "Folders that a function's relative code paths start at. The folder of the program that the engine was started in is always tried.",
    ),
  },
  types: [V1.restApi, V2.api],
  prepare: readyCode,
  check(api, { graph, settings, report, reportAdvisory, reportOn }) {
    if (api.type === V1.restApi) {
      const origins = v1CorsOrigins(graph, api);
      const preflights = new Map(
        origins.filter(({ method }) => method === "OPTIONS").map(({ place, origin }) => [place, origin]),
      );
      for (const { place, method, origin } of origins) {
        const preflight = preflights.get(place);
        if (preflight !== undefined && origin !== preflight) {
          report(
            `On ${api.name} the preflight allows the origin ${preflight} and the ${method} response sets ${origin}, so browsers refuse it.`,
            "Set both to the same origin.",
          );
        }
      }
      return;
    }
    if (!gatewayCors(api)) {
      return;
    }
    const preflights = ownPreflights(graph, api);
    if (preflights.length > 0) {
      report(
        `${api.name} has a CORS configuration and its own ${some(preflights)}.`,
        `Remove the OPTIONS ${preflights.length > 1 ? "routes" : "route"}, or remove corsConfiguration and let the integration answer CORS.`,
      );
    }
    const { resources, unsure } = graph.referring(api, V2.integration, { path: "apiId" });
    const doubts: unknown[] = unsure.length > 0 ? [new Undecided("the API of an integration is not known")] : [];
    const functions = new Set<PolicyResource>();
    for (const integration of resources) {
      const headers = mappedHeaders(integration);
      if (headers.length > 0) {
        reportOn(
          integration,
          `${api.name} has a CORS configuration, and the integration ${integration.name} sets ${some(headers)}.`,
          "Remove the response parameter, or remove corsConfiguration from the API.",
        );
      }
      try {
        const target = lambdaTarget(graph, integration, "integrationUri")?.function;
        const header = target && corsHeaderIn(graph, target, settings.sourceRoots);
        if (header && !functions.has(target)) {
          functions.add(target);
          const say = header.certain ? report : reportAdvisory;
          say(
            `${api.name} has a CORS configuration, and the code of ${target.name} ${header.certain ? "sets" : "names"} ${header.name} (${header.file}), which API Gateway drops.`,
            "Remove the header from the code, or remove corsConfiguration and answer the preflight in the code too.",
          );
        }
      } catch (error) {
        if (undecidedReason(error) === undefined) {
          throw error;
        }
        doubts.push(error);
      }
    }
    if (doubts.length > 0) {
      throw doubts[0];
    }
  },
});
