import { HTTP_API_LIMITS, REST_API_LIMITS, WEBSOCKET_API_LIMITS } from "../../../aws/quotas";
import { V1, V2 } from "../../../aws/resource-types";
import { apiBody } from "../../facts/open-api";
import { isWebSocket } from "../../facts/stages";
import { type PolicyResource } from "../../graph/resource";
import { whole } from "../../pack/option";
import { ifKnown } from "../../graph/unknown";
import { stackRule } from "../../pack/rule";

const MINIMUM = HTTP_API_LIMITS.integrationTimeoutMin.value;

export const integrationTimeoutRange = stackRule({
  name: "integration-timeout-range",
  title: "Integration timeouts are ones that AWS takes",
  description: `timeoutMilliseconds is from ${String(MINIMUM)} to ${String(HTTP_API_LIMITS.integrationTimeout.value)} for HTTP APIs, to ${String(WEBSOCKET_API_LIMITS.integrationTimeout.value)} for WebSocket APIs, and to ${String(REST_API_LIMITS.integrationTimeout.value)} for REST APIs unless the account's quota was raised.`,
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
  types: [V1.integration, V1.restApi, V2.api, V2.integration],
  check(resource, { graph, settings, report }) {
    const rest = resource.type === V1.integration || resource.type === V1.restApi;
    const all = timeouts(resource);
    const socket = !rest && all.length > 0 && ifKnown(() => isWebSocket(graph, resource)) === true;
    const kind = rest ? "REST" : socket ? "WebSocket" : "HTTP";
    for (const { what, path, timeout, streams } of all) {
      const maximum = {
        REST: streams ? REST_API_LIMITS.streamingTimeout.value : settings.restMaximum,
        WebSocket: WEBSOCKET_API_LIMITS.integrationTimeout.value,
        HTTP: HTTP_API_LIMITS.integrationTimeout.value,
      }[kind];
      if (timeout !== 0 && (timeout < MINIMUM || timeout > maximum)) {
        report(
          `${path} ${what}is ${String(timeout)}, and ${kind} APIs take ${String(MINIMUM)} to ${String(maximum)}.`,
          `Set it to a number from ${String(MINIMUM)} to ${String(maximum)}.`,
        );
      }
    }
  },
});

interface Timeout {
  /** Ends with a space. */
  what: string;
  path: string;
  timeout: number;
  streams: boolean;
}

/** The timeouts of an integration, or of the integrations of an API's body. */
function timeouts(resource: PolicyResource): Timeout[] {
  if (resource.type === V1.integration || resource.type === V2.integration) {
    const timeout = resource.number("timeoutMilliseconds");
    const streams = resource.type === V1.integration && resource.text("responseTransferMode") === "STREAM";
    return timeout === undefined ? [] : [{ what: "", path: "timeoutMilliseconds", timeout, streams }];
  }
  return (apiBody(resource)?.operations ?? []).flatMap(({ method, path, integration }) => {
    const given = integration?.timeoutInMillis;
    return typeof given === "number"
      ? [
          {
            what: `of ${method} ${path} of ${resource.name} `,
            path: "timeoutInMillis",
            timeout: given,
            streams: integration?.responseTransferMode === "STREAM",
          },
        ]
      : [];
  });
}
