import assert from "node:assert/strict";
import { hasKnownKeys, readTables } from "../../../../gateway/model/shared/dynamodb-table";
import { graphOf, node } from "../../../support/http-program";
import { GraphIndex } from "../../../../engine/graph/graph-index";

describe("a DynamoDB table of a graph", () => {
  it("has its keys, indexes and billing in the form that CreateTable takes", () => {
    const table = node("aws:dynamodb/table:Table", "orders", {
      name: "orders-1",
      hashKey: "customer",
      rangeKey: "id",
      billingMode: "PAY_PER_REQUEST",
      attributes: [
        { name: "customer", type: "S" },
        { name: "id", type: "N" },
        { name: "state", type: "S" },
      ],
      globalSecondaryIndexes: [
        { name: "by-state", hashKey: "state", rangeKey: "id", projectionType: "INCLUDE", nonKeyAttributes: ["total"] },
      ],
      localSecondaryIndexes: [{ name: "local", rangeKey: "state", projectionType: "ALL" }],
      ttl: { enabled: true, attributeName: "expiresAt" },
    });
    const hash = (AttributeName: string) => ({ AttributeName, KeyType: "HASH" });
    const range = (AttributeName: string) => ({ AttributeName, KeyType: "RANGE" });
    assert.deepEqual(readTables(new GraphIndex(graphOf([table]))), [
      {
        TableName: "orders-1",
        AttributeDefinitions: [
          { AttributeName: "customer", AttributeType: "S" },
          { AttributeName: "id", AttributeType: "N" },
          { AttributeName: "state", AttributeType: "S" },
        ],
        KeySchema: [hash("customer"), range("id")],
        BillingMode: "PAY_PER_REQUEST",
        GlobalSecondaryIndexes: [
          {
            IndexName: "by-state",
            KeySchema: [hash("state"), range("id")],
            Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["total"] },
          },
        ],
        LocalSecondaryIndexes: [
          { IndexName: "local", KeySchema: [hash("customer"), range("state")], Projection: { ProjectionType: "ALL" } },
        ],
      },
    ]);
  });

  it("is provisioned with one unit each where it says nothing, as the AWS provider has it", () => {
    const table = node("aws:dynamodb/table:Table", "plain", {
      hashKey: "id",
      attributes: [{ name: "id", type: "S" }],
    });
    const [definition] = readTables(new GraphIndex(graphOf([table])));
    assert.equal(definition?.TableName, "plain");
    assert.equal(definition?.BillingMode, "PROVISIONED");
    assert.deepEqual(definition?.ProvisionedThroughput, { ReadCapacityUnits: 1, WriteCapacityUnits: 1 });
  });

  it("has unknown keys where the program only reads it", () => {
    const read = node("aws:dynamodb/table:Table", "orders", { name: "orders" });
    assert.deepEqual(readTables(new GraphIndex(graphOf([read]))).map(hasKnownKeys), [false]);
  });
});
