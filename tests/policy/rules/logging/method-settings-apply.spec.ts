import { V1 } from "../../../../aws/resource-types";
import { methodSettingsApply } from "../../../../policy/rules/logging/method-settings-apply";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(methodSettingsApply, {
  baseline: {
    api: { type: V1.restApi, props: { id: "abcde12345" } },
    live: { type: V1.stage, props: { restApi: "abcde12345", stageName: "live" }, refs: { restApi: ["api"] } },
    all: {
      type: V1.methodSettings,
      props: {
        restApi: "abcde12345",
        stageName: "live",
        methodPath: "orders/{id}/GET",
        settings: { loggingLevel: "ERROR" },
      },
      refs: { restApi: ["api"] },
    },
  },
  passes: {
    "settings for all methods": { "all.methodPath": "*/*" },
    "settings for the root's method": { "all.methodPath": "/GET" },
    "settings for every method of a resource": { "all.methodPath": "orders/*" },
    "a stage of an API whose stages are elsewhere": { live: undefined, "all.stageName": "other" },
  },
  fails: {
    "a path with a leading slash": [
      { "all.methodPath": "/orders/GET" },
      /all have the methodPath "\/orders\/GET", which starts with a slash\.\nFix: Write "orders\/GET"/,
    ],
    "a path without a method": [
      { "all.methodPath": "orders/{id}" },
      /does not end with a method\.\nFix: Write "orders\/\{id\}\/GET"/,
    ],
    "a method in lower case": [
      { "all.methodPath": "orders/get" },
      /does not end with a method\.\nFix: Write "orders\/GET"/,
    ],
    "a stage that is not there": [
      { "all.stageName": "prod" },
      /are for the stage prod of api, which has no such stage\.\nFix: Set stageName/,
    ],
    "settings that set nothing": [{ "all.settings": {} }, /set nothing for orders\/\{id\}\/GET/],
  },
  unknown: {
    "a path that is not known yet": [{ "all.methodPath": UNKNOWN }, /methodPath is not known/],
    "a stage whose name is not known yet": [{ "live.stageName": UNKNOWN }, "not needed"],
  },
});
