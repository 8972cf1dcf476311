import { type ChildProcess, spawn } from "node:child_process";
import { type AddressInfo, createServer } from "node:net";

/** A server that is started as its users start it. */
export interface Tool {
  command: string[];
  environment: Record<string, string>;
  cwd?: string;
  /** Specifies what it prints once it serves. */
  ready: string;
  processes: ChildProcess[];
}

/** Starts a tool as its users do. Returns what it printed until it served. What it prints for each request is read all the time, as a terminal would. */
export async function startTool({ command, environment, cwd, ready, processes }: Tool): Promise<string> {
  const child = spawn(process.execPath, command, {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...environment },
  });
  processes.push(child);
  let output = "";
  await new Promise<void>((resolve, reject) => {
    const fail = (): void => reject(new Error(`${command[0]} did not start:\n${output}`));
    const timer = setTimeout(fail, 60_000);
    let isReady = false;
    const read = (chunk: Buffer): void => {
      if (isReady) {
        return;
      }
      output += chunk.toString();
      if (output.includes(ready)) {
        isReady = true;
        clearTimeout(timer);
        resolve();
      }
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", fail);
  });
  return output;
}

/** Returns a port that nothing listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
