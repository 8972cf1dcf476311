import { ownValue } from "../../../language/own-value";
/**
 * When a function failed: while its code was loaded, in its handler, or in code of it that nothing waits for, such as a
 * callback or a timer.
 */
export type FailurePhase = "load" | "handler" | "background";

/** The way a function ended without a result. */
export interface FunctionFailure {
  errorType: string;
  errorMessage: string;
  /** @default "handler" */
  phase?: FailurePhase;
  /** The payload that Lambda's Invoke returns, as JSON text: the error with its trace. @default errorMessage and errorType alone */
  payload?: string;
}

/**
 * The remedies for the errors that Lambda itself gives.
 * https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html
 */
const ADVICE: Record<string, string> = {
  "Sandbox.Timedout": "Make it answer sooner, or raise the function's timeout.",
  "Runtime.HandlerNotFound": "Export it from the module, or correct the function's handler setting.",
  "Runtime.MalformedHandlerName": "Set the function's handler to <file>.<export>, such as index.handler.",
  "Runtime.ImportModuleError":
    "Put the module into the function's archive, or correct the file that its handler setting names.",
  "Runtime.UserCodeSyntaxError":
    "Correct it: the archive must hold what the function's runtime can run, TypeScript and later syntax compiled.",
  "Runtime.CallbackHandlerDeprecated":
    "Return a promise instead of calling back, or set the function's runtime to nodejs22.x.",
  "Runtime.UnhandledPromiseRejection": "Await every promise in the handler, and catch what it rejects with.",
  "Runtime.NodeJsExit": "Await what settles the promise: nothing was left to run that could settle it.",
  "Function.ResponseSizeTooLarge": "Return at most 6 MB, or a link to what is larger.",
  "Runtime.ExitError": "Take out what ends the process, such as process.exit(), and look at what it logged before.",
  "Runtime.OutOfMemory": "Raise the function's memorySize, or hold less in memory.",
  "Runtime.MarshalError": "Return what JSON can say: strings, numbers, booleans, lists, dictionaries and None.",
  "Runtime.InvalidEntrypoint": "Install the function's runtime on this machine.",
};

/** Lambda gives the code 10 seconds to load, whatever the function's timeout is. */
const SLOW_LOAD =
  "Loading its code may take 10 seconds: move slow work out of the module's top level into the handler.";

/**
 * Returns how to install the AWS SDK that is missing here and that Lambda's runtimes include.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-python.html
 */
function runtimeSdk(message: string): string | undefined {
  const node = /Cannot find (?:module|package) '(@(?:aws-sdk|smithy)\/[^'/]+)/.exec(message)?.[1];
  const python = /No module named '(boto3|botocore)/.exec(message)?.[1];
  return node === undefined ? python && `pip install ${python}` : `npm install --save-dev ${node}`;
}

/** Returns what the log advises to do about a failed function. @param answer What its handler should return instead of it. */
export function failureAdvice({ errorType, errorMessage, phase }: FunctionFailure, answer = "a statusCode"): string {
  if (phase === "load" && errorType === "Sandbox.Timedout") {
    return SLOW_LOAD;
  }
  const sdk = errorType === "Runtime.ImportModuleError" ? runtimeSdk(errorMessage) : undefined;
  if (sdk !== undefined) {
    return `On AWS the runtime brings it. Install it for this machine: ${sdk}`;
  }
  const known = ownValue(ADVICE, errorType);
  if (known !== undefined) {
    return known;
  }
  switch (phase) {
    case "load":
      return "It was thrown while the code was loaded: correct the module's top level, or what it imports.";
    case "background":
      return "It was thrown where the handler does not wait, such as in a callback or a timer: catch it there.";
    default:
      return `Catch it in the handler and return ${answer}.`;
  }
}
