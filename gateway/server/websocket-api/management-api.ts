import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { WEBSOCKET_API_LIMITS } from "../../../aws/quotas";
import { CLOSE_CODES } from "../../behavior/websocket-api/errors";
import { newRequestId, newTraceId } from "../transport/request-ids";
import type { Connection } from "./connection";

/** The part of a path after the stage that is a call of the @connections API, with the connection's id. */
export const CONNECTIONS_PATH = /^(.*\/)@connections\/([^/?]+)$/;

const STATUS = {
  BadRequestException: 400,
  ForbiddenException: 403,
  GoneException: 410,
  PayloadTooLargeException: 413,
  LimitExceededException: 429,
};

type ManagementError = keyof typeof STATUS;

/** The form of the ids that API Gateway gives. */
const CONNECTION_ID = /^[\w-]{15}=$/;

/**
 * The API by which a backend reaches connections: POST sends a message, GET tells about one, DELETE closes it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html
 * https://github.com/brefphp/bref/tree/3aaefc24dcb940dfb43ff7652cfdbfce65a820d5/tests/Websocket/Samples (recorded answers)
 */
export class ManagementApi {
  constructor(private readonly log: (line: string) => void) {}

  /** @param connection The open connection with the id, if the stage that is called has it. */
  async serve(
    connection: Connection | undefined,
    id: string,
    message: IncomingMessage,
    outgoing: ServerResponse,
  ): Promise<void> {
    if (!/^AWS4-/.test(message.headers.authorization ?? "")) {
      // callers sign with `execute-api:ManageConnections`; who they are cannot be checked here
      message.resume();
      this.refuse(outgoing, "ForbiddenException", `@connections ${id}`, "Missing Authentication Token");
      return;
    }
    if (!CONNECTION_ID.test(id)) {
      message.resume();
      this.refuse(outgoing, "BadRequestException", `@connections ${id}`, `Invalid connectionId: ${id}`);
      return;
    }
    outgoing.setHeader("x-amzn-trace-id", newTraceId(Date.now()));
    const body = await readBody(message);
    const label = `@connections ${message.method} ${id}`;
    if (connection === undefined || !connection.isOpen) {
      this.refuse(outgoing, "GoneException", label);
      return;
    }
    switch (message.method) {
      case "POST":
        this.post(connection, body, outgoing, label);
        break;
      case "GET":
        reply(outgoing, 200, describe(connection));
        break;
      case "DELETE":
        connection.close(CLOSE_CODES.goingAway, "Going away");
        reply(outgoing, 204);
        break;
      default:
        this.refuse(outgoing, "ForbiddenException", label, "Missing Authentication Token");
    }
  }

  private post(connection: Connection, body: Buffer | undefined, outgoing: ServerResponse, label: string): void {
    if (body === undefined) {
      this.refuse(outgoing, "PayloadTooLargeException", label, "Message too long");
      return;
    }
    if (!connection.send(isText(body) ? body.toString("utf8") : body)) {
      this.refuse(outgoing, "LimitExceededException", label, "The client takes nothing in");
      return;
    }
    reply(outgoing, 200);
  }

  private refuse(outgoing: ServerResponse, error: ManagementError, label: string, text?: string): void {
    this.log(`${label}: ${STATUS[error]} ${error}`);
    outgoing.setHeader("x-amzn-ErrorType", error);
    reply(outgoing, STATUS[error], text === undefined ? undefined : { message: text });
  }
}

function describe({ facts, lastActiveAt }: Connection): object {
  const { connectedAt, sourceIp, userAgent = "" } = facts;
  return {
    identity: { sourceIp, userAgent },
    connectedAt: new Date(connectedAt).toISOString(),
    lastActiveAt: new Date(lastActiveAt).toISOString(),
  };
}

function reply(outgoing: ServerResponse, statusCode: number, value?: object): void {
  const body = value === undefined ? "" : JSON.stringify(value);
  const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
  outgoing.writeHead(statusCode, {
    ...(statusCode === 204 ? undefined : headers),
    "x-amzn-RequestId": randomUUID(),
    "x-amz-apigw-id": newRequestId(),
  });
  outgoing.end(body);
}

/** Undefined where it is larger than a message may be. */
async function readBody(message: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= WEBSOCKET_API_LIMITS.message.value) {
      chunks.push(chunk);
    }
  }
  return size > WEBSOCKET_API_LIMITS.message.value ? undefined : Buffer.concat(chunks);
}

function isText(body: Buffer): boolean {
  return Buffer.from(body.toString("utf8"), "utf8").equals(body);
}
