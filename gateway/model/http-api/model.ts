import type { ApiIdentity } from "../shared/api-identity";
import type { InvokePermission, LambdaTarget } from "../shared/lambda-function";
import type { ParsedRouteKey } from "../../../aws/route-key";

/** An HTTP API, normalised: the same whether it came from resources, quick create or an OpenAPI document. */
export interface HttpApiModel extends ApiIdentity {
  kind: "http";
  /** Indicates whether the default endpoint answers 403 `{"message":"Forbidden"}` instead of serving. */
  disableExecuteApiEndpoint: boolean;
  /** Set where the gateway owns CORS. */
  cors?: CorsModel;
  routes: HttpRouteModel[];
  integrations: HttpIntegrationModel[];
  authorizers: HttpAuthorizerModel[];
  stages: HttpStageModel[];
}

/** https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid.html#apis-apiid-model-cors */
export interface CorsModel {
  allowOrigins: string[];
  allowMethods: string[];
  allowHeaders: string[];
  exposeHeaders: string[];
  allowCredentials: boolean;
  /** In seconds; undefined sends no `access-control-max-age`. */
  maxAge?: number;
}

export type AuthorizationType = "NONE" | "JWT" | "CUSTOM" | "AWS_IAM";

export interface HttpRouteModel {
  urn: string;
  /** As written: `GET /orders/{id}` or `$default`. */
  routeKey: string;
  key: ParsedRouteKey;
  authorizationType: AuthorizationType;
  /** A JWT needs one of these; empty asks for none. */
  authorizationScopes: string[];
  authorizer?: HttpAuthorizerModel;
  /** Undefined where the route has no target: AWS then answers 500. */
  integration?: HttpIntegrationModel;
  operationName?: string;
  invokePermission: InvokePermission;
  /** The stages whose requests AWS answers with 500 for want of the permission. */
  stagesWithoutPermission: string[];
}

export type PayloadFormatVersion = "1.0" | "2.0";

export interface HttpIntegrationModel {
  urn: string;
  id: string;
  type: "AWS_PROXY" | "HTTP_PROXY";
  /** A first-class AWS service action, such as `SQS-SendMessage`; undefined for Lambda and HTTP. */
  subtype?: string;
  /** May hold `${stageVariables.name}` and, for HTTP, `{pathParameter}`. */
  uri?: string;
  /** The method sent to an HTTP backend; `ANY` passes the client's on. */
  method?: string;
  payloadFormatVersion: PayloadFormatVersion;
  /** @default 30000, at most 30000 */
  timeoutMs: number;
  /** `append:header.x` and the like; for a service integration, the service's own parameters. */
  requestParameters: Record<string, string>;
  /** By the status code of the integration's response. */
  responseParameters: { statusCode: string; mappings: Record<string, string> }[];
  connectionType: "INTERNET" | "VPC_LINK";
  connectionId?: string;
  /** The name that the backend's certificate must carry, for a private integration over TLS. */
  tlsServerName?: string;
  credentialsArn?: string;
  /** For `AWS_PROXY` without subtype. */
  lambda?: LambdaTarget;
}

export type HttpAuthorizerModel = JwtAuthorizerModel | LambdaAuthorizerModel;

interface AuthorizerIdentity {
  urn: string;
  id: string;
  name: string;
  /** `$request.header.Authorization` and the like. */
  identitySources: string[];
}

export interface JwtAuthorizerModel extends AuthorizerIdentity {
  type: "JWT";
  /** Compared character for character with the token's `iss`. */
  issuer: string;
  audiences: string[];
}

export interface LambdaAuthorizerModel extends AuthorizerIdentity {
  type: "REQUEST";
  lambda: LambdaTarget;
  payloadFormatVersion: PayloadFormatVersion;
  enableSimpleResponses: boolean;
  /** 0 caches nothing. @default 300 with identity sources, as the AWS provider has it, and 0 without */
  resultTtlSeconds: number;
  credentialsArn?: string;
  invokePermission: InvokePermission;
}

export interface HttpStageModel {
  urn: string;
  /** `$default` or a name that stands first in the path. */
  name: string;
  autoDeploy: boolean;
  /** Indicates whether something is deployed to it; a stage with nothing deployed answers 404. */
  deployed: boolean;
  /** Undefined where the stage sets none; the event then has no `stageVariables` (2.0) or null (1.0). */
  variables?: Record<string, string>;
  defaultThrottle: ThrottleModel;
  /** By route key; what a route leaves out is the stage's default. */
  routeThrottles: Record<string, ThrottleModel>;
  accessLog?: { destinationArn: string; format: string };
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html */
export interface ThrottleModel {
  /** Requests a second; undefined leaves the account's. */
  rateLimit?: number;
  /** The bucket's size; undefined leaves the account's. */
  burstLimit?: number;
}
