import * as pulumi from "@pulumi/pulumi";
import { type Limit, LIMITS } from "../../../aws/quotas";
import { validateOutput, validateKnown, type Problem, throwIfInvalid } from "../../shared/problems";
import {
  type FunctionInput,
  type FunctionTarget,
  functionTarget,
  functionTimeout,
  invocationArn,
  parseFunctionArn,
} from "../function-target";
import type { ApiKind, IntegrationKindDefinition } from "../integration-kind";
import type { IntegrationFields, IntegrationSpec } from "../integration-spec";
import { commonInputs, timeoutProblems } from "../integration-fields";
import { commonExtension, longestTimeout, restFieldProblems } from "../rest-extension";
import type { RestIntegrationFields } from "../rest-fields";

/** The shape of the event that a function gets and of the response that it gives. */
export const PayloadFormatVersion = { v1: "1.0", v2: "2.0" } as const;
export type PayloadFormatVersion = (typeof PayloadFormatVersion)[keyof typeof PayloadFormatVersion];

/** What a spec of kind `lambda` has. */
export interface LambdaFields {
  /** The ARN of the function, alias or version to invoke. */
  functionArn?: pulumi.Input<string>;
  /** The ARN that API Gateway invokes the function by. @default made from the ARN */
  functionInvokeArn?: pulumi.Input<string>;
  /** The shape of the event and the response. @default "2.0" for a function, "1.0" for a proxy */
  payloadFormatVersion?: PayloadFormatVersion;
}

/** What can be said about a Lambda integration; each has AWS's default or a safe one. */
export type LambdaOptions = Omit<IntegrationFields, "kind"> &
  Pick<LambdaFields, "payloadFormatVersion"> &
  Pick<RestIntegrationFields, "streaming" | "credentials">;

/**
 * Sends requests to a Lambda function (AWS_PROXY).
 *
 * @param fn the function or alias, a reference with its ARN, or an ARN (with alias or version)
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function lambda(fn: FunctionInput, options: LambdaOptions = {}): IntegrationSpec {
  return { kind: "lambda", ...functionTarget(fn), ...options };
}

/** What is wrong with an ARN that should name a function. */
export function functionArnProblem(argument: string, arn: string): Problem | undefined {
  return parseFunctionArn(arn) === undefined
    ? {
        argument,
        received: arn,
        expected: "the ARN of a Lambda function, alias or version",
        fix: 'pass the function itself, or "arn:aws:lambda:<region>:<account>:function:<name>[:<alias>]"',
      }
    : undefined;
}

/** The ARN by which API Gateway invokes a function, checked as soon as it is known. */
export function invokeArnOf(component: string, argument: string, target: FunctionTarget): pulumi.Input<string> {
  if (target.functionInvokeArn !== undefined) {
    return target.functionInvokeArn;
  }
  const arn = validateOutput<string>(component, target.functionArn, (value) => functionArnProblem(argument, value));
  return typeof arn === "string" ? invocationArn(arn) : pulumi.output(arn).apply(invocationArn);
}

export const lambdaKind: IntegrationKindDefinition = {
  apiKinds: ["HTTP", "REST", "WEBSOCKET"],
  label: (spec) => (typeof spec.functionArn === "string" ? parseFunctionArn(spec.functionArn)?.name : undefined),
  problems: (spec, argument, api = "HTTP") => [
    ...(spec.functionArn === undefined
      ? [{ argument: `${argument}.functionArn`, expected: "a function", fix: "use lambda(fn)" }]
      : validateKnown<string>(spec.functionArn, (arn) => functionArnProblem(`${argument}.functionArn`, arn))),
    ...timeoutProblems(spec, argument, longestTimeout(api, spec)),
    ...(api === "REST"
      ? [...restPayloadProblems(spec, argument), ...restFieldProblems(spec, argument, true)]
      : payloadProblems(spec, argument)),
  ],
  inputs: (component, spec) => ({
    ...commonInputs(component, spec, LIMITS.http.integrationTimeout),
    integrationType: "AWS_PROXY",
    integrationMethod: "POST",
    integrationUri: fittingUri(component, spec, "HTTP"),
    payloadFormatVersion: spec.payloadFormatVersion ?? "2.0",
  }),
  extension: (component, spec) => ({
    type: "aws_proxy",
    httpMethod: "POST",
    uri: proxyUri(component, spec),
    ...commonExtension(component, spec),
  }),
  invokes: target,
};

/**
 * A streamed response is asked for at another path of Lambda's API.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html
 */
function proxyUri(component: string, spec: IntegrationSpec): pulumi.Input<string> {
  const uri = fittingUri(component, spec, "REST");
  return spec.streaming === true
    ? pulumi
        .output(uri)
        .apply((plain) =>
          plain
            .replace("/2015-03-31/functions/", "/2021-11-15/functions/")
            .replace(/\/invocations$/, "/response-streaming-invocations"),
        )
    : uri;
}

/**
 * The URI, once it is sure that API Gateway waits for as long as the function may run: after that the client has its error,
 * and the function works on and is paid for.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
 */
export function fittingUri(component: string, spec: IntegrationSpec, api: ApiKind): pulumi.Input<string> {
  const uri = invokeArnOf(component, "integration.functionArn", target(spec));
  const timeout = functionTimeout(spec.functionArn);
  const longest = longestTimeout(api, spec);
  return timeout === undefined || isAsynchronous(spec)
    ? uri
    : pulumi.all([uri, timeout]).apply(([plain, seconds]) => {
        throwIfInvalid(component, functionTimeoutProblems(seconds, longest));
        return plain;
      });
}

/**
 * Whether the function is only started: API Gateway has its answer at once, and the function may take its time.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-integration-async.html
 */
function isAsynchronous({ requestParameters = {} }: IntegrationSpec): boolean {
  return Object.entries(requestParameters).some(
    ([place, value]) => /^integration\.request\.header\.x-amz-invocation-type$/i.test(place) && value === "'Event'",
  );
}

/** What is wrong with a function that may run longer than any integration waits. */
export function functionTimeoutProblems(seconds: number | undefined, longest: Limit): Problem[] {
  return seconds === undefined || seconds * 1000 <= longest.value
    ? []
    : [
        {
          argument: "integration.functionArn",
          received: `a function with a timeout of ${seconds} seconds`,
          expected: `at most ${longest.value / 1000} seconds, for API Gateway gives up then and the function works on ("${longest.name}", ${longest.source})`,
          fix: `set the function's timeout to ${longest.value / 1000} or less, or answer at once and work behind a queue: sqs(queue)`,
        },
      ];
}

function target(spec: IntegrationSpec): FunctionTarget {
  return { functionArn: spec.functionArn ?? "", functionInvokeArn: spec.functionInvokeArn, name: spec.name };
}

function payloadProblems(spec: IntegrationSpec, argument: string): Problem[] {
  const received: string = spec.payloadFormatVersion ?? "2.0";
  return received === "1.0" || received === "2.0"
    ? []
    : [{ argument: `${argument}.payloadFormatVersion`, received, expected: '"1.0" or "2.0"', fix: 'write "2.0"' }];
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html */
function restPayloadProblems(spec: IntegrationSpec, argument: string): Problem[] {
  return spec.payloadFormatVersion === "2.0"
    ? [
        {
          argument: `${argument}.payloadFormatVersion`,
          received: "2.0",
          expected: '"1.0", the only format of REST APIs',
          fix: "leave it out",
        },
      ]
    : [];
}
