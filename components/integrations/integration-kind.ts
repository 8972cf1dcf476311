import type * as pulumi from "@pulumi/pulumi";
import type * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import type { Problem } from "../shared/problems";
import type { FunctionTarget } from "./function-target";
import type { IntegrationSpec } from "./integration-spec";
import type { ServiceAccess } from "./service-access";

/** The kinds of API that can carry an integration. */
export type ApiKind = "HTTP" | "REST" | "WEBSOCKET";

/** What AWS is told about an integration of an HTTP or WebSocket API, but for the API itself. */
export type IntegrationInputs = Omit<apigatewayv2.IntegrationArgs, "apiId">;

/** The properties of the `x-amazon-apigateway-integration` extension of a REST API, some known only later. */
export type IntegrationExtension = Record<string, unknown>;

/** All that an API needs to know about one kind of integration: the one file of a kind gives it. */
export interface IntegrationKindDefinition {
  apiKinds: readonly ApiKind[];
  /** The label of the integration where the user gave no name and it can be read from plain values. */
  label(spec: IntegrationSpec): string | undefined;
  /** What is wrong with the plain values; `argument` is where the spec stands. */
  problems(spec: IntegrationSpec, argument: string, api?: ApiKind): Problem[];
  /** The child's inputs; values that are known only later are checked on their way. */
  inputs(component: string, spec: IntegrationSpec): IntegrationInputs;
  /** The integration as the OpenAPI body of a REST API has it, for a kind that REST APIs can carry. */
  extension?(component: string, spec: IntegrationSpec): IntegrationExtension;
  /** The function that the API must be allowed to invoke. */
  invokes?(spec: IntegrationSpec): FunctionTarget;
  /** Whether a REST API maps requests and answers with templates: the answers do not go through as they are. @default false */
  mapsPayload?: boolean;
  /** What the kind fills in on a REST API before anything is made of the spec. */
  forRest?(spec: IntegrationSpec): Partial<IntegrationSpec>;
  /** What API Gateway must be allowed to do: a role is made for it. */
  access?(spec: IntegrationSpec): ServiceAccess[];
  /** All IAM actions that the kind can ask for, one at a time. */
  iamActions?: readonly string[];
  /** The path parameters that every route with this integration must have. */
  pathParameters?(spec: IntegrationSpec): string[];
}

/** An input with undefined left out of what it can hold. */
export type Given<T> = pulumi.Input<NonNullable<T>>;
