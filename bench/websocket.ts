import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { DynamoDBClient, paginateScan } from "@aws-sdk/client-dynamodb";
import { type ResourceGraph, type ResourceNode } from "../engine/graph/graph";
import { ARCHIVE_SIGNATURE, ASSET_SIGNATURE, type PropertyValue, SIGNATURE_KEY } from "../engine/graph/value";
import { type Gateway, startGateway } from "../gateway/server";
import { percentile, table } from "./figures";
import type { ClientsReport } from "./servers/websocket-clients";
import { readSnapshot } from "../gateway/model/snapshot";
import { defined } from "../language/defined";
import { GraphBuilder } from "../tests/support/graph-builder";

const builder = new GraphBuilder({ project: "bench", stack: "dev" });

const CONNECTIONS = 2000;
const PROCESSES = 2;
const SECONDS = 30;
/** Under the 500 new connections a second that AWS allows. */
const CONNECTS_PER_SECOND = 200;
const TABLE = "connections";

const HANDLER = `
const { DynamoDBClient, PutItemCommand, DeleteItemCommand } = require("@aws-sdk/client-dynamodb");
const db = new DynamoDBClient({});
exports.handler = async ({ body, requestContext: { routeKey, connectionId } }) => {
  const Key = { connectionId: { S: connectionId } };
  if (routeKey === "$connect") await db.send(new PutItemCommand({ TableName: "${TABLE}", Item: Key }));
  if (routeKey === "$disconnect") await db.send(new DeleteItemCommand({ TableName: "${TABLE}", Key }));
  return { statusCode: 200, body };
};`;

/** 2,000 connections that send and receive for 30 seconds, and what is left when half of the clients are killed. */
export async function benchWebSocket(): Promise<void> {
  const gateway = await startGateway(readSnapshot(program()), { port: 0, log: (line) => console.error(line) });
  const clients: ChildProcess[] = [];
  try {
    const before = residentMegabytes();
    const url = gateway.apis[0]?.url ?? "";
    for (let n = 0; n < PROCESSES; n++) {
      clients.push(startClients(url));
    }
    await Promise.all(clients.map((client) => once(client, "message")));
    const perConnection = ((residentMegabytes() - before) * 1024) / CONNECTIONS;
    clients.forEach((client) => client.send("start"));
    await delay(SECONDS * 1000);
    clients.forEach((client) => client.send("stop"));
    await delay(3000);
    const reports = await Promise.all(clients.map(askReport));
    const stored = await countIds(gateway);
    clients[0]?.kill("SIGKILL");
    const left = await settledIds(gateway, CONNECTIONS / PROCESSES);
    print(reports, perConnection, stored, left);
  } finally {
    clients.forEach((client) => client.kill("SIGKILL"));
    await gateway.close();
  }
}

function startClients(url: string): ChildProcess {
  const script = join(__dirname, "servers", "websocket-clients.ts");
  const args = [url, String(CONNECTIONS / PROCESSES), String(CONNECTS_PER_SECOND / PROCESSES)];
  return fork(script, args, { execArgv: ["-r", "ts-node/register/transpile-only"] });
}

async function askReport(client: ChildProcess): Promise<ClientsReport> {
  client.send("report");
  const [report] = (await once(client, "message")) as [ClientsReport];
  return report;
}

function print(reports: ClientsReport[], perConnection: number, stored: number, left: number): void {
  const sum = (of: (report: ClientsReport) => number): number => reports.reduce((total, item) => total + of(item), 0);
  const latencies = reports.flatMap((report) => report.latencies);
  const sent = sum((report) => report.sent);
  console.log(
    table([
      [`${CONNECTIONS} WebSocket connections, ${SECONDS} s`, "figure"],
      ["messages sent", sent],
      ["answers lost", sent - sum((report) => report.received)],
      ["answers out of order", sum((report) => report.outOfOrder)],
      ["latency, median (ms)", percentile(latencies, 0.5).toFixed(1)],
      ["latency, 99th percentile (ms)", percentile(latencies, 0.99).toFixed(1)],
      ["memory a connection, functions and table included (KiB)", perConnection.toFixed(1)],
      ["ids in the store", stored],
      [`ids in the store after kill -9 of ${CONNECTIONS / PROCESSES} clients`, left],
    ]),
  );
}

async function settledIds(gateway: Gateway, wanted: number): Promise<number> {
  let left = await countIds(gateway);
  for (let attempt = 0; attempt < 60 && left !== wanted; attempt++) {
    await delay(500);
    left = await countIds(gateway);
  }
  return left;
}

async function countIds(gateway: Gateway): Promise<number> {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new DynamoDBClient({ endpoint: gateway.endpoints.dynamodb, region: "eu-west-1", credentials });
  let count = 0;
  for await (const page of paginateScan({ client }, { TableName: TABLE })) {
    count += page.Count ?? 0;
  }
  return count;
}

function residentMegabytes(): number {
  return process.memoryUsage().rss / 2 ** 20;
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}

function program(): ResourceGraph {
  const apiId = "benchabcde";
  const executionArn = `arn:aws:execute-api:eu-west-1:123456789012:${apiId}`;
  const arn = "arn:aws:lambda:eu-west-1:123456789012:function:handler";
  const code: PropertyValue = {
    [SIGNATURE_KEY]: ARCHIVE_SIGNATURE,
    assets: { "index.js": { [SIGNATURE_KEY]: ASSET_SIGNATURE, text: HANDLER } },
  };
  const fn = { name: "handler", runtime: "nodejs22.x", handler: "index.handler", memorySize: 256, timeout: 20, code };
  const permission = { action: "lambda:InvokeFunction", function: "handler", principal: "apigateway.amazonaws.com" };
  const tableInputs = {
    name: TABLE,
    hashKey: "connectionId",
    billingMode: "PAY_PER_REQUEST",
    attributes: [{ name: "connectionId", type: "S" }],
  };
  const routes = ["$connect", "$disconnect", "$default"].flatMap((routeKey) => [
    node(
      "apigatewayv2/route:Route",
      routeKey,
      defined({
        apiId,
        routeKey,
        target: "integrations/handler",
        routeResponseSelectionExpression: routeKey === "$default" ? "$default" : undefined,
      }),
    ),
  ]);
  const resources = [
    {
      ...node("apigatewayv2/api:Api", "bench", { name: "bench", protocolType: "WEBSOCKET" }, { executionArn }),
      id: apiId,
    },
    node("lambda/function:Function", "handler", fn, { arn }),
    node("lambda/permission:Permission", "handler", { ...permission, sourceArn: `${executionArn}/*/*` }),
    node("dynamodb/table:Table", TABLE, tableInputs),
    node("apigatewayv2/integration:Integration", "handler", {
      apiId,
      integrationType: "AWS_PROXY",
      integrationUri: arn,
    }),
    ...routes,
    node("apigatewayv2/routeResponse:RouteResponse", "$default", {
      apiId,
      routeId: "$default",
      routeResponseKey: "$default",
    }),
    node("apigatewayv2/stage:Stage", "dev", { apiId, name: "dev", autoDeploy: true }),
  ];
  const workingDirectory = join(__dirname, "..");
  return builder.graph(resources, { workingDirectory });
}

function node(kind: string, name: string, inputs: Record<string, PropertyValue>, outputs = {}): ResourceNode {
  return builder.node(`aws:${kind}`, name, { id: name, inputs, outputs: { ...inputs, ...outputs } });
}
