import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { errorMessage, WEBSOCKET_ERRORS, type WebSocketErrorName } from "../../behavior/websocket-api/errors";
import type { ProxyResult } from "../../behavior/websocket-api/lambda-result";

/** The answer to an upgrade request instead of an upgrade. */
export interface Refusal {
  statusCode: number;
  body: string;
}

/** @param details stand after the message */
export function refusal(name: WebSocketErrorName, connectionId: string, requestId: string, details?: string): Refusal {
  return { statusCode: WEBSOCKET_ERRORS[name].statusCode, body: errorMessage(name, connectionId, requestId, details) };
}

/** A `$connect` integration refuses with the status that it answers. */
export function refusalOf(answer: Extract<ProxyResult, { kind: "answer" }>): Refusal | undefined {
  return answer.statusCode >= 200 && answer.statusCode < 300
    ? undefined
    : { statusCode: answer.statusCode, body: answer.body ?? "" };
}

/** Answers an upgrade request with the refusal, and ends its socket. */
export function sendRefusal(socket: Duplex, { statusCode, body }: Refusal, requestId: string): void {
  const head = [
    `HTTP/1.1 ${statusCode} ${STATUS_CODES[statusCode] ?? "Refused"}`,
    "Content-Type: application/json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
    `x-amzn-RequestId: ${requestId}`,
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}
