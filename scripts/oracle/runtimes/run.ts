import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import type { RuntimeCase } from "./cases";

/** The answer of a runtime interface client to one call. */
export type RuntimeOutcome =
  | { kind: "response"; payload: string }
  | { kind: "error" | "initError"; errorType: string; errorMessage: string }
  /** The process ended without a word. */
  | { kind: "exit" }
  /** Nothing came within the time. */
  | { kind: "timeout" };

const TIMEOUT_MS = 3000;
/**
 * Which version of the client runs a runtime: before Node.js 24 the last one with callbacks, since the current one runs
 * Node.js 22 on managed instances alone.
 */
const WITH_CALLBACKS = "3.3.0";
const NODE_CLIENTS: Record<string, string> = {
  "nodejs20.x": WITH_CALLBACKS,
  "nodejs22.x": WITH_CALLBACKS,
  "nodejs24.x": "4.0.2",
};
const PYTHON_CLIENT = "4.2.2";
const RUNTIME = "/var/runtime";

/** AWS's own runtime interface clients, downloaded from npm and PyPI into a folder of their own. */
export class RuntimeClients {
  private readonly folder = mkdtempSync(join(tmpdir(), "gatewright-runtimes-"));

  install(): void {
    for (const version of new Set(Object.values(NODE_CLIENTS))) {
      const target = join(this.folder, version);
      mkdirSync(target);
      execFileSync("npm", ["pack", `aws-lambda-ric@${version}`, "--silent"], { cwd: target });
      execFileSync("tar", ["xzf", `aws-lambda-ric-${version}.tgz`], { cwd: target });
      // the native part is not built: `native-client.js` stands in where the client loads it
      writeFileSync(join(target, "package", version === WITH_CALLBACKS ? "dist" : "", "rapid-client.node"), "");
    }
    const python = join(this.folder, "python");
    execFileSync("python3", ["-m", "pip", "install", "-q", "--target", python, `awslambdaric==${PYTHON_CLIENT}`]);
  }

  /** Runs one call of a function. */
  async run(each: RuntimeCase): Promise<RuntimeOutcome> {
    const task = mkdtempSync(join(this.folder, "task-"));
    for (const [path, content] of Object.entries(each.files)) {
      mkdirSync(dirname(join(task, path)), { recursive: true });
      writeFileSync(join(task, path), content);
    }
    const api = new RuntimeApi(each.event);
    const port = await api.listen();
    const child = spawn(...this.command(each), {
      cwd: task,
      stdio: "ignore",
      env: {
        PATH: process.env.PATH,
        PYTHONPATH: join(this.folder, "python"),
        AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${port}`,
        AWS_EXECUTION_ENV: `AWS_Lambda_${each.runtime}`,
        AWS_LAMBDA_FUNCTION_NAME: "fn",
        AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "128",
        AWS_LAMBDA_LOG_GROUP_NAME: "/aws/lambda/fn",
        AWS_LAMBDA_LOG_STREAM_NAME: "stream",
        LAMBDA_TASK_ROOT: task,
        LAMBDA_RUNTIME_DIR: "/var/runtime",
        _HANDLER: each.handler,
        NODE_OPTIONS:
          each.runtime === "nodejs24.x" ? "" : "--no-experimental-require-module --no-experimental-detect-module",
      },
    });
    const exited = new Promise<RuntimeOutcome>((done) =>
      child.once("exit", () => setTimeout(done, 50, { kind: "exit" })),
    );
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<RuntimeOutcome>(
      (done) => (timer = setTimeout(done, TIMEOUT_MS + 2000, { kind: "timeout" })),
    );
    const outcome = await Promise.race([api.outcome, exited, late]);
    clearTimeout(timer);
    child.kill("SIGKILL");
    api.close();
    rmSync(task, { recursive: true, force: true });
    const text = JSON.stringify(outcome)
      .replaceAll(task, "/var/task")
      .replaceAll(this.clientFolder(each.runtime), RUNTIME);
    return JSON.parse(text) as RuntimeOutcome;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private command({ runtime, handler }: RuntimeCase): [string, string[]] {
    if (runtime.startsWith("python")) {
      return ["python3", ["-m", "awslambdaric", handler]];
    }
    const folder = this.clientFolder(runtime);
    const entry =
      NODE_CLIENTS[runtime] === WITH_CALLBACKS ? join(folder, "../bin/index.mjs") : join(folder, "index.mjs");
    return [process.execPath, ["--require", join(__dirname, "native-client.js"), entry, handler]];
  }

  /** Returns the folder of the client's own module: Lambda has it in `/var/runtime`. */
  private clientFolder(runtime: string): string {
    const version = NODE_CLIENTS[runtime] ?? "python";
    return join(this.folder, version, "package", version === WITH_CALLBACKS ? "dist" : "");
  }
}

/** Lambda's Runtime API for one call: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html */
class RuntimeApi {
  readonly outcome: Promise<RuntimeOutcome>;
  private settle: (outcome: RuntimeOutcome) => void = () => undefined;
  private isGiven = false;
  private readonly server: Server;

  constructor(private readonly event: string) {
    this.outcome = new Promise((done) => (this.settle = done));
    this.server = createServer((message, outgoing) => void this.answer(message, outgoing));
  }

  async listen(): Promise<number> {
    await new Promise<void>((done) => this.server.listen(0, "127.0.0.1", done));
    return (this.server.address() as AddressInfo).port;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async answer(message: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const path = (message.url ?? "").replace("/2018-06-01/runtime/", "");
    if (path === "invocation/next") {
      if (!this.isGiven) {
        this.isGiven = true;
        outgoing.writeHead(200, {
          "Lambda-Runtime-Aws-Request-Id": "8476a536-e9f4-11e8-9739-2dfe598c3fcd",
          "Lambda-Runtime-Deadline-Ms": String(Date.now() + TIMEOUT_MS),
          "Lambda-Runtime-Invoked-Function-Arn": "arn:aws:lambda:eu-west-1:123456789012:function:fn",
          "Lambda-Runtime-Trace-Id": "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1",
          "Content-Type": "application/json",
        });
        outgoing.end(this.event);
      }
      return; // a further request waits
    }
    const body = await text(message).catch(() => "");
    outgoing.writeHead(202).end("{}");
    const failed = message.trailers["lambda-runtime-function-error-type"];
    if (typeof failed === "string") {
      const trailer = Buffer.from(message.trailers["lambda-runtime-function-error-body"] ?? "", "base64").toString();
      this.settle(errorOf("error", trailer));
    } else if (path.endsWith("/response")) {
      this.settle({ kind: "response", payload: body });
    } else {
      this.settle(errorOf(path === "init/error" ? "initError" : "error", body));
    }
  }
}

function errorOf(kind: "error" | "initError", body: string): RuntimeOutcome {
  const { errorType = "", errorMessage = "" } = JSON.parse(body) as { errorType?: string; errorMessage?: string };
  return { kind, errorType, errorMessage };
}
