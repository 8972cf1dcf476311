import type { ResourceNode } from "../../../engine/graph/graph";
import { asList, asNumber, asObject, asText, asTexts, type GraphIndex } from "../../../engine/graph/graph-index";
import { defined } from "../../../language/defined";

/**
 * A table in the form that DynamoDB's CreateTable takes.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
 */
export interface TableDefinition {
  TableName: string;
  AttributeDefinitions: { AttributeName: string; AttributeType: string }[];
  KeySchema: KeyElement[];
  BillingMode: "PAY_PER_REQUEST" | "PROVISIONED";
  ProvisionedThroughput?: Throughput;
  GlobalSecondaryIndexes?: (IndexDefinition & { ProvisionedThroughput?: Throughput })[];
  LocalSecondaryIndexes?: IndexDefinition[];
}

interface KeyElement {
  AttributeName: string;
  KeyType: "HASH" | "RANGE";
}

interface Throughput {
  ReadCapacityUnits: number;
  WriteCapacityUnits: number;
}

interface IndexDefinition {
  IndexName: string;
  KeySchema: KeyElement[];
  Projection: { ProjectionType: string; NonKeyAttributes?: string[] };
}

/** The DynamoDB tables of a graph. */
export function readTables(index: GraphIndex): TableDefinition[] {
  return index.ofType("aws:dynamodb/table:Table").map((node) => readTable(index, node));
}

/** Returns false for a table that the program only reads (`Table.get`) without its keys. */
export function hasKnownKeys({ AttributeDefinitions }: TableDefinition): boolean {
  return AttributeDefinitions.length > 0;
}

function readTable(index: GraphIndex, node: ResourceNode): TableDefinition {
  const provisioned = index.text(node, "billingMode") !== "PAY_PER_REQUEST";
  const throughput = (read: unknown, write: unknown): { ProvisionedThroughput?: Throughput } =>
    provisioned
      ? { ProvisionedThroughput: { ReadCapacityUnits: Number(read ?? 1), WriteCapacityUnits: Number(write ?? 1) } }
      : {};
  const hashKey = index.text(node, "hashKey") ?? "";
  const globals = asList(index.value(node, "globalSecondaryIndexes")).map((item) => {
    const global = asObject(item);
    const capacity = throughput(asNumber(global.readCapacity), asNumber(global.writeCapacity));
    return { ...readIndex(item, asText(global.hashKey) ?? ""), ...capacity };
  });
  const locals = asList(index.value(node, "localSecondaryIndexes")).map((item) => readIndex(item, hashKey));
  return {
    TableName: index.text(node, "name") ?? node.name,
    AttributeDefinitions: asList(index.value(node, "attributes")).map((item) => {
      const { name, type } = asObject(item);
      return { AttributeName: asText(name) ?? "", AttributeType: asText(type) ?? "S" };
    }),
    KeySchema: keySchema(hashKey, index.text(node, "rangeKey")),
    BillingMode: provisioned ? "PROVISIONED" : "PAY_PER_REQUEST",
    ...throughput(asNumber(index.value(node, "readCapacity")), asNumber(index.value(node, "writeCapacity"))),
    ...defined({
      GlobalSecondaryIndexes: globals.length === 0 ? undefined : globals,
      LocalSecondaryIndexes: locals.length === 0 ? undefined : locals,
    }),
  };
}

function readIndex(item: Parameters<typeof asObject>[0], hashKey: string): IndexDefinition {
  const { name, rangeKey, projectionType, nonKeyAttributes } = asObject(item);
  const attributes = asTexts(nonKeyAttributes);
  return {
    IndexName: asText(name) ?? "",
    KeySchema: keySchema(hashKey, asText(rangeKey)),
    Projection: defined({
      ProjectionType: asText(projectionType) ?? "ALL",
      NonKeyAttributes: attributes.length === 0 ? undefined : attributes,
    }),
  };
}

function keySchema(hashKey: string, rangeKey: string | undefined): KeyElement[] {
  const hash: KeyElement = { AttributeName: hashKey, KeyType: "HASH" };
  return rangeKey === undefined ? [hash] : [hash, { AttributeName: rangeKey, KeyType: "RANGE" }];
}
