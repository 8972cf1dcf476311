import assert from "node:assert/strict";
import { type EnvironmentOwner, ExecutionEnvironment } from "../../../../gateway/server/lambda/execution-environment";
import { functionConfig } from "../../../../gateway/server/lambda/function-config";
import type { FunctionError } from "../../../../gateway/server/lambda/invocation";
import type { WorkerRequest } from "../../../../gateway/server/lambda/protocol";
import { graphOf, jsFunction } from "../../../support/http-program";
import { readSnapshot } from "../../../../gateway/model/snapshot";

const NOBODY: EnvironmentOwner = { onIdle: () => undefined, onExit: () => undefined };

/** A sandbox whose worker is the test: it loads code, starts requests and answers them when it is reported to. */
export class ManualEnvironment extends ExecutionEnvironment {
  readonly mailbox: WorkerRequest[] = [];
  private answers = 0;

  constructor(capacity: number, owner: EnvironmentOwner = NOBODY, settings: Parameters<typeof jsFunction>[2] = {}) {
    const [model] = readSnapshot(graphOf([jsFunction("fn", "", settings)])).model.functions;
    assert.ok(model !== undefined);
    super(functionConfig(model, "/"), owner, capacity);
  }

  /** The payloads of the requests that it was handed. */
  get payloads(): string[] {
    return this.mailbox.map(([, , , payload]) => payload);
  }

  static ready(capacity: number): ManualEnvironment {
    const environment = new ManualEnvironment(capacity);
    environment.loads();
    return environment;
  }

  /** Returns what the worker does with a request that comes out of its mailbox. */
  starts([, , , , number]: WorkerRequest): boolean {
    return Atomics.compareExchange(this.ahead.counter, 0, number - 1, number) === number - 1;
  }

  /** Starts the request that comes next out of the mailbox. */
  startsNext(): boolean {
    const next = this.mailbox[this.answers];
    return next !== undefined && this.starts(next);
  }

  loads(): void {
    this.receive(["ready"]);
  }

  /** @param milliseconds What the worker reports that the handler took. */
  answer(payload: string, milliseconds?: number): void {
    const started = Atomics.load(this.ahead.counter, 0);
    Atomics.store(this.ahead.counter, 0, Math.max(started, this.mailbox[this.answers++]?.[4] ?? 0));
    this.receive(["success", payload, milliseconds]);
  }

  crashes(error: FunctionError): void {
    this.fail(error);
  }

  protected send(request: WorkerRequest): void {
    this.mailbox.push(request);
  }

  protected kill(): Promise<void> {
    return Promise.resolve();
  }
}
