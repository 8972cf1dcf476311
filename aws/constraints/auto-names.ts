import { LAMBDA, LOG_GROUP, V2 } from "../resource-types";
import { type Inputs, isAbsent, type Violation } from "./violation";

/** The way Pulumi names a resource that the program gives no name. */
interface AutoName {
  property: string;
  maxLength: number;
  /** Between the logical name and the random characters. @default "-" */
  separator?: string;
  /** The characters of the name. */
  pattern: RegExp;
  expected: string;
}

const PAGE = "https://www.pulumi.com/docs/iac/concepts/resources/names/#autonaming";

/** Seven hexadecimal digits: https://www.pulumi.com/docs/iac/concepts/resources/names/#autonaming */
export const RANDOM_SUFFIX_LENGTH = 7;

function named(maxLength: number, pattern: RegExp, expected: string, property = "name"): AutoName {
  return { property, maxLength, pattern, expected };
}

const LETTERS = "letters, digits, hyphens and underscores";
const IAM = named(64, /^[\w+=,.@-]+$/, "letters, digits and _+=,.@-");
const LOAD_BALANCER = named(32, /^[A-Za-z0-9-]+$/, "letters, digits and hyphens");
const EVENTS = named(64, /^[.\-_A-Za-z0-9]+$/, "letters, digits, dots, hyphens and underscores");

/** By type: the longest name that the AWS provider makes, and the characters that AWS accepts. */
const AUTO_NAMES: Record<string, AutoName | undefined> = {
  [V2.api]: named(128, /^/, ""),
  [V2.authorizer]: named(128, /^/, ""),
  [V2.vpcLink]: named(128, /^/, ""),
  "aws:cloudwatch/eventBus:EventBus": named(256, /^[/.\-_A-Za-z0-9]+$/, EVENTS.expected),
  "aws:cloudwatch/eventRule:EventRule": EVENTS,
  [LOG_GROUP]: named(512, /^[.\-_/#A-Za-z0-9]+$/, "letters, digits and . - _ / #"),
  "aws:dynamodb/table:Table": named(255, /^[a-zA-Z0-9_.-]+$/, "letters, digits, dots, hyphens and underscores"),
  "aws:iam/instanceProfile:InstanceProfile": named(128, IAM.pattern, IAM.expected),
  "aws:iam/policy:Policy": named(128, IAM.pattern, IAM.expected),
  "aws:iam/role:Role": IAM,
  "aws:iam/rolePolicy:RolePolicy": named(128, IAM.pattern, IAM.expected),
  [LAMBDA.function]: named(64, /^[a-zA-Z0-9-_]+$/, LETTERS),
  [LAMBDA.permission]: named(100, /^[a-zA-Z0-9-_]+$/, LETTERS, "statementId"),
  "aws:lb/loadBalancer:LoadBalancer": LOAD_BALANCER,
  "aws:lb/targetGroup:TargetGroup": LOAD_BALANCER,
  "aws:s3/bucket:Bucket": named(63, /^[a-zA-Z0-9.-]+$/, "letters, digits, dots and hyphens", "bucket"),
  "aws:secretsmanager/secret:Secret": named(512, /^[\w/+=.@-]+$/, "letters, digits and /_+=.@-"),
  "aws:sfn/stateMachine:StateMachine": named(80, /^[A-Za-z0-9_-]+$/, LETTERS),
  "aws:sns/topic:Topic": named(256, /^[A-Za-z0-9_-]+$/, LETTERS),
  "aws:sqs/queue:Queue": named(80, /^[A-Za-z0-9_-]+$/, LETTERS),
};

/** Returns what is wrong with the name that Pulumi makes of a logical name. */
export function autoNameViolations(type: string, inputs: Inputs, logicalName: string): Violation[] {
  const auto = AUTO_NAMES[type];
  if (auto === undefined || !isAbsent(inputs[auto.property]) || !isAbsent(inputs[`${auto.property}Prefix`])) {
    return [];
  }
  const { property, maxLength, separator = "-", pattern, expected } = auto;
  const length = logicalName.length + separator.length + RANDOM_SUFFIX_LENGTH;
  const found = { path: property, value: logicalName, page: PAGE };
  return [
    ...(length > maxLength
      ? [
          {
            ...found,
            expected: `at most ${maxLength} characters with Pulumi's random suffix: a logical name of at most ${maxLength - separator.length - RANDOM_SUFFIX_LENGTH}`,
          },
        ]
      : []),
    ...(pattern.test(logicalName)
      ? []
      : [{ ...found, expected: `a logical name of ${expected}, or an explicit ${property}` }]),
  ];
}

/** Returns the types that Pulumi gives a name. */
export function autoNamedTypes(): string[] {
  return Object.keys(AUTO_NAMES);
}
