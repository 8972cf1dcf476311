import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { Duplex } from "node:stream";
import { parsedJson } from "../../../language/parsed-json";
import { type EnvironmentOwner, ExecutionEnvironment } from "./execution-environment";
import type { FunctionConfig } from "./function-config";
import { forEachLine } from "./log-lines";
import type { WorkerReply, WorkerRequest } from "./protocol";
import { PYTHON_BOOTSTRAP } from "./python-bootstrap";
import { isReply } from "./worker-reply";

/** Characters of a reply: a payload of 6 MB whose characters are all escaped. */
const LONGEST_REPLY = 64 * 1024 * 1024;

/** The time for reading what was written before the end, which is in the pipe already. */
const LAST_REPLY_MS = 1000;

/** A Python execution environment: one `python3` process that stays for the following requests. */
export class PythonEnvironment extends ExecutionEnvironment {
  private readonly process: ChildProcess;
  private readonly channel: Duplex;

  constructor(
    config: FunctionConfig,
    taskRoot: string,
    environment: Record<string, string>,
    owner: EnvironmentOwner,
    log: (line: string) => void,
  ) {
    super(config, owner, 1);
    this.process = spawn("python3", ["-c", PYTHON_BOOTSTRAP], {
      cwd: taskRoot,
      env: environment,
      stdio: ["ignore", "pipe", "pipe", "pipe"],
    });
    const channel = this.process.stdio[3];
    if (!(channel instanceof Duplex) || this.process.stdout === null || this.process.stderr === null) {
      throw new Error("python3 was started without its pipes");
    }
    this.channel = channel;
    forEachLine(this.process.stdout, log);
    forEachLine(this.process.stderr, log);
    forEachLine(channel, (line) => this.receiveLine(line), LONGEST_REPLY);
    channel.on("error", () => undefined); // the process ended: "exit" says so
    this.process.on("error", (error) => {
      const message = "code" in error && error.code === "ENOENT" ? "there is no python3 on PATH" : error.message;
      this.fail({ errorType: "Runtime.InvalidEntrypoint", errorMessage: message });
    });
    this.process.on("exit", (code) => void this.allRead().then(() => this.exited(code)));
  }

  /** Resolves once the replies that were written before the end are read, at the latest where a child keeps the descriptor open. */
  private async allRead(): Promise<void> {
    if (!this.channel.closed) {
      await once(this.channel, "close", { signal: AbortSignal.timeout(LAST_REPLY_MS) }).catch(() => undefined);
    }
  }

  /** Drops what is no reply: a line that was cut as the process was killed, or what the handler wrote on the descriptor. */
  private receiveLine(line: string): void {
    const reply = parseReply(line);
    if (reply !== undefined) {
      this.receive(reply);
    }
  }

  protected send(request: WorkerRequest): void {
    this.channel.write(`${JSON.stringify(request)}\n`);
  }

  protected async kill(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null || this.process.pid === undefined) {
      return;
    }
    const gone = once(this.process, "exit");
    this.process.kill("SIGKILL");
    await gone;
  }
}

function parseReply(line: string): WorkerReply | undefined {
  const reply = parsedJson(line);
  return isReply(reply) ? reply : undefined;
}
