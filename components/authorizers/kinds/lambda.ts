import * as pulumi from "@pulumi/pulumi";
import {
  checkFunction,
  FUNCTION_FIELDS,
  type FunctionFields,
  functionLabel,
  invokedFunction,
  PERMISSION_FIELDS,
  type PermissionFields,
  permittedFunction,
} from "../../integrations/function-fields";
import { type FunctionInput, functionTarget } from "../../integrations/function-target";
import { invokeArnOf } from "../../integrations/function-uri";
import type { PayloadFormatVersion } from "../../integrations/kinds/lambda";
import { defined } from "../../../language/defined";
import { isDeferred, type Problems } from "../../shared/problems";
import { AUTHORIZER_FIELDS, type AuthorizerFields, IDENTITY_SOURCE_FIELDS, type IdentitySourceFields } from "../fields";
import { checkIdentitySources, DEFAULT_IDENTITY_SOURCES, headerOf, methodRequestSource } from "../identity-sources";
import type { AuthorizerInputs, AuthorizerKindDefinition, SecurityScheme } from "../kind";
import { checkResultTtl, resultTtl } from "../result-ttl";
import { joinedSources } from "../security-scheme";

/** The part of the request that a Lambda authorizer of a REST API gets. */
export const LambdaAuthorizerType = { token: "TOKEN", request: "REQUEST" } as const;
export type LambdaAuthorizerType = (typeof LambdaAuthorizerType)[keyof typeof LambdaAuthorizerType];

/** Authorization by a function. */
export interface LambdaAuthorizer
  extends AuthorizerFields<"lambda">, FunctionFields, IdentitySourceFields, PermissionFields {
  /**
   * The payload format of the event. HTTP APIs only. @default "2.0"
   * @example "1.0"
   */
  payloadFormatVersion?: PayloadFormatVersion;
  /**
   * Indicates whether the function returns `{ isAuthorized }` instead of an IAM policy; format 2.0 only.
   *
   * @default true with "2.0"
   * @example
   * ```ts
   * lambdaAuthorizer(check, { simpleResponses: false });
   * ```
   */
  simpleResponses?: pulumi.Input<boolean>;
  /**
   * The time for which a decision is cached for the same identity, in seconds, 0 to 3,600; 0 disables caching.
   *
   * @default 0
   * @example
   * ```ts
   * lambdaAuthorizer(check, { resultTtlInSeconds: 60 });
   * ```
   */
  resultTtlInSeconds?: pulumi.Input<number>;
  /**
   * The part of the request that the function gets on a REST API: the one token of `identitySources`, or all of it. @default "REQUEST"
   * @example "TOKEN"
   */
  authorizerType?: LambdaAuthorizerType;
  /**
   * A pattern that a token must match before the function is invoked; TOKEN on a REST API only. @default any token
   * @example "^Bearer .+$"
   */
  identityValidationExpression?: string;
  /**
   * The ARN of the role that API Gateway assumes to invoke the function.
   *
   * @default the function's own policy allows the call
   * @example
   * ```ts
   * lambdaAuthorizer(check, { credentials: role.arn });
   * ```
   * https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
   */
  credentials?: pulumi.Input<string>;
}

/** The options of a Lambda authorizer. */
export type LambdaAuthorizerOptions = Omit<LambdaAuthorizer, "kind" | keyof FunctionFields>;

/**
 * Authorizes requests with a Lambda function. The function is invoked for every request unless `resultTtlInSeconds` is set: a cached policy that
 * allows one route would deny the next one.
 *
 * @example
 * ```ts
 * new HttpApi("shop", { defaultAuthorizer: lambdaAuthorizer(check), routes: { "GET /orders": lambda(orders) } });
 * ```
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export function lambdaAuthorizer(fn: FunctionInput, options: LambdaAuthorizerOptions = {}): LambdaAuthorizer {
  return { kind: "lambda", ...functionTarget(fn), ...options };
}

export const lambdaAuthorizerKind: AuthorizerKindDefinition<LambdaAuthorizer> = {
  fields: {
    ...AUTHORIZER_FIELDS,
    ...FUNCTION_FIELDS("lambdaAuthorizer"),
    ...IDENTITY_SOURCE_FIELDS,
    payloadFormatVersion: { plain: true, on: ["HTTP", "REST"] },
    simpleResponses: { on: ["HTTP"], instead: "leave it out, and answer a policy document" },
    resultTtlInSeconds: { on: ["HTTP", "REST"], instead: "leave it out: AWS asks once, when a client connects" },
    authorizerType: { plain: true, on: ["REST"] },
    identityValidationExpression: { plain: true, on: ["REST"] },
    credentials: {},
    ...PERMISSION_FIELDS,
  },
  label: functionLabel,
  authorizationType: () => "CUSTOM",
  check: (problems, spec, api) => {
    checkFunction(problems, spec);
    checkResultTtl(problems, spec);
    if (api === "REST") {
      checkRestAuthorizer(problems, spec);
    } else {
      checkSimpleResponses(problems, spec);
    }
    checkIdentitySources(problems, spec, api);
  },
  http: {
    resource: {
      inputs: (component, spec) => ({
        authorizerType: "REQUEST",
        authorizerUri: authorizerUri(component, spec),
        authorizerCredentialsArn: spec.credentials,
        authorizerPayloadFormatVersion: spec.payloadFormatVersion ?? "2.0",
        authorizerResultTtlInSeconds: resultTtl(component, spec),
        enableSimpleResponses: spec.simpleResponses ?? (spec.payloadFormatVersion ?? "2.0") === "2.0",
        identitySources: spec.identitySources ?? [...DEFAULT_IDENTITY_SOURCES],
      }),
      scheme: httpScheme,
    },
  },
  rest: { scheme: restScheme },
  websocket: {
    inputs: (component, spec) => ({
      authorizerType: "REQUEST",
      authorizerUri: authorizerUri(component, spec),
      authorizerCredentialsArn: spec.credentials,
      identitySources: spec.identitySources,
    }),
  },
  invokes: permittedFunction,
};

function authorizerUri(component: string, spec: LambdaAuthorizer): pulumi.Input<string> {
  return invokeArnOf(component, "authorizer.functionArn", invokedFunction(spec));
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html */
function httpScheme(inputs: AuthorizerInputs): SecurityScheme {
  return {
    type: "apiKey",
    name: "Authorization",
    in: "header",
    "x-amazon-apigateway-authorizer": {
      type: "request",
      identitySource: joinedSources(inputs),
      authorizerUri: inputs.authorizerUri,
      authorizerCredentials: inputs.authorizerCredentialsArn,
      authorizerPayloadFormatVersion: inputs.authorizerPayloadFormatVersion,
      authorizerResultTtlInSeconds: inputs.authorizerResultTtlInSeconds,
      enableSimpleResponses: inputs.enableSimpleResponses,
    },
  };
}

/**
 * A Lambda authorizer as REST APIs have it: it answers an IAM policy.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
 */
function restScheme(component: string, spec: LambdaAuthorizer): SecurityScheme {
  const isToken = spec.authorizerType === "TOKEN";
  const sources = pulumi.output(spec.identitySources ?? [...DEFAULT_IDENTITY_SOURCES]);
  return {
    type: "apiKey",
    // A REQUEST authorizer has no one header: AWS's own exports say "Unused".
    name: isToken ? sources.apply((list) => headerOf(list[0] ?? "")) : "Unused",
    in: "header",
    "x-amazon-apigateway-authtype": "custom",
    "x-amazon-apigateway-authorizer": defined({
      type: isToken ? "token" : "request",
      authorizerUri: authorizerUri(component, spec),
      authorizerCredentials: spec.credentials,
      authorizerResultTtlInSeconds: resultTtl(component, spec),
      identitySource: sources.apply((list) => list.map(methodRequestSource).join(", ")),
      identityValidationExpression: spec.identityValidationExpression,
    }),
  };
}

function checkSimpleResponses(problems: Problems, spec: LambdaAuthorizer): void {
  problems.unless(spec.simpleResponses !== true || spec.payloadFormatVersion !== "1.0", "simpleResponses", {
    received: true,
    expected: 'format "2.0", which alone has simple responses',
    fix: "leave payloadFormatVersion out, or answer an IAM policy",
  });
}

function checkRestAuthorizer(problems: Problems, spec: LambdaAuthorizer): void {
  const isToken = spec.authorizerType === "TOKEN";
  problems.unless(spec.payloadFormatVersion !== "2.0", "payloadFormatVersion", {
    expected: "no value: on a REST API the function answers an IAM policy",
    fix: "leave it out, and answer a policy document",
  });
  problems.unless(!isToken || isOneHeader(spec.identitySources), "identitySources", {
    received: spec.identitySources,
    expected: "the one header that has the token",
    fix: 'write ["$request.header.Authorization"], or leave authorizerType out',
  });
  problems.known<number>("resultTtlInSeconds", spec.resultTtlInSeconds, (received) =>
    received === 0 || !isEmpty(spec.identitySources)
      ? undefined
      : {
          received,
          expected: "0 without identitySources: AWS keeps a decision by what they say",
          fix: "name a source, or leave resultTtlInSeconds out",
        },
  );
  problems.unless(isToken || spec.identityValidationExpression === undefined, "identityValidationExpression", {
    expected: 'authorizerType "TOKEN" beside it',
    fix: "leave it out, or ask for the token alone",
  });
}

function isEmpty(sources: LambdaAuthorizer["identitySources"]): boolean {
  return sources !== undefined && !isDeferred(sources) && sources.length === 0;
}

function isOneHeader(sources: LambdaAuthorizer["identitySources"]): boolean {
  return (
    sources === undefined ||
    isDeferred(sources) ||
    (sources.length === 1 && sources.every((it) => typeof it !== "string" || it.startsWith("$request.header.")))
  );
}
