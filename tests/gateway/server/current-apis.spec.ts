import assert from "node:assert/strict";
import { CurrentApis } from "../../../gateway/server/current-apis";
import type { ProgramTargets } from "../../../gateway/server/integration-targets";
import { InvokingRoles } from "../../../gateway/server/lambda/invoking-roles";
import { BackendTable } from "../../../gateway/server/private-backends/backend-table";
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
    backends: BackendTable.empty,
    roles: new InvokingRoles(),
    functionModels: [],
    inFlight: 0,
  };
}

describe("the current program", () => {
  let retired: ProgramTargets[];
  /** Of the last retirement, the programs whose targets have to stay. */
  let kept: readonly ProgramTargets[];
  let current: CurrentApis;

  beforeEach(() => {
    retired = [];
    kept = [];
    current = new CurrentApis((program, live) => {
      retired.push(program);
      kept = live;
      return Promise.resolve();
    });
  });

  it("retires the functions of an idle program as soon as another takes its place", () => {
    const [first, second] = [emptyProgram(), emptyProgram()];
    current.replace(first);
    assert.deepEqual(retired, []);
    current.replace(second);
    assert.equal(current.value, second);
    assert.equal(retired.length, 1);
    assert.equal(retired[0], first);
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
    assert.equal(retired[0], first);
  });

  it("keeps what programs have that were replaced later and have work to finish", async () => {
    const [first, second, third] = [emptyProgram(), emptyProgram(), emptyProgram()];
    const ends: (() => void)[] = [];
    const work = (): Promise<void> => new Promise((done) => ends.push(done));
    current.replace(first);
    const [ofFirst, ofSecond] = [current.hold(first, work), current.hold(second, work)];
    current.replace(second);
    current.replace(third);
    ends[0]?.();
    await ofFirst;
    assert.equal(retired.at(-1), first);
    assert.deepEqual([kept.length, kept.indexOf(third), kept.indexOf(second)], [2, 0, 1]);
    ends[1]?.();
    await ofSecond;
    assert.equal(retired.at(-1), second);
    assert.deepEqual([retired.length, kept.length, kept.indexOf(third)], [2, 1, 0]);
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
