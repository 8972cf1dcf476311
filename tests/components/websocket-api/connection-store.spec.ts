import assert from "node:assert/strict";
import { ConnectionStore } from "../../../components";
import { deploy, valueOf } from "../../support/deploy";

const TABLE = "dynamodb/table:Table";

describe("ConnectionStore", () => {
  it("is a table by connection id that is paid by use, encrypted, recoverable and forgets", async () => {
    const { inputsOf, value } = await deploy(() => new ConnectionStore("connections"));
    const table = inputsOf(TABLE, "connections");
    assert.equal(table.hashKey, "connectionId");
    assert.equal(table.billingMode, "PAY_PER_REQUEST");
    assert.deepEqual(table.attributes, [{ name: "connectionId", type: "S" }]);
    assert.deepEqual(table.ttl, { enabled: true, attributeName: "expiresAt" });
    assert.deepEqual(table.serverSideEncryption, { enabled: true });
    assert.deepEqual(table.pointInTimeRecovery, { enabled: true });
    assert.equal(table.globalSecondaryIndexes, undefined);
    assert.deepEqual(Object.keys(await valueOf(value.environment)), ["CONNECTIONS_TABLE_NAME"]);
  });

  it("has an index by the attribute that connections are looked up by", async () => {
    const { inputsOf, value } = await deploy(() => new ConnectionStore("connections", { indexBy: "userId" }));
    assert.deepEqual(inputsOf(TABLE).globalSecondaryIndexes, [
      { name: "by-userId", hashKey: "userId", rangeKey: "connectionId", projectionType: "ALL" },
    ]);
    assert.equal(await valueOf(value.indexName), "by-userId");
  });

  it("grants a role what it needs of the table and of the API's connections", async () => {
    const { inputsOf } = await deploy(() => {
      const store = new ConnectionStore("connections");
      store.grantRead("reader");
      store.grantReadWrite("writer");
      const executionArn = "arn:aws:execute-api:eu-west-1:123456789012:abcdefghij";
      return store.grantManageConnections("writer", { executionArn, stageName: "live" });
    });
    const actions = (name: string): string[] => {
      const { Statement } = JSON.parse(String(inputsOf("iam/rolePolicy:RolePolicy", name).policy)) as {
        Statement: { Action: string | string[]; Resource: string | string[] }[];
      };
      return [Statement[0]?.Action ?? []].flat();
    };
    assert.equal(actions("connections-reader-read").includes("dynamodb:PutItem"), false);
    assert.equal(actions("connections-writer-read-write").includes("dynamodb:DeleteItem"), true);
    assert.deepEqual(actions("connections-writer-connections"), ["execute-api:ManageConnections"]);
  });

  it("refuses an index by the key itself", async () => {
    await assert.rejects(
      deploy(() => new ConnectionStore("connections", { indexBy: "connectionId" })),
      /ConnectionStore "connections": 1 problem\n {2}- indexBy: got "connectionId", expected an attribute of your own/,
    );
  });
});
