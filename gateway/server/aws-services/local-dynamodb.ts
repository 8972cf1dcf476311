import type { RequestListener, Server } from "node:http";
import type { AddressInfo } from "node:net";
import type Dynalite from "dynalite";
import type { TableDefinition } from "../../model/shared/dynamodb-table";
import { optionalPackage } from "../../behavior/shared/optional-package";
import { ServedHosts } from "../served-hosts";
import { writeJson } from "../transport/response-writer";

/** An emulator of DynamoDB in this process, in memory, with the tables of the program. */
export class LocalDynamoDb {
  private readonly tables = new Set<string>();

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<LocalDynamoDb> {
    const purpose = "a DynamoDB table of the program";
    const dynalite = optionalPackage<typeof Dynalite>("dynalite", purpose);
    const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
    refusePages(server);
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(0, "127.0.0.1", resolve);
    });
    return new LocalDynamoDb(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
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
    const closed = new Promise((done) => this.server.close(done));
    this.server.closeAllConnections();
    await closed;
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

/**
 * Refuses what a web page sends: the emulator itself answers every origin with `Access-Control-Allow-Origin: *`, so that any page
 * could read and write the tables. AWS's SDKs send neither an origin nor another host than the endpoint's address.
 */
function refusePages(server: Server): void {
  const listeners = server.listeners("request") as RequestListener[];
  const hosts = new ServedHosts("127.0.0.1");
  server.removeAllListeners("request");
  server.on("request", (message, outgoing) => {
    if (message.headers.origin === undefined && hosts.has(message.headers.host, [])) {
      listeners.forEach((listener) => listener(message, outgoing));
    } else {
      writeJson(outgoing, 403, { message: "The local DynamoDB answers the program's functions, not web pages." });
    }
  });
}

function messageOf(answer: unknown): string {
  return typeof answer === "object" && answer !== null && "message" in answer
    ? String(answer.message)
    : JSON.stringify(answer);
}
