import assert from "node:assert/strict";
import { join } from "node:path";
import { runCommand } from "./command";

const examples = join(__dirname, "..", "..", "examples");

describe("gatewright choose", function () {
  this.timeout(60_000);

  it("says REST for the usage plans of a program, with the price of each kind", async () => {
    const { status, stdout } = await runCommand([
      "choose",
      join(examples, "rest-usage-plans"),
      "-s",
      "dev",
      "-r",
      "10000000",
    ]);
    assert.equal(status, 0);
    assert.match(stdout, /^REST API: what is used needs it\.\n {2}REST only: API keys and usage plans \(/);
    assert.match(stdout, /10,000,000 requests a month/);
    assert.match(stdout, / {2}HTTP {2}\$10\.00 a month\n {2}REST {2}\$35\.00 a month\n/);
  });

  it("says HTTP for a program that needs no more", async () => {
    const { stdout } = await runCommand(["choose", join(examples, "http-api"), "-s", "production", "--json"]);
    assert.equal((JSON.parse(stdout) as { kind: string }).kind, "HTTP");
  });

  it("reads an OpenAPI document", async () => {
    const { stdout } = await runCommand(["choose", join(examples, "rest-openapi", "orders.yaml")]);
    assert.match(stdout, /^HTTP API/);
  });
});
