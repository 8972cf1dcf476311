import type { Context, Inputs } from "../../../aws/constraints";

/** An input that AWS refuses, and what the violation says. */
export interface RefusedCase {
  title: string;
  type: string;
  inputs: Inputs;
  context?: Context;
  path: string;
  /** All paths, where the input makes more than one violation. */
  paths?: string[];
  expected: RegExp;
}

const V1 = (name: string): string => `aws:apigateway/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
const V2 = (name: string): string => `aws:apigatewayv2/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
const text = (length: number): string => "a".repeat(length);
const entries = <T>(count: number, value: (index: number) => T): Record<string, T> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, value(index)]));
const tags = { type: "aws:sqs/queue:Queue" };
const GROUP = "arn:aws:logs:eu-west-1:123456789012:log-group:x";
const LB = "aws:lb/loadBalancer:LoadBalancer";
const TARGETS = "aws:lb/targetGroup:TargetGroup";
const HEALTH = "aws:route53/healthCheck:HealthCheck";
const glob = (header: string, valueGlob: string): Inputs => ({
  conditions: [{ matchHeaders: { anyOfs: [{ header, valueGlob }] } }],
});
const quota = (period: string, offset: number): Inputs => ({ quotaSettings: { limit: 10, period, offset } });
const HTTP: Context = { protocol: "HTTP" };
const WEBSOCKET: Context = { protocol: "WEBSOCKET" };

const TEXT = { type: "text", x: 0, y: 0, width: 6, height: 1, properties: { markdown: "orders" } };
const widget = (changes: object): object => ({ widgets: [{ ...TEXT, ...changes }] });
const graph = (changes: object): object =>
  widget({ type: "metric", properties: { region: "eu-west-1", metrics: [["N", "m"]], ...changes } });
const log = (changes: object): object =>
  widget({ type: "log", properties: { region: "eu-west-1", query: "SOURCE 'a' | limit 1", ...changes } });

type DashboardCase = readonly [title: string, body: object | string, path: string, expected: RegExp];

function dashboards(cases: readonly DashboardCase[]): RefusedCase[] {
  return cases.map(([title, body, path, expected]) => ({
    title,
    type: "aws:cloudwatch/dashboard:Dashboard",
    inputs: { dashboardName: "orders", dashboardBody: typeof body === "string" ? body : JSON.stringify(body) },
    path: `dashboardBody: ${path}`,
    expected,
  }));
}

/** The inputs that were found by translating resources into the calls of AWS's service models. */
export const REFUSED: readonly RefusedCase[] = [
  ...["us-gov-west-1", "cn-north-1", "eusc-de-east-1"].flatMap((region): RefusedCase[] => [
    {
      title: `an edge-optimized API in ${region}`,
      type: V1("RestApi"),
      inputs: { endpointConfiguration: { types: "EDGE" } },
      context: { region },
      path: "endpointConfiguration.types",
      expected: /REGIONAL or PRIVATE in [a-z0-9-]+: the partition aws-[a-z-]+ has no edge-optimized endpoints/,
    },
    {
      title: `an edge-optimized domain in ${region}`,
      type: V1("DomainName"),
      inputs: { domainName: "api.example.com", endpointConfiguration: { types: "EDGE" } },
      context: { region },
      path: "endpointConfiguration.types",
      expected: /REGIONAL or PRIVATE/,
    },
  ]),
  {
    title: "an enhanced security policy in AWS GovCloud (US)",
    type: V1("RestApi"),
    inputs: { securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09", endpointAccessMode: "STRICT" },
    context: { region: "us-gov-east-1" },
    path: "securityPolicy",
    expected: /does not start with SecurityPolicy_/,
  },
  {
    title: "a Cognito authorizer in China",
    type: V1("Authorizer"),
    inputs: {
      type: "COGNITO_USER_POOLS",
      identitySource: "method.request.header.Authorization",
      providerArns: ["arn:aws-cn:cognito-idp:cn-north-1:123456789012:userpool/cn-north-1_a"],
    },
    context: { region: "cn-north-1" },
    path: "type",
    expected: /a Lambda authorizer in China/,
  },
  {
    title: "a Cognito authorizer in a body in China",
    type: V1("RestApi"),
    inputs: {
      body: JSON.stringify({
        securityDefinitions: {
          pool: {
            type: "apiKey",
            name: "Authorization",
            in: "header",
            "x-amazon-apigateway-authorizer": {
              type: "cognito_user_pools",
              identitySource: "method.request.header.Authorization",
              providerARNs: ["arn:aws-cn:cognito-idp:cn-north-1:123456789012:userpool/cn-north-1_a"],
            },
          },
        },
      }),
    },
    context: { region: "cn-north-1" },
    path: "body: authorizer pool, type",
    expected: /a Lambda authorizer in China/,
  },
  {
    title: "a private integration of an HTTP API in us-gov-east-1",
    type: V2("Integration"),
    inputs: {
      integrationType: "HTTP_PROXY",
      connectionType: "VPC_LINK",
      connectionId: "abcdef",
      integrationUri: "arn:aws-us-gov:elasticloadbalancing:us-gov-east-1:123456789012:listener/app/a/1/2",
    },
    context: { region: "us-gov-east-1" },
    path: "connectionType",
    expected: /no private integrations of HTTP APIs/,
  },
  {
    title: "an integration with Cloud Map in us-gov-west-1",
    type: V2("Integration"),
    inputs: {
      integrationType: "HTTP_PROXY",
      connectionType: "VPC_LINK",
      connectionId: "abcdef",
      integrationUri: "arn:aws-us-gov:servicediscovery:us-gov-west-1:123456789012:service/srv-a",
    },
    context: { region: "us-gov-west-1" },
    path: "integrationUri",
    expected: /a load balancer's listener in us-gov-west-1/,
  },
  {
    title: "an access log format of more than 3 KB",
    type: V2("Stage"),
    inputs: { accessLogSettings: { destinationArn: GROUP, format: `$context.requestId ${text(3_054)}` } },
    path: "accessLogSettings.format",
    expected: /at most 3072 bytes/,
  },
  {
    title: "a mapping template of more than 300 KB",
    type: V1("Integration"),
    inputs: { requestTemplates: { "application/json": "\u00e9".repeat(153_601) } },
    path: 'requestTemplates["application/json"]',
    expected: /at most 307200 bytes/,
  },
  {
    title: "a model of more than 400 KB",
    type: V1("Model"),
    inputs: { name: "Order", schema: JSON.stringify({ title: text(409_601) }) },
    path: "schema",
    expected: /at most 409600 bytes/,
  },
  {
    title: "an alarm over more than a day of minutes",
    type: "aws:cloudwatch/metricAlarm:MetricAlarm",
    inputs: { period: 1_800, evaluationPeriods: 49 },
    path: "period",
    expected: /at most 1763 seconds for 49 periods/,
  },
  {
    title: "an alarm over more than seven days",
    type: "aws:cloudwatch/metricAlarm:MetricAlarm",
    inputs: { evaluationPeriods: 8, metricQueries: [{ id: "a", metric: { period: 86_400 } }] },
    path: "metricQueries[0].metric.period",
    expected: /at most 75600 seconds/,
  },
  {
    title: "a period of 45 seconds",
    type: "aws:cloudwatch/metricAlarm:MetricAlarm",
    inputs: { period: 45, evaluationPeriods: 1 },
    path: "period",
    expected: /a multiple of 60/,
  },
  {
    title: "an alarm on eleven metrics",
    type: "aws:cloudwatch/metricAlarm:MetricAlarm",
    inputs: { evaluationPeriods: 1, metricQueries: Array.from({ length: 11 }, () => ({ metric: { period: 60 } })) },
    path: "metricQueries",
    expected: /at most 10 metrics/,
  },
  {
    title: "an expression of 2,049 characters",
    type: "aws:cloudwatch/metricAlarm:MetricAlarm",
    inputs: { evaluationPeriods: 1, metricQueries: [{ id: "a", expression: text(2_049) }] },
    path: "metricQueries[0].expression",
    expected: /at most 2048/,
  },
  {
    title: "a composite alarm's rule of 10,241 characters",
    type: "aws:cloudwatch/compositeAlarm:CompositeAlarm",
    inputs: { alarmRule: text(10_241) },
    path: "alarmRule",
    expected: /at most 10240/,
  },
  ...dashboards([
    ["a dashboard that is no JSON", "widgets:", "widgets", /JSON with a list of widgets/],
    ["a dashboard without widgets", {}, "widgets", /JSON with a list of widgets/],
    ["a widget that is wider than the grid", widget({ width: 25 }), "widgets[0].width", /1 to 24/],
    ["a widget that starts beyond the grid", widget({ x: 24 }), "widgets[0].x", /0 to 23/],
    ["a widget of a type that there is not", widget({ type: "graph" }), "widgets[0].type", /alarm, chart, custom/],
    ["a text without its text", widget({ properties: {} }), "widgets[0].properties.markdown", /a string/],
    ["a log without a query", log({ query: undefined }), "widgets[0].properties.query", /a string/],
    ["a graph without a region", graph({ region: undefined }), "widgets[0].properties.region", /a string/],
    ["a graph without metrics", graph({ metrics: undefined }), "widgets[0].properties.metrics", /a list of metrics/],
    ["a dimension without a value", graph({ metrics: [["N", "m", "A"]] }), "widgets[0].properties.metrics[0]", /pairs/],
    [
      "an id in capitals",
      graph({ metrics: [["N", "m", { id: "E" }]] }),
      "widgets[0].properties.metrics[0].id",
      /small/,
    ],
    [
      "an id twice",
      graph({
        metrics: [
          ["N", "m", { id: "e" }],
          ["N", "o", { id: "e" }],
        ],
      }),
      "widgets[0].properties.metrics[1]",
      /no other metric/,
    ],
    ["a period of 45 seconds", graph({ period: 45 }), "widgets[0].properties.period", /a multiple of 60/],
    [
      "a deployment at no time",
      graph({ annotations: { vertical: [{ value: "yesterday" }] } }),
      "widgets[0].properties.annotations.vertical[0].value",
      /ISO 8601/,
    ],
    [
      "an alarm by its name",
      widget({ type: "alarm", properties: { alarms: ["errors"] } }),
      "widgets[0].properties.alarms[0]",
      /the ARN of an alarm/,
    ],
    ["an end without a start", { end: "2026-11-29T12:00:00Z", widgets: [] }, "start", /a start/],
    ["501 widgets", { widgets: Array.from({ length: 501 }, () => TEXT) }, "widgets", /at most 500/],
  ]),
  {
    title: "a saved query with a name of 256 characters",
    type: "aws:cloudwatch/queryDefinition:QueryDefinition",
    inputs: { name: text(256), queryString: "limit 1" },
    path: "name",
    expected: /1 to 255/,
  },
  {
    title: "101 names on a certificate",
    type: "aws:acm/certificate:Certificate",
    inputs: { subjectAlternativeNames: Array.from({ length: 101 }, (_, index) => `a${index}.example.com`) },
    path: "subjectAlternativeNames",
    expected: /at most 100/,
  },
  {
    title: "a certificate's first name of 65",
    type: "aws:acm/certificate:Certificate",
    inputs: { domainName: `${text(40)}.${text(15)}.example.com` },
    path: "domainName",
    expected: /64 octets/,
  },
  {
    title: "101 stage variables",
    type: V1("Stage"),
    inputs: { variables: entries(101, () => "x") },
    path: "variables",
    expected: /at most 100/,
  },
  {
    title: "101 stage variables of an HTTP API",
    type: V2("Stage"),
    inputs: { stageVariables: entries(101, () => "x") },
    path: "stageVariables",
    expected: /at most 100/,
  },
  { title: "51 tags", ...tags, inputs: { tags: entries(51, () => "x") }, path: "tags", expected: /at most 50/ },
  {
    title: "a tag aws:x",
    ...tags,
    inputs: { tags: { "aws:x": "y" } },
    path: 'tags["aws:x"]',
    expected: /does not start with aws:/,
  },
  {
    title: "a custom domain's policy SecurityPolicy_X",
    type: V2("DomainName"),
    inputs: { domainNameConfiguration: { securityPolicy: "SecurityPolicy_X" } },
    path: "domainNameConfiguration.securityPolicy",
    expected: /TLS_1_0, TLS_1_2/,
  },
  {
    title: "a REST domain's policy SecurityPolicy_X",
    type: V1("DomainName"),
    inputs: { securityPolicy: "SecurityPolicy_X", endpointAccessMode: "BASIC" },
    path: "securityPolicy",
    expected: /TLS_1_0, TLS_1_2/,
  },
  {
    title: "an HTTP API's log to a Firehose",
    type: V2("Stage"),
    inputs: {
      accessLogSettings: {
        destinationArn: "arn:aws:firehose:eu-west-1:123456789012:deliverystream/amazon-apigateway-x",
      },
    },
    path: "accessLogSettings.destinationArn",
    expected: /a log group/,
  },
  {
    title: "an HTTP API's description of 1025",
    type: V2("Api"),
    inputs: { description: text(1025) },
    path: "description",
    expected: /0 to 1024/,
  },
  {
    title: "an HTTP API's name of 129",
    type: V2("Api"),
    inputs: { name: text(129) },
    path: "name",
    expected: /1 to 128/,
  },
  {
    title: "a REST VPC link to an Application Load Balancer",
    type: V1("VpcLink"),
    inputs: { targetArn: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/x/50dc6c495c0c9188" },
    path: "targetArn",
    expected: /Network Load Balancer/,
  },
  {
    title: "a REST authorizer that caches without identity sources",
    type: V1("Authorizer"),
    inputs: { type: "REQUEST", identitySource: "", authorizerResultTtlInSeconds: 60, authorizerUri: "arn:aws:x" },
    path: "identitySource",
    expected: /identity sources/,
  },
  {
    title: "a REST log to a Firehose without the prefix",
    type: V1("Stage"),
    inputs: { accessLogSettings: { destinationArn: "arn:aws:firehose:eu-west-1:123456789012:deliverystream/x" } },
    path: "accessLogSettings.destinationArn",
    expected: /amazon-apigateway-/,
  },
  {
    title: "a REST API's policy TLS_1_3",
    type: V1("RestApi"),
    inputs: { securityPolicy: "TLS_1_3" },
    path: "securityPolicy",
    expected: /one of TLS_1_0/,
  },
  {
    title: "a security group rule described with an umlaut",
    type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    inputs: { description: "to Bestellungen für Kunden" },
    path: "description",
    expected: /a-z A-Z 0-9/,
  },
  {
    title: "a security group described with an apostrophe",
    type: "aws:ec2/securityGroup:SecurityGroup",
    inputs: { description: "API Gateway's VPC link" },
    path: "description",
    expected: /a-z A-Z 0-9/,
  },
  {
    title: "a security group rule for port 0",
    type: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
    inputs: { ipProtocol: "tcp", fromPort: 0, toPort: 0 },
    paths: ["fromPort", "toPort"],
    path: "fromPort",
    expected: /1 to 65535/,
  },
  {
    title: "a WebSocket authorizer of format 2.0",
    type: V2("Authorizer"),
    inputs: { authorizerType: "REQUEST", authorizerUri: "arn:x", authorizerPayloadFormatVersion: "2.0" },
    context: WEBSOCKET,
    path: "authorizerPayloadFormatVersion",
    expected: /HTTP APIs only/,
  },
  {
    title: "a WebSocket authorizer that caches",
    type: V2("Authorizer"),
    inputs: { authorizerType: "REQUEST", authorizerUri: "arn:x", authorizerResultTtlInSeconds: 60 },
    context: WEBSOCKET,
    path: "authorizerResultTtlInSeconds",
    expected: /HTTP APIs only/,
  },
  {
    title: "an alias of digits",
    type: "aws:lambda/alias:Alias",
    inputs: { name: "12" },
    path: "name",
    expected: /CreateAlias\.Name/,
  },
  {
    title: "an alias with a dot",
    type: "aws:lambda/alias:Alias",
    inputs: { name: "v1.2" },
    path: "name",
    expected: /CreateAlias\.Name/,
  },
  {
    title: "an HTTP authorizer that caches without identity sources",
    type: V2("Authorizer"),
    inputs: { authorizerType: "REQUEST", authorizerUri: "arn:x", authorizerResultTtlInSeconds: 60 },
    path: "identitySources",
    expected: /identity sources/,
  },
  {
    title: "a burst limit of 2^31",
    type: V2("Stage"),
    inputs: { defaultRouteSettings: { throttlingBurstLimit: 2 ** 31 } },
    path: "defaultRouteSettings.throttlingBurstLimit",
    expected: /32 bits/,
  },
  {
    title: "a usage plan's burst limit of 2^31",
    type: V1("UsagePlan"),
    inputs: { throttleSettings: { burstLimit: 2 ** 31 } },
    path: "throttleSettings.burstLimit",
    expected: /32 bits/,
  },
  {
    title: "a cache key page[size]",
    type: V1("Integration"),
    inputs: { cacheKeyParameters: ["method.request.querystring.page[size]"] },
    path: "cacheKeyParameters[0]",
    expected: /a-z A-Z 0-9/,
  },
  {
    title: "a query parameter page[size]",
    type: V1("Method"),
    inputs: { requestParameters: { "method.request.querystring.page[size]": true } },
    path: 'requestParameters["method.request.querystring.page[size]"]',
    expected: /a-z A-Z 0-9/,
  },
  {
    title: "a header's name with a space",
    type: V1("Method"),
    inputs: { requestParameters: { "method.request.header.x y": true } },
    path: 'requestParameters["method.request.header.x y"]',
    expected: /a-z A-Z 0-9/,
  },
  {
    title: "a canary's variable with a dollar",
    type: V1("Stage"),
    inputs: { canarySettings: { stageVariableOverrides: { a: "$x" } } },
    path: 'canarySettings.stageVariableOverrides["a"]',
    expected: /A-Z a-z 0-9/,
  },
  {
    title: "cors.maxAge 100000",
    type: V2("Api"),
    inputs: { corsConfiguration: { maxAge: 100_000 } },
    path: "corsConfiguration.maxAge",
    expected: /-1 to 86400/,
  },
  {
    title: "a domain's address type ipv6",
    type: V2("DomainName"),
    inputs: { domainNameConfiguration: { ipAddressType: "ipv6" } },
    path: "domainNameConfiguration.ipAddressType",
    expected: /ipv4, dualstack/,
  },
  {
    title: "an edge-optimized domain's certificate in another region than us-east-1",
    type: V1("DomainName"),
    inputs: {
      certificateArn: "arn:aws:acm:eu-west-1:111122223333:certificate/1f2d",
      endpointConfiguration: { types: "EDGE" },
    },
    path: "certificateArn",
    expected: /us-east-1/,
  },
  {
    title: "an edge policy on a regional domain",
    type: V1("DomainName"),
    inputs: {
      securityPolicy: "SecurityPolicy_TLS13_2025_EDGE",
      endpointConfiguration: { types: "REGIONAL" },
      endpointAccessMode: "STRICT",
    },
    path: "securityPolicy",
    expected: /_EDGE/,
  },
  {
    title: "an enhanced policy without an access mode",
    type: V1("RestApi"),
    inputs: { securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09", endpointConfiguration: { types: "REGIONAL" } },
    path: "endpointAccessMode",
    expected: /BASIC or STRICT/,
  },
  {
    title: "the access mode LOOSE",
    type: V1("RestApi"),
    inputs: { endpointAccessMode: "LOOSE" },
    path: "endpointAccessMode",
    expected: /BASIC, STRICT/,
  },
  {
    title: "a table's expiry attribute of 256",
    type: "aws:dynamodb/table:Table",
    inputs: { ttl: { attributeName: text(256), enabled: true } },
    path: "ttl.attributeName",
    expected: /1 to 255/,
  },
  {
    title: "a gateway response's header without quotes",
    type: V1("Response"),
    inputs: { responseParameters: { "gatewayresponse.header.x-a": "plain" } },
    path: 'responseParameters["gatewayresponse.header.x-a"]',
    expected: /single quotes/,
  },
  {
    title: "a health check's threshold 11",
    type: HEALTH,
    inputs: { failureThreshold: 11 },
    path: "failureThreshold",
    expected: /1 to 10/,
  },
  {
    title: "a health check's path of 300",
    type: HEALTH,
    inputs: { resourcePath: `/${text(299)}` },
    path: "resourcePath",
    expected: /255/,
  },
  {
    title: "a health check every 20 seconds",
    type: HEALTH,
    inputs: { requestInterval: 20 },
    path: "requestInterval",
    expected: /10 or 30/,
  },
  {
    title: "a target group's health check path without a slash",
    type: TARGETS,
    inputs: { healthCheck: { path: "health" } },
    path: "healthCheck.path",
    expected: /starts with \//,
  },
  {
    title: "an integration's description of 1025",
    type: V2("Integration"),
    inputs: { description: text(1025) },
    path: "description",
    expected: /0 to 1024/,
  },
  {
    title: "a JWT from the context",
    type: V2("Authorizer"),
    inputs: {
      authorizerType: "JWT",
      identitySources: ["$context.identity.sourceIp"],
      jwtConfiguration: { issuer: "https://login.example.com" },
    },
    path: "identitySources[0]",
    expected: /\$request\.header/,
  },
  {
    title: "a JWT issuer of 2049",
    type: V2("Authorizer"),
    inputs: { jwtConfiguration: { issuer: `https://${text(2041)}` } },
    path: "jwtConfiguration.issuer",
    expected: /1 to 2048/,
  },
  {
    title: "a log destination that is a name",
    type: V1("Stage"),
    inputs: { accessLogSettings: { destinationArn: "orders" } },
    path: "accessLogSettings.destinationArn",
    expected: /the ARN/,
  },
  {
    title: "one subnet for an Application Load Balancer",
    type: LB,
    inputs: { loadBalancerType: "application", subnets: ["subnet-1"] },
    path: "subnets",
    expected: /two Availability Zones/,
  },
  {
    title: "an operation's name of 65",
    type: V2("Route"),
    inputs: { operationName: text(65) },
    path: "operationName",
    expected: /1 to 64/,
  },
  { title: "a target group's port 0", type: TARGETS, inputs: { port: 0 }, path: "port", expected: /1 to 65535/ },
  {
    title: "a target group's port 70000",
    type: TARGETS,
    inputs: { port: 70_000 },
    path: "port",
    expected: /1 to 65535/,
  },
  {
    title: "a provisioned concurrency of 0",
    type: "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig",
    inputs: { provisionedConcurrentExecutions: 0 },
    path: "provisionedConcurrentExecutions",
    expected: /1 or more/,
  },
  {
    title: "a quota offset of 28 a month",
    type: V1("UsagePlan"),
    inputs: quota("MONTH", 28),
    path: "quotaSettings.offset",
    expected: /0 to 27/,
  },
  {
    title: "a quota offset of 5 a day",
    type: V1("UsagePlan"),
    inputs: quota("DAY", 5),
    path: "quotaSettings.offset",
    expected: /0 for a period of a day/,
  },
  {
    title: "a quota offset of 7 a week",
    type: V1("UsagePlan"),
    inputs: quota("WEEK", 7),
    path: "quotaSettings.offset",
    expected: /0 to 6/,
  },
  {
    title: "a negative quota offset",
    type: V1("UsagePlan"),
    inputs: quota("WEEK", -1),
    path: "quotaSettings.offset",
    expected: /0 to 6/,
  },
  {
    title: "a record's set identifier of 129",
    type: "aws:route53/record:Record",
    inputs: { setIdentifier: text(129) },
    path: "setIdentifier",
    expected: /1 to 128/,
  },
  {
    title: "a request parameter of a REST form on an HTTP API",
    type: V2("Integration"),
    inputs: { requestParameters: { "integration.request.header.x": "'a'" } },
    context: HTTP,
    path: 'requestParameters["integration.request.header.x"]',
    expected: /append:/,
  },
  {
    title: "a mapping of a reserved header",
    type: V2("Integration"),
    inputs: { requestParameters: { "overwrite:header.x-amzn-trace": "a" } },
    context: HTTP,
    path: 'requestParameters["overwrite:header.x-amzn-trace"]',
    expected: /reserved/,
  },
  {
    title: "a resource policy with a bad account",
    type: V1("RestApi"),
    inputs: {
      policy: JSON.stringify({
        Statement: [{ Effect: "Allow", Principal: { AWS: "12345" }, Action: "execute-api:Invoke", Resource: "*" }],
      }),
    },
    path: "policy",
    expected: /12 digits/,
  },
  {
    title: "a response's header without quotes",
    type: V1("IntegrationResponse"),
    inputs: { responseParameters: { "method.response.header.x": "plain" } },
    path: 'responseParameters["method.response.header.x"]',
    expected: /single quotes/,
  },
  {
    title: "a response parameter that is nonsense",
    type: V2("Integration"),
    inputs: { responseParameters: [{ statusCode: "200", mappings: { nonsense: "a" } }] },
    path: "responseParameters[0]",
    expected: /overwrite:statuscode/,
  },
  {
    title: "a response parameter for the status 700",
    type: V2("Integration"),
    inputs: { responseParameters: [{ statusCode: "700", mappings: { "append:header.x": "a" } }] },
    path: "responseParameters[0]",
    expected: /200 to 599/,
  },
  {
    title: "a route's cache TTL of 4000",
    type: V1("MethodSettings"),
    inputs: { settings: { cacheTtlInSeconds: 4000 } },
    path: "settings.cacheTtlInSeconds",
    expected: /0 to 3600/,
  },
  {
    title: "a routing rule's empty header value",
    type: V2("RoutingRule"),
    inputs: glob("x-version", ""),
    path: "conditions[0].matchHeaders.anyOfs[0].valueGlob",
    expected: /1 to 128/,
  },
  {
    title: "a routing rule's header of 41",
    type: V2("RoutingRule"),
    inputs: glob(text(41), "a"),
    path: "conditions[0].matchHeaders.anyOfs[0].header",
    expected: /1 to 40/,
  },
  {
    title: "a routing rule's star in the middle",
    type: V2("RoutingRule"),
    inputs: glob("x-version", "a*b"),
    path: "conditions[0].matchHeaders.anyOfs[0].valueGlob",
    expected: /start or end/,
  },
  {
    title: "a routing rule's value of 129",
    type: V2("RoutingRule"),
    inputs: glob("x-version", text(129)),
    path: "conditions[0].matchHeaders.anyOfs[0].valueGlob",
    expected: /1 to 128/,
  },
  {
    title: "a scope of 65",
    type: V2("Route"),
    inputs: { authorizationScopes: [text(65)] },
    path: "authorizationScopes[0]",
    expected: /1 to 64/,
  },
  {
    title: "a stage's description of 1025",
    type: V2("Stage"),
    inputs: { description: text(1025) },
    path: "description",
    expected: /0 to 1024/,
  },
  {
    title: "a CloudFront web ACL",
    type: "aws:wafv2/webAclAssociation:WebAclAssociation",
    inputs: { webAclArn: "arn:aws:wafv2:us-east-1:123456789012:global/webacl/x/1" },
    path: "webAclArn",
    expected: /regional/,
  },
  {
    title: "a permission named after a route",
    type: "aws:lambda/permission:Permission",
    inputs: { statementId: "shop-GET /orders-permission" },
    path: "statementId",
    expected: /AddPermission\.StatementId/,
  },
  {
    title: "a role named after a route",
    type: "aws:iam/role:Role",
    inputs: { name: "ingest-POST /q-role" },
    path: "name",
    expected: /CreateRole\.RoleName/,
  },
  {
    title: "a load balancer's name with an underscore",
    type: LB,
    inputs: { name: "order_service" },
    path: "name",
    expected: /letters, digits and hyphens/,
  },
  {
    title: "a target group's name of 33",
    type: TARGETS,
    inputs: { name: text(33) },
    path: "name",
    expected: /1 to 32/,
  },
  {
    title: "a log group with a space",
    type: "aws:cloudwatch/logGroup:LogGroup",
    inputs: { name: "/aws/vendedlogs/apis/Orders API" },
    path: "name",
    expected: /CreateLogGroup/,
  },
  {
    title: "a table with a space",
    type: "aws:dynamodb/table:Table",
    inputs: { name: "open connections" },
    path: "name",
    expected: /3 to 255/,
  },
  {
    title: "a bucket with an underscore",
    type: "aws:s3/bucket:Bucket",
    inputs: { bucket: "partner_api" },
    path: "bucket",
    expected: /3 to 63/,
  },
  {
    title: "an inline policy of 11,990 characters",
    type: "aws:iam/rolePolicy:RolePolicy",
    inputs: { policy: JSON.stringify({ Statement: [{ Action: "s3:*", Resource: `arn:aws:s3:::${text(11_990)}` }] }) },
    path: "policy",
    expected: /at most 10240/,
  },
  {
    title: "a load balancer's name that Pulumi makes too long",
    type: LB,
    inputs: {},
    context: { logicalName: text(25) },
    path: "name",
    expected: /at most 32 characters with Pulumi's random suffix: a logical name of at most 24/,
  },
  {
    title: "a role's name that Pulumi makes too long",
    type: "aws:iam/role:Role",
    inputs: {},
    context: { logicalName: text(70) },
    path: "name",
    expected: /at most 64/,
  },
  {
    title: "a permission's id that Pulumi makes of a route key",
    type: "aws:lambda/permission:Permission",
    inputs: {},
    context: { logicalName: "shop-GET /orders-permission" },
    path: "statementId",
    expected: /a logical name of letters/,
  },
  {
    title: "a retention of 31 days",
    type: "aws:cloudwatch/logGroup:LogGroup",
    inputs: { retentionInDays: 31 },
    path: "retentionInDays",
    expected: /one of 1, 3, 5/,
  },
  {
    title: "a log group in accessLogSettings of an HTTP API with nothing of logs",
    type: V2("Stage"),
    inputs: { accessLogSettings: { destinationArn: GROUP.replace(":logs:", ":s3:") } },
    path: "accessLogSettings.destinationArn",
    expected: /a log group/,
  },
  ...(
    [
      [
        "a scheme of oauth2",
        { components: { securitySchemes: { x: { type: "oauth2" } } } },
        "body: security scheme x",
        /apiKey/,
      ],
      [
        "a scheme of http bearer",
        { securityDefinitions: { x: { type: "http", scheme: "bearer" } } },
        "body: security scheme x",
        /apiKey/,
      ],
      [
        "a response 2XX",
        { paths: { "/a": { get: { responses: { "2XX": {} } } } } },
        "body: GET /a, response",
        /three digits/,
      ],
      [
        "a parameter page[size]",
        { paths: { "/a": { get: { parameters: [{ name: "page[size]", in: "query" }] } } } },
        "body: GET /a, parameter",
        /a-z A-Z/,
      ],
      [
        "siblings {id} and {name}",
        { paths: { "/a/{id}": { get: {} }, "/a/{name}/b": { get: {} } } },
        "body: /a/{name}/b",
        /\{id\}, the one path variable below \/a/,
      ],
    ] as const
  ).map(([title, document, path, expected]): RefusedCase => ({
    title: `a document with ${title}`,
    type: V1("RestApi"),
    inputs: { body: JSON.stringify(document), failOnWarnings: true },
    path,
    expected,
  })),
];
