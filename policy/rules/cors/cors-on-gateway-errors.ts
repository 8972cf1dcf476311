import { V1 } from "../../../aws/resource-types";
import { v1CorsOrigins } from "../../facts/rest-cors";
import { apiBody } from "../../facts/open-api";
import { stackRule } from "../../pack/rule";
import { ifKnown, Undecided } from "../../graph/unknown";
import { fieldsAt } from "../../graph/value";

const HEADER = "gatewayresponse.header.access-control-allow-origin";
const EXPECTED = ["DEFAULT_4XX", "DEFAULT_5XX"];

export const corsOnGatewayErrors = stackRule({
  name: "cors-on-gateway-errors",
  title: "Errors of the gateway itself carry CORS headers",
  description:
    "A REST API that answers browsers sets Access-Control-Allow-Origin on its DEFAULT_4XX and DEFAULT_5XX gateway responses.",
  severity: "medium",
  category: "correctness",
  blocks: "never",
  why: "A request that the gateway refuses (401, 403, 429, 504) never reaches the integration that sets the CORS headers. Without them the page sees a CORS error instead of the status.",
  fix: "Add gateway responses DEFAULT_4XX and DEFAULT_5XX with gatewayresponse.header.Access-Control-Allow-Origin.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html",
  equivalents: [],
  examples: {
    fails: `new apigateway.IntegrationResponse("preflight", {
  restApi: api.id,
  resourceId: orders.id,
  httpMethod: "OPTIONS",
  statusCode: "204",
  responseParameters: { "method.response.header.Access-Control-Allow-Origin": "'https://shop.example.com'" },
});`,
    passes: `new apigateway.IntegrationResponse("preflight", {
  restApi: api.id,
  resourceId: orders.id,
  httpMethod: "OPTIONS",
  statusCode: "204",
  responseParameters: { "method.response.header.Access-Control-Allow-Origin": "'https://shop.example.com'" },
});
for (const responseType of ["DEFAULT_4XX", "DEFAULT_5XX"]) {
  new apigateway.Response(responseType, {
    restApiId: api.id,
    responseType,
    responseParameters: {
      "gatewayresponse.header.Access-Control-Allow-Origin": "'https://shop.example.com'",
    },
  });
}`,
  },
  options: {},
  types: [V1.restApi],
  check(api, { graph, report }) {
    if (v1CorsOrigins(graph, api).length === 0) {
      return;
    }
    const responses = graph.referring(api, V1.response, { path: "restApiId" });
    const covered = responses.resources
      .filter((response) =>
        Object.keys(fieldsAt(response.value("responseParameters")) ?? {}).some((key) => key.toLowerCase() === HEADER),
      )
      .map((response) => response.text("responseType") ?? "");
    const inBody = fieldsAt(apiBody(api)?.document, "x-amazon-apigateway-gateway-responses") ?? {};
    for (const [type, response] of Object.entries(inBody)) {
      const parameters = Object.keys(fieldsAt(response, "responseParameters") ?? {});
      if (parameters.some((key) => key.toLowerCase() === HEADER)) {
        covered.push(type);
      }
    }
    const missing = EXPECTED.filter((type) => !covered.includes(type));
    if (missing.length === 0) {
      return;
    }
    if (responses.unsure.some((response) => missing.includes(ifKnown(() => response.text("responseType")) ?? ""))) {
      throw new Undecided("restApiId of a gateway response is not known before the deployment");
    }
    report(
      `${api.name} answers browsers, and its ${missing.join(" and ")} ${missing.length > 1 ? "errors carry" : "error carries"} no CORS header.`,
      `Add a gateway response for ${missing.join(" and ")} with gatewayresponse.header.Access-Control-Allow-Origin.`,
    );
  },
});
