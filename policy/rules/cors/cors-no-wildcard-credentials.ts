import { V1, V2 } from "../../../aws/resource-types";
import { gatewayCors } from "../../facts/http-api";
import { apiBody } from "../../facts/open-api";
import { type PolicyResource } from "../../graph/resource";
import { fieldsAt } from "../../graph/value";
import { resourceRule } from "../../pack/rule";
import { isRecord } from "../../../language/is-record";

export const corsNoWildcardCredentials = resourceRule({
  name: "cors-no-wildcard-credentials",
  title: "CORS with credentials names its origins",
  description: "An API that allows credentials in CORS does not allow every origin.",
  severity: "high",
  category: "security",
  blocks: "always",
  advice:
    "credentials from `http://*` or `https://*`. API Gateway takes them, and for an API that is open to every site on purpose they are right.",
  why: 'API Gateway refuses the origin "*" beside credentials, as browsers do: "allow-credentials is not supported if \'allow-origin\' is *". It takes "https://*" and "http://*" and answers each site with its own origin, which lets every site act for the user.',
  fix: "List the origins that may call the API with credentials, or set allowCredentials to false.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html",
  equivalents: [],
  examples: {
    fails: `new apigatewayv2.Api("shop", {
  protocolType: "HTTP",
  corsConfiguration: { allowOrigins: ["*"], allowCredentials: true },
});`,
    passes: `new apigatewayv2.Api("shop", {
  protocolType: "HTTP",
  corsConfiguration: { allowOrigins: ["https://shop.example.com"], allowCredentials: true },
});`,
  },
  options: {},
  types: [V1.integrationResponse, V1.response, V1.restApi, V2.api],
  check(api, { report, reportAdvisory }) {
    if (api.type !== V2.api) {
      for (const what of openResponses(api)) {
        report(
          `${what} allows credentials from every origin (*), which browsers refuse.`,
          "Set Access-Control-Allow-Origin to one origin, or leave Access-Control-Allow-Credentials out.",
        );
      }
      return;
    }
    if (api.flag("corsConfiguration.allowCredentials") === false) {
      return;
    }
    const cors = gatewayCors(api);
    if (!cors?.credentials) {
      return;
    }
    const fix = "List the origins in allowOrigins, or set allowCredentials to false.";
    const open = cors.origins.filter((origin) => ["http://*", "https://*"].includes(origin));
    if (cors.origins.includes("*")) {
      report("CORS allows credentials from every origin (*), which API Gateway refuses.", fix);
    } else if (open.length > 0) {
      reportAdvisory(
        `CORS allows credentials from every origin of ${open.join(" and ")}, so any site acts for the user.`,
        fix,
      );
    }
  },
});

/** The responses of a REST API that set the origin `*` beside credentials: the resource's own, or those of a body. */
function openResponses(resource: PolicyResource): string[] {
  if (resource.type !== V1.restApi) {
    const kind = resource.type === V1.response ? "gateway response" : "integration response";
    return isOpen(resource.record("responseParameters")) ? [`The ${kind} ${resource.name}`] : [];
  }
  const body = apiBody(resource);
  const ofGateway = Object.entries(fieldsAt(body?.document, "x-amazon-apigateway-gateway-responses") ?? {})
    .filter(([, response]) => isOpen(fieldsAt(response, "responseParameters")))
    .map(([type]) => `The gateway response ${type} of ${resource.name}`);
  const ofOperations = (body?.operations ?? []).flatMap(({ method, path, integration }) =>
    Object.values(fieldsAt(integration, "responses") ?? {}).some((one) => isOpen(fieldsAt(one, "responseParameters")))
      ? [`${method} ${path} of ${resource.name}`]
      : [],
  );
  return [...ofGateway, ...ofOperations];
}

function isOpen(parameters: unknown): boolean {
  const value = (header: string): unknown =>
    Object.entries(isRecord(parameters) ? parameters : {}).find(([key]) =>
      key.toLowerCase().endsWith(`.header.${header}`),
    )?.[1];
  return value("access-control-allow-origin") === "'*'" && value("access-control-allow-credentials") === "'true'";
}
