import { PassThrough, type Readable } from "node:stream";
import { readStreamedStart, type StreamedHead } from "../../behavior/rest-api/streamed-result";
import { callFunction, type FunctionCall } from "../lambda/function-call";
import type { LambdaFunction } from "../lambda/lambda-function";

/** A function's response that is still being written, or why none exists. */
export type StreamedCall =
  { head: StreamedHead; body: Readable; latency: number } | { problem: string } | { failed: FunctionCall };

/**
 * Calls a function and gives its response as soon as its head is there; what it writes later goes through as it comes. A
 * function that fails meanwhile, or is later than the integration's timeout, leaves the client with a broken response.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html
 */
export async function streamFunction(
  target: LambdaFunction,
  invokedFunctionArn: string,
  payload: string,
  timeoutMs: number,
): Promise<StreamedCall> {
  const body = new PassThrough();
  body.on("error", () => undefined); // whoever sends it looks whether it is broken; it can be so before that
  const started = performance.now();
  let start = Buffer.alloc(0);
  let isStarted = false;
  let begin: (call: StreamedCall) => void = () => undefined;
  const begun = new Promise<StreamedCall>((resolve) => (begin = resolve));
  const read = (isAll: boolean): void => {
    const found = readStreamedStart(start, isAll);
    if (found === undefined) {
      return;
    }
    isStarted = true;
    if ("problem" in found) {
      begin(found);
      return;
    }
    const latency = Math.round(performance.now() - started);
    body.write(found.rest);
    begin({ head: found.head, body, latency });
  };
  const call = callFunction(target, invokedFunctionArn, payload, timeoutMs, (part) => {
    if (isStarted) {
      body.write(part);
      return;
    }
    start = Buffer.concat([start, part]);
    read(false);
  });
  void call.then((result) => {
    if (result.outcome?.kind === "result") {
      if (!isStarted) {
        read(true);
      }
      body.end();
    } else if (isStarted) {
      body.destroy(new Error("the function ended before its response did"));
    } else {
      begin({ failed: result });
    }
  });
  return begun;
}
