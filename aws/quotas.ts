/**
 * The limits of API Gateway and Lambda that the components, the checks, the reports and the local gateway work with:
 * the one table of the project. Values are AWS's defaults; an account can have had its adjustable ones raised.
 */
export interface Limit {
  /** AWS's own words for what is limited. */
  name: string;
  value: number;
  unit: LimitUnit;
  /** Indicates whether AWS raises it on request. */
  adjustable: boolean;
  /** The AWS page that states it. */
  source: string;
}

export type LimitUnit = "count" | "bytes" | "characters" | "milliseconds" | "seconds" | "requests per second";

const GUIDE = "https://docs.aws.amazon.com/apigateway/latest/developerguide";
const ACCOUNT = `${GUIDE}/limits.html`;
const HTTP = `${GUIDE}/http-api-quotas.html`;
const REST = `${GUIDE}/api-gateway-execution-service-limits-table.html`;
const WEBSOCKET = `${GUIDE}/apigateway-execution-service-websocket-limits-table.html`;
const AUTHORIZERS_API = "https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html";
const LAMBDA = "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html";
const LAMBDA_EDIT_TIMEOUT = "https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html";

const CLOUDWATCH = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring";
const CLOUDWATCH_API = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference";

const KB = 1024;
const MB = 1024 * KB;

function fixed(name: string, value: number, unit: LimitUnit, source: string): Limit {
  return { name, value, unit, adjustable: false, source };
}

function adjustable(name: string, value: number, unit: LimitUnit, source: string): Limit {
  return { name, value, unit, adjustable: true, source };
}

/** Returns what a limit counts, as it stands in a sentence: `routes` of "Routes per API". */
export function countedBy({ name, unit }: Limit): string {
  return unit !== "count" ? unit : inSentence(name.split(" per ")[0] ?? name);
}

/** Returns a limit as it stands in a sentence: `300 routes per API`. */
export function limitText({ name, value, unit }: Limit): string {
  return unit === "count" ? `${value} ${inSentence(name)}` : `${value} ${unit} (${name})`;
}

function inSentence(name: string): string {
  return /^[A-Z][a-z]/.test(name) ? `${name.charAt(0).toLowerCase()}${name.slice(1)}` : name;
}

/**
 * The share of a limit from which it is near: time to ask for more, or to split. AWS Trusted Advisor warns from it on too.
 * https://docs.aws.amazon.com/awssupport/latest/user/service-limits.html
 */
export const NEAR_LIMIT = 0.8;

/** Limits of HTTP APIs. */
export const HTTP_API_LIMITS = {
  routes: adjustable("Routes per API", 300, "count", HTTP),
  integrations: fixed("Integrations per API", 300, "count", HTTP),
  integrationTimeoutMin: fixed(
    "Minimum integration timeout",
    50,
    "milliseconds",
    `${GUIDE}/http-api-develop-integrations.html`,
  ),
  integrationTimeout: fixed("Maximum integration timeout", 30_000, "milliseconds", HTTP),
  stages: adjustable("Stages per API", 10, "count", HTTP),
  multiLevelApiMappings: fixed("Multi-level API mappings per domain", 200, "count", HTTP),
  tagsPerStage: fixed("Tags per stage", 50, "count", HTTP),
  requestLineAndHeaders: fixed("Total combined size of request line and header values", 10_240, "bytes", HTTP),
  payload: fixed("Payload size", 10 * MB, "bytes", HTTP),
  customDomains: adjustable("Custom domains per account per Region", 120, "count", HTTP),
  accessLogTemplate: fixed("Access log template size", 3 * KB, "bytes", HTTP),
  accessLogEntry: fixed("CloudWatch Logs log entry", 1 * MB, "bytes", HTTP),
  authorizers: adjustable("Authorizers per API", 10, "count", HTTP),
  audiencesPerAuthorizer: fixed("Audiences per authorizer", 50, "count", HTTP),
  scopesPerRoute: fixed("Scopes per route", 10, "count", HTTP),
  jwksTimeout: fixed("Timeout for JSON Web Key Set endpoint", 1_500, "milliseconds", HTTP),
  jwksResponse: fixed("Response size from JSON Web Key Set endpoint", 150_000, "bytes", HTTP),
  discoveryTimeout: fixed("Timeout for OpenID Connect discovery endpoint", 1_500, "milliseconds", HTTP),
  lambdaAuthorizerTimeout: fixed("Timeout for Lambda authorizer response", 10_000, "milliseconds", HTTP),
  authorizerCacheTtl: fixed(
    "Authorizer result cache time",
    3_600,
    "seconds",
    `${GUIDE}/http-api-lambda-authorizer.html`,
  ),
  authorizerCacheTtlDefault: fixed(
    "Authorizer result cache time unless set",
    300,
    "seconds",
    `${GUIDE}/http-api-lambda-authorizer.html`,
  ),
  apiMappingKey: fixed("Length of an API mapping's path", 300, "characters", `${GUIDE}/http-api-mappings.html`),
  vpcLinks: adjustable("VPC links per account per Region", 10, "count", HTTP),
  subnetsPerVpcLink: adjustable("Subnets per VPC link", 10, "count", HTTP),
  stageVariables: fixed("Stage variables per stage", 100, "count", HTTP),
  stageVariableKey: fixed("Length of the key in a stage variable", 64, "characters", HTTP),
  stageVariableValue: fixed("Length of the value in a stage variable", 512, "characters", HTTP),
} as const satisfies Record<string, Limit>;

/** Limits of REST APIs. */
export const REST_API_LIMITS = {
  publicCustomDomains: adjustable("Public custom domain names per account per Region", 120, "count", REST),
  privateCustomDomains: adjustable("Private custom domain names per account per Region", 50, "count", REST),
  domainNameAccessAssociations: adjustable("Domain name access associations per account", 100, "count", REST),
  multiLevelApiMappings: fixed("Multi-level API mappings per domain", 200, "count", REST),
  privateApis: fixed("Private APIs per account per Region", 600, "count", REST),
  edgeUrl: fixed("Length of the URL for an edge-optimized API", 8_192, "characters", REST),
  regionalUrl: fixed("Length of the URL for a regional API", 10_240, "characters", REST),
  resourcePolicy: adjustable("Length of API Gateway resource policy", 8_192, "characters", REST),
  apiKeys: fixed("API keys per account per Region", 10_000, "count", REST),
  clientCertificates: adjustable("Client certificates per account per Region", 60, "count", REST),
  authorizers: adjustable("Authorizers per API", 10, "count", REST),
  documentationParts: adjustable("Documentation parts per API", 2_000, "count", REST),
  resources: adjustable("Resources per API", 300, "count", REST),
  stages: adjustable("Stages per API", 10, "count", REST),
  stageVariables: fixed("Stage variables per stage", 100, "count", REST),
  stageVariableKey: fixed("Length of the key in a stage variable", 64, "characters", REST),
  stageVariableValue: fixed("Length of the value in a stage variable", 512, "characters", REST),
  usagePlans: adjustable("Usage plans per account per Region", 300, "count", REST),
  routingRules: adjustable("Routing rules per domain", 50, "count", REST),
  models: fixed("Model size per API", 400 * KB, "bytes", REST),
  methodThrottles: adjustable("Method-level throttling settings for a stage in a usage plan", 20, "count", REST),
  usagePlansPerApiKey: adjustable("Usage plans per API key", 10, "count", REST),
  vpcLinks: adjustable("VPC links per account per Region", 20, "count", REST),
  cacheTtl: fixed("API caching TTL", 3_600, "seconds", REST),
  cacheTtlDefault: fixed("API caching TTL unless set", 300, "seconds", `${GUIDE}/api-gateway-caching.html`),
  authorizerCacheTtl: fixed("Authorizer result TTL", 3_600, "seconds", AUTHORIZERS_API),
  authorizerCacheTtlDefault: fixed("Authorizer result TTL unless set", 300, "seconds", AUTHORIZERS_API),
  minimumCompressionSize: fixed(
    "Largest minimum compression size",
    10 * MB,
    "bytes",
    `${GUIDE}/api-gateway-gzip-compression-decompression.html`,
  ),
  cachedResponse: fixed("Cached response size", 1_048_576, "bytes", REST),
  integrationTimeoutMin: fixed("Minimum integration timeout", 50, "milliseconds", REST),
  integrationTimeout: adjustable("Integration timeout", 29_000, "milliseconds", REST),
  streamingTimeout: fixed(
    "Integration timeout with response streaming",
    900_000,
    "milliseconds",
    `${GUIDE}/response-transfer-mode.html`,
  ),
  headers: fixed("Total combined size of all header values", 10_240, "bytes", REST),
  payload: fixed("Payload size", 10 * MB, "bytes", REST),
  tagsPerStage: fixed("Tags per stage", 50, "count", REST),
  mappingTemplateIterations: fixed(
    "Number of iterations in a #foreach loop in mapping templates",
    1_000,
    "count",
    REST,
  ),
  mappingTemplate: fixed("Maximum mapping template size", 300 * KB, "bytes", REST),
  accessLogTemplate: fixed("Access log template size", 3 * KB, "bytes", REST),
  methodArn: fixed("ARN length of a method with authorization", 1_600, "bytes", REST),
  definition: fixed("Size of the API definition file", 6 * MB, "bytes", REST),
} as const satisfies Record<string, Limit>;

/** Limits of WebSocket APIs. */
export const WEBSOCKET_API_LIMITS = {
  newConnections: adjustable("New connections per account per Region", 500, "requests per second", WEBSOCKET),
  authorizers: adjustable("Lambda authorizers per API", 10, "count", WEBSOCKET),
  authorizerResult: fixed("Lambda authorizer result size", 8 * KB, "bytes", WEBSOCKET),
  routes: adjustable("Routes per API", 300, "count", WEBSOCKET),
  integrations: adjustable("Integrations per API", 300, "count", WEBSOCKET),
  integrationTimeoutMin: fixed("Minimum integration timeout", 50, "milliseconds", WEBSOCKET),
  integrationTimeout: fixed("Maximum integration timeout", 29_000, "milliseconds", WEBSOCKET),
  stages: adjustable("Stages per API", 10, "count", WEBSOCKET),
  frame: fixed("WebSocket frame size", 32 * KB, "bytes", WEBSOCKET),
  message: fixed("Message payload size", 128 * KB, "bytes", WEBSOCKET),
  mappingTemplate: fixed("Maximum mapping template size", 300 * KB, "bytes", WEBSOCKET),
  connectionDuration: fixed("Connection duration for WebSocket API", 7_200, "seconds", WEBSOCKET),
  idleTimeout: fixed("Idle connection timeout", 600, "seconds", WEBSOCKET),
  url: fixed("Length of the URL for a WebSocket API", 4_096, "characters", WEBSOCKET),
  accessLogTemplate: fixed("Access log template size", 3 * KB, "bytes", WEBSOCKET),
} as const satisfies Record<string, Limit>;

/** Limits of Lambda functions behind an API. */
export const LAMBDA_LIMITS = {
  synchronousPayload: fixed("Invocation payload (request and response), synchronous", 6 * MB, "bytes", LAMBDA),
  functionTimeout: fixed("Function timeout", 900, "seconds", LAMBDA),
  defaultTimeout: fixed("Function timeout unless set", 3, "seconds", LAMBDA_EDIT_TIMEOUT),
  memoryMin: fixed("Minimum function memory in MB", 128, "count", LAMBDA),
  memory: fixed("Maximum function memory in MB", 10_240, "count", LAMBDA),
  environment: fixed("Function environment variables, in total", 4 * KB, "bytes", LAMBDA),
  resourcePolicy: fixed("Function resource-based policy", 20 * KB, "bytes", LAMBDA),
  unzippedPackage: fixed("Deployment package, unzipped", 250 * MB, "bytes", LAMBDA),
  concurrency: adjustable("Concurrent executions", 1_000, "count", LAMBDA),
  /** Of each function: a concurrency of 1,000 also means at most 10,000 requests a second. */
  requestsPerConcurrency: fixed("Requests a second for each unit of concurrency", 10, "count", LAMBDA),
} as const satisfies Record<string, Limit>;

/** Limits of an account in one Region, across all kinds of API. */
export const ACCOUNT_LIMITS = {
  throttleRate: adjustable("Throttle quota per account, per Region", 10_000, "requests per second", ACCOUNT),
  throttleBurst: fixed("Burst quota per account, per Region", 5_000, "count", ACCOUNT),
  /** In `SMALLER_REGIONS`. */
  smallerThrottleRate: adjustable("Throttle quota per account, per Region", 2_500, "requests per second", ACCOUNT),
  regionalApis: fixed("Regional APIs", 600, "count", ACCOUNT),
  edgeOptimizedApis: fixed("Edge-optimized APIs", 120, "count", ACCOUNT),
} as const satisfies Record<string, Limit>;

/** The regions whose default throttle quota is 2,500 requests a second. https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const SMALLER_REGIONS: readonly string[] = [
  "af-south-1",
  "ap-south-2",
  "ap-southeast-3",
  "ap-southeast-4",
  "ap-southeast-5",
  "ap-southeast-7",
  "ca-west-1",
  "eu-central-2",
  "eu-south-1",
  "eu-south-2",
  "il-central-1",
  "me-central-1",
  "mx-central-1",
];

/** Returns the throttle quota that an account has in a region unless AWS raised it. */
export function accountThrottle(region: string): Limit {
  return SMALLER_REGIONS.includes(region) ? ACCOUNT_LIMITS.smallerThrottleRate : ACCOUNT_LIMITS.throttleRate;
}

/** Limits of CloudWatch's alarms. */
export const CLOUDWATCH_LIMITS = {
  metricsPerAlarm: fixed("Metrics per alarm on metric math", 10, "count", `${CLOUDWATCH}/alarm-limits.html`),
  expression: fixed(
    "Length of a metric math expression",
    2_048,
    "characters",
    `${CLOUDWATCH_API}/API_MetricDataQuery.html`,
  ),
  alarmDescription: fixed(
    "Length of an alarm's description",
    1_024,
    "characters",
    `${CLOUDWATCH_API}/API_PutMetricAlarm.html`,
  ),
  alarmActions: fixed("Actions per alarm and state", 5, "count", `${CLOUDWATCH_API}/API_PutMetricAlarm.html`),
  evaluationBelowHour: fixed(
    "Evaluation range of an alarm with a period below an hour",
    86_400,
    "seconds",
    `${CLOUDWATCH_API}/API_PutMetricAlarm.html`,
  ),
  evaluation: fixed("Evaluation range of an alarm", 604_800, "seconds", `${CLOUDWATCH_API}/API_PutMetricAlarm.html`),
  compositeRule: fixed(
    "Length of a composite alarm's rule",
    10_240,
    "characters",
    `${CLOUDWATCH_API}/API_PutCompositeAlarm.html`,
  ),
  metricFilters: fixed(
    "Metric filters per log group",
    100,
    "count",
    "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html",
  ),
  widgets: fixed("Widgets per dashboard", 500, "count", `${CLOUDWATCH}/cloudwatch_limits.html`),
  metricsPerWidget: fixed("Metrics per dashboard widget", 500, "count", `${CLOUDWATCH}/cloudwatch_limits.html`),
  metricsPerDashboard: fixed("Metrics per dashboard", 2_500, "count", `${CLOUDWATCH}/cloudwatch_limits.html`),
  alarmsPerWidget: fixed(
    "Alarms per alarm widget",
    100,
    "count",
    `${CLOUDWATCH_API}/CloudWatch-Dashboard-Body-Structure.html`,
  ),
  compositeChildren: fixed("Alarms per composite alarm", 100, "count", `${CLOUDWATCH_API}/API_PutCompositeAlarm.html`),
} as const satisfies Record<string, Limit>;

/** The limits of roles. */
export const IAM_LIMITS = {
  roleInlinePolicies: fixed(
    "Aggregate size of a role's inline policies, without white space",
    10_240,
    "characters",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
  ),
} as const satisfies Record<string, Limit>;

/** Every limit, by kind of API or service. */
export const LIMITS = {
  http: HTTP_API_LIMITS,
  rest: REST_API_LIMITS,
  websocket: WEBSOCKET_API_LIMITS,
  lambda: LAMBDA_LIMITS,
  account: ACCOUNT_LIMITS,
  cloudwatch: CLOUDWATCH_LIMITS,
  iam: IAM_LIMITS,
} as const;
