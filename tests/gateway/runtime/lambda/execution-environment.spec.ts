import assert from "node:assert/strict";
import { buildApiModel } from "../../../../gateway/model/api-model";
import { ExecutionEnvironment, type Waiting } from "../../../../gateway/runtime/lambda/execution-environment";
import { functionConfig } from "../../../../gateway/runtime/lambda/function-config";
import { type WorkerRequest } from "../../../../gateway/runtime/lambda/protocol";
import { graphOf, jsFunction } from "../../program";

/** A sandbox whose worker is this test: it starts requests when it is told to. */
class ManualEnvironment extends ExecutionEnvironment {
  readonly mailbox: WorkerRequest[] = [];

  constructor(capacity: number) {
    const [model] = buildApiModel(graphOf([jsFunction("fn", "")])).functions;
    assert.ok(model !== undefined);
    super(functionConfig(model, "/"), { released: () => undefined, lost: () => undefined }, capacity);
    this.receive(["ready"]);
  }

  /** What the worker does with a request that comes out of its mailbox. */
  starts([, , , , slot, ticket]: WorkerRequest): boolean {
    return Atomics.compareExchange(this.slots, slot, ticket, -ticket) === ticket;
  }

  answer(payload: string): void {
    this.receive(["success", payload]);
  }

  protected send(request: WorkerRequest): void {
    this.mailbox.push(request);
  }

  protected kill(): Promise<void> {
    return Promise.resolve();
  }
}

describe("a sandbox with requests that were handed over ahead", () => {
  const answers = new Map<string, unknown>();
  const request = (payload: string): Waiting => ({
    invocation: { awsRequestId: payload, invokedFunctionArn: "arn", payload },
    since: 0,
    settle: (result) => answers.set(payload, result),
  });

  it("never starts one that was taken back in the place of a later one, and mixes no answers up", async () => {
    const environment = new ManualEnvironment(2);
    environment.take(request("a"));
    environment.take(request("b"));
    const [a, b] = environment.mailbox;
    assert.ok(a !== undefined && b !== undefined);
    assert.equal(environment.starts(a), true);
    assert.deepEqual(
      environment.takeBack(0).map(({ invocation }) => invocation.payload),
      ["b"],
    );
    environment.take(request("c"));
    const c = environment.mailbox[2];
    assert.ok(c !== undefined);
    assert.notEqual(c[4], a[4], "the running request keeps its slot");
    environment.answer("a's");
    assert.equal(environment.starts(b), false);
    assert.equal(environment.starts(c), true);
    environment.answer("c's");
    assert.deepEqual(
      [...answers],
      [
        ["a", { kind: "success", payload: "a's" }],
        ["c", { kind: "success", payload: "c's" }],
      ],
    );
    await environment.close();
  });
});
