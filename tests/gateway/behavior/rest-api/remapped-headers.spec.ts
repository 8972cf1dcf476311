import assert from "node:assert/strict";
import { remappedHeaders } from "../../../../gateway/behavior/rest-api/remapped-headers";

describe("a backend's headers on their way to the client of a REST API", () => {
  it("come under another name where API Gateway has its own", () => {
    assert.deepEqual(
      remappedHeaders([
        ["date", "Mon"],
        ["www-authenticate", "Basic"],
        ["content-length", "3"],
        ["x-own", "1"],
      ]),
      [
        ["x-amzn-remapped-date", "Mon"],
        ["x-amzn-remapped-www-authenticate", "Basic"],
        ["x-amzn-remapped-content-length", "3"],
        ["x-own", "1"],
      ],
    );
  });

  it("lose what is true of the backend's own connection alone", () => {
    const own: [string, string][] = [
      ["transfer-encoding", "chunked"],
      ["keep-alive", "timeout=5"],
    ];
    assert.deepEqual(remappedHeaders(own), []);
  });
});
