import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { parseFunctionArn } from "../../../aws/lambda-arn";
import { LAMBDA_LIMITS } from "../../../aws/quotas";
import { CodeArchiveError, codeFolder, unpackCode } from "./code-archive";
import { EnvironmentPool } from "./environment-pool";
import type { EnvironmentOwner, ExecutionEnvironment } from "./execution-environment";
import type { FunctionConfig } from "./function-config";
import { functionEnvironment } from "./function-environment";
import type { FunctionError, Invocation, InvocationResult } from "./invocation";
import { NodeEnvironment } from "./node-environment";
import { PythonEnvironment } from "./python-environment";
import { isOverPayloadLimit } from "./payload-size";
import { type CodePlace, deployedTrace, readableTrace } from "./readable-trace";

export interface LambdaFunctionOptions {
  /** Folder for unpacked code; the function makes its own in it. */
  codeDirectory: string;
  /** Added to every function's variables. */
  environment: Record<string, string>;
  log: (line: string) => void;
}

/** A function with its execution environments: started at the first request, kept warm, one request at a time in each. */
export class LambdaFunction {
  /** By the version that its environments run as. All have the code of the program. */
  private readonly pools = new Map<string, EnvironmentPool>();
  /** By the ARN that is invoked: a program names few of them. */
  private readonly poolsByArn = new Map<string, EnvironmentPool>();
  private unpacked: Promise<string> | undefined;
  private closed = false;
  private place: CodePlace | undefined;

  constructor(
    readonly config: FunctionConfig,
    /** Equal for equal code and configuration. */
    readonly fingerprint: string,
    private readonly options: LambdaFunctionOptions,
  ) {}

  /** Calls back once, with what went wrong too, which is also in the log. */
  invoke(invocation: Invocation, settle: (result: InvocationResult) => void): void {
    const { refusal, reservedConcurrency: reserved } = this.config;
    if (refusal !== undefined) {
      this.log(`not run: ${refusal}`);
      settle({ kind: "refused" });
    } else if (reserved !== undefined && this.busy >= reserved) {
      settle({ kind: "throttled" });
    } else {
      this.poolOfArn(invocation.invokedFunctionArn).dispatch({
        invocation,
        since: performance.now(),
        settle: (result) => settle(this.logged(withinLimit(result))),
      });
    }
  }

  /**
   * Returns the payload of Lambda's Invoke for an error of the handler, with its stack; undefined for Lambda's own errors.
   * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html
   * @see https://docs.aws.amazon.com/lambda/latest/dg/python-exceptions.html
   */
  errorPayload({ errorType, errorMessage, trace, phase }: FunctionError, requestId: string): string | undefined {
    if (trace === undefined) {
      return undefined;
    }
    const { place } = this;
    const lines = place === undefined ? trace : deployedTrace(trace, place);
    const message = place === undefined ? errorMessage : errorMessage.replaceAll(place.taskRoot, "/var/task");
    return JSON.stringify(
      this.config.runtime.startsWith("python")
        ? { errorMessage: message, errorType, requestId: phase === "load" ? "" : requestId, stackTrace: lines }
        : { errorType, errorMessage: message, trace: lines },
    );
  }

  /** Takes back a call that no environment has started. */
  cancelQueued(awsRequestId: string): void {
    this.pools.forEach((pool) => pool.cancelQueued(awsRequestId));
  }

  /** Ends all environments, and removes the code; requests that run get an error. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.pools.values()].map((pool) => pool.close()));
    const taskRoot = await this.unpacked?.catch(() => undefined);
    if (taskRoot !== undefined) {
      // what cannot be removed now goes with the gateway's own folder
      await rm(taskRoot, { recursive: true, force: true }).catch(() => undefined);
    }
  }

  /** Requests that run or wait, of all versions: a reserved concurrency is the function's. */
  private get busy(): number {
    return [...this.pools.values()].reduce((sum, pool) => sum + pool.busy, 0);
  }

  private poolOfArn(invokedFunctionArn: string): EnvironmentPool {
    let pool = this.poolsByArn.get(invokedFunctionArn);
    if (pool === undefined) {
      pool = this.poolOf(this.versionOf(invokedFunctionArn));
      this.poolsByArn.set(invokedFunctionArn, pool);
    }
    return pool;
  }

  private poolOf(version: string): EnvironmentPool {
    let pool = this.pools.get(version);
    if (pool === undefined) {
      pool = new EnvironmentPool({
        prepare: () => (this.unpacked ??= this.unpack()),
        create: (taskRoot, owner) => this.createEnvironment(version, taskRoot, owner),
        failed: (error) => this.failed(error),
      });
      this.pools.set(version, pool);
      if (this.closed) {
        void pool.close();
      }
    }
    return pool;
  }

  /** Returns the version that an ARN invokes: its own, that of its alias, or the code that is not published. */
  private versionOf(invokedFunctionArn: string): string {
    const qualifier = parseFunctionArn(invokedFunctionArn)?.qualifier;
    if (qualifier === undefined || /^\d+$/.test(qualifier)) {
      return qualifier ?? "$LATEST";
    }
    return this.config.aliases.find(({ name }) => name === qualifier)?.functionVersion ?? "$LATEST";
  }

  private logged(result: InvocationResult): InvocationResult {
    if (result.kind === "error" && result.error.isLogged === undefined) {
      const { errorType, errorMessage, trace } = result.error;
      const text = trace?.length ? trace.join("\n") : `${errorType}: ${errorMessage}`;
      this.log(this.place === undefined ? text : readableTrace(text, this.place));
    }
    return result;
  }

  private async unpack(): Promise<string> {
    const name = this.config.functionName.replace(/[^\w-]/g, "_");
    const taskRoot = join(this.options.codeDirectory, `${name}-${randomUUID().slice(0, 8)}`);
    const { code = null, workingDirectory } = this.config;
    await unpackCode(code, workingDirectory, taskRoot);
    this.place = { taskRoot, source: await codeFolder(code, workingDirectory) };
    return taskRoot;
  }

  private createEnvironment(version: string, taskRoot: string, owner: EnvironmentOwner): ExecutionEnvironment {
    const day = new Date().toISOString().slice(0, 10).replaceAll("-", "/");
    const logStream = `${day}/[${version}]${randomUUID().replaceAll("-", "")}`;
    const variables = functionEnvironment(this.config, taskRoot, { version, logStream }, this.options.environment);
    const Environment = this.config.runtime.startsWith("python") ? PythonEnvironment : NodeEnvironment;
    return new Environment(this.config, taskRoot, variables, owner, (line) => {
      // the stack of an error in a JSON log is in the line
      const { place } = this;
      this.log(this.config.jsonLog === undefined || place === undefined ? line : readableTrace(line, place));
    });
  }

  private failed(error: unknown): void {
    this.unpacked = undefined; // the next request tries again
    this.log(error instanceof CodeArchiveError ? `its code: ${error.message}` : String(error));
  }

  private log(line: string): void {
    this.options.log(`[${this.config.name}] ${line}`);
  }
}

/**
 * Responses have a hundred bytes more than requests.
 * https://github.com/localstack/localstack/blob/8b9a79f05846835cf4dff63ab7eefdde9df83783/tests/aws/services/lambda_/test_lambda.snapshot.json
 * (test_lambda_too_large_response, validated against AWS)
 */
const LARGEST_RESPONSE = LAMBDA_LIMITS.synchronousPayload.value + 100;

/** Returns how Lambda refuses a payload of more than 6 MB: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
function withinLimit(result: InvocationResult): InvocationResult {
  return result.kind !== "success" || !isOverPayloadLimit(result.payload, LARGEST_RESPONSE)
    ? result
    : {
        kind: "error",
        error: {
          errorType: "Function.ResponseSizeTooLarge",
          errorMessage: `Response payload size exceeded maximum allowed payload size (${LARGEST_RESPONSE} bytes).`,
        },
      };
}
