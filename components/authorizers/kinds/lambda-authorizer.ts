import type * as pulumi from "@pulumi/pulumi";
import { LIMITS } from "../../../aws/quotas";
import { type FunctionInput, functionTarget, type FunctionTarget } from "../../integrations/function-target";
import { functionArnProblem, invokeArnOf } from "../../integrations/function-uri";
import type { PayloadFormatVersion } from "../../integrations/kinds/lambda";
import { validateOutput, validateKnown, type Problem } from "../../shared/problems";
import type { AuthorizerKindDefinition } from "../kind";
import type { AuthorizerFields, AuthorizerSpec } from "../authorizer-spec";
import { DEFAULT_IDENTITY_SOURCES, identitySourceProblems } from "./jwt";
import { restLambdaAuthorizer } from "./rest-lambda-authorizer";

/** What a spec of kind `lambda` has. */
export interface LambdaAuthorizerFields {
  /** The ARN of the function, alias or version that decides. */
  functionArn?: pulumi.Input<string>;
  /** The ARN that API Gateway invokes the function by. @default made from the ARN */
  functionInvokeArn?: pulumi.Input<string>;
  /** The shape of the event that the function gets. @default "2.0" */
  payloadFormatVersion?: PayloadFormatVersion;
  /** Whether the function answers `{ isAuthorized }` rather than an IAM policy; format 2.0 only. @default true with "2.0" */
  simpleResponses?: pulumi.Input<boolean>;
  /** How long a decision is kept for the same identity, in seconds, 0 to 3,600; 0 asks every time. @default 0 */
  resultTtlInSeconds?: pulumi.Input<number>;
  /** What the function gets on a REST API: the one token of `identitySources`, or the request. @default "REQUEST" */
  authorizerType?: LambdaAuthorizerType;
  /** What the token must look like before the function is asked; TOKEN on a REST API only. @default anything */
  identityValidationExpression?: string;
}

/** What a Lambda authorizer gets of the request. */
export const LambdaAuthorizerType = { token: "TOKEN", request: "REQUEST" } as const;
export type LambdaAuthorizerType = (typeof LambdaAuthorizerType)[keyof typeof LambdaAuthorizerType];

export interface LambdaAuthorizerOptions extends Omit<AuthorizerFields, "kind"> {
  /** What a request must have; one that lacks any gets 401 unasked. @default ["$request.header.Authorization"] */
  identitySources?: pulumi.Input<pulumi.Input<string>[]>;
  /** The shape of the event that the function gets. @default "2.0" */
  payloadFormatVersion?: PayloadFormatVersion;
  /** Whether the function answers `{ isAuthorized }` rather than an IAM policy; format 2.0 only. @default true with "2.0" */
  simpleResponses?: pulumi.Input<boolean>;
  /** How long a decision is kept for the same identity, in seconds, 0 to 3,600; 0 asks every time. @default 0 */
  resultTtlInSeconds?: pulumi.Input<number>;
  /** What the function gets on a REST API: the one token of `identitySources`, or the request. @default "REQUEST" */
  authorizerType?: LambdaAuthorizerType;
  /** What the token must look like before the function is asked; TOKEN on a REST API only. @default anything */
  identityValidationExpression?: string;
}

/**
 * Lets a Lambda function decide. It is asked for every request unless `resultTtlInSeconds` is set: a cached policy that
 * names one route would refuse the next.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export function lambdaAuthorizer(fn: FunctionInput, options: LambdaAuthorizerOptions = {}): AuthorizerSpec {
  return { kind: "lambda", ...functionTarget(fn), ...options };
}

export const lambdaAuthorizerKind: AuthorizerKindDefinition = {
  authorizationType: () => "CUSTOM",
  problems: (spec, argument) => [
    ...(spec.functionArn === undefined
      ? [{ argument: `${argument}.functionArn`, expected: "a function", fix: "use lambdaAuthorizer(fn)" }]
      : validateKnown<string>(spec.functionArn, (arn) => functionArnProblem(`${argument}.functionArn`, arn))),
    ...validateKnown<number>(spec.resultTtlInSeconds, (ttl) => ttlProblem(argument, ttl)),
    ...simpleResponseProblems(spec, argument),
    ...identitySourceProblems(spec, argument),
  ],
  inputs: (component, spec) => ({
    authorizerType: "REQUEST",
    authorizerUri: invokeArnOf(component, "authorizer.functionArn", target(spec)),
    authorizerPayloadFormatVersion: spec.payloadFormatVersion ?? "2.0",
    authorizerResultTtlInSeconds: validateOutput<number>(component, spec.resultTtlInSeconds ?? 0, (ttl) =>
      ttlProblem("authorizer", ttl),
    ),
    enableSimpleResponses: spec.simpleResponses ?? (spec.payloadFormatVersion ?? "2.0") === "2.0",
    identitySources: spec.identitySources ?? [...DEFAULT_IDENTITY_SOURCES],
  }),
  rest: restLambdaAuthorizer,
  invokes: target,
};

function target(spec: AuthorizerSpec): FunctionTarget {
  return { functionArn: spec.functionArn ?? "", functionInvokeArn: spec.functionInvokeArn, name: spec.name };
}

function ttlProblem(argument: string, ttl: number): Problem | undefined {
  const limit = LIMITS.http.authorizerCacheTtl;
  if (Number.isInteger(ttl) && ttl >= 0 && ttl <= limit.value) {
    return undefined;
  }
  const expected = `0 to ${limit.value} seconds ("${limit.name}", ${limit.source})`;
  return { argument: `${argument}.resultTtlInSeconds`, received: ttl, expected, fix: "write 0 to ask every time" };
}

function simpleResponseProblems(spec: AuthorizerSpec, argument: string): Problem[] {
  return spec.simpleResponses === true && spec.payloadFormatVersion === "1.0"
    ? [
        {
          argument: `${argument}.simpleResponses`,
          received: true,
          expected: 'format "2.0", which alone has simple responses',
          fix: "leave payloadFormatVersion out, or answer an IAM policy",
        },
      ]
    : [];
}
