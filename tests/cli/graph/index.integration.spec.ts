import * as assert from "node:assert/strict";
import { join } from "node:path";
import { runCommand } from "../../support/command";

const project = join(__dirname, "../fixtures/hello");

interface GraphJson {
  version: number;
  stack: string;
  resources: Record<string, unknown>[];
  outputs: Record<string, unknown>;
}

describe("gatewright graph", () => {
  it("prints the documented JSON on stdout and nothing else, secrets masked", async () => {
    const { status, stdout } = await runCommand(["graph", project, "--stack", "local", "--json"]);
    assert.equal(status, 0);
    const graph = JSON.parse(stdout) as GraphJson;
    assert.equal(graph.version, 1);
    assert.equal(graph.stack, "local");
    assert.deepEqual(graph.outputs, { password: "[secret]" });
    assert.ok(!stdout.includes("hunter2"));
    const route = graph.resources.find((resource) => resource.name === "open");
    const api = graph.resources.find((resource) => resource.type === "aws:apigatewayv2/api:Api");
    assert.deepEqual(Object.keys(route ?? {}).slice(0, 7), [
      "urn",
      "type",
      "name",
      "parent",
      "inputs",
      "outputs",
      "dependencies",
    ]);
    assert.equal((route?.inputs as { routeKey: string }).routeKey, "GET /hello");
    assert.ok((route?.dependencies as string[]).includes(String(api?.urn)));
  });

  it("prints the resource tree", async () => {
    const { stdout } = await runCommand(["graph", project]);
    assert.match(stdout, /^hello \(local\)\n/);
    assert.match(stdout, /├─ aws:apigatewayv2:Api hello\n/);
  });

  it("exits with 2 and one clear error where there is no such stack", async () => {
    const { status, stdout, stderr } = await runCommand(["graph", project, "--stack", "prd"]);
    assert.equal(status, 2);
    assert.equal(stdout, "");
    assert.match(stderr, /^gatewright: .*prd.*local/s);
    assert.ok(!/^ {4}at /m.test(stderr), "a stack trace is shown");
  });
});
