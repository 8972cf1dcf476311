import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { processEnding } from "../../../language/process-ending";
import { steadyNow } from "../shared/clock";
import type { LocalCommandSettings } from "./local-settings";

/** Milliseconds. */
const HEALTH_INTERVAL = 50;
const HEALTH_LIMIT = 30_000;
const FIRST_RESTART = 250;
const LONGEST_RESTART = 10_000;
const TERMINATION_LIMIT = 2_000;

/**
 * Runs the command line, $0, instead of the shell. Its file descriptor 3 ends with the gateway, however that ends: then a
 * process beside the command ends their group, and no backend is left behind that holds a port.
 */
const WITH_GATEWAY = '(cat; kill -TERM 0) <&3 >/dev/null 2>&1 & exec 3<&-; exec /bin/sh -c "$0"';

/** A process that stands in for a private backend; it is started again whenever it ends. */
export class LocalCommand {
  private child: ChildProcess | undefined;
  private closing = false;
  private delay = FIRST_RESTART;
  private timer: NodeJS.Timeout | undefined;

  private constructor(
    private readonly name: string,
    private readonly settings: LocalCommandSettings,
    private readonly directory: string,
    private readonly port: number,
    private readonly log: (line: string) => void,
  ) {}

  /** Starts the command, on a free port where the settings have none. */
  static async start(
    name: string,
    settings: LocalCommandSettings,
    directory: string,
    log: (line: string) => void,
  ): Promise<LocalCommand> {
    const command = new LocalCommand(name, settings, directory, settings.port ?? (await freePort()), log);
    command.run();
    return command;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Resolves once the command answers, or has not for too long: its requests then get what it does. */
  async untilHealthy(): Promise<void> {
    const { child } = this;
    const end = steadyNow() + HEALTH_LIMIT;
    while (!this.closing && this.child === child && steadyNow() < end) {
      if (await this.isHealthy()) {
        this.delay = FIRST_RESTART;
        this.log(`${this.name} answers at ${this.url}`);
        return;
      }
      await new Promise((done) => setTimeout(done, HEALTH_INTERVAL));
      if (child?.exitCode !== null && child?.exitCode !== undefined) {
        return;
      }
    }
    if (!this.closing && this.child === child) {
      this.log(`${this.name} does not answer at ${this.url}${this.health} after ${HEALTH_LIMIT / 1000} s`);
    }
  }

  async close(): Promise<void> {
    this.closing = true;
    clearTimeout(this.timer);
    const { child } = this;
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) {
      return;
    }
    const ended = new Promise((done) => child.once("exit", done));
    signal(child.pid, "SIGTERM");
    const limit = setTimeout(() => signal(child.pid, "SIGKILL"), TERMINATION_LIMIT);
    await ended;
    clearTimeout(limit);
  }

  private run(): void {
    const { settings, directory, port, name } = this;
    const child = spawn("/bin/sh", ["-c", WITH_GATEWAY, settings.run], {
      // a group of its own: the shell and what it started end together
      detached: true,
      cwd: resolve(directory, settings.directory ?? "."),
      env: { ...process.env, PORT: String(port), ...settings.environment },
      stdio: ["ignore", "pipe", "pipe", "pipe"],
    });
    this.child = child;
    const [, stdout, stderr, lifeline] = child.stdio;
    for (const stream of [stdout, stderr]) {
      if (stream instanceof Readable) {
        createInterface({ input: stream }).on("line", (line) => this.log(`[${name}] ${line}`));
      }
    }
    lifeline?.on("error", () => undefined); // it breaks when the group ends
    child.on("error", (error) => this.ended(error.message));
    child.on("exit", (code, by) => {
      lifeline?.destroy();
      this.ended(processEnding(code, by));
    });
  }

  private ended(how: string): void {
    if (this.closing) {
      return;
    }
    this.log(`${this.name} ended with ${how}; it is started again in ${this.delay / 1000} s`);
    this.timer = setTimeout(() => {
      this.run();
      void this.untilHealthy();
    }, this.delay);
    this.delay = Math.min(this.delay * 2, LONGEST_RESTART);
  }

  private get health(): string {
    return this.settings.health ?? "/";
  }

  private async isHealthy(): Promise<boolean> {
    try {
      const response = await fetch(this.url + this.health, { signal: AbortSignal.timeout(2_000) });
      await response.arrayBuffer();
      return response.status < 500;
    } catch {
      return false;
    }
  }
}

function signal(pid: number | undefined, name: NodeJS.Signals): void {
  try {
    process.kill(-(pid ?? 0), name);
  } catch {
    // it has ended meanwhile
  }
}

/** A port below those that systems give to connections and servers by themselves: nobody takes it before the command does. */
async function freePort(attempts = 20): Promise<number> {
  const server = createServer().listen(attempts > 0 ? randomInt(20_000, 30_000) : 0, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (error) {
    if (attempts > 0) {
      return freePort(attempts - 1);
    }
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
