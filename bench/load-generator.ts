import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { LoadResult } from "./load";
import type { Order, Outcome } from "./load-process";

/** New objects fit into this many megabytes for a whole round, and whatever is collected takes no other thread. */
const FLAGS = ["--max-semi-space-size=64", "--min-semi-space-size=64", "--single-threaded-gc"];

/**
 * Sends loads from a process of its own. On a machine of two cores, a collection of the garbage of the benchmark, which has the
 * TypeScript compiler in its heap, stands in the way of a busy server for 20 ms.
 */
export class LoadGenerator {
  private readonly child: ChildProcess = fork(join(__dirname, "load-process.ts"), {
    execArgv: [...FLAGS, "-r", "ts-node/register/transpile-only"],
  });

  /** Sends a load, after the last one has ended. */
  async send(order: Order): Promise<LoadResult> {
    const answered = once(this.child, "message") as Promise<[Outcome]>;
    this.child.send(order);
    const [outcome] = await answered;
    if ("failure" in outcome) {
      throw new Error(outcome.failure);
    }
    return outcome.result;
  }

  end(): void {
    this.child.kill("SIGKILL");
  }
}
