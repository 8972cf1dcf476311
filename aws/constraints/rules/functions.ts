import { LOG_RETENTION_DAYS } from "../../log-retention";
import { LAMBDA_LIMITS } from "../../quotas";
import { LAMBDA, LOG_GROUP } from "../../resource-types";
import { rangeRule, type Rule, textRule } from "../rule";
import { valuesAt } from "../violation";

const RETENTIONS: readonly number[] = LOG_RETENTION_DAYS;
const LOGS = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html";
const NAME = "https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html";

export const functionRules: readonly Rule[] = [
  textRule(
    LAMBDA.function,
    "name",
    /^(arn:.*|[a-zA-Z0-9-_]{1,64})$/,
    "1 to 64 letters, digits, hyphens and underscores",
    NAME,
  ),
  rangeRule(LAMBDA.function, "timeout", 1, LAMBDA_LIMITS.functionTimeout.value, LAMBDA_LIMITS.functionTimeout.source),
  textRule(
    "aws:sfn/stateMachine:StateMachine",
    "name",
    /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]+$/u,
    'no white space, brackets, wildcards or any of " # % \\ ^ | ~ ` $ & , ; : /',
    "https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html",
  ),
  {
    types: [LAMBDA.alias],
    page: "https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html",
    reads: ["routingConfig", "functionVersion"],
    check: (inputs) =>
      valuesAt(inputs, "routingConfig.additionalVersionWeights{key}")
        .filter(({ value }) => value === inputs.functionVersion)
        .map(({ path, value }) => ({ path, value, expected: "another version than functionVersion" })),
  },
  {
    types: [LOG_GROUP],
    page: LOGS,
    reads: ["retentionInDays"],
    check: ({ retentionInDays: days }) =>
      typeof days !== "number" || days === 0 || RETENTIONS.includes(days)
        ? []
        : [{ path: "retentionInDays", value: days, expected: `one of ${RETENTIONS.join(", ")}` }],
  },
];
