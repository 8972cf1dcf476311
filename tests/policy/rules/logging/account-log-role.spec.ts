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
    "a role in another region": [
      { "account.region": "us-east-1", "all.region": "eu-west-1", stage: undefined },
      /the stack sets no role for the account in eu-west-1\.\nFix: Add an apigateway\.Account with cloudwatchRoleArn in eu-west-1/,
    ],
    "execution logs without a role": [
      { account: undefined },
      /The method settings all write execution logs, and the stack sets no role for the account\.\nFix: Add an apigateway\.Account/,
      /The stage stage writes execution logs/,
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
