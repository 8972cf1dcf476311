import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { OPTIONAL_PACKAGES } from "../../cli/shared/optional-packages";
import { runCommand } from "../support/command";
import { repository } from "./snippets";

const read = (...path: string[]): string => readFileSync(join(repository, ...path), "utf8");

describe("the documentation of the command line", () => {
  let commands: string[];
  before(async () => {
    const { stdout } = await runCommand(["--help"]);
    // `help` is the parser's own
    commands = [...stdout.matchAll(/^ {2}(?!help)([a-z]+) [[<]/gm)].map(([, name = ""]) => name).sort();
    assert.ok(commands.includes("check") && commands.includes("serve"), stdout);
  });

  it("prints no empty default in the help of any command", async () => {
    const { stdout } = await runCommand(["check", "--help"]);
    assert.match(stdout, /"deploy",\s+"preview", default:\s+"deploy"\)/);
    for (const name of commands) {
      assert.doesNotMatch((await runCommand([name, "--help"])).stdout, /default:\s+(?:\[\]|\{\}|false)/, name);
    }
  });

  it("has a row for each command in README.md", () => {
    const rows = [...read("README.md").matchAll(/^\| `gatewright ([a-z]+)`/gm)].map(([, name = ""]) => name);
    assert.deepEqual(rows.sort(), commands);
  });

  for (const [page, line] of [
    [["CHANGELOG.md"], /^- Command line: .*$/m],
    [["docs", "architecture.md"], /^\| `cli\/` .*$/m],
  ] as const) {
    it(`names each command in ${page.join("/")}`, () => {
      const text = line.exec(read(...page))?.[0].replace("`cli/`", "") ?? "";
      const named = [...text.matchAll(/`(?:gatewright )?([a-z]+)`/g)].map(([, name = ""]) => name);
      assert.deepEqual(named.sort(), commands);
    });
  }

  it("has one install line for check, wherever it is introduced", () => {
    for (const page of [["README.md"], ["docs", "ci.md"]]) {
      assert.match(read(...page), /^npm install --save-dev @pulumi\/policy ajv$/m);
    }
  });

  it("has one install line for serve, with every package that a program may need", () => {
    // ajv validates the configs of policies, which `serve` does not read
    const packages = Object.keys(OPTIONAL_PACKAGES).filter((name) => !name.startsWith("@") && name !== "ajv");
    for (const page of [["README.md"], ["docs", "local-gateway.md"]]) {
      assert.ok(
        read(...page)
          .split("\n")
          .includes(`npm install --save-dev ${packages.sort().join(" ")}`),
        page.join("/"),
      );
    }
  });

  it("links every page of docs/ from docs/README.md, and that from README.md", () => {
    const pages = readdirSync(join(repository, "docs")).filter((name) => name.endsWith(".md") && name !== "README.md");
    const index = read("docs", "README.md");
    assert.deepEqual(
      pages.filter((page) => !index.includes(`](${page})`)),
      [],
    );
    assert.ok(read("README.md").includes("](docs/)"));
  });

  it("runs the commands at the head of docs/report.md on examples/rest-usage-plans", async () => {
    const block = /^```console\n([\s\S]*?)^```/m.exec(read("docs", "report.md"))?.[1] ?? "";
    const lines = [...block.matchAll(/^\$ gatewright report (.*)$/gm)].map(([, rest = ""]) => rest.split(" "));
    const folder = mkdtempSync(join(tmpdir(), "gatewright-report-"));
    try {
      const example = join(repository, "examples", "rest-usage-plans");
      const [text, html, diff] = await Promise.all(
        lines.map((args) => runCommand(["report", example, ...args], folder)),
      );
      assert.match(text?.stdout ?? "", /^partners \(REST, us-east-1\)$[^]*\$175\.00 {2}50,000,000 requests/m);
      assert.deepEqual([html?.status, html?.stderr], [0, ""]);
      assert.match(readFileSync(join(folder, "report.html"), "utf8"), /^<!doctype html>[^]*GET \/orders/i);
      assert.match(diff?.stdout ?? "", /^prod beside dev: /m);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("shows in docs/choosing.md what choose prints", async () => {
    const { stdout } = await runCommand(["choose", repository, "--stack", "dev", "--requests", "10000000"]);
    const sample = /^```console\n\$ gatewright choose \. --stack dev --requests 10000000\n([\s\S]*?)^```/m.exec(
      read("docs", "choosing.md"),
    )?.[1];
    assert.equal(sample, stdout);
  });
});
