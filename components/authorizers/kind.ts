import type * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import type { FunctionTarget } from "../integrations/function-target";
import type { ApiProtocol } from "../shared/api-protocol";
import type { FieldTable } from "../shared/field-support";
import type { Problems } from "../shared/problems";
import type { AuthorizerFields } from "./fields";

/** The authorization type of a route. */
export type AuthorizationType = "NONE" | "AWS_IAM" | "JWT" | "CUSTOM" | "COGNITO_USER_POOLS";

/** The inputs of an authorizer of an HTTP or WebSocket API, without the API itself. */
export type AuthorizerInputs = Omit<apigatewayv2.AuthorizerArgs, "apiId">;

/** The properties of a security scheme, some known only later. */
export type SecurityScheme = Record<string, unknown>;

/**
 * One kind of authorizer: all that an API needs to know about it. Its file gives it as `<kind>AuthorizerKind`, and an API
 * supports the kind whose member of that name is there.
 */
export interface AuthorizerKindDefinition<Spec extends AuthorizerFields> {
  /** Every field, and the kinds of API that support it. */
  fields: FieldTable<Spec>;
  /** Returns the label of the authorizer where the user gave no name; undefined where no plain value gives one. */
  label(spec: Spec): string | undefined;
  /** Returns the authorization type of a route with this authorizer. */
  authorizationType(spec: Spec): AuthorizationType;
  /** Checks the known values beyond what `fields` says; an empty name in `problems` is the authorizer itself. */
  check?(problems: Problems, spec: Spec, api: ApiProtocol): void;
  http?: HttpAuthorizer<Spec>;
  rest?: RestAuthorizer<Spec>;
  websocket?: WebSocketAuthorizer<Spec>;
  /** The fix on a kind of API that does not support this kind. */
  instead?: string;
  /** Returns the function that gets a permission for the API. */
  invokes?(spec: Spec): FunctionTarget | undefined;
}

/** One kind of authorizer on HTTP APIs. */
export interface HttpAuthorizer<Spec> {
  /** The authorizer's resource, for a kind that has one. */
  resource?: {
    /** Returns its inputs; values that are known only later are checked on their way. */
    inputs(component: string, spec: Spec): AuthorizerInputs;
    /** Returns the security scheme of the OpenAPI body. */
    scheme(inputs: AuthorizerInputs): SecurityScheme;
  };
}

/** One kind of authorizer on REST APIs. */
export interface RestAuthorizer<Spec> {
  /** Returns the security scheme of the OpenAPI body, for a kind that has one. */
  scheme?(component: string, spec: Spec): SecurityScheme;
}

/** One kind of authorizer on WebSocket APIs, where it stands on `$connect`. */
export interface WebSocketAuthorizer<Spec> {
  /** Returns the inputs of the authorizer's resource, for a kind that has one. */
  inputs?(component: string, spec: Spec): AuthorizerInputs;
}
