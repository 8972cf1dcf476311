/** What a Node.js execution environment is started with. */
export interface NodeWorkerData {
  taskRoot: string;
  handler: string;
  functionName: string;
  /** MB. */
  memorySize: number;
  logGroup: string;
  logStream: string;
  /** Node.js 24 and later refuse handlers with a callback parameter. */
  noCallbacks: boolean;
  /** Which request waits in each slot, by its ticket; negative once the worker has started it. */
  slots: Int32Array;
}

/**
 * A request in a slot: the worker may start it, or the pool may take it back, whoever is first to replace its ticket. A
 * ticket is given once, so that the worker never starts a request that was taken back in the place of the slot's next one.
 */
export const FREE_SLOT = 0;

/** A tuple of primitives is cheap to post, and several go together. The time to run in milliseconds starts when the handler does. */
export type WorkerRequest = [
  awsRequestId: string,
  invokedFunctionArn: string,
  timeout: number,
  payload: string,
  slot: number,
  ticket: number,
];

export type WorkerReply =
  | ["ready"]
  /** @param milliseconds What the handler took, where the worker measures it. */
  | ["success", payload: string, milliseconds?: number]
  /** A part of a streamed response; "success" with nothing follows the last one. */
  | ["chunk", part: Uint8Array]
  | ["error" | "fatal", errorType: string, errorMessage: string, trace: string[]];
