import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
/** moto: an emulator of AWS's APIs that is not ours. */
const MOTO = "moto[server]==5.2.5";
const ENVIRONMENT = join(__dirname, "..", "..", ".gatewright", "moto-5.2.5");
const INSTALL_MS = 240_000;
const START_MS = 30_000;
const KEPT_OUTPUT = 4000;

/** A running emulator of AWS on loopback. */
export interface Emulator {
  url: string;
  close(): void;
}

/**
 * Installs the emulator once, in a virtual environment of the repository, and starts it on a free port.
 *
 * @returns why it is not there, where Python or the package cannot be had
 */
export async function startEmulator(): Promise<Emulator | string> {
  const python = join(ENVIRONMENT, "bin", "python");
  const server = join(ENVIRONMENT, "bin", "moto_server");
  if (!existsSync(server)) {
    try {
      mkdirSync(ENVIRONMENT, { recursive: true });
      await run("python3", ["-m", "venv", ENVIRONMENT], { timeout: INSTALL_MS });
      await run(python, ["-m", "pip", "install", "--quiet", MOTO], { timeout: INSTALL_MS });
    } catch (error) {
      const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
      return missing ? "python3 is not on PATH" : `${MOTO} cannot be installed`;
    }
  }
  // its own free port: one that is looked for here may be taken by another process meanwhile
  const child = spawn(server, ["-H", "127.0.0.1", "-p", "0"], { stdio: ["ignore", "ignore", "pipe"] });
  const url = await printedUrl(child);
  await answering(url, child);
  return { url, close: () => void child.kill("SIGKILL") };
}

/** Reads what the server prints until it names its URL, and on after that: a full pipe would stop it. */
function printedUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      printed = `${printed}${text}`.slice(-KEPT_OUTPUT);
      const url = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(printed)?.[1];
      if (url !== undefined) {
        resolve(url);
      }
    });
    child.once("exit", () => reject(new Error(`moto_server ended: ${printed}`)));
  });
}

async function answering(url: string, child: ChildProcess): Promise<void> {
  const end = Date.now() + START_MS;
  for (;;) {
    try {
      await fetch(`${url}/moto-api/`);
      return;
    } catch {
      if (Date.now() > end || child.exitCode !== null) {
        child.kill("SIGKILL");
        throw new Error(`moto_server did not answer at ${url}`);
      }
      await new Promise((done) => setTimeout(done, 100));
    }
  }
}
