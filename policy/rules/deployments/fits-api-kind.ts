import { kindViolations } from "../../../aws/constraints";
import { V2 } from "../../../aws/resource-types";
import { isWebSocket } from "../../facts/stages";
import { reportRefused } from "../../facts/refused-inputs";
import { plainInputs } from "../../graph/inputs";
import { stackRule } from "../../pack/rule";

export const fitsApiKind = stackRule({
  name: "fits-api-kind",
  title: "Every setting is one of the API's kind",
  description: "What belongs to an HTTP or a WebSocket API has only the settings and the limits of that kind of API.",
  severity: "critical",
  category: "correctness",
  blocks: "always",
  why: "Both kinds share their resource types, and AWS refuses what only the other kind supports: the deployment stops half way.",
  fix: "Remove the setting, or give it a value that the API's kind accepts, which the finding names with its page.",
  url: "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/api-reference.html",
  equivalents: [],
  examples: {
    fails: `const chat = new apigatewayv2.Api("chat", {
  protocolType: "WEBSOCKET",
  routeSelectionExpression: "$request.body.action",
});
new apigatewayv2.Integration("say", {
  apiId: chat.id,
  integrationType: "AWS_PROXY",
  integrationUri: say.invokeArn,
  timeoutMilliseconds: 30000, // 29 seconds at most
});`,
    passes: `const chat = new apigatewayv2.Api("chat", {
  protocolType: "WEBSOCKET",
  routeSelectionExpression: "$request.body.action",
});
new apigatewayv2.Integration("say", {
  apiId: chat.id,
  integrationType: "AWS_PROXY",
  integrationUri: say.invokeArn,
  timeoutMilliseconds: 29000,
});`,
  },
  options: {},
  types: [V2.authorizer, V2.integration, V2.integrationResponse, V2.model, V2.route, V2.routeResponse, V2.stage],
  check(resource, { graph, report }) {
    const isSocket = isWebSocket(graph, resource);
    if (isSocket === undefined) {
      return;
    }
    for (const violation of kindViolations(resource.type, plainInputs(resource), isSocket ? "WEBSOCKET" : "HTTP")) {
      reportRefused(resource, violation, report);
    }
  },
});
