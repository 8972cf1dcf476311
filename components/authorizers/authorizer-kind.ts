import type * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import type { FunctionTarget } from "../integrations/function-target";
import type { Problem } from "../problems";
import type { AuthorizerSpec } from "./authorizer-spec";

/** What a route is told about who may call it. */
export type AuthorizationType = "NONE" | "AWS_IAM" | "JWT" | "CUSTOM";

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
  /** The function that the API must be allowed to invoke. */
  invokes?(spec: AuthorizerSpec): FunctionTarget;
}
