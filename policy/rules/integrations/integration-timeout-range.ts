import { HTTP_API_LIMITS, REST_API_LIMITS } from "../../../aws/quotas";
import { V1, V2 } from "../../../aws/resource-types";
import { whole } from "../../pack/option";
import { resourceRule } from "../../pack/rule";

const MINIMUM = HTTP_API_LIMITS.integrationTimeoutMin.value;

export const integrationTimeoutRange = resourceRule({
  name: "integration-timeout-range",
  title: "Integration timeouts are ones that AWS takes",
  description: `timeoutMilliseconds is from ${String(MINIMUM)} to ${String(HTTP_API_LIMITS.integrationTimeout.value)} for HTTP APIs, and to ${String(REST_API_LIMITS.integrationTimeout.value)} for REST APIs unless the account's quota was raised.`,
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
  options: {
    restMaximum: whole(
      REST_API_LIMITS.integrationTimeout.value,
      "The account's quota for REST integrations, in milliseconds.",
      MINIMUM,
    ),
  },
  types: [V1.integration, V2.integration],
  check(integration, { settings, report }) {
    const timeout = integration.number("timeoutMilliseconds");
    const streams = integration.type === V1.integration && integration.text("responseTransferMode") === "STREAM";
    const maximum =
      integration.type === V2.integration
        ? HTTP_API_LIMITS.integrationTimeout.value
        : streams
          ? REST_API_LIMITS.streamingTimeout.value
          : settings.restMaximum;
    if (timeout !== undefined && timeout !== 0 && (timeout < MINIMUM || timeout > maximum)) {
      report(
        `timeoutMilliseconds is ${String(timeout)}, and ${integration.type === V2.integration ? "HTTP APIs take" : "REST APIs take"} ${String(MINIMUM)} to ${String(maximum)}.`,
        `Set it to a number from ${String(MINIMUM)} to ${String(maximum)}.`,
      );
    }
  },
});
