import assert from "node:assert/strict";
import { connect as connectPlain, type Socket } from "node:net";
import type { ResourceNode } from "../../engine/graph/graph";
import { readSnapshot } from "../../gateway/model/snapshot";
import { type Gateway, type GatewayOptions, startGateway } from "../../gateway/server";
import { graphOf } from "../support/http-program";
import { count } from "./table";

/** A gateway in this process, with everything that would have ended a process of its own. */
export class Served {
  readonly lines: string[] = [];
  private readonly thrown: unknown[] = [];
  private others: NodeJS.UncaughtExceptionListener[] = [];
  private readonly caught = (error: unknown): void => void this.thrown.push(error);

  private constructor(readonly gateway: Gateway) {}

  static async start(resources: ResourceNode[], options: GatewayOptions = {}): Promise<Served> {
    const lines: string[] = [];
    const snapshot = readSnapshot(graphOf(resources, process.cwd()));
    const gateway = await startGateway(snapshot, { port: 0, log: (line) => lines.push(line), ...options });
    const served = new Served(gateway);
    Object.assign(served, { lines });
    // mocha's own listener would fail a test that is not the cause
    served.others = process.listeners("uncaughtException");
    process.removeAllListeners("uncaughtException");
    process.on("uncaughtException", served.caught);
    return served;
  }

  /** Fails where something would have ended the process, or was a defect of the gateway's own. */
  assertSound(what: string): void {
    const thrown = this.thrown.splice(0);
    const failures = this.lines.filter((line) => line.startsWith("the gateway failed"));
    this.lines.splice(0);
    if (thrown.length > 0 || failures.length > 0) {
      count.crash();
    }
    assert.deepEqual(thrown, [], `${what}: an exception that would have ended the process`);
    assert.deepEqual(failures, [], what);
  }

  /** Asserts that the gateway still answers. */
  async assertAlive(path: string, what: string): Promise<void> {
    const response = await fetch(`${this.gateway.url}${path}`, { signal: AbortSignal.timeout(20_000) });
    assert.equal(response.status, 200, `after ${what}: ${await response.text()}`);
    this.assertSound(what);
  }

  /** All that comes back until the connection ends or the time is over, where a client may wait for ever. */
  send(
    parts: (string | Buffer)[],
    { waitMs = 300, url = this.gateway.url, socket }: SendOptions = {},
  ): Promise<string> {
    const { hostname, port } = new URL(url);
    return new Promise((done) => {
      let answer = "";
      const connection = socket?.() ?? connectPlain(Number(port), hostname);
      const leave = setTimeout(() => connection.destroy(), waitMs);
      parts.forEach((part) => connection.write(part));
      connection.on("data", (chunk: Buffer) => (answer += answer.length > 100_000 ? "" : chunk.toString("latin1")));
      connection.on("error", () => undefined);
      connection.on("close", () => {
        clearTimeout(leave);
        done(answer);
      });
    });
  }

  async close(): Promise<void> {
    await this.gateway.close();
    process.off("uncaughtException", this.caught);
    this.others.forEach((listener) => process.on("uncaughtException", listener));
  }
}

interface SendOptions {
  /** Milliseconds after which the client leaves. @default 300 */
  waitMs?: number;
  url?: string;
  /** Opens the connection. @default a plain one */
  socket?: () => Socket;
}

/** Runs so many tasks at once. */
export async function inParallel<T>(
  items: readonly T[],
  width: number,
  task: (item: T) => Promise<void>,
): Promise<void> {
  const left = [...items];
  const work = async (): Promise<void> => {
    for (let item = left.pop(); item !== undefined; item = left.pop()) {
      await task(item);
    }
  };
  await Promise.all(Array.from({ length: width }, work));
}
