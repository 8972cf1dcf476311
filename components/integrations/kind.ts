import type * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import type { ApiProtocol } from "../shared/api-protocol";
import type { FieldTable } from "../shared/field-support";
import type { Problems } from "../shared/problems";
import type { IntegrationFields } from "./fields";
import type { FunctionTarget } from "./function-target";
import type { RestIntegration } from "./rest-extension";
import type { ServiceAccess } from "./service-access";

/** The inputs of an integration of an HTTP or WebSocket API, without the API itself. */
export type IntegrationInputs = Omit<apigatewayv2.IntegrationArgs, "apiId">;

/**
 * One kind of integration: all that an API needs to know about it. Its file gives it as `<kind>Kind`, and an API supports the
 * kind whose member of that name is there.
 */
export interface IntegrationKindDefinition<Spec extends IntegrationFields> {
  /** Every field, and the kinds of API that support it. */
  fields: FieldTable<Spec>;
  /** The label of the integration where the user gave no name and it can be read from plain values. */
  label(spec: Spec): string | undefined;
  /** Checks the known values beyond what `fields` says; an empty name in `problems` is the integration itself. */
  check?(problems: Problems, spec: Spec, api: ApiProtocol): void;
  /** Returns the inputs on an HTTP API; values that are known only later are checked on their way. */
  http?(component: string, spec: Spec): IntegrationInputs;
  rest?: RestSupport<Spec>;
  /** Returns the inputs on a WebSocket API. */
  websocket?(component: string, spec: Spec): IntegrationInputs;
  /** Returns the function that gets a permission for the API. */
  invokes?(spec: Spec): FunctionTarget | undefined;
  /** The role that is made for API Gateway, for a kind with `credentials`. */
  role?: RoleSupport<Spec>;
  /** Returns the path parameters that every route with this integration must have. */
  pathParameters?(spec: Spec): string[];
}

/** One kind of integration on REST APIs. */
export interface RestSupport<Spec> {
  /** Indicates whether requests and answers go through as they are, without templates. */
  isProxy: boolean;
  /** Returns the integration as the OpenAPI body has it. */
  integration(component: string, spec: Spec): RestIntegration;
}

/** The permissions of a kind that calls an AWS service. */
export interface RoleSupport<Spec> {
  /** Returns what the role may do for this integration. */
  access(spec: Spec): ServiceAccess[];
  /** All IAM actions that the kind can ask for, one at a time. */
  iamActions: readonly string[];
  /** An integration with each of its targets, for the table of policies in the docs. */
  example: Spec;
}
