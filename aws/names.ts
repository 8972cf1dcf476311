import { LAMBDA, LOG_GROUP, V2 } from "./resource-types";

/** The names that AWS accepts for one type of resource. */
export interface NameRule {
  /** The input that holds the name. */
  property: string;
  /** The most characters. */
  most: number;
  /** Matches runs of characters that a name can't have. */
  invalid: RegExp;
  /** Matches a whole name apart from its length. */
  pattern: RegExp;
  /** A phrase for the characters: `letters, digits and hyphens`. */
  expected: string;
  /** Indicates whether letters are small: the AWS provider writes an auto-name so. */
  isLowerCase?: boolean;
}

/** The characters that Pulumi adds to a logical name: https://www.pulumi.com/docs/iac/concepts/resources/names/#autonaming */
export const AUTO_NAME_SUFFIX_LENGTH = "-0123456".length;

function of(most: number, invalid: RegExp, expected: string, more: Partial<NameRule> = {}): NameRule {
  const allowed = invalid.source.replace(/^\[\^/, "[");
  return { property: "name", most, invalid, pattern: new RegExp(`^${allowed}$`), expected, ...more };
}

const ANY = of(128, /[^\s\S]+/g, "any characters", { pattern: /^[\s\S]+$/ });
const WORDS = /[^A-Za-z0-9_-]+/g;
const LETTERS = "letters, digits, hyphens and underscores";
const IAM = /[^\w+=,.@-]+/g;
const IAM_CHARACTERS = "letters, digits and _+=,.@-";
const BALANCER = /[^A-Za-z0-9-]+/g;

/** The rules by what is named, each from AWS's API model or its page. */
export const NAMES = {
  /** `roleNameType`: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
  role: of(64, IAM, IAM_CHARACTERS),
  /** `policyNameType`: https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html */
  rolePolicy: of(128, IAM, IAM_CHARACTERS),
  /** `StatementId`: https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html */
  permission: of(100, WORDS, LETTERS, { property: "statementId" }),
  /** https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
  function: of(64, WORDS, LETTERS),
  /** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html */
  loadBalancer: of(
    32,
    BALANCER,
    "letters, digits and hyphens, with no hyphen at either end and not starting with internal-",
    { pattern: /^(?!-|internal-)[A-Za-z0-9-]+(?<!-)$/ },
  ),
  /** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html */
  targetGroup: of(32, BALANCER, "letters, digits and hyphens, with no hyphen at either end", {
    pattern: /^(?!-)[A-Za-z0-9-]+(?<!-)$/,
  }),
  /** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateEventBus.html */
  eventBus: of(256, /[^/.\-_A-Za-z0-9]+/g, "letters, digits, slashes, dots, hyphens and underscores"),
  /** `RuleName`: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html */
  eventRule: of(64, /[^.\-_A-Za-z0-9]+/g, "letters, digits, dots, hyphens and underscores"),
  /** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
  logGroup: of(512, /[^.\-_/#A-Za-z0-9]+/g, "letters, digits and . - _ / #"),
  /** https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html */
  stateMachine: of(80, WORDS, LETTERS),
  /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
  bucket: of(63, /[^a-z0-9-]+/g, "letters, digits, dots and hyphens, with a letter or a digit at either end", {
    property: "bucket",
    pattern: /^(?!xn--|sthree-|amzn-s3-demo-)(?!.*\.\.)[a-z0-9][a-z0-9.-]+[a-z0-9]$/,
    isLowerCase: true,
  }),
  /** `TableName`: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html */
  table: of(255, /[^a-zA-Z0-9_.-]+/g, "letters, digits, dots, hyphens and underscores"),
  /** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html */
  alarm: of(255, /[^\w.-]+/g, "letters, digits, dots, hyphens and underscores"),
  /** `FilterName`: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html */
  metricFilter: of(512, /[^\w./-]+/g, "letters, digits, dots, slashes, hyphens and underscores"),
  /** `DashboardName`: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html */
  dashboard: of(255, WORDS, LETTERS, { property: "dashboardName" }),
  /** `QueryDefinitionName`: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutQueryDefinition.html */
  query: of(255, /[^\s\S]+/g, "any characters", { pattern: /^[\s\S]+$/ }),
  /** `NameType`: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html */
  secret: of(512, /[^A-Za-z0-9/_+=.@-]+/g, "letters, digits and /_+=.@-"),
  /** https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html */
  topic: of(256, WORDS, LETTERS),
  /** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html */
  queue: of(80, WORDS, LETTERS),
  /** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html */
  securityGroup: of(
    255,
    /[^a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]+/g,
    "letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, not starting with sg-",
    { pattern: /^(?!sg-)[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]+$/ },
  ),
  /** A DNS label: https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html */
  cloudMapService: of(63, WORDS, "letters, digits, hyphens and underscores, with no hyphen at either end", {
    pattern: /^[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?(\.[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?)*$/,
  }),
  /** https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html */
  api: ANY,
  /** https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html */
  authorizer: ANY,
  /** https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/vpclinks.html */
  vpcLink: ANY,
} as const satisfies Record<string, NameRule>;

/** The rule of each type that Pulumi gives a name where the program gives none. */
export const AUTO_NAMED: Readonly<Record<string, NameRule | undefined>> = {
  [V2.api]: NAMES.api,
  [V2.authorizer]: NAMES.authorizer,
  [V2.vpcLink]: NAMES.vpcLink,
  "aws:cloudwatch/eventBus:EventBus": NAMES.eventBus,
  "aws:cloudwatch/eventRule:EventRule": NAMES.eventRule,
  [LOG_GROUP]: NAMES.logGroup,
  "aws:dynamodb/table:Table": NAMES.table,
  "aws:ec2/securityGroup:SecurityGroup": NAMES.securityGroup,
  "aws:iam/instanceProfile:InstanceProfile": NAMES.rolePolicy,
  "aws:iam/policy:Policy": NAMES.rolePolicy,
  "aws:iam/role:Role": NAMES.role,
  "aws:iam/rolePolicy:RolePolicy": NAMES.rolePolicy,
  [LAMBDA.function]: NAMES.function,
  [LAMBDA.permission]: NAMES.permission,
  "aws:lb/loadBalancer:LoadBalancer": NAMES.loadBalancer,
  "aws:lb/targetGroup:TargetGroup": NAMES.targetGroup,
  "aws:s3/bucket:Bucket": NAMES.bucket,
  "aws:secretsmanager/secret:Secret": NAMES.secret,
  "aws:servicediscovery/service:Service": NAMES.cloudMapService,
  "aws:sfn/stateMachine:StateMachine": NAMES.stateMachine,
  "aws:sns/topic:Topic": NAMES.topic,
  "aws:sqs/queue:Queue": NAMES.queue,
};
