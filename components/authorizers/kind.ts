import type * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import type { FunctionTarget } from "../integrations/function-target";
import type { Problem } from "../shared/problems";
import type { AuthorizerSpec } from "./authorizer-spec";

/** What a route is told about who may call it. */
export type AuthorizationType = "NONE" | "AWS_IAM" | "JWT" | "CUSTOM" | "COGNITO_USER_POOLS";

/** What AWS is told about an authorizer, but for the API itself. */
export type AuthorizerInputs = Omit<apigatewayv2.AuthorizerArgs, "apiId">;

/** The properties of the `x-amazon-apigateway-authorizer` extension, some known only later. */
export type AuthorizerExtension = Record<string, unknown>;

/** All that an API needs to know about one kind of authorizer: the one file of a kind gives it. */
export interface AuthorizerKindDefinition {
  /** What the route has as its authorization type. */
  authorizationType(spec: AuthorizerSpec): AuthorizationType;
  /** What is wrong with the plain values; `argument` is where the spec stands. */
  problems(spec: AuthorizerSpec, argument: string): Problem[];
  /** The child's inputs, for a kind that has an authorizer resource; values known only later are checked on their way. */
  inputs?(component: string, spec: AuthorizerSpec): AuthorizerInputs;
  /** What REST APIs have of this kind; without it they have none. */
  rest?: RestAuthorizerKind;
  /** The function that the API must be allowed to invoke. */
  invokes?(spec: AuthorizerSpec): FunctionTarget;
}

/** One kind of authorizer on a REST API. */
export interface RestAuthorizerKind {
  /** What else is wrong with the plain values on a REST API. */
  problems?(spec: AuthorizerSpec, argument: string): Problem[];
  /** The security scheme of the OpenAPI body, for a kind that has one. */
  scheme?(component: string, spec: AuthorizerSpec): AuthorizerExtension;
}
