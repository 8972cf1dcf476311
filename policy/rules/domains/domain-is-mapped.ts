import { V1, V2 } from "../../../aws/resource-types";
import { DOMAINS, domainShape } from "../../facts/domains";
import { stackRule } from "../../pack/rule";
import { isWebSocket, missingStages } from "../../facts/stages";
import { type PolicyResource } from "../../graph/resource";
import { ifKnown, Undecided } from "../../graph/unknown";
import { some } from "../../graph/value";
import { mappingsOf } from "../../facts/mappings";

export const domainIsMapped = stackRule({
  name: "domain-is-mapped",
  title: "A custom domain routes to an API",
  description:
    "Every custom domain has a mapping to a stage that exists, of a kind that it takes, and none mixes WebSocket with HTTP or REST APIs.",
  severity: "high",
  category: "correctness",
  blocks: "always",
  advice:
    "a domain without any mapping. The mapping may be in another stack, as that of the API is where a domain is shared.",
  why: "A domain without a mapping answers 403 to every request. API Gateway refuses a WebSocket API on a domain that has an HTTP or REST API.",
  fix: "Add an ApiMapping (or BasePathMapping, or routing rule); give the WebSocket API a domain of its own.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-mappings.html",
  equivalents: [],
  examples: {
    fails: `new apigatewayv2.ApiMapping("shop", { apiId: shop.id, domainName: domain.id, stage: live.name });
new apigatewayv2.ApiMapping("chat", { apiId: chat.id, domainName: domain.id, stage: chatLive.name, apiMappingKey: "chat" });`,
    passes: `new apigatewayv2.ApiMapping("shop", { apiId: shop.id, domainName: domain.id, stage: live.name });
new apigatewayv2.ApiMapping("chat", { apiId: chat.id, domainName: chatDomain.id, stage: chatLive.name });`,
  },
  options: {},
  types: DOMAINS,
  check(domain, { graph, report, reportAdvisory, reportOn }) {
    const { resources, unsure } = mappingsOf(graph, domain);
    for (const mapping of resources) {
      const names =
        mapping.type === V2.apiMapping ? { api: "apiId", stage: "stage" } : { api: "restApi", stage: "stageName" };
      for (const { api, stage } of missingStages(graph, mapping, undefined, names)) {
        reportOn(
          mapping,
          `The mapping ${mapping.name} is for the stage ${stage} of ${api.name}, which has no such stage.`,
          `Set ${names.stage} to the name of a stage of ${api.name}.`,
        );
      }
    }
    const flaw = flawForMappings(domain);
    for (const mapping of resources.filter(({ type }) => flaw !== undefined && type === V2.apiMapping)) {
      reportOn(
        mapping,
        `The mapping ${mapping.name} is on ${domain.name}, which ${flaw ?? ""}, and API Gateway refuses it.`,
        `Use an apigateway.BasePathMapping for a REST API, or make ${domain.name} Regional with TLS 1.2.`,
      );
    }
    if (resources.length === 0) {
      if (unsure.length > 0) {
        throw new Undecided("domainName of a mapping is not known before the deployment");
      }
      reportAdvisory(
        `The domain ${domain.name} routes to no API, so it answers 403.`,
        domain.type === V1.domainName && domainShape(domain).endpoint === "EDGE"
          ? "Add an apigateway.BasePathMapping for it: an edge-optimized domain takes no ApiMapping."
          : "Add an apigatewayv2.ApiMapping for it.",
      );
      return;
    }
    const kinds = resources
      .filter(({ type }) => type === V2.apiMapping)
      .map((mapping) => ({ mapping, websocket: ifKnown(() => isWebSocket(graph, mapping)) }));
    const sockets = kinds.filter(({ websocket }) => websocket === true);
    const others = [
      ...kinds
        .filter(
          ({ mapping, websocket }) =>
            websocket === false || ifKnown(() => graph.find(mapping, { path: "apiId", type: V1.restApi })),
        )
        .map(({ mapping }) => mapping),
      ...resources.filter(({ type }) => type === V1.basePathMapping),
    ];
    if (sockets.length > 0 && others.length > 0) {
      report(
        `The domain ${domain.name} has the WebSocket API of ${some(sockets.map(({ mapping }) => mapping.name))} and the HTTP or REST API of ${some(others.map(({ name }) => name))}.`,
        "Give the WebSocket API a domain of its own.",
      );
    }
  },
});

/**
 * "Only REGIONAL domain names with a security policy of TLS 1.2 can be managed through the API Gateway V2 API. [...] Currently, only REST APIs can
 * be attached to a domain name with a security policy of TLS 1.0": https://github.com/amplify-education/serverless-domain-manager/issues/381
 */
function flawForMappings(domain: PolicyResource): string | undefined {
  if (domain.type !== V1.domainName) {
    return undefined;
  }
  if (domain.maybeText("securityPolicy") === "TLS_1_0") {
    return "has the security policy TLS_1_0";
  }
  const isEdge = !domain.isUnknown("endpointConfiguration.types") && domainShape(domain).endpoint === "EDGE";
  return isEdge ? "is edge-optimized" : undefined;
}
