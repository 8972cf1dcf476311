import { V1, V2 } from "../../../../aws/resource-types";
import { deploymentTriggers } from "../../../../policy/rules/deployments/deployment-triggers";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(deploymentTriggers, {
  baseline: {
    api: { type: V1.restApi, props: { id: "rest123456" } },
    integration: { type: V1.integration, props: { restApi: "rest123456" }, refs: { restApi: ["api"] } },
    deployment: {
      type: V1.deployment,
      props: { restApi: "rest123456", triggers: { hash: "abc" } },
      refs: { restApi: ["api"] },
      dependsOn: ["integration"],
    },
  },
  passes: {
    "triggers that are not known yet": { "deployment.triggers": UNKNOWN },
    "an API with a body": { integration: undefined, "deployment.dependsOn": [] },
    "an API of another stack": { api: undefined, "deployment.triggers": undefined },
    "a component that holds the methods": {
      routes: { type: "aws:apigateway/x:Routes", props: {} },
      "deployment.dependsOn": ["integration", "routes"],
    },
  },
  fails: {
    "a WebSocket deployment without triggers that may be made before its routes": [
      {
        chat: { type: V2.api, props: { id: "chat123456" } },
        connect: { type: V2.route, props: { apiId: "chat123456" }, refs: { apiId: ["chat"] } },
        socket: { type: V2.deployment, props: { apiId: "chat123456" }, refs: { apiId: ["chat"] } },
      },
      /socket has no triggers, so later changes of chat never go live/,
      /socket may be made before the route connect\.\nFix: Add dependsOn with the routes of chat/,
    ],
    "no triggers": [
      { "deployment.triggers": undefined },
      /deployment has no triggers, so later changes of api never go live\.\nFix: Set triggers/,
    ],
    "a deployment that may be made first": [
      { "deployment.dependsOn": [] },
      /may be made before the integration integration\.\nFix: Add dependsOn/,
    ],
  },
  unknown: {
    "a deployment whose API is not known": [
      { "deployment.restApi": UNKNOWN, "deployment.refs": {} },
      /deployment: restApi is not known/,
    ],
  },
});
