import { V2 } from "../../../aws/resource-types";
import { resourceRule } from "../../pack/rule";

export const corsNotOnWebsocket = resourceRule({
  name: "cors-not-on-websocket",
  title: "A WebSocket API has no CORS configuration",
  description: "corsConfiguration stands on HTTP APIs only.",
  severity: "medium",
  category: "correctness",
  blocks: "always",
  why: "CORS does not apply to WebSocket connections, and API Gateway supports corsConfiguration for HTTP APIs only.",
  fix: "Take corsConfiguration away, and check the Origin header in the $connect route's authorizer.",
  url: "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html",
  equivalents: [],
  examples: {
    fails: `new apigatewayv2.Api("chat", {
  protocolType: "WEBSOCKET",
  routeSelectionExpression: "$request.body.action",
  corsConfiguration: { allowOrigins: ["https://chat.example.com"] },
});`,
    passes: `new apigatewayv2.Api("chat", {
  protocolType: "WEBSOCKET",
  routeSelectionExpression: "$request.body.action",
});`,
  },
  options: {},
  types: [V2.api],
  check(api, { report }) {
    const set = api.isUnknown("corsConfiguration") || Object.keys(api.value("corsConfiguration") ?? {}).length > 0;
    if (set && api.text("protocolType") === "WEBSOCKET") {
      report(
        "The WebSocket API has a corsConfiguration, which only HTTP APIs support.",
        "Remove it, and check the Origin header in an authorizer on $connect.",
      );
    }
  },
});
