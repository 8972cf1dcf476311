import assert from "node:assert/strict";
import { createServer } from "node:http2";
import type { AddressInfo } from "node:net";
import { credentials, makeGenericClientConstructor, status } from "@grpc/grpc-js";
import { joinFrames, splitFrames } from "../../language/grpc-frame";
import { eachOf, methodsOf, serveUnary } from "../../language/unary-server";
import { UnaryClient } from "../../policy-host/unary-client";

const bytes = (value: Uint8Array): Buffer => Buffer.from(value);
const method = (name: string) => ({
  path: `/test.Echo/${name}`,
  requestStream: false,
  responseStream: false,
  requestSerialize: bytes,
  requestDeserialize: bytes,
  responseSerialize: bytes,
  responseDeserialize: bytes,
});
const service = { echo: method("Echo"), fail: method("Fail"), wait: method("Wait"), late: method("Late") };

type Echo = (
  request: Buffer,
  done: (error: { code: number; details: string } | null, response?: Buffer) => void,
) => void;

describe("unary calls over HTTP/2", () => {
  let server: Awaited<ReturnType<typeof serveUnary>>;
  let client: UnaryClient;

  before(async () => {
    const handlers = {
      echo: (request: Buffer) => request,
      fail: () => Promise.reject(Object.assign(new Error("no: ünïcode 100 %"), { code: status.NOT_FOUND })),
      wait: () => new Promise(() => undefined),
    };
    server = await serveUnary(methodsOf(service, handlers));
    client = new UnaryClient(`http://127.0.0.1:${server.port}`, 60_000);
  });

  after(() => {
    client.close();
    server.close();
  });

  it("answer messages of any length, many at once", async () => {
    const messages = [0, 1, 70_000, 20 * 1024 * 1024].map((length) => Buffer.alloc(length, "x"));
    const answers = await Promise.all(messages.map((message) => client.call(service.echo.path, message)));
    answers.forEach((answer, index) => assert.ok(answer.equals(messages[index] ?? Buffer.of(1))));
  });

  it("fail with the code and the text of the error", async () => {
    await assert.rejects(client.call(service.fail.path, Buffer.of(1)), {
      code: status.NOT_FOUND,
      details: "no: ünïcode 100 %",
    });
    await assert.rejects(client.call("/test.Echo/Other", Buffer.of(1)), { code: status.UNIMPLEMENTED });
  });

  it("answer many calls of a method in one, each with its own result, in their order", async () => {
    const failures: Record<string, Error> = {
      refused: Object.assign(new Error("no: ünïcode"), { code: status.NOT_FOUND }),
      broken: Object.assign(new Error("read ECONNRESET"), { code: -104 }),
    };
    const answers: Record<string, () => void> = {};
    const handle = (request: Buffer) =>
      new Promise((resolve, reject) => {
        const name = request.toString();
        const answer = (): void => (failures[name] === undefined ? resolve(request) : reject(failures[name]));
        if (name === "slow") {
          answers[name] = answer;
        } else {
          answer();
          answers.slow?.();
        }
      });
    const echo = {
      ...method("Echo"),
      requestDeserialize: (given: Buffer) => {
        assert.notEqual(given.toString(), "unreadable", "unreadable");
        return given;
      },
      handle,
    };
    const each = "/test.Echo/Each";
    const other = await serveUnary([eachOf(echo, each)]);
    const caller = new UnaryClient(`http://127.0.0.1:${other.port}`, 60_000);
    const call = async (names: string[]): Promise<[number, string][]> => {
      const body = joinFrames(names.map((name) => ({ flag: 0, message: Buffer.from(name) })));
      return splitFrames(await caller.call(each, body)).map(({ flag, message }) => [flag, message.toString()]);
    };
    assert.deepEqual(await call(["slow", "refused", "", "unreadable", "broken", "x".repeat(70_000)]), [
      [status.OK, "slow"],
      [status.NOT_FOUND, "no: ünïcode"],
      [status.OK, ""],
      [status.INTERNAL, "unreadable"],
      [status.INTERNAL, "read ECONNRESET"],
      [status.OK, "x".repeat(70_000)],
    ]);
    assert.deepEqual(await call([]), []);
    await assert.rejects(caller.call(each, Buffer.of(0, 0)), { code: status.INTERNAL });
    caller.close();
    other.close();
  });

  it("are given up after a time", async () => {
    const hasty = new UnaryClient(`http://127.0.0.1:${server.port}`, 1);
    await assert.rejects(hasty.call(service.wait.path, Buffer.of(1)), { code: status.DEADLINE_EXCEEDED });
    hasty.close();
  });

  it("may be given up before they are answered or refused", async () => {
    const answers: (() => void)[] = [];
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    process.on("unhandledRejection", note);
    const late = await serveUnary(
      methodsOf(service, {
        late: (request: Buffer) =>
          new Promise((resolve, reject) => {
            answers.push(() => (request[0] === 1 ? resolve(request) : reject(new Error("late"))));
          }),
      }),
    );
    const hasty = new UnaryClient(`http://127.0.0.1:${late.port}`, 100);
    const calls = [1, 2].map((first) => hasty.call(service.late.path, Buffer.of(first)));
    const results = await Promise.allSettled(calls);
    assert.deepEqual(
      results.map((result) => result.status === "rejected" && (result.reason as { code: number }).code),
      [status.DEADLINE_EXCEEDED, status.DEADLINE_EXCEEDED],
    );
    // the cancellations have arrived once a later call is answered on the same connection
    await assert.rejects(hasty.call("/test.Echo/Other", Buffer.of(1)), { code: status.UNIMPLEMENTED });
    answers.forEach((answer) => answer());
    await new Promise((done) => setImmediate(done));
    hasty.close();
    late.close();
    process.off("unhandledRejection", note);
    assert.deepEqual(unhandled, []);
  });

  it("fail with the text as it is where that is not encoded as gRPC has it", async () => {
    const raw = createServer();
    raw.on("stream", (stream) => {
      stream.respond({ ":status": 200, "grpc-status": 13, "grpc-message": "100% wrong %23" }, { endStream: true });
    });
    await new Promise<void>((done) => raw.listen(0, "127.0.0.1", done));
    const { port } = raw.address() as AddressInfo;
    const other = new UnaryClient(`http://127.0.0.1:${port}`, 60_000);
    await assert.rejects(other.call(service.echo.path, Buffer.of(1)), { code: 13, details: "100% wrong %23" });
    other.close();
    raw.close();
  });

  it("fail where the client is closed as it connects", async () => {
    const closed = new UnaryClient(`http://127.0.0.1:${server.port}`, 60_000);
    const call = closed.call(service.wait.path, Buffer.of(1));
    closed.close();
    await assert.rejects(call, { code: status.UNAVAILABLE });
  });

  it("fail where the server goes away or is not there", async () => {
    const other = await serveUnary(methodsOf(service, { wait: () => new Promise(() => undefined) }));
    const lost = new UnaryClient(`http://127.0.0.1:${other.port}`, 60_000);
    const call = lost.call(service.wait.path, Buffer.of(1));
    setImmediate(() => other.close());
    await assert.rejects(call, { code: status.UNAVAILABLE });
    await assert.rejects(lost.call(service.wait.path, Buffer.of(1)), { code: status.UNAVAILABLE });
    lost.close();
  });

  it("are understood by gRPC's own client", async () => {
    const Client = makeGenericClientConstructor(service, "Echo");
    const grpc = new Client(`127.0.0.1:${server.port}`, credentials.createInsecure());
    const call = (name: string, request: Buffer): Promise<Buffer | undefined> =>
      new Promise((resolve, reject) => {
        (Reflect.get(grpc, name) as Echo).call(grpc, request, (error, response) =>
          error === null ? resolve(response) : reject(Object.assign(new Error(error.details), error)),
        );
      });
    assert.equal(String(await call("echo", Buffer.from("hello"))), "hello");
    await assert.rejects(call("fail", Buffer.of(1)), { code: status.NOT_FOUND, details: "no: ünïcode 100 %" });
    grpc.close();
  });
});
