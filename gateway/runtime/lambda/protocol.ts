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
}

/** Request id, invoked ARN, deadline in epoch milliseconds, event as JSON: a tuple of primitives is cheap to post. */
export type WorkerRequest = [awsRequestId: string, invokedFunctionArn: string, deadline: number, payload: string];

export type WorkerReply =
  | ["ready"]
  | ["success", payload: string]
  | ["error" | "fatal", errorType: string, errorMessage: string, trace: string[]];
