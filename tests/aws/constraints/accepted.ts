import { type Inputs, UNKNOWN } from "../../../aws/constraints";

const ROLE = "arn:aws:iam::123456789012:role/orders";

/** Inputs as programs have them, which no rule may find. */
export const ACCEPTED: readonly { title: string; type: string; inputs: Inputs }[] = [
  {
    title: "a table with an index and provisioned capacity",
    type: "aws:dynamodb/table:Table",
    inputs: {
      hashKey: "id",
      rangeKey: "time",
      attributes: [
        { name: "id", type: "S" },
        { name: "time", type: "N" },
        { name: "customer", type: "S" },
      ],
      globalSecondaryIndexes: [{ name: "by-customer", hashKey: "customer", projectionType: "ALL" }],
      readCapacity: 5,
      writeCapacity: 5,
    },
  },
  {
    title: "a table whose capacity is not known yet",
    type: "aws:dynamodb/table:Table",
    inputs: { hashKey: "id", attributes: [{ name: "id", type: "S" }], billingMode: UNKNOWN },
  },
  {
    title: "a log format with the extended request's id",
    type: "aws:apigateway/stage:Stage",
    inputs: {
      restApi: "a",
      deployment: "b",
      stageName: "live",
      accessLogSettings: {
        destinationArn: "arn:aws:logs:eu-west-1:123456789012:log-group:x",
        format: '{"id":"$context.extendedRequestId"}',
      },
    },
  },
  {
    title: "a web ACL with two rules",
    type: "aws:wafv2/webAcl:WebAcl",
    inputs: {
      scope: "REGIONAL",
      defaultAction: { allow: {} },
      rules: [{ priority: 0 }, { priority: 1 }, { priority: UNKNOWN }],
    },
  },
  {
    title: "a method with parameters of every place",
    type: "aws:apigateway/method:Method",
    inputs: {
      restApi: "a",
      resourceId: "b",
      httpMethod: "GET",
      authorization: "NONE",
      requestParameters: {
        "method.request.path.id": true,
        "method.request.querystring.a$b:c-d.e_f": false,
        "method.request.header.Id": true,
      },
    },
  },
  {
    title: "an HTTP integration whose host is a stage variable, with the caller's credentials",
    type: "aws:apigateway/integration:Integration",
    inputs: {
      restApi: "a",
      resourceId: "b",
      httpMethod: "GET",
      type: "HTTP_PROXY",
      integrationHttpMethod: "ANY",
      uri: "${stageVariables.url}/{proxy}",
      credentials: "arn:aws:iam::*:user/*",
    },
  },
  {
    title: "a model whose schema is of two types",
    type: "aws:apigateway/model:Model",
    inputs: { restApi: "a", name: "Order", contentType: "application/json", schema: '{"type":["object","null"]}' },
  },
  // https://github.com/aws/aws-cdk/pull/27619
  {
    title: "a path part with a dollar sign",
    type: "aws:apigateway/resource:Resource",
    inputs: { restApi: "a", parentId: "b", pathPart: "$appliances:all" },
  },
  {
    title: "mappings from every place of a request",
    type: "aws:apigateway/integration:Integration",
    inputs: {
      restApi: "a",
      resourceId: "b",
      httpMethod: "POST",
      type: "HTTP",
      integrationHttpMethod: "POST",
      uri: "https://shop.example.com",
      requestParameters: {
        "integration.request.header.a": "method.request.multivalueheader.Accept",
        "integration.request.header.b": "method.request.multivaluequerystring.tag",
        "integration.request.header.c": "method.request.body",
        "integration.request.header.d": "method.request.body.order.items[0].id",
        "integration.request.header.e": "method.request.path.id",
        "integration.request.header.f": "stageVariables.version",
        "integration.request.header.g": "context.authorizer.claims.sub",
      },
    },
  },
  {
    title: "mappings from every place of a backend's answer",
    type: "aws:apigateway/integrationResponse:IntegrationResponse",
    inputs: {
      restApi: "a",
      resourceId: "b",
      httpMethod: "POST",
      statusCode: "200",
      responseParameters: {
        "method.response.header.a": "integration.response.header.Content-Type",
        "method.response.header.b": "integration.response.multivalueheader.Set-Cookie",
        "method.response.header.c": "integration.response.body.order.id",
        "method.response.header.d": "'*'",
      },
    },
  },
  {
    title: "a path part with a custom method",
    type: "aws:apigateway/resource:Resource",
    inputs: { restApi: "a", parentId: "b", pathPart: "events:batch,v1.0" },
  },
  {
    title: "a usage plan with a throttle of a method, and of the root",
    type: "aws:apigateway/usagePlan:UsagePlan",
    inputs: {
      apiStages: [
        {
          apiId: "a",
          stage: "live",
          throttles: [
            { path: "/orders/GET", rateLimit: 1, burstLimit: 1 },
            { path: "//POST", rateLimit: 1, burstLimit: 1 },
            { path: "*/*", rateLimit: 1, burstLimit: 1 },
          ],
        },
      ],
    },
  },
  // TestAccLambdaEventSourceMapping_selfManagedKafka of
  // https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/lambda/event_source_mapping_test.go
  {
    title: "an event source of two Kafka servers",
    type: "aws:lambda/eventSourceMapping:EventSourceMapping",
    inputs: {
      functionName: "orders",
      topics: ["orders"],
      startingPosition: "TRIM_HORIZON",
      selfManagedEventSource: { endpoints: { KAFKA_BOOTSTRAP_SERVERS: "test1:9092,test2:9092" } },
    },
  },
  {
    title: "a function of an image",
    type: "aws:lambda/function:Function",
    inputs: { role: ROLE, packageType: "Image", imageUri: UNKNOWN },
  },
  // https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/cloudwatch/metric_alarm_test.go
  ...["p88.0", "p0.0", "p100", "p95", "tm90", "ts100.0", "IQM", "PR(5:10)", "TC(:5%)", "WM(1.5:)", "p99.9999"].map(
    (extendedStatistic) => ({
      title: `the statistic ${extendedStatistic}`,
      type: "aws:cloudwatch/metricAlarm:MetricAlarm",
      inputs: {
        comparisonOperator: "GreaterThanThreshold",
        evaluationPeriods: 1,
        metricName: "Latency",
        namespace: "AWS/ApiGateway",
        period: 60,
        extendedStatistic,
      },
    }),
  ),
  {
    title: "a FIFO queue that deduplicates",
    type: "aws:sqs/queue:Queue",
    inputs: { fifoQueue: true, contentBasedDeduplication: true },
  },
  { title: "a FIFO queue", type: "aws:sqs/queue:Queue", inputs: { name: "orders.fifo", fifoQueue: true } },
  { title: "a FIFO queue that Pulumi names", type: "aws:sqs/queue:Queue", inputs: { fifoQueue: true } },
  {
    title: "a schedule on week days",
    type: "aws:cloudwatch/eventRule:EventRule",
    inputs: { scheduleExpression: "cron(0 18 ? * MON-FRI *)" },
  },
  {
    title: "a rate of one hour",
    type: "aws:cloudwatch/eventRule:EventRule",
    inputs: { scheduleExpression: "rate(1 hour)" },
  },
  {
    title: "a pattern",
    type: "aws:cloudwatch/eventRule:EventRule",
    inputs: { eventPattern: '{"source":["shop"]}' },
  },
  {
    title: "a state machine",
    type: "aws:sfn/stateMachine:StateMachine",
    inputs: { roleArn: ROLE, definition: '{"StartAt":"a","States":{"a":{"Type":"Pass","End":true}}}' },
  },
  {
    title: "an alarm on a percentile",
    type: "aws:cloudwatch/metricAlarm:MetricAlarm",
    inputs: {
      comparisonOperator: "GreaterThanThreshold",
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      period: 60,
      metricName: "Latency",
      namespace: "AWS/ApiGateway",
      extendedStatistic: "p99",
      threshold: 800,
      treatMissingData: "notBreaching",
    },
  },
  {
    title: "a task on Fargate",
    type: "aws:ecs/taskDefinition:TaskDefinition",
    inputs: {
      family: "orders",
      containerDefinitions: "[]",
      requiresCompatibilities: ["FARGATE"],
      cpu: "512",
      memory: "1024",
      networkMode: "awsvpc",
    },
  },
  {
    title: "all traffic out",
    type: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
    inputs: { securityGroupId: "sg-1", ipProtocol: "-1", cidrIpv4: "0.0.0.0/0" },
  },
  {
    title: "an alias record",
    type: "aws:route53/record:Record",
    inputs: {
      zoneId: "Z1",
      name: "api",
      type: "A",
      aliases: [{ name: "d-1.execute-api.eu-west-1.amazonaws.com", zoneId: "Z2", evaluateTargetHealth: false }],
    },
  },
  {
    title: "a TXT record of several texts",
    type: "aws:route53/record:Record",
    inputs: { zoneId: "Z1", name: "api", type: "TXT", ttl: 60, records: ["a", "b"] },
  },
  {
    title: "a policy of a role",
    type: "aws:iam/rolePolicy:RolePolicy",
    inputs: {
      role: "orders",
      policy: {
        Version: "2012-10-17",
        Statement: { Effect: "Allow", Action: ["dynamodb:Query", "*"], Resource: ["arn:aws:s3:::a/*", "*", UNKNOWN] },
      },
    },
  },
  {
    title: "a trust policy",
    type: "aws:iam/role:Role",
    inputs: {
      assumeRolePolicy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}',
    },
  },
  {
    title: "a MOCK",
    type: "aws:apigateway/integration:Integration",
    inputs: { restApi: "a", resourceId: "b", httpMethod: "OPTIONS", type: "MOCK" },
  },
  {
    title: "a streamed response of ten minutes",
    type: "aws:apigateway/integration:Integration",
    inputs: {
      restApi: "a",
      resourceId: "b",
      httpMethod: "GET",
      type: "AWS_PROXY",
      uri: "arn:aws:apigateway:eu-west-1:lambda:path/2021-11-15/functions/f/response-streaming-invocations",
      integrationHttpMethod: "POST",
      responseTransferMode: "STREAM",
      timeoutMilliseconds: 600_000,
    },
  },
  {
    title: "the settings of the root's method",
    type: "aws:apigateway/methodSettings:MethodSettings",
    inputs: { restApi: "a", stageName: "s", methodPath: "~1/GET", settings: { metricsEnabled: true } },
  },
  {
    title: "a greedy path part",
    type: "aws:apigateway/resource:Resource",
    inputs: { restApi: "a", parentId: "b", pathPart: "{proxy+}" },
  },
  {
    title: "a backend in a stage variable",
    type: "aws:apigatewayv2/integration:Integration",
    inputs: {
      apiId: "a",
      integrationType: "HTTP_PROXY",
      integrationUri: "${stageVariables.backend}/orders",
      integrationMethod: "ANY",
    },
  },
  {
    title: "a private integration",
    type: "aws:apigatewayv2/integration:Integration",
    inputs: {
      apiId: "a",
      integrationType: "HTTP_PROXY",
      integrationUri: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/net/a/b/c",
      integrationMethod: "ANY",
      connectionType: "VPC_LINK",
      connectionId: UNKNOWN,
    },
  },
  {
    title: "a mapping of two parts",
    type: "aws:apigatewayv2/apiMapping:ApiMapping",
    inputs: { apiId: "a", domainName: "x", stage: "s", apiMappingKey: "shop/v1.2" },
  },
];
