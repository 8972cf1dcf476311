import assert from "node:assert/strict";
import { Client } from "../../../conformance/websocket-api/harness";
import { Server } from "../../../conformance/http-api/harness";
import { echo } from "../../../conformance/websocket-api/functions";
import { webSocketApi } from "../../../support/websocket-program";

/** Answers that AWS gave: https://github.com/brefphp/bref/tree/3aaefc24dcb940dfb43ff7652cfdbfce65a820d5/tests/Websocket/Samples */
describe("the answers of the @connections API", () => {
  const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
  const TRACE = /^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/;
  let server: Server;
  let client: Client;
  let id: string;
  before(async () => {
    server = await Server.start([
      echo("echo"),
      ...webSocketApi({ routes: { $default: { function: "echo", response: true } } }),
    ]);
    client = await Client.open(server.gateway.apis[0]?.url ?? "");
    client.send("who");
    id = String(((await client.nextJson()).requestContext as { connectionId: string }).connectionId);
  });
  after(async () => {
    client?.socket.terminate();
    await server?.gateway.close();
  });

  async function call(method: string, connectionId: string): Promise<unknown[]> {
    const url = `${server.gateway.url}/dev/@connections/${encodeURIComponent(connectionId)}`;
    const authorization = "AWS4-HMAC-SHA256 Credential=local";
    const response = await fetch(url, { method, headers: { authorization } });
    const header = (name: string): string => response.headers.get(name) ?? "";
    assert.match(header("x-amzn-requestid"), UUID);
    assert.match(header("x-amz-apigw-id"), /^.{15}=$/);
    const isTraced = TRACE.test(header("x-amzn-trace-id"));
    return [response.status, header("x-amzn-errortype"), isTraced, header("content-length"), await response.text()];
  }

  it("tell about a connection, its client first", async () => {
    const [status, error, isTraced, , body] = await call("GET", id);
    assert.deepEqual([status, error, isTraced], [200, "", true]);
    assert.deepEqual(Object.keys(JSON.parse(String(body)) as object), ["identity", "connectedAt", "lastActiveAt"]);
  });

  it("have no body where a message is sent, and where nobody is connected", async () => {
    assert.deepEqual(await call("POST", id), [200, "", true, "0", ""]);
    for (const method of ["POST", "GET", "DELETE"]) {
      assert.deepEqual(await call(method, "WDGT8fY4joECJrQ="), [410, "GoneException", true, "0", ""]);
    }
  });

  it("refuse what is no connection's id", async () => {
    const body = '{"message":"Invalid connectionId: WDGT8fY4joECJrQ=test"}';
    for (const method of ["POST", "GET", "DELETE"]) {
      assert.deepEqual(await call(method, "WDGT8fY4joECJrQ=test"), [400, "BadRequestException", false, "56", body]);
    }
  });

  it("have neither a body nor its length where a connection is closed", async () => {
    assert.deepEqual(await call("DELETE", id), [204, "", true, "", ""]);
    assert.equal((await client.end()).code, 1001);
  });
});
