import { V1, V2 } from "../../../aws/resource-types";
import { whole } from "../../pack/option";
import { resourceRule } from "../../pack/rule";

export const integrationTimeoutRange = resourceRule({
  name: "integration-timeout-range",
  title: "Integration timeouts are ones that AWS takes",
  description:
    "timeoutMilliseconds is from 50 to 30000 for HTTP APIs, and to 29000 for REST APIs unless the account's quota was raised.",
  severity: "medium",
  category: "correctness",
  blocks: "always",
  why: "API Gateway refuses other values. The quota for REST APIs can be raised for Regional and private APIs only.",
  fix: "Set timeoutMilliseconds in the range; for longer work answer at once and let the client ask again.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html",
  equivalents: [],
  examples: {
    fails: `new apigatewayv2.Integration("orders", {
  apiId: api.id,
  integrationType: "AWS_PROXY",
  integrationUri: orders.arn,
  payloadFormatVersion: "2.0",
  timeoutMilliseconds: 60000,
});`,
    passes: `new apigatewayv2.Integration("orders", {
  apiId: api.id,
  integrationType: "AWS_PROXY",
  integrationUri: orders.arn,
  payloadFormatVersion: "2.0",
  timeoutMilliseconds: 30000,
});`,
  },
  options: { restMaximum: whole(29_000, "The account's quota for REST integrations, in milliseconds.", 50) },
  types: [V1.integration, V2.integration],
  check(integration, { settings, report }) {
    const timeout = integration.number("timeoutMilliseconds");
    const streams = integration.type === V1.integration && integration.text("responseTransferMode") === "STREAM";
    const maximum = integration.type === V2.integration ? 30_000 : streams ? 900_000 : settings.restMaximum;
    if (timeout !== undefined && timeout !== 0 && (timeout < 50 || timeout > maximum)) {
      report(
        `timeoutMilliseconds is ${String(timeout)}, and ${integration.type === V2.integration ? "HTTP APIs take" : "REST APIs take"} 50 to ${String(maximum)}.`,
        `Set it to a number from 50 to ${String(maximum)}.`,
      );
    }
  },
});
