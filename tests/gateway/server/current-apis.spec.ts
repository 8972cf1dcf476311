import assert from "node:assert/strict";
import { CurrentApis } from "../../../gateway/server/current-apis";
import type { FunctionTable } from "../../../gateway/server/lambda/function-registry";
import type { ServedApis } from "../../../gateway/server/served-apis";

function emptyProgram(): ServedApis {
  return {
    httpApis: [],
    restApis: [],
    webSocketApis: [],
    apiKeys: [],
    usagePlans: [],
    domains: [],
    functions: new Map(),
    functionModels: [],
    inFlight: 0,
  };
}

describe("the current program", () => {
  let retired: FunctionTable[];
  let current: CurrentApis;

  beforeEach(() => {
    retired = [];
    current = new CurrentApis((functions) => {
      retired.push(functions);
      return Promise.resolve();
    });
  });

  it("retires the functions of an idle program as soon as another takes its place", () => {
    const [first, second] = [emptyProgram(), emptyProgram()];
    current.replace(first);
    assert.deepEqual(retired, []);
    current.replace(second);
    assert.equal(current.value, second);
    assert.deepEqual(retired, [first.functions]);
    assert.equal(retired[0], first.functions);
  });

  it("keeps the functions of a replaced program until its last work is done, also where that fails", async () => {
    const [first, second] = [emptyProgram(), emptyProgram()];
    current.replace(first);
    let finish: (answer: string) => void = () => undefined;
    let fail: (error: Error) => void = () => undefined;
    const answered = current.hold(first, () => new Promise<string>((resolve) => (finish = resolve)));
    const failed = current.hold(first, () => new Promise<string>((_, reject) => (fail = reject)));
    current.replace(second);
    finish("done");
    assert.equal(await answered, "done");
    assert.deepEqual(retired, []);
    fail(new Error("broken"));
    await assert.rejects(failed, { message: "broken" });
    assert.equal(retired.length, 1);
    assert.equal(retired[0], first.functions);
  });

  it("keeps the functions of the program that is served, however often it is idle", async () => {
    const program = emptyProgram();
    current.replace(program);
    await current.hold(program, () => Promise.resolve());
    assert.deepEqual(retired, []);
  });

  it("has none once it is closed", () => {
    current.replace(emptyProgram());
    current.close();
    assert.equal(current.value, undefined);
    assert.deepEqual(retired, []);
  });
});
