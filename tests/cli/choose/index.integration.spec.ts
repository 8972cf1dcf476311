import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { choicesText } from "../../../cli/choose/text";
import { chooseApi } from "../../../report/choice/choice";
import { runCommand } from "../../support/command";

const examples = join(__dirname, "../../../examples");

describe("gatewright choose", () => {
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
    assert.match(stdout, /^REST API: the features in use require it\.\n {2}REST only: API keys and usage plans \(/);
    assert.match(stdout, /10,000,000 requests a month/);
    assert.match(stdout, / {2}HTTP {2}\$10\.00 a month\n {2}REST {2}\$35\.00 a month\n/);
  });

  it("says HTTP for a program that needs no more", async () => {
    const { stdout } = await runCommand(["choose", join(examples, "http-api"), "-s", "production", "--json"]);
    assert.deepEqual(
      (JSON.parse(stdout) as { apis: { kind: string }[] }).apis.map(({ kind }) => kind),
      ["HTTP"],
    );
  });

  it("reads an OpenAPI document", async () => {
    const { stdout } = await runCommand(["choose", join(examples, "rest-openapi", "orders.yaml")]);
    assert.match(stdout, /^HTTP API/);
  });

  describe("of what it cannot judge", () => {
    const folder = mkdtempSync(join(tmpdir(), "gatewright-choose-"));
    after(() => rmSync(folder, { recursive: true }));
    const file = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };

    it("reports that a program has WebSocket APIs alone", async () => {
      const { status, stdout, stderr } = await runCommand(["choose", join(examples, "websocket-chat")]);
      assert.deepEqual([status, stdout], [2, ""]);
      assert.match(
        stderr,
        /^gatewright: There is nothing to choose: \S+ declares no HTTP and no REST API in stack "dev"\. Neither kind can stand in for its WebSocket APIs: websocket-chat\.$/m,
      );
    });

    const documents: [string, () => string, RegExp][] = [
      [
        "a file that is not there",
        () => join(folder, "nope.yaml"),
        /nope\.yaml: there is no such file\. Name an OpenAPI/,
      ],
      ["text", () => file("text.json", "not json"), /text\.json: it is not an OpenAPI document: "openapi" or/],
      ["an empty object", () => file("empty.json", "{}"), /empty\.json: it is not an OpenAPI document: "openapi" or/],
      [
        "JSON that is cut off",
        () => file("cut.json", '{"openapi":'),
        /cut\.json: .*JSON.* Name an OpenAPI document in JSON/,
      ],
    ];
    for (const [what, path, message] of documents) {
      it(`refuses ${what} and ends with 2`, async () => {
        const { status, stdout, stderr } = await runCommand(["choose", path()]);
        assert.deepEqual([status, stdout], [2, ""]);
        assert.match(stderr, message);
      });
    }
  });

  it("says what each of several APIs needs, and its costs in its region", () => {
    const rest = chooseApi([{ feature: "AWS WAF", places: ["acl"] }], 1_000_000, "eu-west-1");
    const http = chooseApi([], 1_000_000, "us-east-1");
    const text = choicesText(
      [
        { name: "partners", region: "eu-west-1", ...rest },
        { name: "shop", region: "us-east-1", ...http },
      ],
      [],
      1_000_000,
    );
    assert.match(
      text,
      /^partners: REST API: the features in use require it\.\n {2}REST only: AWS WAF \(acl\)\nshop: HTTP API/,
    );
    assert.match(text, / {2}HTTP {2}\$1\.11 a month in eu-west-1\n {2}REST {2}\$3\.50 a month in eu-west-1\n/);
    assert.match(text, / {2}HTTP {2}\$1\.00 a month in us-east-1\n/);
  });

  it("says which APIs are left out, beside those that it chooses for", () => {
    const choice = { name: "shop", region: "us-east-1", ...chooseApi([], 1_000_000) };
    assert.equal(
      choicesText([choice], ["chat", "news"], 1_000_000).split("\n")[1],
      "  left out, for neither kind has them: WebSocket APIs (chat, news)",
    );
  });
});
