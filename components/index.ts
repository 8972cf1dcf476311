export type { ApiRef } from "./apis/api-ref";
export type { AuthorizationCoverage, RouteAuthorization } from "./apis/authorization-coverage";
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
export { Authorizer, type AuthorizerArgs } from "./authorizers/authorizer";
export type { AuthorizerKind, AuthorizerSpec } from "./authorizers/authorizer-spec";
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
export type { FunctionInput, FunctionRef } from "./integrations/function-target";
export { httpProxy, type HttpProxyOptions } from "./integrations/http-proxy";
export { Integration, type IntegrationArgs } from "./integrations/integration";
export type { IntegrationKind, IntegrationSpec, ResponseParameters } from "./integrations/integration-spec";
export { lambda, type LambdaOptions, type PayloadFormatVersion } from "./integrations/lambda";
export {
  requestMapping,
  type RequestMapping,
  responseMapping,
  type ResponseMapping,
} from "./integrations/parameter-mapping";
export { accessLogFormat, type HttpLogVariable } from "./logs/access-log-format";
export type { AccessLogArgs } from "./logs/access-log-group";
export { ComponentError, type Problem } from "./problems";
