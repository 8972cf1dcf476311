import { V1, V2 } from "../../../../aws/resource-types";
import { executionLogging } from "../../../../policy/rules/logging/execution-logging";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(executionLogging, {
  baseline: {
    chat: { type: V2.api, props: { id: "chat123456", protocolType: "WEBSOCKET" } },
    socket: {
      type: V2.stage,
      props: { apiId: "chat123456", defaultRouteSettings: { loggingLevel: "ERROR" } },
      refs: { apiId: ["chat"] },
    },
    api: { type: V1.restApi, props: { id: "rest123456" } },
    rest: { type: V1.stage, props: { restApi: "rest123456", stageName: "live" }, refs: { restApi: ["api"] } },
    all: {
      type: V1.methodSettings,
      props: { restApi: "rest123456", stageName: "live", methodPath: "*/*", settings: { loggingLevel: "INFO" } },
      refs: { restApi: ["api"] },
    },
  },
  passes: {
    "an HTTP API, which has no execution log": {
      "chat.protocolType": "HTTP",
      "socket.defaultRouteSettings": undefined,
    },
    "a stage of an API of another stack": {
      "socket.apiId": "elsewhere1",
      "socket.refs": {},
      "socket.defaultRouteSettings": undefined,
    },
    "ids that are not known yet": { "api.id": UNKNOWN, "rest.restApi": UNKNOWN, "all.restApi": UNKNOWN },
  },
  fails: {
    "a path whose log is turned off": [
      {
        orders: {
          type: V1.methodSettings,
          props: {
            restApi: "rest123456",
            stageName: "live",
            methodPath: "orders/GET",
            settings: { loggingLevel: "OFF" },
          },
          refs: { restApi: ["api"] },
        },
      },
      /The method settings orders turn the execution log of orders\/GET off, whatever the REST stage rest logs\.\nFix: Set its loggingLevel to "ERROR"/,
    ],
    "a REST stage without settings": [
      { all: undefined },
      /REST stage rest logs no execution errors\.\nFix: Add MethodSettings/,
    ],
    "a REST stage that logs nothing": [{ "all.settings.loggingLevel": "OFF" }, /loggingLevel "ERROR"/],
    "a WebSocket stage that logs nothing": [
      { "socket.defaultRouteSettings": {} },
      /WebSocket stage socket logs no execution errors\.\nFix: Set defaultRouteSettings\.loggingLevel to "ERROR"/,
    ],
  },
  unknown: {
    "settings whose API is not known": [
      { "all.restApi": UNKNOWN, "all.refs": {} },
      /restApi of a MethodSettings is not known/,
    ],
  },
});
