import { createServer, type Server } from "node:https";
import type { RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import type { LambdaFunctionModel } from "../../model/api-model";
import type { Snapshot } from "../../model/snapshot";
import { hasKnownKeys, readTables } from "../../model/shared/dynamodb-table";
import { callbackUrls } from "../../model/websocket-api/callback-url";
import { type LocalCertificate, makeLocalCertificate } from "./local-certificate";
import { LocalDynamoDb } from "./local-dynamodb";
import { closeServer, watchConnections } from "../transport/closing";
import { defined } from "../../../language/defined";

/** The URLs of the local services. */
export interface LocalEndpoints {
  dynamodb?: string;
  /** The @connections API, without a stage. */
  connections?: string;
}

/**
 * The services that handlers reach over the AWS SDKs: each is started when a program first needs it, and handlers find it
 * by the variables that the SDKs themselves read, so their code stays as it is on AWS.
 */
export class LocalServices {
  private dynamoDb: LocalDynamoDb | undefined;
  private secure: { server: Server; certificate: LocalCertificate; host: string } | undefined;

  /** @param listener Answers the calls of the @connections API. */
  constructor(
    private readonly listener: RequestListener,
    private readonly log: (line: string) => void,
  ) {}

  /** Returns where the @connections API answers, as host and port; every WebSocket event has it as its `domainName`. */
  get callbackHost(): string {
    return this.secure?.host ?? "127.0.0.1";
  }

  get endpoints(): LocalEndpoints {
    return defined({
      dynamodb: this.dynamoDb?.url,
      connections: this.secure === undefined ? undefined : `https://${this.secure.host}`,
    });
  }

  /** Starts what the program needs. Returns the variables that every function gets. */
  async prepare({ index, model }: Snapshot): Promise<Record<string, string>> {
    const all = readTables(index);
    const tables = all.filter(hasKnownKeys);
    for (const { TableName } of all.filter((table) => !hasKnownKeys(table))) {
      this.log(
        `warning: table ${TableName} exists already, and its keys are unknown here, so the local DynamoDB does not have it; ` +
          "give hashKey and attributes to Table.get as its third argument",
      );
    }
    if (tables.length > 0) {
      this.dynamoDb ??= await LocalDynamoDb.start();
      const problems = await this.dynamoDb.ensure(tables);
      problems.forEach((problem) => this.log(`error: ${problem}`));
    }
    if (model.webSocketApis.length > 0) {
      this.secure ??= await this.listen();
    }
    return defined({
      AWS_ENDPOINT_URL_DYNAMODB: this.dynamoDb?.url,
      ...this.secure?.certificate.environment,
    });
  }

  /** The functions with callback URLs of the program's WebSocket APIs in their variables replaced by the local one. */
  withLocalCallbacks({ index, model }: Snapshot): LambdaFunctionModel[] {
    const urls = callbackUrls(index, model.webSocketApis);
    return urls.length === 0
      ? model.functions
      : model.functions.map((fn) => ({
          ...fn,
          environment: Object.fromEntries(
            Object.entries(fn.environment).map(([name, value]) => [name, this.localUrl(value, urls)]),
          ),
        }));
  }

  async close(): Promise<void> {
    const { server, certificate } = this.secure ?? {};
    await Promise.all([closeServer(server), certificate?.remove(), this.dynamoDb?.close()]);
  }

  private localUrl(value: string, urls: { deployed: string; stage: string }[]): string {
    const found = urls.find(({ deployed }) => value === deployed);
    return found === undefined ? value : `https://${this.callbackHost}/${found.stage}`;
  }

  private async listen(): Promise<{ server: Server; certificate: LocalCertificate; host: string }> {
    const certificate = await makeLocalCertificate();
    const server = watchConnections(
      createServer({ key: certificate.key, cert: certificate.cert, keepAliveTimeout: 65_000 }, this.listener),
    );
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(0, "127.0.0.1", resolve);
    });
    return { server, certificate, host: `127.0.0.1:${(server.address() as AddressInfo).port}` };
  }
}
