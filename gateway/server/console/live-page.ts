import type { IncomingMessage, ServerResponse } from "node:http";
import { parsedJson } from "../../../language/parsed-json";
import type { Snapshot } from "../../model/snapshot";
import type { Exchange } from "../shared/exchange";
import type { RequestRecord } from "../shared/request-record";
import { readAsset } from "./assets";
import { crossOriginProblem, isForPage, isLoopback, PAGE_PATH, PageSecret } from "./caller";
import { EventStreams } from "./event-streams";
import { METRICS_TYPE } from "./exposition";
import { gauges } from "./gauges";
import { HiddenValues } from "./hidden-values";
import { RequestMetrics } from "./metrics";
import type { PageSources } from "./page-sources";
import { RecentRequests } from "./recent-requests";
import { ReloadState } from "./reload-state";
import { PageResources, type ResourceAnswer } from "./resources";

/** Milliseconds in which requests, and what they change, are sent together. */
const REQUESTS_MS = 100;
const ACTIVITY_MS = 500;

/** The longest body that the page sends. */
const MAX_BODY = 1024 * 1024;

/** Sent with everything: no other page may embed, read or learn anything, and no cache keeps it. */
const HEADERS: Readonly<Record<string, string>> = {
  "cache-control": "no-store",
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

/** The live page as the gateway's owner has it. */
export interface LivePageControl {
  /** Undefined where the gateway listens on an address that other machines have a way to: only loopback is answered. */
  readonly url: string | undefined;
  readonly reload: ReloadState;
}

/** Returns the origin by which this machine reaches a gateway over loopback. @param host The address that it listens on. */
export function pageOrigin(gatewayUrl: string, host: string): string | undefined {
  if (host === "0.0.0.0" || host === "::") {
    const { protocol, port } = new URL(gatewayUrl);
    return `${protocol}//localhost:${port}`;
  }
  return host === "localhost" || isLoopback(host) ? gatewayUrl : undefined;
}

/** The live page of the gateway: what it serves, what came, and what became of it. */
export class LivePage {
  readonly reload = new ReloadState(() => {
    this.streams.send("program", 0, () => this.resources.program);
    this.acted();
  });
  private readonly secret = new PageSecret();
  private readonly hidden = new HiddenValues();
  private readonly recent = new RecentRequests();
  private readonly metrics = new RequestMetrics();
  private readonly streams = new EventStreams();
  private readonly resources: PageResources;
  /** The number of the last request that the open pages were sent. */
  private sent = 0;

  constructor(private readonly sources: PageSources) {
    this.resources = new PageResources(sources, this.recent, this.reload, this.hidden);
  }

  /** Returns the URL of the page, which is its key. @param origin Without a slash at the end; undefined where this machine has none. */
  url(origin: string | undefined): string | undefined {
    return origin && `${origin}${PAGE_PATH}/${this.secret.text}/`;
  }

  /** Takes a program that is served from now on, to hide its secrets. */
  configure({ graph, model }: Snapshot): void {
    this.hidden.add(graph, model.apiKeys);
    this.reload.serving();
  }

  /** Counts an answered request, and keeps it among the last ones. */
  observe(record: RequestRecord, exchange: Exchange | undefined): void {
    this.metrics.count(record, exchange);
    this.recent.add(record, exchange);
    if (this.streams.isWatched) {
      this.streams.send("requests", REQUESTS_MS, () => this.newRequests());
      this.acted();
    }
  }

  /** Sends the open pages what requests and connections have changed. */
  acted(): void {
    this.streams.send("activity", ACTIVITY_MS, () => this.resources.activity);
  }

  /** Answers a request for the page. Returns false where it is for an API. */
  serve(message: IncomingMessage, outgoing: ServerResponse): boolean {
    if (!isForPage(message)) {
      return false;
    }
    Object.entries(HEADERS).forEach(([name, value]) => outgoing.setHeader(name, value));
    this.answer(message, outgoing).catch(() => outgoing.destroy());
    return true;
  }

  close(): void {
    this.streams.close();
  }

  private newRequests(): object {
    const requests = this.resources.requestsAfter(this.sent);
    this.sent = requests.at(-1)?.number ?? this.sent;
    return { requests };
  }

  private async answer(message: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const [path = ""] = (message.url ?? "").slice(PAGE_PATH.length + 1).split("?", 1);
    const problem = crossOriginProblem(message);
    if (problem !== undefined) {
      message.resume();
      sendText(outgoing, 403, `${problem}.\n`);
      return;
    }
    if (path === "metrics" && isReading(message)) {
      outgoing.setHeader("content-type", METRICS_TYPE);
      outgoing.end(this.metrics.text(gauges(this.sources, this.reload.value)));
      return;
    }
    const [secret = ""] = path.split("/", 1);
    if (!this.secret.matches(secret)) {
      message.resume();
      sendText(
        outgoing,
        403,
        "Open the URL of the live page that gatewright serve printed: it has the key of this run.\n",
      );
      return;
    }
    await this.answerHolder(path.slice(secret.length), message, outgoing);
  }

  /** Answers whoever has the secret. @param path Below it. */
  private async answerHolder(path: string, message: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const resource = /^\/data\/(.+)$/.exec(path)?.[1];
    if (path === "") {
      outgoing.setHeader("location", `${PAGE_PATH}/${this.secret.text}/`);
      sendText(outgoing, 308, "");
    } else if (message.method === "POST" && resource !== undefined) {
      const body = await readJson(message);
      sendJson(
        outgoing,
        body === undefined
          ? { status: 400, value: { problem: "expected JSON" } }
          : await this.resources.post(resource, body),
      );
    } else if (!isReading(message)) {
      message.resume();
      sendText(outgoing, 405, "");
    } else if (resource === "events") {
      this.streams.open(message, outgoing);
    } else if (resource !== undefined) {
      sendJson(outgoing, await this.resources.get(resource));
    } else {
      const asset = await readAsset(path === "/" ? "index.html" : path.slice(1));
      outgoing.setHeader("content-type", asset?.type ?? "text/plain");
      outgoing.statusCode = asset === undefined ? 404 : 200;
      outgoing.end(asset?.content);
    }
  }
}

function isReading({ method }: IncomingMessage): boolean {
  return method === "GET" || method === "HEAD";
}

function sendText(outgoing: ServerResponse, status: number, text: string): void {
  outgoing.writeHead(status, {
    "content-type": "text/plain; charset=utf-8",
    "content-length": Buffer.byteLength(text),
  });
  outgoing.end(text);
}

function sendJson(outgoing: ServerResponse, { status, value }: ResourceAnswer): void {
  outgoing.writeHead(status, { "content-type": "application/json" });
  outgoing.end(JSON.stringify(value));
}

/** Reads a body of JSON; undefined where it is none. Its type keeps a form of another page from being one. */
async function readJson(message: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BODY) {
      chunks.push(chunk);
    }
  }
  if (size > MAX_BODY || !/^application\/json\b/.test(message.headers["content-type"] ?? "")) {
    return undefined;
  }
  return parsedJson(Buffer.concat(chunks).toString("utf8"));
}
