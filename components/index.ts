export type { ApiRef } from "./shared/api-ref";
export type { AuthorizationCoverage, AuthorizationDecision } from "./shared/authorization-coverage";
export type { CorsArgs, CorsOwner } from "./shared/cors";
export type { RoleInput } from "./shared/grant-invoke";
export type { DeployAs, HttpApiArgs, OpenApiArgs, RouteEntry, RouteTable, StageArgs } from "./http-api/args";
export { HttpApi, type HttpApiResources } from "./http-api/api";
export type { StageResources } from "./http-api/stages";
export type { IpAddressType } from "./shared/ip-address-type";
export type { LoggingLevel } from "./shared/logging-level";
export type { EndpointAccessMode, EndpointType } from "./shared/endpoint";
export type { ApiKeySource } from "./shared/api-key-source";
export type { PublicAddress } from "./shared/public-address";
export type { RouteArgs } from "./shared/route-args";
export type { PathParameters } from "./shared/route-key-type";
export type { ThrottleArgs } from "./shared/throttle";
export type { StageInfo } from "./shared/urls";
export type { CanaryArgs } from "./rest-api/canary";
export type { GatewayResponseArgs } from "./rest-api/gateway-responses";
export { resourcePolicy, type ResourcePolicyArgs } from "./rest-api/resource-policy";
export type {
  AccountRef,
  CacheArgs,
  RestApiArgs,
  RestOpenApiArgs,
  RestRouteArgs,
  RestRouteEntry,
  RestRouteTable,
  RestStageArgs,
  UnauthorizedCacheControl,
} from "./rest-api/args";
export { RestApi, type RestApiResources } from "./rest-api/api";
export type { RestStageResources } from "./rest-api/stages";
export { WebSocketApi, type WebSocketApiResources } from "./websocket-api/api";
export type {
  WebSocketApiArgs,
  WebSocketApiSettings,
  WebSocketRouteArgs,
  WebSocketRouteEntry,
  WebSocketStageArgs,
} from "./websocket-api/args";
export type { WebSocketStageResources } from "./websocket-api/stages";
export type { WebSocketStageInfo } from "./websocket-api/urls";
export type { ConnectionsRef } from "./websocket-api/grant-manage-connections";
export { ConnectionStore, type ConnectionStoreArgs } from "./websocket-api/connection-store";
export { ApiGatewayAccount, type ApiGatewayAccountArgs } from "./account/api-gateway-account";
export { Authorizer, type AuthorizerArgs } from "./authorizers/authorizer";
export type { AuthorizerKind, AuthorizerSpec } from "./authorizers/authorizer-spec";
export type { JwtAlgorithm, RequiredClaims, TrustedIssuerArgs } from "./authorizers/rest-jwt";
export type { DnsAdapter, DnsRecord } from "./domains/shared/dns-record";
export { ApiGroup, type ApiGroupArgs } from "./domains/api-group/api-group";
export { MultiRegionDomain } from "./domains/multi-region/multi-region-domain";
export type { HealthCheckArgs, MultiRegionDomainArgs, RegionArgs } from "./domains/multi-region/args";
export type { CustomDomainArgs, MappingArgs, RoutingRuleArgs } from "./domains/custom-domain/args";
export { CustomDomain, type CustomDomainResources } from "./domains/custom-domain/custom-domain";
export type {
  ApiDomainArgs,
  DnsRecordInfo,
  DomainSettings,
  MutualTlsArgs,
  RecordRoutingArgs,
  VpcEndpointRef,
} from "./domains/shared/args";
export { FunctionAlias, type FunctionAliasArgs } from "./integrations/function-alias";
export type { FunctionInput, FunctionRef } from "./integrations/function-target";
export type { ArnInput, ArnRef } from "./integrations/arn-target";
export type { PrivateFields, PrivateOptions } from "./integrations/private-integration";
export type { VpcLinkInput } from "./integrations/vpc-link-id";
export type { ContentHandling, IntegrationResponse, PassthroughBehavior } from "./integrations/mapping-fields";
export { Integration, type IntegrationArgs } from "./integrations/integration";
export type { IntegrationKind, IntegrationSpec } from "./integrations/integration-spec";
export type { ResponseParameters } from "./integrations/fields";
export type { IntegrationRole } from "./integrations/service-access";
export {
  requestMapping,
  type RequestMapping,
  responseMapping,
  type ResponseMapping,
} from "./integrations/parameter-mapping";
export { accessLogFormat } from "./monitoring/access-log-format";
export type { HttpLogVariable, RestLogVariable } from "../aws/context-variables";
export { restAccessLogFormat } from "./monitoring/rest-access-log-format";
export type { AccessLogArgs } from "./monitoring/access-log-group";
export type {
  AlarmLevel,
  ApiMonitoringArgs,
  LatencyObjectiveArgs,
  MonitoringArgs,
  NotifyArgs,
  ObjectiveArgs,
} from "./monitoring/args";
export type {
  MonitoredApiRef,
  MonitoredConsumerArgs,
  MonitoredDeploymentArgs,
  MonitoredFunctionRef,
  MonitoredTargetGroupArgs,
} from "./monitoring/references";
export { Monitoring, type MonitoringResources } from "./monitoring/monitoring";
export { ComponentError, type Problem } from "./shared/problems";
export { ApiKey, type ApiKeyResources } from "./usage-plans/api-key";
export { UsagePlan } from "./usage-plans/usage-plan";
export type {
  ApiKeyArgs,
  ConsumerArgs,
  PlanLimits,
  PlanStageArgs,
  QuotaArgs,
  QuotaPeriod,
  UsagePlanArgs,
  UsagePlansArgs,
} from "./usage-plans/args";
export { UsagePlans } from "./usage-plans/usage-plans";
export {
  NetworkLoadBalancerLink,
  type NetworkLoadBalancerLinkArgs,
} from "./private-backends/network-load-balancer-link";
export { VpcLink, type VpcLinkArgs, type VpcLinkTargetArgs } from "./private-backends/vpc-link";
export {
  ec2,
  ecsService,
  type PrivateBackendOptions,
  type PrivateBackendRef,
} from "./private-backends/backend-integration";
export type { PrivateBackendArgs } from "./private-backends/balancer";
export { Ec2Backend, type Ec2BackendArgs } from "./private-backends/ec2-backend";
export { EcsBackend, type EcsBackendArgs } from "./private-backends/ecs-backend";
// kinds: generated by `npm run generate`
export { appConfig, type AppConfigIntegration, type AppConfigOptions } from "./integrations/kinds/app-config";
export { awsService, type AwsServiceIntegration, type AwsServiceOptions } from "./integrations/kinds/aws-service";
export { cloudMap, type CloudMapIntegration, type CloudMapOptions } from "./integrations/kinds/cloud-map";
export {
  cloudWatchLogs,
  type CloudWatchLogsIntegration,
  type CloudWatchLogsOptions,
} from "./integrations/kinds/cloud-watch-logs";
export {
  dynamoDb,
  type DynamoDbAction,
  type DynamoDbIntegration,
  type DynamoDbOptions,
} from "./integrations/kinds/dynamo-db";
export { eventBridge, type EventBridgeIntegration, type EventBridgeOptions } from "./integrations/kinds/event-bridge";
export { httpCustom, type HttpCustomIntegration, type HttpCustomOptions } from "./integrations/kinds/http-custom";
export { httpProxy, type HttpProxyIntegration, type HttpProxyOptions } from "./integrations/kinds/http-proxy";
export { kinesis, type KinesisIntegration, type KinesisOptions } from "./integrations/kinds/kinesis";
export {
  lambda,
  type PayloadFormatVersion,
  type LambdaIntegration,
  type LambdaOptions,
} from "./integrations/kinds/lambda";
export {
  lambdaCustom,
  type LambdaCustomIntegration,
  type LambdaCustomOptions,
} from "./integrations/kinds/lambda-custom";
export {
  loadBalancer,
  type LoadBalancerIntegration,
  type LoadBalancerOptions,
} from "./integrations/kinds/load-balancer";
export { mock, type MockIntegration, type MockOptions } from "./integrations/kinds/mock";
export { s3, type S3Action, type S3Integration, type S3Options } from "./integrations/kinds/s3";
export {
  secretsManager,
  type SecretsManagerIntegration,
  type SecretsManagerOptions,
} from "./integrations/kinds/secrets-manager";
export { sns, type SnsIntegration, type SnsOptions } from "./integrations/kinds/sns";
export { sqs, type SqsAction, type SqsIntegration, type SqsOptions } from "./integrations/kinds/sqs";
export {
  stepFunctions,
  type StepFunctionsAction,
  type StepFunctionsIntegration,
  type StepFunctionsOptions,
} from "./integrations/kinds/step-functions";
export {
  cognitoUserPools,
  type UserPoolArnRef,
  type CognitoAuthorizer,
  type CognitoUserPoolsOptions,
} from "./authorizers/kinds/cognito";
export { cognitoJwt, type UserPoolRef, type UserPoolClientInput } from "./authorizers/kinds/cognito-jwt";
export { existingAuthorizer, type ExistingAuthorizer } from "./authorizers/kinds/existing";
export { iam, type IamAuthorizer } from "./authorizers/kinds/iam";
export { jwt, type JwtAuthorizer, type JwtOptions } from "./authorizers/kinds/jwt";
export {
  lambdaAuthorizer,
  type LambdaAuthorizerType,
  type LambdaAuthorizer,
  type LambdaAuthorizerOptions,
} from "./authorizers/kinds/lambda";
export { none, type NoneAuthorizer } from "./authorizers/kinds/none";
// end of kinds
