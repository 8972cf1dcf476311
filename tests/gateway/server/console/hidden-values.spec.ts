import assert from "node:assert/strict";
import { HiddenValues } from "../../../../gateway/server/console/hidden-values";
import { graphOf, node } from "../../../support/http-program";
import { secret } from "../../../../engine/graph/value";

describe("what the live page hides", () => {
  const hidden = new HiddenValues();
  hidden.add(graphOf([node("aws:ssm/parameter:Parameter", "p", { value: secret("value-of-the-parameter") })]), [
    { value: "generated-api-key-000" },
  ]);
  const hider = hidden.forRequest(
    [
      ["Authorization", "Bearer abcdefghijkl"],
      ["cookie", "a=cookie-value-1; b=cookie-value-2"],
    ],
    "/x?token=token-of-the-query&code=code-of-oauth&page=1",
  );

  const cases: [name: string, given: string, shown: string][] = [
    [
      "secret members of JSON",
      '{"a":1,"client_secret":"x","nested":{"apiKey":"y"}}',
      '{\n  "a": 1,\n  "client_secret": "[secret]",\n  "nested": {\n    "apiKey": "[secret]"\n  }\n}',
    ],
    ["JSON within JSON", '{"body":"{\\"password\\":\\"p\\"}"}', '{\n  "body": "{\\"password\\":\\"[secret]\\"}"\n}'],
    [
      "lists below a secret name",
      '{"cookies":["a=1","b=2"]}',
      '{\n  "cookies": [\n    "[secret]",\n    "[secret]"\n  ]\n}',
    ],
    ["forms", "user=alice&password=p&code=c", "user=alice&password=[secret]&code=[secret]"],
    [
      "JSON that was cut off",
      '{"token":"t1","name":"n","password":"unfin',
      '{"token":"[secret]","name":"n","password":"[secret]"',
    ],
    ["the request's own token anywhere", "you sent abcdefghijkl", "you sent [secret]"],
    ["cookies anywhere", "cookie-value-2 is it", "[secret] is it"],
    ["the query's token anywhere", "got token-of-the-query", "got [secret]"],
    ["secrets of the program", "it is value-of-the-parameter", "it is [secret]"],
    ["API keys of the program", "generated-api-key-000", "[secret]"],
    ["nothing else", '{"code":"NotFound","page":2}', '{\n  "code": "NotFound",\n  "page": 2\n}'],
  ];
  for (const [name, given, shown] of cases) {
    it(name, () => assert.equal(hider.content(given), shown));
  }

  it("headers and parameters by their names", () => {
    assert.deepEqual(
      hider.headers([
        ["Authorization", "Basic dXNlcjpwdw=="],
        ["X-Api-Key", "k"],
        ["Set-Cookie", "a=b"],
        ["x-amz-security-token", "t"],
        ["accept", "*/*"],
      ]),
      [
        ["Authorization", "Basic [secret]"],
        ["X-Api-Key", "[secret]"],
        ["Set-Cookie", "[secret]"],
        ["x-amz-security-token", "[secret]"],
        ["accept", "*/*"],
      ],
    );
    assert.equal(
      hider.url("/x?token=abc&code=d&page=1&X-Amz-Signature=e"),
      "/x?token=[secret]&code=[secret]&page=1&X-Amz-Signature=[secret]",
    );
  });
});
