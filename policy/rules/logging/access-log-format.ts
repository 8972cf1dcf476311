import { REQUEST_ID } from "../../../aws/context-variables";
import { V1, V2 } from "../../../aws/resource-types";
import { texts } from "../../pack/option";
import { resourceRule } from "../../pack/rule";

/** Each is covered by any of its variables: REST, HTTP and WebSocket APIs name them differently. */
const WANTED: Record<string, RegExp> = {
  "the request id": REQUEST_ID,
  "the status": /\$context\.status\b/,
  "the integration's error": /\$context\.(integrationErrorMessage|integration\.error)\b/,
  "the authorizer's error": /\$context\.(authorizer|authorize|authenticate)\.error\b/,
  "the latency": /\$context\.(responseLatency|integrationLatency|integration\.latency)\b/,
};

export const accessLogFormat = resourceRule({
  name: "access-log-format",
  title: "Access logs hold what an incident needs",
  description: "The access log format is JSON on one line with the request id, the status, the errors and the latency.",
  severity: "low",
  category: "reliability",
  blocks: "never",
  why: "An error without the integration's and the authorizer's message, or without the request id, cannot be traced. API Gateway refuses formats that hold neither $context.requestId nor $context.extendedRequestId, and formats of several lines.",
  fix: "Use one line of JSON with the named $context variables.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html",
  equivalents: ["Serverless-APIGWStructuredLogging"],
  examples: {
    fails: `new apigatewayv2.Stage("live", {
  apiId: api.id,
  name: "$default",
  accessLogSettings: { destinationArn: logs.arn, format: "$context.requestId $context.status" },
});`,
    passes: `new apigatewayv2.Stage("live", {
  apiId: api.id,
  name: "$default",
  accessLogSettings: {
    destinationArn: logs.arn,
    format: JSON.stringify({
      requestId: "$context.requestId",
      status: "$context.status",
      integrationError: "$context.integrationErrorMessage",
      authorizerError: "$context.authorizer.error",
      latency: "$context.responseLatency",
    }),
  },
});`,
  },
  options: {
    fields: texts(
      Object.keys(WANTED),
      "What the format must hold, of: the request id, the status, the integration's error, the authorizer's error, the latency.",
    ),
  },
  types: [V1.stage, V2.stage],
  check(stage, { settings, report }) {
    const format = stage.text("accessLogSettings.format");
    if (format === undefined) {
      return;
    }
    if (format.trim().includes("\n")) {
      report("The access log format has several lines, which API Gateway refuses.", "Write it on one line.");
    }
    if (!format.trim().startsWith("{")) {
      report("The access log format is not JSON, so no field of it can be searched.", "Write it as one line of JSON.");
    }
    const missing = settings.fields.filter((field) => WANTED[field] && !WANTED[field].test(format));
    if (missing.length > 0) {
      report(`The access log format lacks ${missing.join(", ")}.`, "Add the $context variables for them.");
    }
  },
});
