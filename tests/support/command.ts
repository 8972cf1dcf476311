import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const bin = join(__dirname, "../../bin/gatewright.js");

export interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Starts the built command line in a process of its own, as a user does. */
export function startCommand(args: string[], cwd?: string, environment: Record<string, string> = {}): ChildProcess {
  const env = { ...process.env, ...environment };
  return spawn(process.execPath, [bin, ...args], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
}

/** Runs the command to its end. */
export function runCommand(args: string[], cwd?: string, environment?: Record<string, string>): Promise<Ended> {
  const child = startCommand(args, cwd, environment);
  let [stdout, stderr] = ["", ""];
  child.stdout?.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve) => child.on("close", (status) => resolve({ status, stdout, stderr })));
}

/**
 * Returns the environment of a shell in which `npx gatewright` is the built command line, as in a project that has the package.
 *
 * @param folder Gets the command.
 */
export function withNpx(folder: string): NodeJS.ProcessEnv {
  const commands = join(folder, "bin");
  mkdirSync(commands, { recursive: true });
  const script = `#!/bin/sh\n[ "$1" = gatewright ] && shift && exec '${process.execPath}' '${bin}' "$@"\n`;
  writeFileSync(join(commands, "npx"), script, { mode: 0o755 });
  return { ...process.env, PATH: `${commands}:${process.env.PATH}` };
}

/** Resolves with all that was printed, once the text is in it. */
export function printed(child: ChildProcess, text: string, timeoutMs = 100_000): Promise<string> {
  let output = "";
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`"${text}" was not printed within ${timeoutMs} ms:\n${output}`)),
      timeoutMs,
    );
    const take = (chunk: Buffer): void => {
      output += chunk.toString();
      if (output.includes(text)) {
        clearTimeout(timer);
        resolve(output);
      }
    };
    child.stdout?.on("data", take);
    child.stderr?.on("data", take);
    child.on("close", (status) => {
      clearTimeout(timer);
      reject(new Error(`ended with ${status} before "${text}" was printed:\n${output}`));
    });
  });
}
