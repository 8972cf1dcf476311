/** The shapes of one AWS service whose members are the inputs of a resource type. */
export interface Source {
  /** The service's folder in botocore. */
  service: string;
  /** Names of operations, whose input is read, or of shapes, each with the input that holds it: `settings` for `MethodSetting`. */
  shapes: Record<string, string>;
  /** Inputs that are called otherwise in AWS's API: by their path, the member. */
  renamed?: Record<string, string>;
}

function of(service: string, shapes: string | Record<string, string>, renamed?: Record<string, string>): Source {
  return { service, shapes: typeof shapes === "string" ? { [shapes]: "" } : shapes, renamed };
}

/** By resource type: where AWS's models describe the inputs. */
export const SOURCES: Record<string, Source> = {
  "aws:apigateway/account:Account": of("apigateway", {}),
  "aws:apigateway/apiKey:ApiKey": of("apigateway", "CreateApiKey"),
  "aws:apigateway/authorizer:Authorizer": of("apigateway", "CreateAuthorizer"),
  "aws:apigateway/basePathMapping:BasePathMapping": of("apigateway", "CreateBasePathMapping"),
  "aws:apigateway/clientCertificate:ClientCertificate": of("apigateway", "GenerateClientCertificate"),
  "aws:apigateway/deployment:Deployment": of("apigateway", "CreateDeployment"),
  "aws:apigateway/documentationPart:DocumentationPart": of("apigateway", "CreateDocumentationPart"),
  "aws:apigateway/documentationVersion:DocumentationVersion": of("apigateway", "CreateDocumentationVersion"),
  "aws:apigateway/domainName:DomainName": of("apigateway", "CreateDomainName"),
  "aws:apigateway/domainNameAccessAssociation:DomainNameAccessAssociation": of(
    "apigateway",
    "CreateDomainNameAccessAssociation",
  ),
  "aws:apigateway/integration:Integration": of("apigateway", "PutIntegration", {
    httpMethod: "-",
    integrationHttpMethod: "integrationHttpMethod",
    timeoutMilliseconds: "timeoutInMillis",
  }),
  "aws:apigateway/integrationResponse:IntegrationResponse": of("apigateway", "PutIntegrationResponse"),
  "aws:apigateway/method:Method": of("apigateway", "PutMethod"),
  "aws:apigateway/methodResponse:MethodResponse": of("apigateway", "PutMethodResponse"),
  "aws:apigateway/methodSettings:MethodSettings": of("apigateway", { MethodSetting: "settings" }),
  "aws:apigateway/model:Model": of("apigateway", "CreateModel"),
  "aws:apigateway/requestValidator:RequestValidator": of("apigateway", "CreateRequestValidator"),
  "aws:apigateway/resource:Resource": of("apigateway", "CreateResource"),
  "aws:apigateway/response:Response": of("apigateway", "PutGatewayResponse"),
  "aws:apigateway/restApi:RestApi": of("apigateway", "CreateRestApi"),
  "aws:apigateway/stage:Stage": of("apigateway", "CreateStage"),
  "aws:apigateway/usagePlan:UsagePlan": of("apigateway", "CreateUsagePlan", {
    quotaSettings: "quota",
    throttleSettings: "throttle",
  }),
  "aws:apigateway/usagePlanKey:UsagePlanKey": of("apigateway", "CreateUsagePlanKey"),
  "aws:apigateway/vpcLink:VpcLink": of("apigateway", "CreateVpcLink"),
  "aws:apigatewayv2/api:Api": of("apigatewayv2", "CreateApi"),
  "aws:apigatewayv2/apiMapping:ApiMapping": of("apigatewayv2", "CreateApiMapping"),
  "aws:apigatewayv2/authorizer:Authorizer": of("apigatewayv2", "CreateAuthorizer"),
  "aws:apigatewayv2/deployment:Deployment": of("apigatewayv2", "CreateDeployment"),
  "aws:apigatewayv2/domainName:DomainName": of("apigatewayv2", "CreateDomainName", {
    domainNameConfiguration: "DomainNameConfigurations",
  }),
  "aws:apigatewayv2/integration:Integration": of("apigatewayv2", "CreateIntegration", {
    timeoutMilliseconds: "TimeoutInMillis",
    // the quota of a mapping template is 300 KB, the model's shape says 32 KB
    requestTemplates: "-",
  }),
  "aws:apigatewayv2/integrationResponse:IntegrationResponse": of("apigatewayv2", "CreateIntegrationResponse", {
    responseTemplates: "-",
  }),
  "aws:apigatewayv2/model:Model": of("apigatewayv2", "CreateModel"),
  "aws:apigatewayv2/route:Route": of("apigatewayv2", "CreateRoute"),
  "aws:apigatewayv2/routeResponse:RouteResponse": of("apigatewayv2", "CreateRouteResponse"),
  "aws:apigatewayv2/routingRule:RoutingRule": of("apigatewayv2", "CreateRoutingRule"),
  // the quota of an access log's format is 3 KB, the model's shape says 1,024 characters: the page of quotas is newer
  "aws:apigatewayv2/stage:Stage": of("apigatewayv2", "CreateStage", { "accessLogSettings.format": "-" }),
  "aws:apigatewayv2/vpcLink:VpcLink": of("apigatewayv2", "CreateVpcLink"),
  "aws:lambda/alias:Alias": of("lambda", "CreateAlias"),
  "aws:lambda/eventSourceMapping:EventSourceMapping": of("lambda", "CreateEventSourceMapping"),
  "aws:lambda/function:Function": of("lambda", "CreateFunction", {
    name: "FunctionName",
    deadLetterConfig: "-",
  }),
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": of("lambda", "PutFunctionEventInvokeConfig"),
  "aws:lambda/functionUrl:FunctionUrl": of("lambda", "CreateFunctionUrlConfig"),
  "aws:lambda/layerVersion:LayerVersion": of("lambda", "PublishLayerVersion"),
  "aws:lambda/permission:Permission": of("lambda", "AddPermission", { function: "FunctionName" }),
  "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig": of(
    "lambda",
    "PutProvisionedConcurrencyConfig",
  ),
  "aws:iam/instanceProfile:InstanceProfile": of("iam", "CreateInstanceProfile"),
  "aws:iam/policy:Policy": of("iam", "CreatePolicy", { policy: "-" }),
  "aws:iam/role:Role": of("iam", "CreateRole", { assumeRolePolicy: "-" }),
  "aws:iam/rolePolicy:RolePolicy": of("iam", "PutRolePolicy", { name: "PolicyName", role: "RoleName", policy: "-" }),
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": of("iam", "AttachRolePolicy", { role: "RoleName" }),
  "aws:iam/user:User": of("iam", "CreateUser"),
  "aws:cloudwatch/logGroup:LogGroup": of("logs", { CreateLogGroup: "" }),
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": of("logs", "PutResourcePolicy", { policyDocument: "-" }),
  "aws:cloudwatch/logStream:LogStream": of("logs", "CreateLogStream"),
  "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": of("logs", "PutSubscriptionFilter", {
    logGroup: "logGroupName",
    name: "filterName",
  }),
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": of("logs", "PutMetricFilter", {
    name: "filterName",
    pattern: "filterPattern",
  }),
  "aws:acm/certificate:Certificate": of("acm", "RequestCertificate"),
  "aws:route53/healthCheck:HealthCheck": of("route53", { HealthCheckConfig: "" }, { fqdn: "FullyQualifiedDomainName" }),
  "aws:route53/record:Record": of("route53", { ResourceRecordSet: "" }, { records: "-", name: "Name" }),
  "aws:route53/zone:Zone": of("route53", "CreateHostedZone"),
  "aws:lb/listener:Listener": of("elbv2", "CreateListener"),
  "aws:lb/loadBalancer:LoadBalancer": of("elbv2", "CreateLoadBalancer", { loadBalancerType: "Type" }),
  "aws:lb/targetGroup:TargetGroup": of("elbv2", "CreateTargetGroup", {
    "healthCheck.path": "HealthCheckPath",
    "healthCheck.protocol": "HealthCheckProtocol",
    "healthCheck.interval": "HealthCheckIntervalSeconds",
    "healthCheck.timeout": "HealthCheckTimeoutSeconds",
    "healthCheck.healthyThreshold": "HealthyThresholdCount",
    "healthCheck.unhealthyThreshold": "UnhealthyThresholdCount",
  }),
  "aws:ec2/securityGroup:SecurityGroup": of("ec2", "CreateSecurityGroup"),
  "aws:ec2/vpcEndpoint:VpcEndpoint": of("ec2", "CreateVpcEndpoint", { policy: "-" }),
  "aws:ecs/cluster:Cluster": of("ecs", "CreateCluster"),
  "aws:ecs/service:Service": of("ecs", "CreateService"),
  "aws:ecs/taskDefinition:TaskDefinition": of("ecs", "RegisterTaskDefinition", { containerDefinitions: "-" }),
  "aws:servicediscovery/httpNamespace:HttpNamespace": of("servicediscovery", "CreateHttpNamespace"),
  "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace": of("servicediscovery", "CreatePrivateDnsNamespace"),
  "aws:servicediscovery/service:Service": of("servicediscovery", "CreateService"),
  "aws:servicediscovery/instance:Instance": of("servicediscovery", "RegisterInstance"),
  "aws:dynamodb/table:Table": of(
    "dynamodb",
    { CreateTable: "", TimeToLiveSpecification: "ttl" },
    {
      hashKey: "-",
      rangeKey: "-",
      name: "TableName",
      attributes: "AttributeDefinitions",
      "attributes[].name": "AttributeName",
      "attributes[].type": "AttributeType",
    },
  ),
  "aws:cloudwatch/eventBus:EventBus": of("events", "CreateEventBus"),
  "aws:cloudwatch/eventRule:EventRule": of("events", "PutRule"),
  "aws:cloudwatch/eventTarget:EventTarget": of(
    "events",
    { Target: "" },
    {
      targetId: "Id",
      "ecsTarget.propagateTags": "-",
      "ecsTarget.launchType": "-",
    },
  ),
  "aws:cloudwatch/eventArchive:EventArchive": of("events", "CreateArchive"),
  "aws:cloudwatch/eventConnection:EventConnection": of("events", "CreateConnection"),
  "aws:cloudwatch/eventApiDestination:EventApiDestination": of("events", "CreateApiDestination"),
  "aws:sfn/stateMachine:StateMachine": of("stepfunctions", "CreateStateMachine", {
    publish: "-",
    "loggingConfiguration.logDestination": "-",
  }),
  "aws:cloudwatch/metricAlarm:MetricAlarm": of("cloudwatch", "PutMetricAlarm"),
  "aws:cloudwatch/dashboard:Dashboard": of("cloudwatch", "PutDashboard"),
  "aws:kinesis/stream:Stream": of("kinesis", "CreateStream"),
  "aws:secretsmanager/secret:Secret": of("secretsmanager", "CreateSecret"),
  "aws:kms/key:Key": of("kms", "CreateKey", { policy: "-" }),
  "aws:sqs/queue:Queue": of("sqs", {}),
  "aws:sns/topic:Topic": of("sns", {}),
  "aws:appconfig/application:Application": of("appconfig", "CreateApplication"),
};

/** The page of an operation, by service; `{}` stands for the operation's name. */
export const PAGES: Record<string, string> = {
  apigateway: "https://docs.aws.amazon.com/apigateway/latest/api/API_{}.html",
  lambda: "https://docs.aws.amazon.com/lambda/latest/api/API_{}.html",
  iam: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_{}.html",
  logs: "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_{}.html",
  acm: "https://docs.aws.amazon.com/acm/latest/APIReference/API_{}.html",
  route53: "https://docs.aws.amazon.com/Route53/latest/APIReference/API_{}.html",
  elbv2: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_{}.html",
  ec2: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_{}.html",
  ecs: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_{}.html",
  servicediscovery: "https://docs.aws.amazon.com/cloud-map/latest/api/API_{}.html",
  dynamodb: "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_{}.html",
  events: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_{}.html",
  stepfunctions: "https://docs.aws.amazon.com/step-functions/latest/apireference/API_{}.html",
  cloudwatch: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_{}.html",
  kinesis: "https://docs.aws.amazon.com/kinesis/latest/APIReference/API_{}.html",
  secretsmanager: "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_{}.html",
  kms: "https://docs.aws.amazon.com/kms/latest/APIReference/API_{}.html",
  sqs: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_{}.html",
  sns: "https://docs.aws.amazon.com/sns/latest/api/API_{}.html",
  appconfig: "https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_{}.html",
};
