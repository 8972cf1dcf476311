import { V1, V2 } from "../../../aws/resource-types";
import { CORS_HEADER } from "../../facts/cors-code";
import { corsHeaderIn, readyCode } from "../../facts/function-code";
import { gatewayCors, routesOf } from "../../facts/http-api";
import { lambdaTarget, uriTarget } from "../../facts/lambda";
import { bodyInvokers } from "../../facts/open-api";
import { allOrigins } from "../../facts/rest-cors";
import { type Graph } from "../../graph/graph";
import { type PolicyResource } from "../../graph/resource";
import { ifKnown, Undecided, undecidedReason } from "../../graph/unknown";
import { some } from "../../graph/value";
import { texts } from "../../pack/option";
import { stackRule } from "../../pack/rule";
import { isRecord } from "../../../language/is-record";

/** The names of the Access-Control headers that the integration's response parameters set. */
function mappedHeaders(integration: PolicyResource): string[] {
  const parameters = ifKnown(() => integration.list("responseParameters")) ?? [];
  return parameters
    .flatMap((parameter) =>
      isRecord(parameter) && isRecord(parameter.mappings) ? Object.keys(parameter.mappings) : [],
    )
    .map((key) => /^(?:append|overwrite):header\.(.+)$/i.exec(key)?.[1])
    .filter((header): header is string => header !== undefined && CORS_HEADER.test(header));
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
      const { origins, undecided } = allOrigins(graph, api, settings.sourceRoots);
      const preflights = new Map(
        origins.filter(({ method }) => method === "OPTIONS").map(({ place, origin }) => [place, origin]),
      );
      for (const { place, method, origin, by } of origins) {
        const preflight = preflights.get(place);
        // the pages of one origin pass where the other side allows every origin
        if (preflight !== undefined && origin !== preflight && origin !== "*" && preflight !== "*") {
          report(
            `On ${api.name} the preflight allows the origin ${preflight} and ${by ?? `the ${method} response`} sets ${origin}, so browsers refuse it.`,
            "Set both to the same origin.",
          );
        }
      }
      if (preflights.size > 0 && undecided !== undefined) {
        throw undecided;
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
    for (const integration of resources) {
      const headers = mappedHeaders(integration);
      if (headers.length > 0) {
        reportOn(
          integration,
          `${api.name} has a CORS configuration, and the integration ${integration.name} sets ${some(headers)}.`,
          "Remove the response parameter, or remove corsConfiguration from the API.",
        );
      }
    }
    const functions = new Set<PolicyResource>();
    for (const read of targetsOf(graph, api, resources)) {
      try {
        const target = read();
        const header = target && !functions.has(target) && corsHeaderIn(graph, target, settings.sourceRoots);
        if (header) {
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

/** The functions that an HTTP API invokes: by its integrations, by its quick create's target, and by its body. Each read may throw. */
function targetsOf(
  graph: Graph,
  api: PolicyResource,
  integrations: PolicyResource[],
): (() => PolicyResource | undefined)[] {
  return [
    ...integrations.map((one) => () => lambdaTarget(graph, one, "integrationUri")?.function),
    ...(api.has("target") ? [() => lambdaTarget(graph, api, "target")?.function] : []),
    ...bodyInvokers(api)
      .filter(({ isAuthorizer }) => !isAuthorizer)
      .map(
        ({ uri }) =>
          () =>
            uriTarget(graph, uri)?.function,
      ),
  ];
}
