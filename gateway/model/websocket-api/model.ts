import type { ApiIdentity } from "../shared/api-identity";
import type { AuthorizationType, HttpStageModel } from "../http-api/model";
import type { InvokePermission, LambdaTarget } from "../shared/lambda-function";

/** A WebSocket API, normalised. */
export interface WebSocketApiModel extends ApiIdentity {
  kind: "websocket";
  /** Which part of a message names its route, such as `$request.body.action`. */
  routeSelectionExpression: string;
  /**
   * The source of the API key: the header, or `usageIdentifierKey` of the authorizer's response.
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html
   */
  apiKeySource: "HEADER" | "AUTHORIZER";
  routes: WebSocketRouteModel[];
  integrations: WebSocketIntegrationModel[];
  authorizers: WebSocketAuthorizerModel[];
  stages: WebSocketStageModel[];
}

export interface WebSocketRouteModel {
  urn: string;
  id: string;
  /** `$connect`, `$disconnect`, `$default` or a name of the program's own. */
  routeKey: string;
  authorizationType: Exclude<AuthorizationType, "JWT">;
  authorizer?: WebSocketAuthorizerModel;
  apiKeyRequired: boolean;
  /** The schemas of messages by key; undefined where the route has no expression that chooses one: then nothing is validated. */
  validation?: MessageValidation;
  /** The parameters that a request to connect must have. */
  requiredParameters: RequiredParameter[];
  /** Undefined where the route has no target. */
  integration?: WebSocketIntegrationModel;
  /** Indicates whether what the integration answers goes back to the client: the route has a route response. */
  twoWay: boolean;
  /** Route responses by key, with their templates; only `$default` exists today. */
  responses: TemplateSet[];
  invokePermission: InvokePermission;
  /** The stages whose messages API Gateway may not invoke the function for. */
  stagesWithoutPermission: string[];
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-request-validation.html */
export interface MessageValidation {
  /** Such as `$request.body.type`: its value is the key of a schema. */
  selectionExpression: string;
  schemas: Record<string, unknown>;
}

/** A parameter of the request to connect, from `route.request.header.name` or `route.request.querystring.name`. */
export interface RequiredParameter {
  place: "header" | "querystring";
  name: string;
}

/** Mapping templates by their keys, and the expression whose value names one of them. */
export interface TemplateSet {
  /** `$default`, or `/4\d\d/`, the pattern that the integration's status must match. */
  key: string;
  templates: Record<string, string>;
  /** Such as `${integration.response.statuscode}`; undefined takes `$default`. */
  selectionExpression?: string;
}

export const WEBSOCKET_INTEGRATION_TYPES = ["AWS_PROXY", "AWS", "HTTP_PROXY", "HTTP", "MOCK"] as const;

export interface WebSocketIntegrationModel {
  urn: string;
  id: string;
  type: (typeof WEBSOCKET_INTEGRATION_TYPES)[number];
  /** May hold `${stageVariables.name}`. */
  uri?: string;
  method: string;
  /** @default 29000 */
  timeoutMs: number;
  /** `integration.request.header.name` to `route.request.body.name`, `context.connectionId`, `'static'` and the like. */
  requestParameters: Record<string, string>;
  requestTemplates: Record<string, string>;
  templateSelectionExpression?: string;
  passthroughBehavior: "WHEN_NO_MATCH" | "WHEN_NO_TEMPLATES" | "NEVER";
  contentHandling?: "CONVERT_TO_BINARY" | "CONVERT_TO_TEXT";
  responses: TemplateSet[];
  isPrivate: boolean;
  credentialsArn?: string;
  /** For a Lambda integration, proxy or not. */
  lambda?: LambdaTarget;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html */
export interface WebSocketAuthorizerModel {
  urn: string;
  id: string;
  name: string;
  /** `route.request.header.Auth`, `route.request.querystring.token`, `stageVariables.x`, `context.x`. */
  identitySources: string[];
  lambda: LambdaTarget;
  credentialsArn?: string;
  invokePermission: InvokePermission;
}

/** Its name stands first in the path. */
export interface WebSocketStageModel extends HttpStageModel {
  dataTrace: boolean;
}
