import { V1, V2 } from "../../../../aws/resource-types";
import { accessLogging } from "../../../../policy/rules/logging/access-logging";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(accessLogging, {
  baseline: {
    http: { type: V2.stage, props: { accessLogSettings: { destinationArn: "arn:x", format: "{}" } } },
    rest: { type: V1.stage, props: { accessLogSettings: { destinationArn: "arn:x", format: "{}" } } },
  },
  fails: {
    "a stage without access logs": [
      { "http.accessLogSettings": undefined },
      /The stage http writes no access logs\.\nFix: Set accessLogSettings\.destinationArn and accessLogSettings\.format/,
    ],
    "a REST stage without a format": [
      { "rest.accessLogSettings.format": "" },
      /rest writes no access logs\.\nFix: Set accessLogSettings\.format\./,
    ],
  },
  unknown: {
    "a destination that is not known yet": [{ "http.accessLogSettings.destinationArn": UNKNOWN }, "not needed"],
  },
});
