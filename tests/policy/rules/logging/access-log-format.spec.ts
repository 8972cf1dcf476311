import { V2 } from "../../../../aws/resource-types";
import { accessLogFormat } from "../../../../policy/rules/logging/access-log-format";
import { describeRule, UNKNOWN } from "../../cases";

const whole = JSON.stringify({
  id: "$context.requestId",
  status: "$context.status",
  integration: "$context.integrationErrorMessage",
  authorizer: "$context.authorizer.error",
  latency: "$context.responseLatency",
});

describeRule(accessLogFormat, {
  baseline: { stage: { type: V2.stage, props: { accessLogSettings: { format: whole } } } },
  passes: {
    "a stage without access logs": { "stage.accessLogSettings": undefined },
    "the names that REST APIs have": {
      "stage.accessLogSettings.format": whole
        .replace("integrationErrorMessage", "integration.error")
        .replace("authorizer.error", "authorize.error"),
    },
  },
  fails: {
    "a field that is missing": [
      { "stage.accessLogSettings.format": whole.replace("$context.authorizer.error", "") },
      /lacks the authorizer's error\.\nFix: Add/,
    ],
    "a format that is not JSON": [{ "stage.accessLogSettings.format": `x ${whole}` }, /is not JSON/],
    "a format of several lines": [
      { "stage.accessLogSettings.format": whole.replace(",", ",\n") },
      /several lines.*\nFix: Write it on one line/,
    ],
  },
  unknown: { "a format that is not known yet": [{ "stage.accessLogSettings.format": UNKNOWN }, /format is not known/] },
  config: {
    "fewer fields": [
      { "stage.accessLogSettings.format": '{"id":"$context.requestId"}' },
      { fields: ["the request id"] },
    ],
    "one field more": [
      { "stage.accessLogSettings.format": '{"id":"$context.requestId"}' },
      { fields: ["the latency"] },
      /lacks the latency/,
    ],
  },
});
