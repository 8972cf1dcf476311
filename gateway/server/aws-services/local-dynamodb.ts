import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { TableDefinition } from "../../model/shared/dynamodb-table";
import { optionalPackagePath } from "../../behavior/shared/optional-package";
import { threadFile } from "../shared/thread-file";

/**
 * An emulator of DynamoDB, in memory, with the tables of the program. It has a thread of its own: it throws at some requests, and a
 * request that is cut off, which would end the gateway's process.
 */
export class LocalDynamoDb {
  private readonly tables = new Set<string>();

  private constructor(
    private readonly thread: Worker,
    readonly url: string,
  ) {}

  static async start(): Promise<LocalDynamoDb> {
    const dynalite = optionalPackagePath("dynalite", "a DynamoDB table of the program");
    const thread = new Worker(threadFile(__dirname, "dynamodb-thread"), { workerData: { dynalite }, execArgv: [] });
    thread.on("error", () => undefined); // what it throws before it listens rejects below
    const [port] = (await once(thread, "message")) as [number];
    return new LocalDynamoDb(thread, `http://127.0.0.1:${port}`);
  }

  /** Makes the tables that are not there yet; those of an earlier program keep their items. Gives what was refused. */
  async ensure(definitions: readonly TableDefinition[]): Promise<string[]> {
    const problems: string[] = [];
    for (const definition of definitions.filter(({ TableName }) => !this.tables.has(TableName))) {
      try {
        await this.call("CreateTable", definition);
        await this.waitFor(definition.TableName);
        this.tables.add(definition.TableName);
      } catch (error) {
        problems.push(`table ${definition.TableName}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    return problems;
  }

  async close(): Promise<void> {
    await this.thread.terminate();
  }

  private async waitFor(TableName: string): Promise<void> {
    for (let attempt = 0; attempt < 100; attempt++) {
      const { Table } = (await this.call("DescribeTable", { TableName })) as { Table: { TableStatus: string } };
      if (Table.TableStatus === "ACTIVE") {
        return;
      }
      await new Promise((done) => setTimeout(done, 10));
    }
    throw new Error(`it did not become active`);
  }

  private async call(operation: string, input: object): Promise<unknown> {
    const response = await fetch(this.url, {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.0",
        "x-amz-target": `DynamoDB_20120810.${operation}`,
        "x-amz-date": "20260101T000000Z",
        authorization:
          "AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
      },
      body: JSON.stringify(input),
    });
    const answer: unknown = await response.json();
    if (!response.ok) {
      throw new Error(`the local DynamoDB refused ${operation}: ${messageOf(answer)}`);
    }
    return answer;
  }
}

function messageOf(answer: unknown): string {
  return typeof answer === "object" && answer !== null && "message" in answer
    ? String(answer.message)
    : JSON.stringify(answer);
}
