import assert from "node:assert/strict";
import { setImmediate as nextTurn } from "node:timers/promises";
import { EnvironmentPool } from "../../../../gateway/server/lambda/environment-pool";
import type { InvocationResult } from "../../../../gateway/server/lambda/invocation";
import { ManualClock } from "../../../support/manual-clock";
import { ManualEnvironment } from "./manual-environment";

const LOST = { errorType: "Runtime.ExitError", errorMessage: "gone" };

describe("a pool of execution environments", () => {
  let clock: ManualClock;
  let environments: ManualEnvironment[];
  let failures: unknown[];
  let prepare: () => Promise<string>;
  let pool: EnvironmentPool;

  beforeEach(() => {
    clock = ManualClock.install();
    environments = [];
    failures = [];
    prepare = () => Promise.resolve("/task");
    pool = new EnvironmentPool({
      prepare: () => prepare(),
      create: (taskRoot, owner) => {
        assert.equal(taskRoot, "/task");
        const environment = new ManualEnvironment(2, owner);
        environments.push(environment);
        return environment;
      },
      failed: (error) => failures.push(error),
    });
  });
  afterEach(async () => {
    await pool.close();
    ManualClock.restore();
  });

  const request = (payload: string): Promise<InvocationResult> =>
    new Promise((settle) => {
      const invocation = { awsRequestId: payload, invokedFunctionArn: "arn", payload };
      pool.dispatch({ invocation, since: performance.now(), settle });
    });
  const started = async (count: number): Promise<ManualEnvironment> => {
    await clock.until(
      () => environments.length >= count,
      () => `${count} environments`,
    );
    const environment = environments[count - 1];
    assert.ok(environment);
    return environment;
  };
  const received = (environment: ManualEnvironment, count: number): Promise<void> =>
    clock.until(
      () => environment.mailbox.length >= count,
      () => `${count} requests`,
    );

  /** Two environments that are idle, after a quick request each. */
  const twoQuick = async (): Promise<void> => {
    const results = ["first", "second"].map(request);
    const first = await started(1);
    first.loads();
    const second = await started(2);
    second.loads();
    await received(second, 1);
    second.answer("2", 0.1);
    first.answer("1", 0.1);
    await Promise.all(results);
  };

  it("starts an environment for the first request, and keeps it warm for the next", async () => {
    const first = request("a");
    const environment = await started(1);
    assert.equal(pool.busy, 1);
    environment.loads();
    await received(environment, 1);
    environment.answer("1");
    assert.deepEqual(await first, { kind: "success", payload: "1" });
    assert.equal(pool.busy, 0);
    const second = request("b");
    environment.answer("2");
    assert.deepEqual(await second, { kind: "success", payload: "2" });
    assert.deepEqual(environment.payloads, ["a", "b"]);
    assert.equal(environments.length, 1);
  });

  it("starts another one for a request that waits behind a slow one", async () => {
    const slow = request("slow");
    const environment = await started(1);
    environment.loads();
    await received(environment, 1);
    const waiting = request("waiting");
    const second = await started(2);
    second.loads();
    await received(second, 1);
    second.answer("quick");
    assert.deepEqual(await waiting, { kind: "success", payload: "quick" });
    environment.answer("at last");
    assert.deepEqual(await slow, { kind: "success", payload: "at last" });
  });

  it("starts no further one for requests that come while the first one loads, and then only where they wait", async () => {
    const results = ["a", "b", "c"].map(request);
    const environment = await started(1);
    clock.advance(40);
    assert.equal(environments.length, 1);
    environment.loads();
    await received(environment, 1);
    assert.equal(environments.length, 1);
    environment.answer("1", 0.1);
    await received(environment, 3);
    environment.answer("2", 0.1);
    environment.answer("3", 0.1);
    assert.deepEqual(
      await Promise.all(results),
      ["1", "2", "3"].map((payload) => ({ kind: "success", payload })),
    );
    assert.equal(environments.length, 1);
  });

  it("starts one for each that waited behind the first one's load, where the first request turns out to be slow", async () => {
    const [slow, ...others] = ["slow", "b", "c"].map(request);
    const environment = await started(1);
    environment.loads();
    await received(environment, 1);
    await started(3);
    const further = environments.slice(1);
    further.forEach((other) => other.loads());
    await Promise.all(further.map((other) => received(other, 1)));
    further.forEach((other) => other.answer("quick"));
    assert.deepEqual(await Promise.all(others), [
      { kind: "success", payload: "quick" },
      { kind: "success", payload: "quick" },
    ]);
    environment.answer("at last");
    assert.deepEqual(await slow, { kind: "success", payload: "at last" });
  });

  it("starts no further one for answers that are there, but come after the timer, since the gateway was busy", async () => {
    const [first, waiting] = ["a", "b"].map(request);
    const environment = await started(1);
    environment.loads();
    await received(environment, 1);
    clock.advance(40);
    environment.answer("1", 0.1);
    await received(environment, 2);
    clock.advance(40);
    environment.answer("2", 0.1);
    assert.deepEqual(await Promise.all([first, waiting]), [
      { kind: "success", payload: "1" },
      { kind: "success", payload: "2" },
    ]);
    await nextTurn();
    assert.equal(environments.length, 1);
  });

  it("hands a request ahead to a quick environment that runs, rather than wake one that is idle", async () => {
    await twoQuick();
    const [third, fourth] = [request("third"), request("fourth")];
    const busy = environments.filter(({ load }) => load > 0);
    assert.deepEqual(
      busy.map(({ load }) => load),
      [2],
    );
    busy[0]?.answer("3", 0.1);
    busy[0]?.answer("4", 0.1);
    assert.deepEqual(await Promise.all([third, fourth]), [
      { kind: "success", payload: "3" },
      { kind: "success", payload: "4" },
    ]);
  });

  it("wakes an idle one for a request that went ahead and then waits behind a slow one", async () => {
    await twoQuick();
    const [slow, ahead] = [request("slow"), request("ahead")];
    const busy = environments.find(({ load }) => load === 2);
    const idle = environments.find(({ load }) => load === 0);
    assert.ok(busy && idle);
    assert.ok(busy.startsNext());
    await received(idle, 2);
    idle.answer("quick");
    assert.deepEqual(await ahead, { kind: "success", payload: "quick" });
    assert.equal(environments.length, 2);
    busy.answer("at last");
    assert.deepEqual(await slow, { kind: "success", payload: "at last" });
  });

  it("starts a new one instead of one that is lost", async () => {
    const first = request("a");
    const environment = await started(1);
    environment.loads();
    await received(environment, 1);
    environment.crashes(LOST);
    assert.deepEqual(await first, { kind: "error", error: LOST });
    const second = request("b");
    const next = await started(2);
    next.loads();
    await received(next, 1);
    next.answer("2");
    assert.deepEqual(await second, { kind: "success", payload: "2" });
  });

  it("answers all that wait with the error of the first environment, where it cannot load the code, and tries again for the next", async () => {
    const waiting = [request("a"), request("b")];
    (await started(1)).crashes(LOST);
    const error = { kind: "error", error: { ...LOST, phase: "load" } };
    assert.deepEqual(await Promise.all(waiting), [error, error]);
    assert.equal(environments.length, 1);
    const next = request("c");
    (await started(2)).crashes(LOST);
    assert.deepEqual(await next, error);
  });

  it("answers one request with the error of a further environment, and the others as one gets free", async () => {
    const slow = request("slow");
    const environment = await started(1);
    environment.loads();
    await received(environment, 1);
    const [b, c] = [request("b"), request("c")];
    (await started(3)).crashes(LOST);
    assert.deepEqual(await b, { kind: "error", error: { ...LOST, phase: "load" } });
    environment.answer("1", 10);
    await received(environment, 2);
    environment.answer("2", 10);
    assert.deepEqual(await Promise.all([slow, c]), [
      { kind: "success", payload: "1" },
      { kind: "success", payload: "2" },
    ]);
  });

  it("goes on with one that is still loading, where a further one failed and the first is lost", async () => {
    const slow = request("slow");
    const first = await started(1);
    first.loads();
    await received(first, 1);
    const [b, c] = [request("b"), request("c")];
    const third = await started(3);
    first.crashes(LOST);
    environments[1]?.crashes(LOST);
    assert.deepEqual(await Promise.all([slow, b]), [
      { kind: "error", error: LOST },
      { kind: "error", error: { ...LOST, phase: "load" } },
    ]);
    third.loads();
    await received(third, 1);
    third.answer("3");
    assert.deepEqual(await c, { kind: "success", payload: "3" });
    assert.equal(environments.length, 3);
  });

  it("refuses a request where the code cannot be made ready, and tries again for the next", async () => {
    const broken = new Error("no such archive");
    prepare = () => Promise.reject(broken);
    assert.deepEqual(await request("a"), { kind: "refused" });
    assert.deepEqual(failures, [broken]);
    prepare = () => Promise.resolve("/task");
    const second = request("b");
    const environment = await started(1);
    environment.loads();
    await received(environment, 1);
    environment.answer("2");
    assert.deepEqual(await second, { kind: "success", payload: "2" });
  });

  it("refuses what waits when it closes, and ends what runs", async () => {
    const running = request("a");
    const environment = await started(1);
    environment.loads();
    await received(environment, 1);
    const waiting = request("b");
    await pool.close();
    assert.deepEqual(await waiting, { kind: "refused" });
    const result = await running;
    assert.equal(result.kind === "error" && result.error.errorType, "Runtime.ExitError");
    assert.equal(environment.alive, false);
  });

  it("refuses a request that comes after it has closed", async () => {
    await pool.close();
    assert.deepEqual(await request("late"), { kind: "refused" });
    assert.deepEqual([environments.length, pool.busy], [0, 0]);
  });
});
