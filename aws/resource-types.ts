/** The types that the rules look at, by the names that AWS gives them. */
export const V1 = {
  account: "aws:apigateway/account:Account",
  apiKey: "aws:apigateway/apiKey:ApiKey",
  authorizer: "aws:apigateway/authorizer:Authorizer",
  basePathMapping: "aws:apigateway/basePathMapping:BasePathMapping",
  clientCertificate: "aws:apigateway/clientCertificate:ClientCertificate",
  deployment: "aws:apigateway/deployment:Deployment",
  documentationPart: "aws:apigateway/documentationPart:DocumentationPart",
  documentationVersion: "aws:apigateway/documentationVersion:DocumentationVersion",
  domainName: "aws:apigateway/domainName:DomainName",
  domainNameAccessAssociation: "aws:apigateway/domainNameAccessAssociation:DomainNameAccessAssociation",
  integration: "aws:apigateway/integration:Integration",
  integrationResponse: "aws:apigateway/integrationResponse:IntegrationResponse",
  method: "aws:apigateway/method:Method",
  methodResponse: "aws:apigateway/methodResponse:MethodResponse",
  methodSettings: "aws:apigateway/methodSettings:MethodSettings",
  model: "aws:apigateway/model:Model",
  requestValidator: "aws:apigateway/requestValidator:RequestValidator",
  resource: "aws:apigateway/resource:Resource",
  response: "aws:apigateway/response:Response",
  restApi: "aws:apigateway/restApi:RestApi",
  restApiPolicy: "aws:apigateway/restApiPolicy:RestApiPolicy",
  restApiPut: "aws:apigateway/restApiPut:RestApiPut",
  stage: "aws:apigateway/stage:Stage",
  usagePlan: "aws:apigateway/usagePlan:UsagePlan",
  usagePlanKey: "aws:apigateway/usagePlanKey:UsagePlanKey",
  vpcLink: "aws:apigateway/vpcLink:VpcLink",
} as const;

export const V2 = {
  api: "aws:apigatewayv2/api:Api",
  apiMapping: "aws:apigatewayv2/apiMapping:ApiMapping",
  authorizer: "aws:apigatewayv2/authorizer:Authorizer",
  deployment: "aws:apigatewayv2/deployment:Deployment",
  domainName: "aws:apigatewayv2/domainName:DomainName",
  integration: "aws:apigatewayv2/integration:Integration",
  integrationResponse: "aws:apigatewayv2/integrationResponse:IntegrationResponse",
  model: "aws:apigatewayv2/model:Model",
  route: "aws:apigatewayv2/route:Route",
  routeResponse: "aws:apigatewayv2/routeResponse:RouteResponse",
  routingRule: "aws:apigatewayv2/routingRule:RoutingRule",
  stage: "aws:apigatewayv2/stage:Stage",
  vpcLink: "aws:apigatewayv2/vpcLink:VpcLink",
} as const;

export const LAMBDA = {
  alias: "aws:lambda/alias:Alias",
  eventSourceMapping: "aws:lambda/eventSourceMapping:EventSourceMapping",
  function: "aws:lambda/function:Function",
  functionEventInvokeConfig: "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
  functionUrl: "aws:lambda/functionUrl:FunctionUrl",
  layerVersion: "aws:lambda/layerVersion:LayerVersion",
  permission: "aws:lambda/permission:Permission",
  provisionedConcurrencyConfig: "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig",
} as const;

export const CERTIFICATE = "aws:acm/certificate:Certificate";
export const CERTIFICATE_VALIDATION = "aws:acm/certificateValidation:CertificateValidation";
export const RECORD = "aws:route53/record:Record";
export const ZONE = "aws:route53/zone:Zone";
export const METRIC_ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
export const COMPOSITE_ALARM = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
export const DASHBOARD = "aws:cloudwatch/dashboard:Dashboard";
export const QUERY_DEFINITION = "aws:cloudwatch/queryDefinition:QueryDefinition";
export const METRIC_FILTER = "aws:cloudwatch/logMetricFilter:LogMetricFilter";
export const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
export const WEB_ACL = "aws:wafv2/webAcl:WebAcl";
export const WEB_ACL_ASSOCIATION = "aws:wafv2/webAclAssociation:WebAclAssociation";
/** Of AWS WAF Classic, which protects a stage as well. */
export const CLASSIC_WEB_ACL_ASSOCIATION = "aws:wafregional/webAclAssociation:WebAclAssociation";
export const USER_POOL = "aws:cognito/userPool:UserPool";
export const USER_POOL_CLIENT = "aws:cognito/userPoolClient:UserPoolClient";
/** The records of Cloudflare, by the names of the provider's versions 5 and 6. */
export const CLOUDFLARE_RECORDS = ["cloudflare:index/record:Record", "cloudflare:index/dnsRecord:DnsRecord"];
