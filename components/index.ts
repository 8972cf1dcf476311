export type { ApiRef } from "./apis/api-ref";
export type { AuthorizationCoverage, AuthorizationDecision } from "./apis/authorization-coverage";
export type { CorsArgs, CorsOwner } from "./apis/cors";
export type { RoleInput } from "./apis/grant-invoke";
export type {
  HttpApiArgs,
  IpAddressType,
  OpenApiArgs,
  PublicAddress,
  Render,
  RouteArgs,
  StageArgs,
  ThrottleArgs,
} from "./apis/http-api-args";
export type { HttpApiNodes } from "./apis/http-api-nodes";
export type { PathParameters } from "./apis/route-key-type";
export type { StageNodes } from "./apis/stages";
export { HttpApi, type RouteEntry, type RouteTable, type TypedHttpApiArgs } from "./apis/typed-http-api";
export type { StageInfo } from "./apis/urls";
export type { CanaryArgs } from "./apis/rest/canary";
export type { GatewayResponseArgs } from "./apis/rest/gateway-responses";
export { resourcePolicy, type ResourcePolicyArgs } from "./apis/rest/resource-policy";
export type {
  AccountRef,
  ApiKeySource,
  CacheArgs,
  EndpointType,
  LoggingLevel,
  RestApiArgs,
  RestOpenApiArgs,
  RestRouteArgs,
  RestStageArgs,
} from "./apis/rest/rest-api-args";
export type { RestApiNodes } from "./apis/rest/rest-api-nodes";
export type { RestStageNodes } from "./apis/rest/rest-stages";
export { RestApi, type RestRouteEntry, type RestRouteTable, type TypedRestApiArgs } from "./apis/rest/typed-rest-api";
export { WebSocketApi, type WebSocketApiNodes } from "./apis/websocket/websocket-api";
export type { ExecutionLog, WebSocketApiArgs, WebSocketRouteArgs } from "./apis/websocket/websocket-api-args";
export type { ConnectionsRef } from "./apis/websocket/grant-manage-connections";
export { ConnectionStore, type ConnectionStoreArgs } from "./connections/connection-store";
export { ApiGatewayAccount, type ApiGatewayAccountArgs } from "./account/api-gateway-account";
export { Authorizer, type AuthorizerArgs } from "./authorizers/authorizer";
export type { AuthorizerKind, AuthorizerSpec } from "./authorizers/authorizer-spec";
export { cognitoUserPools, type CognitoUserPoolsOptions, type UserPoolArnRef } from "./authorizers/cognito-user-pools";
export { cognitoJwt, type UserPoolClientInput, type UserPoolRef } from "./authorizers/cognito-jwt";
export { existingAuthorizer } from "./authorizers/existing-authorizer";
export { iam } from "./authorizers/iam";
export { jwt, type JwtOptions } from "./authorizers/jwt";
export { lambdaAuthorizer, type LambdaAuthorizerOptions } from "./authorizers/lambda-authorizer";
export { none } from "./authorizers/none";
export type { DnsAdapter, DnsRecord } from "./domains/dns-record";
export { ApiGroup, type ApiGroupArgs } from "./domains/api-group";
export { MultiRegionDomain } from "./domains/multi-region-domain";
export type { HealthCheckArgs, MultiRegionDomainArgs, RegionArgs } from "./domains/multi-region-args";
export { CustomDomain, type CustomDomainNodes } from "./domains/custom-domain";
export type { ApiDomainArgs } from "./domains/api-domain";
export type {
  CustomDomainArgs,
  DnsRecordInfo,
  DomainSettings,
  MappingArgs,
  RoutingRuleArgs,
  VpcEndpointRef,
} from "./domains/domain-args";
export type { MutualTlsArgs } from "./domains/truststore";
export type { RecordRoutingArgs } from "./domains/alias-records";
export { FunctionAlias, type FunctionAliasArgs } from "./integrations/function-alias";
export type { FunctionInput, FunctionRef } from "./integrations/function-target";
export { appConfig, type AppConfigOptions } from "./integrations/app-config";
export type { ArnInput, ArnRef } from "./integrations/arn-target";
export { awsService, type AwsServiceOptions } from "./integrations/aws-service";
export { cloudMap, type CloudMapOptions } from "./integrations/cloud-map";
export { dynamoDb, type DynamoDbAction, type DynamoDbOptions } from "./integrations/dynamo-db";
export { eventBridge, type EventBridgeOptions } from "./integrations/event-bridge";
export { httpCustom, type HttpCustomOptions } from "./integrations/http-custom";
export { lambdaCustom, type LambdaCustomOptions } from "./integrations/lambda-custom";
export { kinesis, type KinesisOptions } from "./integrations/kinesis";
export { loadBalancer, type LoadBalancerOptions } from "./integrations/load-balancer";
export { mock, type MockOptions } from "./integrations/mock";
export type { PrivateOptions, VpcLinkInput } from "./integrations/private-integration";
export type { IntegrationResponse, PassthroughBehavior } from "./integrations/rest-fields";
export { httpProxy, type HttpProxyOptions } from "./integrations/http-proxy";
export { Integration, type IntegrationArgs } from "./integrations/integration";
export type { IntegrationKind, IntegrationSpec, ResponseParameters } from "./integrations/integration-spec";
export { lambda, type LambdaOptions, type PayloadFormatVersion } from "./integrations/lambda";
export { s3, type S3Action, type S3Options } from "./integrations/s3";
export type { IntegrationRole } from "./integrations/service-access";
export type { ServiceOptions } from "./integrations/service-kind";
export { sns, type SnsOptions } from "./integrations/sns";
export { sqs, type SqsAction, type SqsOptions } from "./integrations/sqs";
export { stepFunctions, type StepFunctionsAction, type StepFunctionsOptions } from "./integrations/step-functions";
export {
  requestMapping,
  type RequestMapping,
  responseMapping,
  type ResponseMapping,
} from "./integrations/parameter-mapping";
export { accessLogFormat, type HttpLogVariable } from "./logs/access-log-format";
export { restAccessLogFormat, type RestLogVariable } from "./logs/rest-access-log-format";
export type { AccessLogArgs } from "./logs/access-log-group";
export { ComponentError, type Problem } from "./problems";
export { ApiKey, type ApiKeyArgs } from "./usage-plans/api-key";
export { UsagePlan } from "./usage-plans/usage-plan";
export type {
  ConsumerArgs,
  PlanLimits,
  PlanStageArgs,
  QuotaArgs,
  QuotaPeriod,
  UsagePlanArgs,
  UsagePlansArgs,
} from "./usage-plans/usage-plan-args";
export { UsagePlans } from "./usage-plans/usage-plans";
export { NetworkLoadBalancerLink, type NetworkLoadBalancerLinkArgs } from "./vpc-links/network-load-balancer-link";
export { VpcLink, type VpcLinkArgs, type VpcLinkTargetArgs } from "./vpc-links/vpc-link";
export {
  ec2,
  ecsService,
  type PrivateBackendOptions,
  type PrivateBackendRef,
} from "./private-backends/backend-integration";
export type { PrivateBackendArgs } from "./private-backends/balancer";
export { Ec2Backend, type Ec2BackendArgs } from "./private-backends/ec2-backend";
export { EcsBackend, type EcsBackendArgs } from "./private-backends/ecs-backend";
