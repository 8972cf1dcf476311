import type { Context, Inputs } from "../../../aws/constraints";
import type { RefusedCase } from "./cases";

const typed = (module: string, name: string): string =>
  `aws:${module}/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
const ROLE = "arn:aws:iam::123456789012:role/orders";
const fn = (inputs: Inputs): Inputs => ({ role: ROLE, ...inputs });
const policy = (statement: object, more: object = {}): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }], ...more });
const identity = (statement: object, more?: object): Inputs => ({ role: "orders", policy: policy(statement, more) });
const table = (inputs: Inputs): Inputs => ({
  hashKey: "id",
  attributes: [{ name: "id", type: "S" }],
  billingMode: "PAY_PER_REQUEST",
  ...inputs,
});
const record = (inputs: Inputs): Inputs => ({ zoneId: "Z1", name: "api", type: "A", ttl: 60, ...inputs });
const rule = (inputs: Inputs): Inputs => ({
  securityGroupId: "sg-1",
  ipProtocol: "tcp",
  fromPort: 80,
  toPort: 80,
  ...inputs,
});
const alarm = (inputs: Inputs): Inputs => ({
  comparisonOperator: "GreaterThanThreshold",
  evaluationPeriods: 1,
  period: 60,
  metricName: "Count",
  namespace: "AWS/ApiGateway",
  statistic: "Sum",
  threshold: 1,
  ...inputs,
});
const task = (inputs: Inputs): Inputs => ({
  family: "orders",
  containerDefinitions: "[]",
  requiresCompatibilities: ["FARGATE"],
  cpu: "256",
  memory: "512",
  networkMode: "awsvpc",
  ...inputs,
});
const method = (inputs: Inputs): Inputs => ({
  restApi: "a",
  resourceId: "b",
  httpMethod: "GET",
  authorization: "NONE",
  ...inputs,
});
const integration = (inputs: Inputs): Inputs => ({ restApi: "a", resourceId: "b", httpMethod: "GET", ...inputs });
const backend = (inputs: Inputs): Inputs => ({
  apiId: "a",
  integrationType: "HTTP_PROXY",
  integrationUri: "https://shop.example.com",
  integrationMethod: "ANY",
  ...inputs,
});
const service = (inputs: Inputs): Inputs => ({
  apiId: "a",
  integrationType: "AWS_PROXY",
  credentialsArn: ROLE,
  payloadFormatVersion: "1.0",
  ...inputs,
});
const route = (inputs: Inputs): Inputs => ({ apiId: "a", routeKey: "GET /a", ...inputs });
const mapping = (apiMappingKey: string): Inputs => ({ apiId: "a", domainName: "x", stage: "s", apiMappingKey });
const HTTP: Context = { protocol: "HTTP" };

type Row = [title: string, type: string, inputs: Inputs, path: string, expected: RegExp, context?: Context];

const [FUNCTION, ROLE_POLICY, TABLE, RECORD, INGRESS] = [
  typed("lambda", "Function"),
  typed("iam", "RolePolicy"),
  typed("dynamodb", "Table"),
  typed("route53", "Record"),
  typed("vpc", "SecurityGroupIngressRule"),
];
const [QUEUE, EVENT_RULE, ALARM, TASK] = [
  typed("sqs", "Queue"),
  typed("cloudwatch", "EventRule"),
  typed("cloudwatch", "MetricAlarm"),
  typed("ecs", "TaskDefinition"),
];
const [METHOD, V1_INTEGRATION, RESOURCE] = [
  typed("apigateway", "Method"),
  typed("apigateway", "Integration"),
  typed("apigateway", "Resource"),
];
const [V2_INTEGRATION, V2_ROUTE, V2_AUTHORIZER, MAPPING] = [
  typed("apigatewayv2", "Integration"),
  typed("apigatewayv2", "Route"),
  typed("apigatewayv2", "Authorizer"),
  typed("apigatewayv2", "ApiMapping"),
];

const ROWS: readonly Row[] = [
  ["a tag's key with a star", QUEUE, { tags: { "team*": "orders" } }, 'tags["team*"]', /a key of letters/],
  [
    "a tag's value with a question mark",
    FUNCTION,
    fn({ tags: { team: "orders?" } }),
    'tags["team"]',
    /a value of letters/,
  ],
  [
    "a VPC as an endpoint of a private API",
    typed("apigateway", "RestApi"),
    { endpointConfiguration: { types: "PRIVATE", ipAddressType: "dualstack", vpcEndpointIds: ["vpc-1"] } },
    "endpointConfiguration.vpcEndpointIds[0]",
    /a VPC endpoint/,
  ],
  [
    "six layers",
    FUNCTION,
    fn({ layers: Array.from({ length: 6 }, (_, at) => `arn:aws:lambda:eu-west-1:123456789012:layer:l${at}:1`) }),
    "layers",
    /at most 5 layers/,
  ],
  [
    "a reserved environment variable",
    FUNCTION,
    fn({ environment: { variables: { AWS_REGION: "eu-west-1" } } }),
    'environment.variables["AWS_REGION"]',
    /does not reserve/,
  ],
  [
    "a reserved concurrency of -2",
    FUNCTION,
    fn({ reservedConcurrentExecutions: -2 }),
    "reservedConcurrentExecutions",
    /from -1/,
  ],
  ["a policy that is not JSON", ROLE_POLICY, { role: "r", policy: "{" }, "policy", /as JSON/],
  [
    "a policy of another version",
    ROLE_POLICY,
    identity({ Action: "s3:*", Resource: "*" }, { Version: "2012-10-18" }),
    "policy: Version",
    /2012-10-17/,
  ],
  [
    "an effect in small letters",
    ROLE_POLICY,
    identity({ Effect: "allow", Action: "s3:*", Resource: "*" }),
    "policy: Effect",
    /Allow or Deny/,
  ],
  [
    "a principal in a role's policy",
    ROLE_POLICY,
    identity({ Principal: "*", Action: "s3:*", Resource: "*" }),
    "policy: Principal",
    /no principal/,
  ],
  ["a policy without a resource", ROLE_POLICY, identity({ Action: "s3:*" }), "policy: Resource", /a resource/],
  [
    "an action without its service",
    ROLE_POLICY,
    identity({ Action: "GetObject", Resource: "*" }),
    "policy: Action",
    /with its service/,
  ],
  [
    "a resource that is no ARN",
    ROLE_POLICY,
    identity({ Action: "s3:*", Resource: "pictures" }),
    "policy: Resource",
    /an ARN/,
  ],
  [
    "a resource in a trust policy",
    typed("iam", "Role"),
    {
      assumeRolePolicy: policy({
        Principal: { Service: "lambda.amazonaws.com" },
        Action: "sts:AssumeRole",
        Resource: "*",
      }),
    },
    "assumeRolePolicy: Resource",
    /no resource/,
  ],
  [
    "a trust policy without a principal",
    typed("iam", "Role"),
    { assumeRolePolicy: policy({ Action: "sts:AssumeRole" }) },
    "assumeRolePolicy: Principal",
    /a principal/,
  ],
  [
    "a weight of 256",
    RECORD,
    record({ records: ["192.0.2.1"], setIdentifier: "a", weightedRoutingPolicies: [{ weight: 256 }] }),
    "weightedRoutingPolicies[0].weight",
    /from 0 to 255/,
  ],
  [
    "a time to live of an alias",
    RECORD,
    record({ aliases: [{ name: "x", zoneId: "Z", evaluateTargetHealth: false }] }),
    "ttl",
    /no ttl beside aliases/,
  ],
  ["a name in an A record", RECORD, record({ records: ["shop.example.com"] }), "records[0]", /an IPv4 address/],
  [
    "an IPv4 address in an AAAA record",
    RECORD,
    record({ type: "AAAA", records: ["192.0.2.1"] }),
    "records[0]",
    /an IPv6 address/,
  ],
  [
    "two names in a CNAME record",
    RECORD,
    record({ type: "CNAME", records: ["a.example.com", "b.example.com"] }),
    "records",
    /one name/,
  ],
  [
    "an unknown protocol of a security group",
    INGRESS,
    rule({ ipProtocol: "http", cidrIpv4: "0.0.0.0/0" }),
    "ipProtocol",
    /tcp, udp/,
  ],
  ["ports in the wrong order", INGRESS, rule({ fromPort: 90, cidrIpv4: "0.0.0.0/0" }), "toPort", /at least 90/],
  ["a block with 33 bits", INGRESS, rule({ cidrIpv4: "10.0.0.0/33" }), "cidrIpv4", /a block of IPv4/],
  [
    "provisioned capacity of none",
    TABLE,
    table({ billingMode: undefined, readCapacity: 1 }),
    "writeCapacity",
    /at least 1/,
  ],
  [
    "a key that is no attribute",
    TABLE,
    table({ attributes: [{ name: "id", type: "S" }], rangeKey: "time" }),
    "rangeKey",
    /one of attributes/,
  ],
  [
    "an attribute that is no key",
    TABLE,
    table({
      attributes: [
        { name: "id", type: "S" },
        { name: "total", type: "N" },
      ],
    }),
    "attributes[1].name",
    /the key of/,
  ],
  [
    "an unknown view of a stream",
    TABLE,
    table({ streamEnabled: true, streamViewType: "BOTH" }),
    "streamViewType",
    /NEW_IMAGE/,
  ],
  ["a FIFO queue's name without .fifo", QUEUE, { name: "orders", fifoQueue: true }, "name", /ends with \.fifo/],
  ["a queue's name with .fifo", QUEUE, { name: "orders.fifo" }, "name", /without \.fifo/],
  [
    "a FIFO topic's name without .fifo",
    typed("sns", "Topic"),
    { name: "orders", fifoTopic: true },
    "name",
    /ends with \.fifo/,
  ],
  [
    "a visibility timeout above 12 hours",
    QUEUE,
    { visibilityTimeoutSeconds: 43_201 },
    "visibilityTimeoutSeconds",
    /from 0 to 43200/,
  ],
  ["a retention of 30 seconds", QUEUE, { messageRetentionSeconds: 30 }, "messageRetentionSeconds", /from 60/],
  ["a delay above 15 minutes", QUEUE, { delaySeconds: 901 }, "delaySeconds", /from 0 to 900/],
  [
    "a stream's retention of 23 hours",
    typed("kinesis", "Stream"),
    { retentionPeriod: 23 },
    "retentionPeriod",
    /from 24/,
  ],
  [
    "a schedule in words",
    EVENT_RULE,
    { scheduleExpression: "every 5 minutes" },
    "scheduleExpression",
    /rate\(1 minute\)/,
  ],
  [
    "a rate of 1 minutes",
    EVENT_RULE,
    { scheduleExpression: "rate(1 minutes)" },
    "scheduleExpression",
    /rate\(1 minute\)/,
  ],
  [
    "a cron expression of five fields",
    EVENT_RULE,
    { scheduleExpression: "cron(0 12 * * ?)" },
    "scheduleExpression",
    /cron/,
  ],
  [
    "a cron expression with both days",
    EVENT_RULE,
    { scheduleExpression: "cron(0 12 * * * *)" },
    "scheduleExpression",
    /one \?/,
  ],
  ["an event pattern that is not JSON", EVENT_RULE, { eventPattern: "{" }, "eventPattern", /as JSON/],
  ["a rule with neither pattern nor schedule", EVENT_RULE, { name: "orders" }, "eventPattern", /a pattern/],
  [
    "a state machine that starts nowhere",
    typed("sfn", "StateMachine"),
    { roleArn: ROLE, definition: '{"StartAt":"b","States":{"a":{"Type":"Pass","End":true}}}' },
    "definition: StartAt",
    /one of a/,
  ],
  ["an alarm without a statistic", ALARM, alarm({ statistic: undefined }), "statistic", /a statistic/],
  [
    "an unknown treatment of missing data",
    ALARM,
    alarm({ treatMissingData: "ok" }),
    "treatMissingData",
    /notBreaching/,
  ],
  ["more data points than periods", ALARM, alarm({ datapointsToAlarm: 2 }), "datapointsToAlarm", /at most the 1/],
  ["a negative count of tasks", typed("ecs", "Service"), { desiredCount: -1 }, "desiredCount", /from 0/],
  ["a size that Fargate lacks", TASK, task({ cpu: "300" }), "cpu", /256, 512/],
  ["a network mode that Fargate lacks", TASK, task({ networkMode: "bridge" }), "networkMode", /awsvpc/],
  ["a method that HTTP lacks", METHOD, method({ httpMethod: "FETCH" }), "httpMethod", /GET, POST/],
  ["an unknown authorization of a method", METHOD, method({ authorization: "OPEN" }), "authorization", /NONE, AWS_IAM/],
  [
    "a method with an authorizer that is not named",
    METHOD,
    method({ authorization: "CUSTOM" }),
    "authorizerId",
    /which CUSTOM requires/,
  ],
  [
    "a path part with a slash",
    RESOURCE,
    { restApi: "a", parentId: "b", pathPart: "orders/{id}" },
    "pathPart",
    /without slashes/,
  ],
  [
    "a path part with a space",
    RESOURCE,
    { restApi: "a", parentId: "b", pathPart: "my orders" },
    "pathPart",
    /one part of a path/,
  ],
  [
    "a path part whose brace is not closed",
    RESOURCE,
    { restApi: "a", parentId: "b", pathPart: "{id" },
    "pathPart",
    /\{id\}/,
  ],
  [
    "an integration without a URI",
    V1_INTEGRATION,
    integration({ type: "AWS_PROXY", integrationHttpMethod: "POST" }),
    "uri",
    /which AWS_PROXY requires/,
  ],
  [
    "an integration without a method",
    V1_INTEGRATION,
    integration({ type: "HTTP", uri: "https://a.example.com" }),
    "integrationHttpMethod",
    /which HTTP requires/,
  ],
  [
    "a private REST integration without a link",
    V1_INTEGRATION,
    integration({
      type: "HTTP_PROXY",
      uri: "https://a.example.com",
      integrationHttpMethod: "ANY",
      connectionType: "VPC_LINK",
    }),
    "connectionId",
    /a VPC link/,
  ],
  [
    "an integration's timeout of 49 ms",
    V1_INTEGRATION,
    integration({ type: "MOCK", timeoutMilliseconds: 49 }),
    "timeoutMilliseconds",
    /from 50/,
  ],
  [
    "an unknown passthrough behavior",
    V1_INTEGRATION,
    integration({ type: "MOCK", passthroughBehavior: "ALWAYS" }),
    "passthroughBehavior",
    /WHEN_NO_MATCH/,
  ],
  [
    "method settings of no method",
    typed("apigateway", "MethodSettings"),
    { restApi: "a", stageName: "s", methodPath: "orders", settings: {} },
    "methodPath",
    /orders\/GET/,
  ],
  ["a REST API's policy that is not JSON", typed("apigateway", "RestApi"), { policy: "{" }, "policy", /as JSON/],
  [
    "an unknown mode of an import",
    typed("apigateway", "RestApi"),
    { putRestApiMode: "replace" },
    "putRestApiMode",
    /merge or overwrite/,
  ],
  [
    "a schema that is not JSON",
    typed("apigateway", "Model"),
    { restApi: "a", name: "Order", contentType: "application/json", schema: "{" },
    "schema",
    /JSON Schema/,
  ],
  [
    "another type of key of a plan",
    typed("apigateway", "UsagePlanKey"),
    { keyId: "a", keyType: "APIKEY", usagePlanId: "b" },
    "keyType",
    /API_KEY/,
  ],
  [
    "a base path with a slash",
    typed("apigateway", "BasePathMapping"),
    { restApi: "a", domainName: "b", basePath: "shop/v1" },
    "basePath",
    /without slashes/,
  ],
  ["a target that is no integration", V2_ROUTE, route({ target: "abcdef" }), "target", /integrations\//, HTTP],
  [
    "a JWT route without an authorizer",
    V2_ROUTE,
    route({ authorizationType: "JWT" }),
    "authorizerId",
    /which JWT requires/,
    HTTP,
  ],
  [
    "an unknown action of a service",
    V2_INTEGRATION,
    service({ integrationSubtype: "SQS-Send" }),
    "integrationSubtype",
    /SQS-SendMessage/,
    HTTP,
  ],
  [
    "a service integration without a role",
    V2_INTEGRATION,
    service({ integrationSubtype: "SQS-PurgeQueue", credentialsArn: undefined, requestParameters: { QueueUrl: "q" } }),
    "credentialsArn",
    /a role/,
    HTTP,
  ],
  [
    "a service integration without a parameter",
    V2_INTEGRATION,
    service({ integrationSubtype: "Kinesis-PutRecord", requestParameters: { StreamName: "s", Data: "d" } }),
    "requestParameters.PartitionKey",
    /requires/,
    HTTP,
  ],
  [
    "a backend without its scheme",
    V2_INTEGRATION,
    backend({ integrationUri: "shop.example.com" }),
    "integrationUri",
    /http:\/\/ or https:\/\//,
    HTTP,
  ],
  [
    "a backend without a method",
    V2_INTEGRATION,
    backend({ integrationMethod: undefined }),
    "integrationMethod",
    /which HTTP_PROXY requires/,
    HTTP,
  ],
  [
    "a private integration without a link",
    V2_INTEGRATION,
    backend({
      connectionType: "VPC_LINK",
      integrationUri: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/net/a/b/c",
    }),
    "connectionId",
    /a VPC link/,
    HTTP,
  ],
  [
    "a JWT authorizer without an issuer",
    V2_AUTHORIZER,
    { apiId: "a", name: "a", authorizerType: "JWT", identitySources: ["$request.header.Authorization"] },
    "jwtConfiguration.issuer",
    /the issuer/,
    HTTP,
  ],
  [
    "a JWT authorizer without a source",
    V2_AUTHORIZER,
    { apiId: "a", name: "a", authorizerType: "JWT", jwtConfiguration: { issuer: "https://a.example.com" } },
    "identitySources",
    /which JWT requires/,
    HTTP,
  ],
  [
    "a VPC link without subnets",
    typed("apigatewayv2", "VpcLink"),
    { name: "a", subnetIds: [], securityGroupIds: [] },
    "subnetIds",
    /at least one/,
  ],
  ["a mapping that starts with a slash", MAPPING, mapping("/v1"), "apiMappingKey", /neither starts with a slash/],
  ["a mapping with a space", MAPPING, mapping("my shop"), "apiMappingKey", /letters, digits/],
];

/** Inputs in no list of faults: siblings of its kinds, by what AWS's pages state beyond its models. */
export const REFUSED_BY_PAGE: readonly RefusedCase[] = ROWS.map(([title, type, inputs, path, expected, context]) => ({
  title,
  type,
  inputs,
  path,
  expected,
  ...(context === undefined ? undefined : { context }),
}));
