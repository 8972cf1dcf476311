import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { type Gateway, startGateway } from "../../../../gateway/server";
import { Client } from "../../../conformance/websocket-api/harness";
import { graphOf, jsFunction } from "../../../support/http-program";
import { connectionTable, webSocketApi, webSocketApiId } from "../../../support/websocket-program";
import { readSnapshot } from "../../../../gateway/model/snapshot";

describe("the local services of handlers", () => {
  let gateway: Gateway | undefined;
  afterEach(async () => {
    await gateway?.close();
    gateway = undefined;
  });

  const told = (environment: Record<string, string>) =>
    jsFunction("told", `exports.handler = async () => ({ statusCode: 200, body: JSON.stringify(process.env) });`, {
      environment: { variables: environment },
    });
  const api = webSocketApi({ routes: { $default: { function: "told", response: true } } });

  async function environmentOf(resources: Parameters<typeof graphOf>[0]): Promise<Record<string, string>> {
    gateway = await startGateway(readSnapshot(graphOf(resources, process.cwd())), {
      port: 0,
      environment: { EXTRA: "mine" },
    });
    const client = await Client.open(gateway.apis[0]?.url ?? "");
    client.send("env");
    const environment = (await client.nextJson()) as Record<string, string>;
    await client.close();
    return environment;
  }

  it("are named by the variables of AWS's SDKs", async () => {
    const environment = await environmentOf([told({}), connectionTable("connections"), ...api]);
    assert.equal(environment.AWS_ENDPOINT_URL_DYNAMODB, gateway?.endpoints.dynamodb);
    assert.match(environment.AWS_ENDPOINT_URL_DYNAMODB ?? "", /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.equal(environment.EXTRA, "mine");
    assert.ok(existsSync(environment.NODE_EXTRA_CA_CERTS ?? ""));
    assert.ok(existsSync(environment.AWS_CA_BUNDLE ?? ""));
    await gateway?.close();
    assert.equal(existsSync(environment.NODE_EXTRA_CA_CERTS ?? ""), false);
  });

  it("take the place of the API's deployed callback URL in a function's variables", async () => {
    const own = `https://${webSocketApiId()}.execute-api.eu-west-1.amazonaws.com`;
    const environment = await environmentOf([
      told({ CALLBACK: `${own}/dev`, OTHER: "https://example.com/dev" }),
      ...api,
    ]);
    assert.equal(environment.CALLBACK, `${gateway?.endpoints.connections}/dev`);
    assert.equal(environment.OTHER, "https://example.com/dev");
    assert.equal(environment.AWS_ENDPOINT_URL_DYNAMODB, undefined);
  });

  it("say which table DynamoDB would refuse, and serve the rest", async () => {
    const lines: string[] = [];
    const graph = graphOf([told({}), connectionTable("x"), connectionTable("fine"), ...api], process.cwd());
    gateway = await startGateway(readSnapshot(graph), { port: 0, log: (line) => lines.push(line) });
    assert.equal(lines.length, 1);
    assert.match(
      lines[0] ?? "",
      /^error: table x: the local DynamoDB refused CreateTable: TableName must be at least 3/,
    );
  });
});
