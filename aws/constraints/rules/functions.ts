import { LOG_RETENTION_DAYS } from "../../log-retention";
import { LAMBDA_LIMITS } from "../../quotas";
import { LAMBDA, LOG_GROUP } from "../../resource-types";
import { countRule, rangeRule, type Rule, textRule } from "../rule";
import { isAbsent, isPlainObject, valuesAt } from "../violation";

const RETENTIONS: readonly number[] = LOG_RETENTION_DAYS;
const LOGS = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html";
const NAME = "https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html";

/** Lambda sets these itself: "reserved environment variables" that a function can't have. */
const RESERVED =
  /^(?!(_HANDLER|_X_AMZN_TRACE_ID|AWS_(DEFAULT_)?REGION|AWS_EXECUTION_ENV|AWS_LAMBDA_(FUNCTION_(NAME|MEMORY_SIZE|VERSION)|INITIALIZATION_TYPE|LOG_(GROUP|STREAM)_NAME|RUNTIME_API)|AWS_ACCESS_KEY(_ID)?|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|LAMBDA_TASK_ROOT|LAMBDA_RUNTIME_DIR)$)/;

export const functionRules: readonly Rule[] = [
  textRule(
    LAMBDA.function,
    "name",
    /^(arn:.*|[a-zA-Z0-9-_]{1,64})$/,
    "1 to 64 letters, digits, hyphens and underscores",
    NAME,
  ),
  // https://github.com/aws-cloudformation/cfn-lint/blob/main/src/cfnlint/data/schemas/extensions/aws_lambda_function/packagetype_image_exclusions.json
  {
    types: [LAMBDA.function],
    page: "https://docs.aws.amazon.com/lambda/latest/dg/images-create.html",
    reads: ["packageType", "handler", "runtime", "layers"],
    check: (inputs) =>
      ["handler", "runtime", "layers"]
        .map((path) => ({ path, value: inputs[path], expected: "nothing: an image has its own" }))
        .filter(({ value }) => inputs.packageType === "Image" && (typeof value === "string" || Array.isArray(value)))
        .filter(({ value }) => !isAbsent(value) && !(Array.isArray(value) && value.length === 0)),
  },
  rangeRule(LAMBDA.function, "timeout", 1, LAMBDA_LIMITS.functionTimeout.value, LAMBDA_LIMITS.functionTimeout.source),
  rangeRule(LAMBDA.function, "reservedConcurrentExecutions", -1, 2 ** 31 - 1, NAME),
  countRule(
    LAMBDA.function,
    "layers",
    5,
    "layers",
    "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
  ),
  textRule(
    LAMBDA.function,
    "environment.variables{key}",
    RESERVED,
    "a name that Lambda does not reserve",
    "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html",
  ),
  {
    types: [LAMBDA.function],
    page: "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
    reads: ["environment"],
    check: (inputs) =>
      valuesAt(inputs, "environment.variables")
        .map(({ path, value }) => ({
          path,
          bytes: isPlainObject(value) ? Buffer.byteLength(JSON.stringify(value)) : 0,
        }))
        .filter(({ bytes }) => bytes > LAMBDA_LIMITS.environment.value)
        .map(({ path, bytes }) => ({
          path,
          value: `${bytes} bytes`,
          expected: `at most ${LAMBDA_LIMITS.environment.value} bytes: all variables as JSON`,
        })),
  },
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
