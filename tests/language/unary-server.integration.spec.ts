import assert from "node:assert/strict";
import { credentials, makeGenericClientConstructor, status } from "@grpc/grpc-js";
import { methodsOf, serveUnary } from "../../language/unary-server";
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
const service = { echo: method("Echo"), fail: method("Fail"), wait: method("Wait") };

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

  it("are given up after a time", async () => {
    const hasty = new UnaryClient(`http://127.0.0.1:${server.port}`, 1);
    await assert.rejects(hasty.call(service.wait.path, Buffer.of(1)), { code: status.DEADLINE_EXCEEDED });
    hasty.close();
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
