import type { ThrottleModel } from "../http/http-api-model";
import type { LambdaTarget } from "../lambda-function";
import type { ParsedRouteKey } from "../route-key";

/** A REST API, normalised: the same whether it came from an OpenAPI document or from resources. */
export interface RestApiModel {
  kind: "rest";
  urn: string;
  /** The API's id; its resource name while the id is unknown. */
  id: string;
  name: string;
  region: string;
  account: string;
  partition: string;
  /** `arn:aws:execute-api:<region>:<account>:<id>`. */
  executionArn: string;
  endpointType: "EDGE" | "REGIONAL" | "PRIVATE";
  /** Whether the default endpoint answers 403 `{"message":"Forbidden"}` instead of serving. */
  disableExecuteApiEndpoint: boolean;
  /** Where the API key of a request comes from. */
  apiKeySource: "HEADER" | "AUTHORIZER";
  /** The API as the program declares it now; what is live is in the stages' deployments. */
  definition: RestDefinition;
  stages: RestStageModel[];
}

/** What a deployment takes a snapshot of. */
export interface RestDefinition {
  methods: RestMethodModel[];
  /** Such as `image/png`, or any type. */
  binaryMediaTypes: string[];
  /** In bytes; undefined compresses nothing. */
  minimumCompressionSize?: number;
  gatewayResponses: GatewayResponseModel[];
  /** The resource policy, parsed. */
  policy?: unknown;
}

export type RestAuthorizationType = "NONE" | "AWS_IAM" | "CUSTOM" | "COGNITO_USER_POOLS";

/** https://docs.aws.amazon.com/apigateway/latest/api/API_Method.html */
export interface RestMethodModel {
  urn: string;
  /** `GET /orders/{id}`. */
  routeKey: string;
  key: ParsedRouteKey;
  /** `GET` or `ANY`. */
  httpMethod: string;
  /** `/orders/{id}`. */
  path: string;
  resourceId: string;
  operationName?: string;
  authorizationType: RestAuthorizationType;
  /** Of a Cognito authorizer: one of them must be in the token. */
  authorizationScopes: string[];
  authorizer?: RestAuthorizerModel;
  apiKeyRequired: boolean;
  /** `method.request.header.x` and the like: whether the parameter is required. */
  requestParameters: Record<string, boolean>;
  /** JSON Schemas by content type. */
  requestModels: Record<string, unknown>;
  validatesBody: boolean;
  validatesParameters: boolean;
  /** Undefined where the method has none: AWS refuses to deploy it. */
  integration?: RestIntegrationModel;
  /** Whether the function may be invoked; see `HttpRouteModel.invokePermission`. */
  invokePermission: "allowed" | "missing" | "unknown" | "notNeeded";
}

export type RestIntegrationType = "AWS" | "AWS_PROXY" | "HTTP" | "HTTP_PROXY" | "MOCK";
export type PassthroughBehavior = "WHEN_NO_MATCH" | "WHEN_NO_TEMPLATES" | "NEVER";
export type ContentHandling = "CONVERT_TO_BINARY" | "CONVERT_TO_TEXT";

/** https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html */
export interface RestIntegrationModel {
  type: RestIntegrationType;
  uri?: string;
  /** The method sent to the backend. */
  httpMethod?: string;
  /** `integration.request.header.x` from `method.request.querystring.y` and the like. */
  requestParameters: Record<string, string>;
  /** Mapping templates by content type. */
  requestTemplates: Record<string, string>;
  passthroughBehavior: PassthroughBehavior;
  contentHandling?: ContentHandling;
  /** @default 29000 */
  timeoutMs: number;
  connectionType: "INTERNET" | "VPC_LINK";
  connectionId?: string;
  /** The load balancer behind a VPC link of version 2. */
  targetArn?: string;
  credentialsArn?: string;
  cacheNamespace?: string;
  /** `method.request.querystring.x` and the like. */
  cacheKeyParameters: string[];
  /** For `AWS_PROXY` and `AWS` with a Lambda URI. */
  lambda?: LambdaTarget;
  /** True where the URI asks for a streamed response. */
  streams: boolean;
  responses: RestIntegrationResponseModel[];
}

/** https://docs.aws.amazon.com/apigateway/latest/api/API_IntegrationResponse.html */
export interface RestIntegrationResponseModel {
  statusCode: string;
  /** A regular expression for the backend's status or the function's error; undefined is the default response. */
  selectionPattern?: string;
  /** `method.response.header.x` from `integration.response.header.y` and the like. */
  responseParameters: Record<string, string>;
  responseTemplates: Record<string, string>;
  contentHandling?: ContentHandling;
}

interface RestAuthorizerIdentity {
  urn: string;
  id: string;
  name: string;
  /** `method.request.header.Authorization` and the like. */
  identitySources: string[];
  /** 0 caches nothing. @default 300 */
  resultTtlSeconds: number;
}

export type RestAuthorizerModel = RestLambdaAuthorizerModel | CognitoAuthorizerModel;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html */
export interface RestLambdaAuthorizerModel extends RestAuthorizerIdentity {
  type: "TOKEN" | "REQUEST";
  lambda: LambdaTarget;
  /** A TOKEN that does not match is answered 401 without asking the function. */
  identityValidationExpression?: string;
  credentialsArn?: string;
  invokePermission: RestMethodModel["invokePermission"];
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html */
export interface CognitoAuthorizerModel extends RestAuthorizerIdentity {
  type: "COGNITO_USER_POOLS";
  /** `https://cognito-idp.<region>.amazonaws.com/<pool id>` of each user pool. */
  issuers: string[];
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html */
export interface GatewayResponseModel {
  responseType: string;
  statusCode?: string;
  /** `gatewayresponse.header.x` from `'value'` and the like. */
  responseParameters: Record<string, string>;
  responseTemplates: Record<string, string>;
}

/** https://docs.aws.amazon.com/apigateway/latest/api/API_Stage.html */
export interface RestStageModel {
  urn: string;
  name: string;
  deployment?: RestDeploymentModel;
  variables?: Record<string, string>;
  canary?: CanaryModel;
  cacheClusterEnabled: boolean;
  /** By method path as AWS writes it: `*\/*`, `orders/{id}/GET`. */
  methodSettings: MethodSettingsModel[];
  accessLog?: { destinationArn: string; format: string };
}

/** A deployment: what it holds is live, whatever the program has changed since. */
export interface RestDeploymentModel {
  urn: string;
  id: string;
  /** Changes when the provider would replace the deployment: without that nothing new goes live. */
  fingerprint: string;
  definition: RestDefinition;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/canary-release.html */
export interface CanaryModel {
  deployment?: RestDeploymentModel;
  /** From 0 to 100. */
  percentTraffic: number;
  /** Added to the stage's for requests of the canary. */
  stageVariableOverrides: Record<string, string>;
  useStageCache: boolean;
}

/** https://docs.aws.amazon.com/apigateway/latest/api/API_MethodSetting.html */
export interface MethodSettingsModel {
  /** `*\/*` for every method, else `<path without leading slash>/<method>`. */
  methodPath: string;
  throttle: ThrottleModel;
  cachingEnabled?: boolean;
  cacheTtlSeconds?: number;
  requireAuthorizationForCacheControl?: boolean;
  unauthorizedCacheControlHeaderStrategy?:
    "FAIL_WITH_403" | "SUCCEED_WITH_RESPONSE_HEADER" | "SUCCEED_WITHOUT_RESPONSE_HEADER";
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html */
export interface UsagePlanModel {
  urn: string;
  id: string;
  name: string;
  apiStages: UsagePlanStageModel[];
  throttle?: ThrottleModel;
  quota?: QuotaModel;
  /** The keys of the plan, by id. */
  keyIds: string[];
}

export interface UsagePlanStageModel {
  apiId: string;
  stage: string;
  /** By `/path/METHOD`. */
  throttles: Record<string, ThrottleModel>;
}

export interface QuotaModel {
  limit: number;
  period: "DAY" | "WEEK" | "MONTH";
  /** Requests that count as made in the first period. */
  offset: number;
}

/** The value is a secret: for comparing alone, never for a log or a file. */
export interface ApiKeyModel {
  urn: string;
  id: string;
  name: string;
  enabled: boolean;
  value: string;
}
