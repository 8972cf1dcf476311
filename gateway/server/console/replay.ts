import { request as httpRequest, type RequestOptions } from "node:http";
import { request as httpsRequest } from "node:https";
import { SECRET_PLACEHOLDER } from "../../../language/secret-placeholder";
import type { HeaderList } from "../../behavior/shared/request";
import { HOP_BY_HOP } from "../transport/forwarding";
import { PAGE_PATH } from "./caller";
import type { KeptRequest } from "./kept-request";

/** A request that the page sends again, as it was edited there. */
export interface Replay {
  /** The number of the request that it was made of: what is hidden on the page is taken from there. */
  number?: number;
  method: string;
  /** The path and the query string. */
  url: string;
  headers: [string, string][];
  /** The body; undefined is that of the request it was made of. */
  body?: string;
}

export type ReplayResult = { status: number; requestId: string } | { problem: string };

const TIMEOUT_MS = 60_000;
/** Headers that are made anew. */
const OWN = new Set(["content-length", "expect", ...HOP_BY_HOP]);

/** Sends a request to the gateway as a client would. It goes to the gateway alone, whatever its Host header is. */
export function replay(edited: Replay, original: KeptRequest | undefined, gatewayUrl: string): Promise<ReplayResult> {
  const { method } = edited;
  const url = restoredUrl(edited.url, original?.url ?? "");
  const headers = restoredHeaders(edited.headers, original?.headers ?? []);
  const body = edited.body === undefined ? original?.body : Buffer.from(edited.body);
  const problem = replayProblem(edited, original, [url, ...headers.map(([, value]) => value), edited.body ?? ""]);
  if (problem !== undefined) {
    return Promise.resolve({ problem });
  }
  const { protocol, hostname, port } = new URL(gatewayUrl);
  const list = headers.filter(([name]) => !OWN.has(name.toLowerCase()));
  const hasHost = list.some(([name]) => name.toLowerCase() === "host");
  const options: RequestOptions = {
    hostname: hostname.replace(/^\[(.*)\]$/, "$1"),
    port,
    path: url,
    method,
    agent: false,
    timeout: TIMEOUT_MS,
    headers: [
      ...(hasHost ? [] : ["host", `${hostname}:${port}`]),
      ...list.flat(),
      ...(body === undefined ? [] : ["content-length", String(body.length)]),
    ],
  };
  return new Promise((resolve) => {
    const failed = (error: Error): void => resolve({ problem: `The request can't be sent: ${error.message}` });
    try {
      // the certificate is the gateway's own, for whatever name the request has
      const outgoing =
        protocol === "https:" ? httpsRequest({ ...options, rejectUnauthorized: false }) : httpRequest(options);
      outgoing.on("response", (response) => {
        const { "apigw-requestid": http, "x-amzn-requestid": rest } = response.headers;
        response.resume();
        response.on("close", () =>
          resolve({ status: response.statusCode ?? 0, requestId: String(http ?? rest ?? "") }),
        );
      });
      outgoing.on("timeout", () => outgoing.destroy(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)));
      outgoing.on("error", failed);
      outgoing.end(body);
    } catch (error) {
      failed(error instanceof Error ? error : new Error(String(error)));
    }
  });
}

function replayProblem(
  { method, url, body }: Replay,
  original: KeptRequest | undefined,
  texts: string[],
): string | undefined {
  if (!/^[A-Za-z-]{1,20}$/.test(method)) {
    return "The method must be a word such as GET.";
  }
  if (!url.startsWith("/") || url.startsWith(PAGE_PATH) || !/^[\x21-\x7e]+$/.test(url)) {
    return `The path must begin with /, have no spaces, and not be below ${PAGE_PATH}: encode what stands for itself.`;
  }
  if (texts.some((text) => text.includes(SECRET_PLACEHOLDER))) {
    return `Write a value instead of ${SECRET_PLACEHOLDER}: the request that this one was made of has none in its place.`;
  }
  return body === undefined && original !== undefined && original.hasBody && original.body === undefined
    ? "The body was passed on as it came and is not kept: write one."
    : undefined;
}

/** Returns headers with the values that the page does not show. */
function restoredHeaders(edited: [string, string][], original: HeaderList): [string, string][] {
  return edited.map(([name, value]) => {
    const known = value.includes(SECRET_PLACEHOLDER)
      ? original.find((header) => header[0].toLowerCase() === name.toLowerCase())
      : undefined;
    return [name, known?.[1] ?? value];
  });
}

function restoredUrl(edited: string, original: string): string {
  if (!edited.includes(SECRET_PLACEHOLDER)) {
    return edited;
  }
  const pairs = queryOf(original);
  const [path = ""] = edited.split("?", 1);
  const query = queryOf(edited).map((pair) => {
    const [name = ""] = pair.split("=", 1);
    return pair.includes(SECRET_PLACEHOLDER) ? (pairs.find((known) => known.startsWith(`${name}=`)) ?? pair) : pair;
  });
  return query.length === 0 ? path : `${path}?${query.join("&")}`;
}

function queryOf(url: string): string[] {
  const at = url.indexOf("?");
  return at < 0 ? [] : url.slice(at + 1).split("&");
}
