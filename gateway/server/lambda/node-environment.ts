import { join } from "node:path";
import { inspect } from "node:util";
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import { batchPerEventLoopTurn } from "../event-loop-turn";
import { threadFile } from "../shared/thread-file";
import { type EnvironmentOwner, ExecutionEnvironment } from "./execution-environment";
import type { FunctionConfig } from "./function-config";
import { LogLines } from "./log-lines";
import type { NodeWorkerData, Printed, WorkerRequest } from "./protocol";
import { isPrinted, isReply } from "./worker-reply";

const BOOTSTRAP = join(__dirname, "bootstrap");

/** Requests that a worker may have in its hands: the one that runs and those that were sent ahead. */
const MAILBOX = 32;

/** A Node.js execution environment: one worker thread with its own variables, module cache and heap limit. */
export class NodeEnvironment extends ExecutionEnvironment {
  private readonly worker: Worker;
  private readonly port: MessagePort;
  private readonly printed: Record<Printed[0], LogLines>;
  private readonly unread = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  /** Posted together at the end of this turn of the event loop. */
  private outgoing: WorkerRequest[] = [];

  constructor(
    config: FunctionConfig,
    taskRoot: string,
    environment: Record<string, string>,
    owner: EnvironmentOwner,
    log: (line: string) => void,
  ) {
    super(config, owner, MAILBOX);
    const version = Number(/\d+/.exec(config.runtime)?.[0] ?? 22);
    const { port1, port2 } = new MessageChannel();
    const workerData: NodeWorkerData = {
      taskRoot,
      handler: config.handler,
      version,
      port: port2,
      counter: this.ahead.counter,
      unread: this.unread,
    };
    this.port = port1;
    this.worker = new Worker(threadFile(BOOTSTRAP, "worker"), {
      env: environment,
      execArgv: nodeFlags(version, environment.NODE_OPTIONS ?? ""),
      resourceLimits: { maxOldGenerationSizeMb: config.memoryMb },
      stdout: true,
      stderr: true,
      workerData,
      transferList: [port2],
    });
    this.printed = { stdout: new LogLines(log), stderr: new LogLines(log) };
    this.port.on("message", (message: unknown) => this.receiveMessage(message));
    this.worker.on("error", (error: unknown) => {
      this.receivePosted();
      this.crash(error);
    });
    this.worker.on("exit", (code) => {
      this.receivePosted();
      Object.values(this.printed).forEach((lines) => lines.end());
      this.exited(code);
    });
  }

  protected send(request: WorkerRequest): void {
    if (this.outgoing.push(request) === 1) {
      batchPerEventLoopTurn(() => this.port.postMessage(this.outgoing.splice(0)));
    }
  }

  protected async kill(): Promise<void> {
    await this.worker.terminate();
    this.port.close();
  }

  /** Receives what the worker posted before it ended: unlike its own port, ours may be behind the event of the end. */
  private receivePosted(): void {
    for (let next = receiveMessageOnPort(this.port); next !== undefined; next = receiveMessageOnPort(this.port)) {
      this.receiveMessage(next.message);
    }
  }

  /** Drops what is no reply: the handler replaced what the bootstrap posts by. */
  private receiveMessage(message: unknown): void {
    if (isPrinted(message)) {
      const [stream, text, size] = message;
      this.printed[stream].add(text);
      Atomics.sub(this.unread, 0, size);
      Atomics.notify(this.unread, 0);
    } else if (isReply(message)) {
      this.receive(message);
    }
  }

  /** @param error What was thrown, which may be anything. */
  private crash(error: unknown): void {
    if (error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY") {
      this.outOfMemory();
      return;
    }
    const { name, message, stack } = (
      error instanceof Error ? error : { name: typeof error, message: inspect(error) }
    ) as {
      name: unknown;
      message: unknown;
      stack?: unknown;
    };
    const trace = typeof stack === "string" ? stack.split("\n") : [];
    this.fail({ errorType: String(name), errorMessage: String(message), trace, phase: "background" });
  }
}

/**
 * Lambda turns two experiments of Node.js 20 and 22 off, unless NODE_OPTIONS turns them on again.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
 */
function nodeFlags(version: number, nodeOptions: string): string[] {
  const flags = version < 24 ? ["require-module", "detect-module"] : [];
  return flags
    .filter((flag) => !nodeOptions.includes(`--experimental-${flag}`))
    .map((flag) => `--no-experimental-${flag}`);
}
