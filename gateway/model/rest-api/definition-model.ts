import type { InvokePermission, LambdaTarget } from "../shared/lambda-function";
import type { ParsedRouteKey } from "../../../aws/route-key";
import type { RestAuthorizerModel } from "./authorizer-model";

/** The definition of an API, of which a deployment is a snapshot. */
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

export type RestAuthorizationType = "NONE" | "AWS_IAM" | "CUSTOM" | "COGNITO_USER_POOLS" | "JWT";

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
  /** Of a Cognito or JWT authorizer: one of them must be in the token. */
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
  invokePermission: InvokePermission;
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
  /** True where the backend's certificate may be of any authority. */
  skipsVerification?: boolean;
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

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html */
export interface GatewayResponseModel {
  responseType: string;
  statusCode?: string;
  /** `gatewayresponse.header.x` from `'value'` and the like. */
  responseParameters: Record<string, string>;
  responseTemplates: Record<string, string>;
}
