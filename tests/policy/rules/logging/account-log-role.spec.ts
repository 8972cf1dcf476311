import { V1, V2 } from "../../../../aws/resource-types";
import { accountLogRole } from "../../../../policy/rules/logging/account-log-role";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(accountLogRole, {
  baseline: {
    account: { type: V1.account, props: { cloudwatchRoleArn: "arn:role" } },
    all: { type: V1.methodSettings, props: { settings: { loggingLevel: "ERROR" } } },
    chat: { type: V2.api, props: { id: "chat123456", protocolType: "WEBSOCKET" } },
    stage: {
      type: V2.stage,
      props: { apiId: "chat123456", defaultRouteSettings: { loggingLevel: "INFO" } },
      refs: { apiId: ["chat"] },
    },
  },
  passes: {
    "a role that is not known yet": { "account.cloudwatchRoleArn": UNKNOWN },
    "no execution logs": { account: undefined, "all.settings.loggingLevel": "OFF", "stage.defaultRouteSettings": {} },
  },
  fails: {
    "execution logs without a role": [
      { account: undefined },
      /all writes execution logs, and the stack sets no role for the account\.\nFix: Add an apigateway\.Account/,
      /stage writes execution logs/,
    ],
  },
  unknown: {
    "a level that is not known yet": [
      { account: undefined, stage: undefined, "all.settings.loggingLevel": UNKNOWN },
      /loggingLevel is not known/,
    ],
  },
  config: { "a role that another stack sets": [{ account: undefined }, { elsewhere: true }] },
});
