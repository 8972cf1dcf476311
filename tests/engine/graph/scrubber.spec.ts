import assert from "node:assert/strict";
import { messageScrubber, Scrubber } from "../../../engine/graph/scrubber";
import { secret, UNKNOWN } from "../../../engine/graph/value";
import { bucket, graphOf } from "../../policy-host/graphs";

describe("Scrubber", () => {
  it("replaces every secret in a text, the longest first and each once", () => {
    const scrubber = new Scrubber(["hunter2", "hunter2-longer", "secret"]);
    assert.equal(
      scrubber.text("hunter2, hunter2-longer and a secret, no hunter"),
      "[secret], [secret] and a [secret], no hunter",
    );
  });

  it("knows a secret in the forms of JSON and of URLs", () => {
    const scrubber = new Scrubber(['a"b&c\n/d']);
    assert.equal(scrubber.text(JSON.stringify({ key: 'a"b&c\n/d' })), '{"key":"[secret]"}');
    assert.equal(
      scrubber.text(`https://example.com/?key=${encodeURIComponent('a"b&c\n/d')}&x=1`),
      "https://example.com/?key=[secret]&x=1",
    );
  });

  it("hides a secret of any length, such as the body of an API with one in it", () => {
    const body = JSON.stringify({ paths: { "/orders": "x".repeat(100_000) }, key: "hush-hush-key" });
    const scrubber = new Scrubber([body, "hush-hush"]);
    assert.equal(scrubber.text(`body: ${body}, token: hush-hush`), "body: [secret], token: [secret]");
    assert.equal(scrubber.text(JSON.stringify({ body })), '{"body":"[secret]"}');
    assert.equal(scrubber.text(`?body=${encodeURIComponent(body)}`), "?body=[secret]");
    assert.equal(scrubber.text("key hush-hush-key"), "key [secret]");
  });

  it("takes what stands for something else in a regular expression as it is", () => {
    assert.equal(new Scrubber(["a.c$(1)|[x]"]).text("abc a.c$(1)|[x]"), "abc [secret]");
  });

  it("hides the lines of a secret that has several, and the texts of one that is JSON, each by itself", () => {
    const scrubber = new Scrubber(["-----BEGIN-----\nQUJDREVGRw==\nend", '{"user":"application","pin":"1234"}']);
    assert.equal(scrubber.text("QUJDREVGRw== and application"), "[secret] and [secret]");
    assert.equal(scrubber.text("an end of 1234"), "an end of 1234");
  });

  it("knows the host, the user and the parameters of a secret URL, and no local host", () => {
    const secret = "https://deploy-bot:p%40ssw0rd-x@internal.example/hooks/T0KEN-9876?key=abcd-1234";
    const scrubber = new Scrubber([secret, "http://localhost:3000/"]);
    assert.equal(
      scrubber.text("internal.example deploy-bot p@ssw0rd-x p%40ssw0rd-x T0KEN-9876 abcd-1234 hooks localhost"),
      "[secret] [secret] [secret] [secret] [secret] [secret] hooks localhost",
    );
  });

  for (const [text, hidden] of [
    ["calls https://user:pass@10.0.0.1/x", "calls https://[secret]@10.0.0.1/x"],
    ['"postgres://app:p%40ss@db.example:5432/x"', '"postgres://[secret]@db.example:5432/x"'],
    ["https://ghp_0123456789abcdef@github.com/a/b", "https://[secret]@github.com/a/b"],
    ["git+ssh://git@github.com/a/b and a@b.example", "git+ssh://git@github.com/a/b and a@b.example"],
    ["https://example.com/@scope/name http://[::1]:80/a@b", "https://example.com/@scope/name http://[::1]:80/a@b"],
  ] as const) {
    it(`hides the user of a URL that is no secret: ${text}`, () => assert.equal(new Scrubber([]).text(text), hidden));
  }

  it("leaves values of fewer than 4 characters, unknowns and the placeholder alone", () => {
    const scrubber = new Scrubber(["abc", "", UNKNOWN, "[secret]"]);
    assert.equal(scrubber.text(`abc ${UNKNOWN} [secret]`), `abc ${UNKNOWN} [secret]`);
  });

  it("replaces in a value the marked, the texts, the keys and the numbers, and nothing else", () => {
    const value = {
      marked: secret({ deep: "anything" }),
      list: ["my hunter2", 4711, 471, true, null],
      hunter2: { "a key": "a text" },
    };
    assert.deepEqual(new Scrubber(["hunter2", "4711", "true"]).value(value), {
      marked: "[secret]",
      list: ["my [secret]", "[secret]", 471, true, null],
      "[secret]": { "a key": "a text" },
    });
  });
});

describe("messageScrubber", () => {
  it("knows the stage's secrets and all that inputs, outputs and stack outputs mark", () => {
    const graph = graphOf(
      [
        bucket(
          "logs",
          { key: secret({ list: ["of the input", 471100] }) },
          { outputs: { id: secret("of the output") } },
        ),
      ],
      { outputs: { open: "not secret", closed: secret("of the stack") }, secretTexts: ["of the stage"] },
    );
    assert.equal(
      messageScrubber(graph).text("of the input, 471100, of the output, of the stack, of the stage, not secret"),
      "[secret], [secret], [secret], [secret], [secret], not secret",
    );
  });
});
