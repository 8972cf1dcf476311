import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { processEnding } from "../language/process-ending";
import type { LoadResult } from "./load";
import type { Order, Outcome } from "./load-process";

/** New objects fit into this many megabytes for a whole round, and whatever is collected takes no other thread. */
const FLAGS = ["--max-semi-space-size=64", "--min-semi-space-size=64", "--single-threaded-gc"];

/**
 * Sends loads from a process of its own. On a machine of two cores, a collection of the garbage of the benchmark, which has the
 * TypeScript compiler in its heap, stands in the way of a busy server for 20 ms.
 */
export class LoadGenerator {
  private readonly child: ChildProcess;

  /** @param script Answers each `Order` with an `Outcome`. */
  constructor(script = join(__dirname, "load-process.ts")) {
    this.child = fork(script, { execArgv: [...FLAGS, "-r", "ts-node/register/transpile-only"] });
  }

  /** Sends a load, after the last one has ended. @throws Error where the process ends before it answers */
  async send(order: Order): Promise<LoadResult> {
    if (!this.child.connected) {
      this.throwEnding();
    }
    const settled = new AbortController();
    const { signal } = settled;
    try {
      const answered = once(this.child, "message", { signal }) as Promise<[Outcome]>;
      const ended = once(this.child, "exit", { signal }).then(() => this.throwEnding());
      this.child.send(order);
      const [outcome] = await Promise.race([answered, ended]);
      if ("failure" in outcome) {
        throw new Error(outcome.failure);
      }
      return outcome.result;
    } finally {
      settled.abort();
    }
  }

  private throwEnding(): never {
    const { exitCode, signalCode } = this.child;
    throw new Error(`The process that sends the load ended with ${processEnding(exitCode, signalCode)}.`);
  }

  end(): void {
    this.child.kill("SIGKILL");
  }
}
