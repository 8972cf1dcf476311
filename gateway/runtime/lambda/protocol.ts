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
  /** The state of each request that is in the worker's hands, by its slot. */
  slots: Int32Array;
}

/** A request in a slot: the worker may start it, or the pool may take it back, whoever is first. */
export const SLOT = { free: 0, waiting: 1, running: 2 } as const;

/** A tuple of primitives is cheap to post; the time to run in milliseconds starts when the handler does. */
export type WorkerRequest = [
  awsRequestId: string,
  invokedFunctionArn: string,
  timeout: number,
  payload: string,
  slot: number,
];

export type WorkerReply =
  | ["ready"]
  | ["success", payload: string]
  | ["error" | "fatal", errorType: string, errorMessage: string, trace: string[]];
