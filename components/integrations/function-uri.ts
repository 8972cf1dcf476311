import * as pulumi from "@pulumi/pulumi";
import type { Limit } from "../../aws/quotas";
import type { ApiProtocol } from "../shared/api-protocol";
import { type Expectation, type Problem, Problems, throwIfInvalid, validateOutput } from "../shared/problems";
import { invokeUri, isFunctionArn } from "../../aws/lambda-arn";
import type { RequestParameterFields, StreamingFields } from "./fields";
import { type FunctionTarget, functionTimeout } from "./function-target";
import { longestTimeout } from "./timeout";
import { readText } from "../shared/mocks";

/** Checks an ARN that should name a function. */
export function checkFunctionArn(received: string): Expectation | undefined {
  return isFunctionArn(received)
    ? undefined
    : {
        received,
        expected: "the ARN of a Lambda function, alias or version",
        fix: 'pass the function itself, or "arn:aws:lambda:<region>:<account>:function:<name>[:<alias>]"',
      };
}

/** Returns the ARN by which API Gateway invokes a function, checked as soon as it is known. */
export function invokeArnOf(component: string, argument: string, target: FunctionTarget): pulumi.Input<string> {
  if (target.functionInvokeArn !== undefined) {
    return target.functionInvokeArn;
  }
  const arn = validateOutput<string>(component, argument, target.functionArn, checkFunctionArn);
  return typeof arn === "string" ? invokeUri(arn) : readText(arn, invokeUri);
}

/**
 * Returns the URI, once it is sure that API Gateway waits for as long as the function may run: after that the client has its
 * error, and the function works on and is paid for.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
 */
export function fittingUri(
  component: string,
  spec: FunctionTarget & RequestParameterFields & StreamingFields,
  api: ApiProtocol,
): pulumi.Input<string> {
  const uri = invokeArnOf(component, "integration.functionArn", spec);
  const timeout = functionTimeout(spec.functionArn);
  return timeout === undefined || isAsynchronous(spec)
    ? uri
    : pulumi.all([uri, timeout]).apply(([plain, seconds]) => {
        throwIfInvalid(component, functionTimeoutProblems(seconds, longestTimeout(api, spec)));
        return plain;
      });
}

/**
 * Returns whether the function is only started: API Gateway has its answer at once, and the function may take its time.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-integration-async.html
 */
function isAsynchronous({ requestParameters = {} }: RequestParameterFields): boolean {
  return Object.entries(requestParameters).some(
    ([place, value]) => /^integration\.request\.header\.x-amz-invocation-type$/i.test(place) && value === "'Event'",
  );
}

/** Returns the problem of a function that may run longer than any integration waits. */
export function functionTimeoutProblems(seconds: number | undefined, longest: Limit): readonly Problem[] {
  const problems = new Problems();
  problems.unless(seconds === undefined || seconds * 1000 <= longest.value, "integration.functionArn", {
    received: `a function with a timeout of ${seconds} seconds`,
    expected: `at most ${longest.value / 1000} seconds, for API Gateway gives up then and the function works on ("${longest.name}", ${longest.source})`,
    fix: `set the function's timeout to ${longest.value / 1000} or less, or answer at once and work behind a queue: sqs(queue)`,
  });
  return problems.all;
}
