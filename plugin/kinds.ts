import type * as pulumi from "@pulumi/pulumi";
import type { AuthorizerSpec, IntegrationSpec } from "../components";
import type { IntegrationResponse } from "../components/integrations/mapping-fields";
import type { ResponseParameters } from "../components/integrations/fields";

/** The target of a route: the fields of one kind of integration, which `kind` names. */
export interface IntegrationInput {
  /** The kind of backend, such as `lambda` or `httpProxy`. */
  kind: string;
  /** A literal that names the integration among the API's children. */
  name?: string;
  /** The integration's description. */
  description?: pulumi.Input<string>;
  /** The time that API Gateway waits for the backend, in milliseconds. */
  timeoutMilliseconds?: pulumi.Input<number>;
  /** The ARN of the function, alias or version to invoke. */
  functionArn?: pulumi.Input<string>;
  /** The ARN that API Gateway invokes the function by. */
  functionInvokeArn?: pulumi.Input<string>;
  /** The shape of the event and the response: `1.0` or `2.0`. */
  payloadFormatVersion?: string;
  /** Indicates whether the response is streamed. */
  streaming?: boolean;
  /** The URL of the backend. */
  url?: pulumi.Input<string>;
  /** The method that the backend is called with. */
  method?: string;
  /** The name that the backend's certificate must have. */
  tlsServerName?: pulumi.Input<string>;
  /** The VPC link to a private backend. */
  connectionId?: pulumi.Input<string>;
  /** The listener behind a VPC link of version 2. */
  integrationTarget?: pulumi.Input<string>;
  /** The ARN of the target of a service, a listener or a Cloud Map service. */
  targetArn?: pulumi.Input<string>;
  /** The path that a private backend is called with. */
  path?: string;
  /** Indicates whether a private backend gets the stage's name in front of the path. */
  forwardStagePrefix?: boolean;
  /** The port of the listener, on a REST API. */
  listenerPort?: number;
  /** The Host header that a REST API sends. */
  hostName?: pulumi.Input<string>;
  /** The attributes of the Cloud Map instances that get requests. */
  attributes?: Record<string, string>;
  /** The service's name in its endpoint. */
  service?: string;
  /** The action of the service. */
  action?: string;
  /** The path of the service. */
  servicePath?: pulumi.Input<string>;
  /** The region of the service. */
  region?: pulumi.Input<string>;
  /** The role that API Gateway assumes. */
  credentials?: pulumi.Input<string>;
  /** The parameters of the action on an HTTP API. */
  parameters?: Record<string, pulumi.Input<string>>;
  /** The KMS key that the target is encrypted with. */
  encryptionKeyArn?: pulumi.Input<string>;
  /** The ARN of the AppConfig configuration profile. */
  configurationProfileArn?: pulumi.Input<string>;
  /** The attributes of the DynamoDB table's key. */
  keyAttributes?: string[];
  /** The source of the event. */
  source?: pulumi.Input<string>;
  /** The type of the event. */
  detailType?: pulumi.Input<string>;
  /** The path parameter that is the S3 object's key. */
  keyParameter?: string;
  /** The prefix of the S3 object's key. */
  keyPrefix?: string;
  /** Changes to the request. */
  requestParameters?: Record<string, pulumi.Input<string>>;
  /** Changes to the backend's responses, by status. */
  responseParameters?: ResponseParameters[];
  /** The mapping templates of the request by content type. */
  requestTemplates?: Record<string, pulumi.Input<string>>;
  /** The handling of a payload without a template. */
  passthroughBehavior?: string;
  /** The conversion of the request's payload. */
  contentHandling?: string;
  /** The responses of the method. */
  responses?: IntegrationResponse[];
}

/** The decision on who may call a route: the fields of one kind of authorizer, which `kind` names. */
export interface AuthorizerInput {
  /** The kind of authorizer, such as `jwt` or `none`. */
  kind: string;
  /** A literal that names the authorizer among the API's children. */
  name?: string;
  /** The issuer, exactly as tokens have it in `iss`. */
  issuer?: pulumi.Input<string>;
  /** The audiences of which a token needs one. */
  audience?: pulumi.Input<pulumi.Input<string>[]>;
  /** The scopes of which a token needs one. */
  scopes?: pulumi.Input<pulumi.Input<string>[]>;
  /** The sources of the caller's identity. */
  identitySources?: pulumi.Input<pulumi.Input<string>[]>;
  /** The ARN of the Lambda authorizer's function. */
  functionArn?: pulumi.Input<string>;
  /** The ARN that API Gateway invokes the function by. */
  functionInvokeArn?: pulumi.Input<string>;
  /** The shape of the event that the function gets. */
  payloadFormatVersion?: string;
  /** Indicates whether the function answers `{ isAuthorized }`. */
  simpleResponses?: pulumi.Input<boolean>;
  /** The time to live of a decision in seconds. */
  resultTtlInSeconds?: pulumi.Input<number>;
  /** The type of Lambda authorizer on a REST API. */
  authorizerType?: string;
  /** The form that a token must have on a REST API. */
  identityValidationExpression?: string;
  /** The ARNs of the Cognito user pools. */
  providerArns?: pulumi.Input<string>[];
  /** The reason why anyone may call. */
  reason?: string;
  /** The id of an existing authorizer. */
  authorizerId?: pulumi.Input<string>;
  /** The authorization type of an existing authorizer. */
  authorizationType?: string;
}

/** Returns a flat integration as the union that components take; they check at run time what the union forbids. */
export function integrationOf(input: IntegrationInput): IntegrationSpec {
  return input as IntegrationSpec;
}

/** Returns a flat authorizer as the union that components take; they check at run time what the union forbids. */
export function authorizerOf(input: AuthorizerInput): AuthorizerSpec {
  return input as AuthorizerSpec;
}

/** A route's flat members. */
interface RouteInput {
  integration: IntegrationInput;
  authorizer?: AuthorizerInput;
}

/** Returns routes with their integrations and authorizers as components take them. */
export function routesOf<Route extends RouteInput>(
  routes: Record<string, Route>,
): Record<
  string,
  Omit<Route, "integration" | "authorizer"> & { integration: IntegrationSpec; authorizer?: AuthorizerSpec }
> {
  return Object.fromEntries(
    Object.entries(routes).map(([key, { integration, authorizer, ...settings }]) => [
      key,
      {
        ...settings,
        integration: integrationOf(integration),
        ...(authorizer === undefined ? {} : { authorizer: authorizerOf(authorizer) }),
      },
    ]),
  );
}
