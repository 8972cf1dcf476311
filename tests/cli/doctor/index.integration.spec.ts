import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ResourceNode } from "../../../engine/graph/graph";
import { type Gateway, startGateway } from "../../../gateway/server";
import { program } from "../../doctor/loopback/program";
import { graphOf } from "../../support/http-program";
import { runCommand } from "../../support/command";
import { readSnapshot } from "../../../gateway/model/snapshot";

const HANDLER = `exports.handler = async (event) =>
  event.rawPath === "/fails" ? { statusCode: "soon" } : { statusCode: 200, body: "[]" };`;

interface Report {
  version: number;
  urls: string[];
  totals: Record<string, number>;
  findings: { check: string; status: string; seen: string; why: string; fix: string; docs: string }[];
}

describe("gatewright doctor", () => {
  let gateway: Gateway;
  let directory: string;
  let resources: ResourceNode[];

  before(async () => {
    directory = mkdtempSync(join(tmpdir(), "gatewright-doctor-"));
    gateway = await startGateway(readSnapshot(graphOf([])), { port: 0 });
    resources = program({
      issuer: "https://issuer.invalid",
      handler: HANDLER,
      noDomain: true,
      routes: { "GET /orders": { function: "orders" }, "GET /fails": { function: "orders" } },
    });
    await gateway.update(readSnapshot(graphOf(resources)));
  });
  after(async () => {
    await gateway.close();
    rmSync(directory, { recursive: true });
  });

  const doctor = (...args: string[]) => runCommand(["doctor", "--no-aws", ...args]);

  it("ends with 0 and prints what it looked at as JSON, where nothing is wrong", async () => {
    const { status, stdout, stderr } = await doctor("--url", `${gateway.url}/orders`, "--json");
    assert.equal(status, 0, stderr);
    const report = JSON.parse(stdout) as Report;
    assert.equal(report.version, 1);
    assert.deepEqual(report.urls, [`${gateway.url}/orders`]);
    assert.deepEqual(report.totals, { ok: 1, warning: 0, error: 0, skipped: 0 });
    assert.deepEqual(
      report.findings.map(({ check }) => check),
      ["endpoint-answers"],
    );
  });

  it("ends with 1 and says what was seen, why it fails and the fix", async () => {
    const { status, stdout } = await doctor("--url", `${gateway.url}/nowhere`);
    assert.equal(status, 1);
    assert.match(stdout, /^ERROR route-found: a stage and a route take the request$/m);
    assert.match(stdout, /^ {2}seen {2}404 \{"message":"Not Found"\}$/m);
    assert.match(stdout, /^ {2}why {3}No stage, mapping or route/m);
    assert.match(stdout, /^ {2}fix {3}Check the base path mapping/m);
    assert.match(stdout, /^ {2}docs {2}https:\/\/docs\.aws\.amazon\.com\//m);
    assert.match(stdout, /^1 error, 0 warnings, 0 of 1 checks passed\.$/m);
  });

  it("compares with a stack's state, and tells a 5xx by the log lines that it is given", async () => {
    const [state, log] = [join(directory, "state.json"), join(directory, "log.txt")];
    writeFileSync(state, JSON.stringify(stateOf(resources)));
    writeFileSync(log, '{"error":"The Lambda function response is in an invalid format."}\n');
    const { status, stdout, stderr } = await doctor(
      ...["--state", state, "--url", gateway.url, "--path", "/fails", "--log", log, "--json"],
    );
    assert.equal(status, 1, stderr);
    const wrong = (JSON.parse(stdout) as Report).findings.filter((finding) => finding.status === "error");
    // the state's issuer does not exist
    assert.deepEqual(wrong.map(({ check }) => check).sort(), ["integration-response", "jwt-discovery"]);
  });

  it("reads a token from a file and never prints it", async () => {
    const file = join(directory, "token.txt");
    const token = await gateway.issuer.mint({ sub: "alice", audience: "app", expiresIn: -60 });
    writeFileSync(file, `Authorization: Bearer ${token}\n`);
    const { status, stdout, stderr } = await doctor("--url", `${gateway.url}/orders`, "--token", file);
    assert.equal(status, 1);
    assert.match(stdout, /^ERROR jwt-token-time: /m);
    for (const part of token.split(".")) {
      assert.ok(!`${stdout}${stderr}`.includes(part));
    }
  });

  const refused: [string, string[], RegExp][] = [
    ["nothing to look at", [], /^gatewright: Specify what to look at: --url <url>, --stack <stack> /],
    ["a URL that is none", ["--url", "api.example.com"], /expected an https, http, wss or ws URL/],
    [
      "a token file that is not there",
      ["--url", "http://127.0.0.1:1", "--token", "/nowhere"],
      /--token \/nowhere: there is no such file\./,
    ],
    [
      "a resolver that is none",
      ["--url", "http://127.0.0.1:1", "--resolver", "dns"],
      /--resolver "dns" is not a DNS server/,
    ],
    [
      "everything that cannot be sent, at once",
      [
        ...["--url", "http://127.0.0.1:1", "--ca", __filename, "--origin", "notanorigin", "--method", "GE T"],
        ...["--cors-header", "x y", "--log", "/nowhere"],
      ],
      new RegExp(
        [
          '^gatewright: --origin "notanorigin" is not an origin: expected a scheme and a host without a path, such as https://app\\.example\\.com\\.',
          '--method "GE T" is not a method: expected one word, such as GET\\.',
          '--cors-header "x y" is not a header name: expected one word, such as authorization\\.',
          `--ca ${__filename}: there is no certificate in it\\. Give a PEM file \\("-----BEGIN CERTIFICATE-----"\\)\\.`,
          "--log /nowhere: there is no such file\\.\n$",
        ].join("\n"),
      ),
    ],
    [
      "an origin with a path",
      ["--url", "http://127.0.0.1:1", "--origin", "https://app.example.com/"],
      /--origin "https:\/\/app\.example\.com\/" is not an origin/,
    ],
    [
      "a URL without its option",
      ["https://api.example.com/orders"],
      /^gatewright: "https:\/\/api\.example\.com\/orders" is a URL: specify it with --url https:\/\/api\.example\.com\/orders\.\n$/,
    ],
    ["a header without a name", ["--url", "http://127.0.0.1:1", "--header", "x"], /expected name: value/],
  ];
  for (const [name, args, message] of refused) {
    it(`refuses ${name} and ends with 2`, async () => {
      const { status, stderr } = await doctor(...args);
      assert.equal(status, 2);
      assert.match(stderr, message);
      assert.ok(!stderr.includes("    at "), stderr);
    });
  }
});

/** The resources as `pulumi stack export` has them. */
function stateOf(resources: ResourceNode[]): object {
  const stack = "urn:pulumi:test::gateway::pulumi:pulumi:Stack::gateway-test";
  const states = resources.map(({ urn, type, id, inputs, outputs }) => ({
    ...{ urn, type, id, inputs, outputs },
    custom: true,
    parent: stack,
  }));
  const root = { urn: stack, type: "pulumi:pulumi:Stack", custom: false };
  return { version: 3, deployment: { resources: [root, ...states] } };
}
