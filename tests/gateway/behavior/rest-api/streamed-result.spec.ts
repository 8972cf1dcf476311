import assert from "node:assert/strict";
import { LONGEST_METADATA, readStreamedStart } from "../../../../gateway/behavior/rest-api/streamed-result";

const start = (metadata: unknown, body = "body"): Buffer =>
  Buffer.concat([Buffer.from(JSON.stringify(metadata)), Buffer.alloc(8), Buffer.from(body)]);

// https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html
describe("the beginning of a function's streamed response", () => {
  it("is the metadata before eight zero bytes, and the first of the body", () => {
    const metadata = {
      statusCode: 201,
      headers: { "X-A": 1 },
      multiValueHeaders: { "x-b": ["1", "2"] },
      cookies: ["a=1"],
    };
    assert.deepEqual(readStreamedStart(start(metadata), false), {
      head: {
        statusCode: 201,
        headers: [
          ["content-type", "application/json"],
          ["x-a", "1"],
          ["x-b", "1"],
          ["x-b", "2"],
          ["set-cookie", "a=1"],
        ],
      },
      rest: Buffer.from("body"),
    });
  });

  it("is 200 and JSON where the metadata say nothing else", () => {
    const { head } = readStreamedStart(start({}), false) as { head: unknown };
    assert.deepEqual(head, { statusCode: 200, headers: [["content-type", "application/json"]] });
  });

  it("leaves out headers without a value, and the length, which the function can't know", () => {
    const metadata = {
      headers: { "x-a": null, "Content-Length": "5", "content-type": "a/b" },
      multiValueHeaders: { "x-b": [null, 1] },
    };
    const { head } = readStreamedStart(start({ ...metadata, cookies: null }), false) as { head: { headers: unknown } };
    assert.deepEqual(head.headers, [
      ["content-type", "a/b"],
      ["x-b", "1"],
    ]);
  });

  it("waits for more parts until it can tell", () => {
    const bytes = start({ statusCode: 200 });
    for (const length of [0, 5, bytes.indexOf(0) + 7]) {
      assert.equal(readStreamedStart(bytes.subarray(0, length), false), undefined, String(length));
    }
  });

  const problems: [name: string, bytes: Buffer, isAll: boolean][] = [
    ["that end without the zero bytes", Buffer.from('{"statusCode":200}'), true],
    ["that are longer than 16 KB", Buffer.alloc(LONGEST_METADATA + 1, "a"), false],
    ["that are no JSON", start("", "").fill("a", 0, 1), false],
    ["that are no object", start([]), false],
    ["with a status that begins no response", start({ statusCode: 103 }), false],
    ["whose headers are a text", start({ headers: "x-a: 1" }), false],
    ["whose headers are a list", start({ multiValueHeaders: ["x"] }), false],
    ["without a status", start({ statusCode: "many" }), false],
  ];
  for (const [name, bytes, isAll] of problems) {
    it(`is a problem with metadata ${name}`, () => {
      assert.ok("problem" in (readStreamedStart(bytes, isAll) ?? {}));
    });
  }
});
