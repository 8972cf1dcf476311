import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { runCommand } from "../../support/command";
import { removeProjects, temporaryProgram } from "../../support/temporary-project";

const SAMPLE = resolve(__dirname, "../../..");

describe("gatewright report", () => {
  after(removeProjects);

  it("says what the sample has that another stack has not, what it costs, and where it ends", async () => {
    const { status, stdout, stderr } = await runCommand([
      ...["report", SAMPLE, "--stack", "prod", "--diff", "staging"],
      ...["--requests", "50_000_000", "--format", "md"],
    ]);
    assert.equal(status, 0, stderr);
    const lines = stdout.split("\n");
    for (const line of [
      "## orders-api (HTTP, eu-west-1)",
      "**$123.54** a month for 50,000,000 requests in eu-west-1.<br>",
      "First limit: Throttle of each of 2 routes in $default, at **200** requests a second.<br>",
      "Open to anyone: `GET /health`.<br>",
      "| `GET /health` | Lambda health | ⚠️ open to anyone | 1000/s, 2000 at once | none | API Gateway |",
      "| Routes per API | 6 of 300 routes (2 %) |  |",
      "| Requests | 50,000,000 requests | $55.50 |",
      "| Connections | 50,000,000 minutes | $14.25 |",
      "| orders-api | changed | route POST /orders: throttle | 50/s, 100 at once | 200/s, 400 at once |",
    ]) {
      assert.ok(lines.includes(line), `${line}\n\n${stdout}`);
    }
  });

  it("reports every stack as JSON, and nothing else on stdout", async () => {
    const { status, stdout } = await runCommand(["report", resolve(SAMPLE, "examples/http-api"), "--json"]);
    assert.equal(status, 0);
    const report = JSON.parse(stdout) as {
      version: number;
      traffic: { requests: number };
      stacks: { stack: string; apis: Record<string, unknown>[] }[];
    };
    assert.deepEqual([report.version, report.traffic.requests], [2, 1_000_000]);
    assert.deepEqual(
      report.stacks.map(({ stack }) => stack),
      ["production"],
    );
    const { name, kind, authorizedRoutes, anonymousRoutes, quotas } = report.stacks[0]?.apis[0] ?? {};
    assert.deepEqual([name, kind, authorizedRoutes, anonymousRoutes], ["http-api", "HTTP", 1, []]);
    assert.equal((quotas as unknown[]).length, 4);
  });

  it("names on stderr what it can't report", async () => {
    const project = temporaryProgram({
      "package.json": "{}",
      "Pulumi.yaml": "name: shop\nruntime: nodejs\n",
      "Pulumi.dev.yaml": "config:\n  aws:region: eu-west-1\n",
      "index.ts": `
        import * as aws from "@pulumi/aws";
        const api = new aws.apigatewayv2.Api("orders", { protocolType: "HTTP" });
        new aws.apigatewayv2.Route("wrong", { apiId: api.id, routeKey: "GET /a|b" });`,
    });
    const { status, stderr } = await runCommand(["report", project, "--json"]);
    assert.equal(status, 0, stderr);
    assert.equal(
      stderr,
      'error: wrong: routeKey "GET /a|b": the part "a|b" may have letters, digits, ".", "_", "-", ":" and "$" only.\n' +
        'warning: orders: the API has no stage, so every request is answered 404; add a stage such as "$default".\n',
    );
  });

  it("refuses a number of requests that is none, and a folder without a project", async () => {
    const wrong = await runCommand(["report", SAMPLE, "--requests", "many"]);
    assert.equal(wrong.status, 2);
    assert.match(wrong.stderr, /'many' is invalid\. expected a whole number of requests, such as 5_000_000/);
    const empty = mkdtempSync(join(tmpdir(), "report-"));
    try {
      const nothing = await runCommand(["report", empty]);
      assert.equal(nothing.status, 2);
      assert.match(nothing.stderr, /Pulumi\.yaml/);
    } finally {
      rmSync(empty, { recursive: true });
    }
  });

  it("refuses what it cannot compare with or write to", async () => {
    const nothing = await runCommand(["report", SAMPLE, "--stack", "dev", "--diff", "nope"]);
    assert.deepEqual(
      [nothing.status, nothing.stderr],
      [2, 'gatewright: --diff "nope" is neither a stack of the project (dev, local, prod, staging) nor a file.\n'],
    );
    const folder = join(__dirname, "nope");
    const nowhere = await runCommand(["report", SAMPLE, "--stack", "dev", "-o", join(folder, "report.md")]);
    assert.deepEqual(
      [nowhere.status, nowhere.stderr],
      [
        2,
        `gatewright: --output ${join(folder, "report.md")}: the folder ${folder} does not exist. Create it, or specify another file.\n`,
      ],
    );
  });

  it("reports the other stacks in their order where one fails, ends with 2, and says each message once", async () => {
    const stacks = ["a", "b", "c", "d"];
    const project = temporaryProgram({
      "package.json": "{}",
      "Pulumi.yaml": "name: shop\nruntime: nodejs\n",
      ...Object.fromEntries(stacks.map((stack) => [`Pulumi.${stack}.yaml`, "config:\n  aws:region: eu-west-1\n"])),
      "index.ts": `
        import * as pulumi from "@pulumi/pulumi";
        void pulumi.log.warn("said in each stack");
        if (pulumi.getStack() === "a") void pulumi.log.warn("the first");
        if (pulumi.getStack() === "b") throw new pulumi.RunError("this stack is broken");
      `,
    });
    const { status, stdout, stderr } = await runCommand(["report", project]);
    assert.deepEqual(
      [status, stdout, stderr],
      [
        2,
        "a: no API\n\nc: no API\n\nd: no API\n",
        [
          "warning: said in each stack",
          "warning: a: the first",
          "gatewright: could not report b: this stack is broken",
          "",
        ].join("\n"),
      ],
    );
  });
});
