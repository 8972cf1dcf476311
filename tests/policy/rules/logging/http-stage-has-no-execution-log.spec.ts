import { V2 } from "../../../../aws/resource-types";
import { httpStageHasNoExecutionLog } from "../../../../policy/rules/logging/http-stage-has-no-execution-log";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(httpStageHasNoExecutionLog, {
  baseline: {
    api: { type: V2.api, props: { id: "abcde12345", protocolType: "HTTP" } },
    stage: {
      type: V2.stage,
      props: { apiId: "abcde12345", defaultRouteSettings: { loggingLevel: "OFF" } },
      refs: { apiId: ["api"] },
    },
  },
  passes: {
    "a WebSocket stage": { "api.protocolType": "WEBSOCKET", "stage.defaultRouteSettings.loggingLevel": "INFO" },
  },
  fails: {
    "a logging level": [
      { "stage.defaultRouteSettings.loggingLevel": "INFO" },
      /stage of an HTTP API sets defaultRouteSettings\.loggingLevel, which API Gateway refuses\.\nFix: Remove defaultRouteSettings\.loggingLevel/,
    ],
    "data tracing on a route": [
      { "stage.routeSettings": [{ routeKey: "GET /", dataTraceEnabled: true }] },
      /sets routeSettings\.0\.dataTraceEnabled/,
    ],
    "a logging level of an API that joins by reference": [
      { "api.id": UNKNOWN, "stage.apiId": UNKNOWN, "stage.defaultRouteSettings.loggingLevel": "ERROR" },
      /which API Gateway refuses/,
    ],
  },
  unknown: {
    "a level that is not known yet": [
      { "stage.defaultRouteSettings.loggingLevel": UNKNOWN },
      /loggingLevel is not known/,
    ],
  },
});
