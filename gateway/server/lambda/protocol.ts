import type { MessagePort } from "node:worker_threads";

/** The start data of a Node.js execution environment. What else it needs is in its environment variables. */
export interface NodeWorkerData {
  taskRoot: string;
  handler: string;
  /** Of the runtime: 22 of nodejs22.x. */
  version: number;
  /** Ours alone: the handler's code can't post to it. */
  port: MessagePort;
  /** Of `SentAhead`: the number of the last request that was started. */
  counter: Int32Array;
  /** The sum of the sizes of what was printed and the gateway has not read. */
  unread: Int32Array;
}

/** A part of what a handler prints, with what it counts for in `unread`. */
export type Printed = [stream: "stdout" | "stderr", text: string, size: number];

/** A tuple of primitives is cheap to post, and several go together. The time to run, in milliseconds, starts when the handler does. */
export type WorkerRequest = [
  awsRequestId: string,
  invokedFunctionArn: string,
  timeout: number,
  payload: string,
  number: number,
];

export type WorkerReply =
  | ["ready"]
  /** @param milliseconds What the handler took, where the worker measures it. */
  | ["success", payload: string, milliseconds?: number]
  /** A part of a streamed response; "success" with nothing follows the last one. */
  | ["chunk", part: Uint8Array]
  /** The function uses more memory than it has. */
  | ["memory"]
  | ["error" | "fatal", errorType: string, errorMessage: string, trace: string[]];
