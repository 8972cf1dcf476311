import { noDataTrace } from "../../../../policy/rules/logging/no-data-trace";
import { V1, V2 } from "../../../../aws/resource-types";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(noDataTrace, {
  baseline: {
    rest: { type: V1.methodSettings, props: { settings: { loggingLevel: "ERROR", dataTraceEnabled: false } } },
    socket: {
      type: V2.stage,
      props: { defaultRouteSettings: { loggingLevel: "ERROR" }, routeSettings: [{ routeKey: "chat" }] },
    },
  },
  passes: {
    "a stage without settings": { "socket.defaultRouteSettings": undefined, "socket.routeSettings": undefined },
  },
  fails: {
    "data trace on REST methods": [
      { "rest.settings.dataTraceEnabled": true },
      /settings\.dataTraceEnabled is true.*\nFix: Set it to false/,
    ],
    "data trace on a WebSocket stage": [
      { "socket.defaultRouteSettings.dataTraceEnabled": true },
      /defaultRouteSettings\.dataTraceEnabled is true/,
    ],
    "data trace on one route": [
      { "socket.routeSettings": [{ routeKey: "chat", dataTraceEnabled: true }] },
      /dataTraceEnabled is true for chat/,
    ],
  },
  unknown: {
    "a setting that is not known yet": [
      { "rest.settings.dataTraceEnabled": UNKNOWN },
      /rest: settings\.dataTraceEnabled is not known/,
    ],
  },
  remediates: {
    "data trace on REST methods": [
      { "rest.settings.dataTraceEnabled": true },
      "rest",
      "settings.dataTraceEnabled",
      false,
    ],
    "data trace on one route": [
      { "socket.routeSettings": [{ routeKey: "chat", dataTraceEnabled: true }] },
      "socket",
      "routeSettings.0.dataTraceEnabled",
      false,
    ],
  },
});
