import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Gateway, type LocalSettings, startGateway } from "../../../../gateway/server";
import type { ResourceGraph } from "../../../../engine/graph/graph";
import { Backend } from "../../../conformance/http-api/echo";
import { Gates } from "../../../support/gates";
import { graphOf, httpApi, node } from "../../../support/http-program";
import { untilGone } from "../../../support/processes";
import { readSnapshot } from "../../../../gateway/model/snapshot";

const BALANCER = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188";
const LISTENER = `${BALANCER.replace(":loadbalancer/", ":listener/")}/f2f7dc8efc522ab2`;

/** Says its name and what it was asked for; ends where it is asked to. Where it has gates, it waits at them as it starts and at `/held`. */
const SERVER = `
const { GATES, NAME, PORT } = process.env;
const gate = async (step) => GATES && fetch(GATES + "/" + step + "-" + NAME + "?" + process.pid);
const server = require("node:http").createServer(async (request, response) => {
  if (request.url === "/end") process.exit(3);
  if (request.url === "/held") await gate("request");
  response.end(JSON.stringify({ pid: process.pid, url: request.url, name: NAME, via: request.headers.via }));
});
gate("start").then(() => server.listen(Number(PORT), "127.0.0.1"));
console.log("up");
`;

function program(
  directory: string,
  integration: Record<string, string | number | Record<string, string>> = {},
): ResourceGraph {
  const inputs = { connectionType: "VPC_LINK", connectionId: "abc123", timeoutMilliseconds: 30_000, ...integration };
  const api = httpApi({
    routes: { "ANY /{proxy+}": { http: LISTENER, integration: inputs } },
    stages: { $default: {}, live: {} },
  });
  const balancer = node("aws:lb/loadBalancer:LoadBalancer", "balancer", {}, { arn: BALANCER });
  const listener = node("aws:lb/listener:Listener", "web", { loadBalancerArn: BALANCER }, { arn: LISTENER });
  return { ...graphOf([...api, balancer, listener], directory), projectDirectory: directory };
}

describe("the local backends of private integrations", () => {
  let directory: string;
  let gateway: Gateway | undefined;
  let gates: Gates | undefined;
  let lines: string[];

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "gatewright-backends-"));
    writeFileSync(join(directory, "server.js"), SERVER);
    lines = [];
  });
  afterEach(async () => {
    await gateway?.close();
    gateway = undefined;
    gates?.close();
    gates = undefined;
    rmSync(directory, { recursive: true });
  });

  const serve = async (local: LocalSettings, graph = program(directory)): Promise<Gateway> => {
    gateway = await startGateway(readSnapshot(graph), { port: 0, local, log: (line) => lines.push(line) });
    return gateway;
  };
  const get = async (path: string): Promise<{ status: number; text: string }> => {
    const response = await fetch(`${gateway?.url}${path}`);
    return { status: response.status, text: await response.text() };
  };
  const command = { run: `"${process.execPath}" server.js`, environment: { NAME: "web" } };
  const until = async (condition: () => Promise<boolean>): Promise<void> => {
    for (const end = Date.now() + 60_000; !(await condition());) {
      assert.ok(Date.now() < end, lines.join("\n"));
      await new Promise((done) => setTimeout(done, 20));
    }
  };

  for (const name of ["web", "balancer", "api ANY /{proxy+}"]) {
    it(`are found by the name ${name}`, async () => {
      const backend = await Backend.start();
      await serve({ backends: { [name]: backend.url }, commands: {} });
      const { status, text } = await get("/orders/1?x=2");
      await backend.close();
      assert.equal(status, 200);
      assert.equal((JSON.parse(text) as { url: string }).url, "/orders/1?x=2");
    });
  }

  // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html
  it("get the stage in the path, unless a mapping overwrites it", async () => {
    const backend = await Backend.start();
    const local = { backends: { web: backend.url }, commands: {} };
    await serve(local);
    const urlOf = async (path: string): Promise<string> => (JSON.parse((await get(path)).text) as { url: string }).url;
    assert.equal(await urlOf("/live/orders/1"), "/live/orders/1");
    await gateway?.update(
      readSnapshot(program(directory, { requestParameters: { "overwrite:path": "$request.path" } })),
    );
    assert.equal(await urlOf("/live/orders/a%20b"), "/orders/a%20b");
    await backend.close();
  });

  it("that are missing are 500, and the log says what to write", async () => {
    await serve({ backends: {}, commands: {} });
    assert.deepEqual(await get("/orders"), { status: 500, text: '{"message":"Internal Server Error"}' });
    assert.ok(
      lines.includes(
        "ANY /{proxy+}: 500, a private integration through a VPC link (known as web, balancer, api ANY /{proxy+}) has no backend on this machine: set gatewright:local backends.web to its URL, or commands.web to what to run",
      ),
      lines.join("\n"),
    );
  });

  it("are processes that are started, waited for, and ended with the gateway", async () => {
    await serve({ backends: {}, commands: { web: command } });
    const { status, text } = await get("/orders");
    const { pid, ...rest } = JSON.parse(text) as { pid: number };
    assert.equal(status, 200);
    assert.deepEqual(rest, { url: "/orders", name: "web", via: "HTTP/1.1 AmazonAPIGateway" });
    await until(() => Promise.resolve(lines.includes("[web] up")));
    await gateway?.close();
    gateway = undefined;
    await untilGone(pid);
  });

  it("that are killed give 503, and are started again", async () => {
    await serve({ backends: {}, commands: { web: command } });
    const first = JSON.parse((await get("/orders")).text) as { pid: number };
    process.kill(first.pid, "SIGKILL");
    assert.deepEqual(await get("/orders"), { status: 503, text: '{"message":"Service Unavailable"}' });
    await until(async () => (await get("/orders")).status === 200);
    assert.notEqual((JSON.parse((await get("/orders")).text) as { pid: number }).pid, first.pid);
    assert.ok(
      lines.some((line) => /^web ended with .*; it is started again in 0\.25 s$/.test(line)),
      lines.join("\n"),
    );
  });

  it("go on running over an update, and are replaced where their command is another", async () => {
    await serve({ backends: {}, commands: { web: command } });
    const pid = async (): Promise<number> => (JSON.parse((await get("/")).text) as { pid: number }).pid;
    const before = await pid();
    await gateway?.update(readSnapshot(program(directory)));
    assert.equal(await pid(), before);
    const other = { ...command, environment: { NAME: "other" } };
    await gateway?.update(readSnapshot(program(directory)), { backends: {}, commands: { web: other } });
    assert.notEqual(await pid(), before);
    await untilGone(before);
  });

  it("answer until the next ones are healthy, and what they have begun after that too", async () => {
    gates = await Gates.start();
    const gated = { run: command.run, environment: { NAME: "old", GATES: gates.url } };
    gates.pass("start-old");
    await serve({ backends: {}, commands: { web: gated } });
    const begun = get("/held");
    await gates.reached("request-old");
    const next = { run: command.run, environment: { NAME: "new", GATES: gates.url } };
    const update = gateway?.update(readSnapshot(program(directory)), { backends: {}, commands: { web: next } });
    await gates.reached("start-new");
    assert.equal((JSON.parse((await get("/during")).text) as { name: string }).name, "old");
    gates.pass("start-new");
    await update;
    assert.equal((JSON.parse((await get("/after")).text) as { name: string }).name, "new");
    gates.pass("request-old");
    const { name, pid } = JSON.parse((await begun).text) as { name: string; pid: number };
    assert.equal(name, "old");
    await untilGone(pid);
  });

  it("are ended with a gateway that ends while an update waits for them", async () => {
    gates = await Gates.start();
    await serve({ backends: {}, commands: {} });
    const gated = { run: command.run, environment: { NAME: "late", GATES: gates.url } };
    const update = gateway?.update(readSnapshot(program(directory)), { backends: {}, commands: { web: gated } });
    const pid = Number(await gates.reached("start-late"));
    await gateway?.close();
    await update;
    await untilGone(pid);
  });
});
