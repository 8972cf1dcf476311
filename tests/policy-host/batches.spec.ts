import assert from "node:assert/strict";
import { status } from "@grpc/grpc-js";
import { type Frame, joinFrames, splitFrames } from "../../language/grpc-frame";
import { Batches } from "../../policy-host/batches";
import { CallError } from "../../policy-host/unary-client";

/** A pack that answers a batch when the test has it answer, by default with the requests. */
function waitingPack() {
  const batches: string[][] = [];
  const answers: ((make?: (requests: Frame[]) => Frame[]) => void)[] = [];
  const failures: ((error: Error) => void)[] = [];
  const client = {
    call: (_path: string, body: Buffer): Promise<Buffer> => {
      const frames = splitFrames(body);
      batches.push(frames.map(({ message }) => message.toString()));
      return new Promise((resolve, reject) => {
        answers.push((make = (requests) => requests) => resolve(joinFrames(make(frames))));
        failures.push(reject);
      });
    },
  };
  return { asked: new Batches(client), batches, answers, failures };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const textOf = async (call: Promise<Buffer>): Promise<string> => (await call).toString();

describe("requests in batches", () => {
  it("go at once where at most one batch is under way; those that come meanwhile go together, in their order", async () => {
    const { asked, batches, answers } = waitingPack();
    const calls = ["a", "b", "c", "d"].map((name) => asked.call(Buffer.from(name)));
    assert.deepEqual(batches, [["a"], ["b"]]);
    answers[1]?.();
    await turn();
    assert.deepEqual(batches, [["a"], ["b"], ["c", "d"]]);
    answers.forEach((answer) => answer());
    assert.deepEqual(await Promise.all(calls.map(textOf)), ["a", "b", "c", "d"]);
    const last = asked.call(Buffer.from("e"));
    assert.deepEqual(batches[3], ["e"]);
    answers[3]?.();
    assert.equal(await textOf(last), "e");
  });

  it("are at most 32 in a batch", async () => {
    const { asked, batches, answers } = waitingPack();
    const calls = Array.from({ length: 100 }, (_, index) => asked.call(Buffer.from(String(index))));
    for (let answered = 0; answered < 6; answered++) {
      answers[answered]?.();
      await turn();
    }
    assert.deepEqual(
      batches.map(({ length }) => length),
      [1, 1, 32, 32, 32, 2],
    );
    assert.equal(await textOf(calls[99] ?? Promise.reject(new Error("no such call"))), "99");
  });

  it("are at most 1 MiB together, and a larger one goes alone", async () => {
    const { asked, batches, answers } = waitingPack();
    const kib = (count: number, letter: string): Buffer => Buffer.alloc(count * 1024, letter);
    const requests = [1, 1, 600, 424, 1, 3000, 1].map((size, index) => kib(size, String.fromCharCode(97 + index)));
    const calls = requests.map((request) => asked.call(request));
    for (let answered = 0; answered < 6; answered++) {
      answers[answered]?.();
      await turn();
    }
    assert.deepEqual(
      batches.map((batch) => batch.map((text) => text.length / 1024)),
      [[1], [1], [600, 424], [1], [3000], [1]],
    );
    const results = await Promise.all(calls);
    results.forEach((result, index) => assert.ok(result.equals(requests[index] ?? Buffer.of())));
  });

  it("fail alone with the code and the text of their own error, and with a code where an answer is missing", async () => {
    const { asked, answers } = waitingPack();
    const calls = ["a", "b", "c", "d", "e"].map((name) => asked.call(Buffer.from(name)));
    answers[0]?.();
    answers[1]?.();
    await turn();
    answers[2]?.(([first]) => [first, { flag: status.INTERNAL, message: Buffer.from("no: ünïcode") }] as Frame[]);
    const results = await Promise.allSettled(calls.map(textOf));
    assert.deepEqual(
      results.map((result): unknown => (result.status === "fulfilled" ? result.value : result.reason)),
      [
        "a",
        "b",
        "c",
        new CallError(status.INTERNAL, "no: ünïcode"),
        new CallError(status.INTERNAL, "The pack did not answer."),
      ],
    );
  });

  it("all fail with their batch, and the next go on", async () => {
    const { asked, batches, answers, failures } = waitingPack();
    const lost = new CallError(status.UNAVAILABLE, "The connection was closed.");
    const calls = ["a", "b", "c", "d"].map((name) => asked.call(Buffer.from(name)));
    answers[0]?.();
    await turn();
    const later = asked.call(Buffer.from("e"));
    const settled = Promise.allSettled([...calls, later].map(textOf));
    failures[2]?.(lost);
    await turn();
    assert.deepEqual(batches, [["a"], ["b"], ["c", "d"], ["e"]]);
    answers[1]?.();
    answers[3]?.();
    const results = await settled;
    assert.deepEqual(
      results.map((result): unknown => (result.status === "fulfilled" ? result.value : result.reason)),
      ["a", "b", lost, lost, "e"],
    );
  });
});
