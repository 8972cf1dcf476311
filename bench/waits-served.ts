import { spawn } from "node:child_process";
import { request } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { freePort } from "./tool";
import type { Change, SampleCopy } from "./waits-sample";

/** Milliseconds between two looks at what is served. */
const LOOK_MS = 4;
const PATIENCE_MS = 60_000;

/** The sample as `npm start` serves it. */
export interface ServedSample {
  /** Milliseconds from the command to its first answer. */
  startedIn: number;
  /** Resolves the milliseconds until a change, which was made just now, is served. */
  answersAfter(change: Change): Promise<number>;
  stop(): Promise<void>;
}

/** Runs `npm start` in a copy of the sample, and waits for the first answer of its first API. */
export async function startSample({ directory }: SampleCopy): Promise<ServedSample> {
  const port = await freePort();
  const started = performance.now();
  // a group of its own, so that what npm starts ends with it
  const child = spawn("npm", ["start", "--silent", "--", "--port", String(port)], {
    cwd: directory,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let output = "";
  const read = (chunk: Buffer): void => void (output += chunk.toString());
  child.stdout.on("data", read);
  child.stderr.on("data", read);
  const ended = new Promise<void>((done) => child.once("close", () => done()));
  const until = async ({ path, isShown }: Change, since: number): Promise<number> => {
    while (performance.now() - since < PATIENCE_MS && child.exitCode === null) {
      const answer = await get(port, path);
      if (answer !== undefined && isShown(answer.status, answer.body)) {
        return performance.now() - since;
      }
      await delay(LOOK_MS);
    }
    throw new Error(`${path} did not answer as expected. npm start printed:\n${output}`);
  };
  const stop = async (): Promise<void> => {
    if (child.pid !== undefined) {
      process.kill(-child.pid, "SIGINT");
    }
    await ended;
  };
  try {
    const startedIn = await until({ path: "/health", isShown: (status) => status === 200 }, started);
    await until({ path: "/health", isShown: () => output.includes("Ctrl-C ends.") }, started);
    return { startedIn, stop, answersAfter: (change) => until(change, performance.now()) };
  } catch (error) {
    await stop();
    throw error;
  }
}

function get(port: number, path: string): Promise<{ status: number; body: string } | undefined> {
  return new Promise((resolve) => {
    const asked = request({ port, path, host: "127.0.0.1", agent: false }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (text: string) => (body += text));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
    });
    asked.on("error", () => resolve(undefined));
    asked.end();
  });
}
