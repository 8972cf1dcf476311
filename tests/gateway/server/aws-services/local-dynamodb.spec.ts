import assert from "node:assert/strict";
import { connect } from "node:net";
import { LocalDynamoDb } from "../../../../gateway/server/aws-services/local-dynamodb";

describe("the local DynamoDB", () => {
  let dynamoDb: LocalDynamoDb;
  before(async () => {
    dynamoDb = await LocalDynamoDb.start();
  });
  after(() => dynamoDb.close());

  function call(operation: string, body: string): Promise<Response> {
    return fetch(dynamoDb.url, {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.0",
        "x-amz-target": `DynamoDB_20120810.${operation}`,
        "x-amz-date": "20260101T000000Z",
        authorization:
          "AWS4-HMAC-SHA256 Credential=a/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
      },
      body,
    });
  }

  // each of these ended the gateway's process, sent by a handler
  for (const body of ["null", "1", '"text"', "[]"]) {
    for (const operation of ["PutItem", "CreateTable"]) {
      it(`answers ${operation} of ${body}, and the next request`, async () => {
        assert.ok((await call(operation, body)).status >= 400);
        assert.equal((await call("ListTables", "{}")).status, 200);
      });
    }
  }

  it("outlives a client that leaves in the middle of its request", async () => {
    const { hostname, port, host } = new URL(dynamoDb.url);
    const socket = connect(Number(port), hostname);
    socket.write(`POST / HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 100\r\n\r\n{"cut`);
    await new Promise((done) => setTimeout(done, 50));
    socket.destroy();
    assert.equal((await call("ListTables", "{}")).status, 200);
  });
});
