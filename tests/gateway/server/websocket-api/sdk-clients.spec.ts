import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { type Gateway, startGateway } from "../../../../gateway/server";
import { Client, waitFor } from "../../../conformance/websocket-api/harness";
import { graphOf, jsFunction } from "../../../support/http-program";
import { connectionsProgram, TABLE } from "./connections-handler";
import { readSnapshot } from "../../../../gateway/model/snapshot";

describe("handlers with the AWS SDK, unchanged", () => {
  let gateway: Gateway | undefined;
  const lines: string[] = [];

  afterEach(async () => {
    await gateway?.close();
    gateway = undefined;
    lines.length = 0;
  });

  async function serve(language: "typescript" | "python"): Promise<{ url: string; ids: () => Promise<string[]> }> {
    const probe = jsFunction("probe", "exports.handler = async () => process.env.AWS_ENDPOINT_URL_DYNAMODB;");
    const graph = graphOf([...connectionsProgram(language), probe], process.cwd());
    gateway = await startGateway(readSnapshot(graph), { port: 0, log: (line) => lines.push(line) });
    const endpoint = gateway.endpoints.dynamodb;
    const table = new DynamoDBClient({
      endpoint,
      region: "eu-west-1",
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
    });
    const ids = async (): Promise<string[]> => {
      const { Items = [] } = await table.send(new ScanCommand({ TableName: TABLE }));
      return Items.map(({ connectionId }) => connectionId?.S ?? "");
    };
    return { url: gateway.apis[0]?.url ?? "", ids };
  }

  async function storesAnswersAndRemoves(language: "typescript" | "python"): Promise<void> {
    const { url, ids } = await serve(language);
    const [first, second] = [await Client.open(url), await Client.open(url)];
    assert.equal((await ids()).length, 2);

    first.send("hello");
    assert.equal(await first.next(), "you said hello", lines.join("\n"));
    second.send({ action: "unknown" });
    assert.equal(await second.next(), 'you said {"action":"unknown"}');

    await first.close();
    let left: string[] = [];
    for (let attempt = 0; attempt < 5000 && left.length !== 1; attempt++) {
      left = await ids();
      await new Promise((done) => setTimeout(done, 10));
    }
    assert.equal(left.length, 1);
    second.socket.terminate();
    await waitFor(() => second.closed !== undefined, "the second's end");
    for (let attempt = 0; attempt < 5000 && left.length !== 0; attempt++) {
      left = await ids();
      await new Promise((done) => setTimeout(done, 10));
    }
    assert.deepEqual(left, []);
    assert.deepEqual(lines, []);
  }

  it("TypeScript: $connect stores the id, $default answers by postToConnection, $disconnect removes the id", () =>
    storesAnswersAndRemoves("typescript"));

  it("Python with boto3 does the same", async function () {
    if (!hasBoto3()) {
      console.log("      skipped: python3 has no boto3 on this machine");
      this.skip();
    }
    await storesAnswersAndRemoves("python");
  });

  it("a program without WebSocket API and table starts neither of the local services", async () => {
    gateway = await startGateway(readSnapshot(graphOf([jsFunction("alone", "exports.handler = async () => 1;")])), {
      port: 0,
    });
    assert.deepEqual(gateway.endpoints, {});
  });
});

function hasBoto3(): boolean {
  try {
    execFileSync("python3", ["-c", "import boto3"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
