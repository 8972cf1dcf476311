import { request as httpRequest, type IncomingMessage, type RequestOptions } from "node:http";
import { request as httpsRequest } from "node:https";
import { isRecord } from "../../language/is-record";
import { parsedJson } from "../../language/parsed-json";
import type { Network } from "../network";

export interface ProbeRequest {
  method: string;
  headers?: Record<string, string>;
  /** Indicates whether to speak to a server whose certificate is not trusted: never with a token. @default false */
  anyCertificate?: boolean;
  timeoutMs?: number;
  /** @default 64 KiB */
  maxBytes?: number;
}

export interface HttpAnswer {
  status: number;
  /** Each header line as it came: names in lower case, one entry a line. */
  headers: [name: string, value: string][];
  body: string;
  /** The body has more than was read. */
  truncated: boolean;
  /** From the request to the end of the answer, in milliseconds. */
  milliseconds: number;
}

/** No answer came. */
export interface NoAnswer {
  failure: string;
}

const MAX_BYTES = 64 * 1024;

/** Sends one request on a connection of its own; follows no redirects. */
export async function send(url: URL, request: ProbeRequest, network: Network): Promise<HttpAnswer | NoAnswer> {
  const started = performance.now();
  const timeoutMs = request.timeoutMs ?? network.timeoutMs;
  try {
    const message = await exchange(url, request, network, timeoutMs);
    const { body, truncated } = await read(message, request.maxBytes ?? MAX_BYTES);
    return {
      status: message.statusCode ?? 0,
      headers: headerLines(message.rawHeaders),
      body,
      truncated,
      milliseconds: Math.round(performance.now() - started),
    };
  } catch (error) {
    const late = error instanceof Error && (error.name === "AbortError" || error.name === "TimeoutError");
    return {
      failure: late ? `no answer within ${timeoutMs} ms` : error instanceof Error ? error.message : String(error),
    };
  }
}

export function answered(answer: HttpAnswer | NoAnswer): answer is HttpAnswer {
  return "status" in answer;
}

/** Every value of a header, one a line. */
export function headerValues(answer: HttpAnswer, name: string): string[] {
  return answer.headers.flatMap(([key, value]) => (key === name ? [value] : []));
}

/**
 * The `message` of API Gateway's own answers, or undefined. Where access is denied it is `Message`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-create-attach.html
 */
export function gatewayMessage({ body }: HttpAnswer): string | undefined {
  const parsed = parsedJson(body);
  const message = isRecord(parsed) ? (parsed.message ?? parsed.Message) : undefined;
  return typeof message === "string" ? message : undefined;
}

function exchange(
  url: URL,
  { method, headers, anyCertificate }: ProbeRequest,
  { ca, lookup }: Network,
  timeoutMs: number,
): Promise<IncomingMessage> {
  const options: RequestOptions & { ca?: string[]; rejectUnauthorized: boolean } = {
    method,
    headers: { "user-agent": "gatewright-doctor", ...headers },
    agent: false,
    lookup,
    ca,
    rejectUnauthorized: anyCertificate !== true,
    signal: AbortSignal.timeout(timeoutMs),
  };
  return new Promise((resolve, reject) => {
    const outgoing = (url.protocol === "https:" ? httpsRequest : httpRequest)(url, options);
    outgoing.once("error", reject);
    outgoing.once("response", resolve);
    outgoing.end();
  });
}

async function read(message: IncomingMessage, maxBytes: number): Promise<{ body: string; truncated: boolean }> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > maxBytes) {
      break;
    }
  }
  return { body: Buffer.concat(chunks).subarray(0, maxBytes).toString("utf8"), truncated: size > maxBytes };
}

function headerLines(raw: string[]): [string, string][] {
  return raw.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name.toLowerCase(), raw[index + 1] ?? ""]] : [],
  );
}
