import { defined } from "../language/defined";
import { RouteTable } from "../gateway/behavior/http-api/route-selection";
import { answerFindings } from "./checks/answer";
import { certificateFindings } from "./checks/certificate";
import { corsFindings } from "./checks/cors";
import { dnsFindings } from "./checks/dns";
import type { LogEvidence } from "./checks/failure";
import { issuerFindings, unknownIssuer } from "./checks/issuer";
import { tokenFindings } from "./checks/jwt";
import { isWebSocket, noAnswer, skippedRequest } from "./checks/reachability";
import { tlsFindings } from "./checks/tls";
import { parseToken } from "./checks/token";
import { handshakeFindings } from "./checks/websocket";
import { type Finding, Findings, problems } from "./finding";
import { type Network, type NetworkOptions, openNetwork } from "./network";
import { observeCname, observeDns } from "./probes/dns";
import { answered, headerValues, type HttpAnswer, send } from "./probes/http";
import { type IssuerObservation, observeIssuer } from "./probes/issuer";
import { observeTls } from "./probes/tls";
import { observeHandshake } from "./probes/websocket";
import type { JwtFacts, RouteFacts, Target } from "./target";

export interface DiagnoseOptions {
  network?: NetworkOptions;
  /** A bearer token: sent to the API alone, over trusted TLS or to this machine, and never printed. */
  token?: string;
  /** Further headers of the request, such as `x-api-key`; never printed. */
  headers?: Record<string, string>;
  /** A browser page's origin: CORS is checked for it. */
  origin?: string;
  /** The request's method. Only GET and HEAD are sent; others are asked for in a preflight alone. @default "GET" */
  method?: string;
  /** Names of the headers that the page sends. @default "authorization" with a token, otherwise none */
  corsHeaders?: string[];
  /** The issuer of a local gateway, and the issuers that it stands in for. @default none */
  localIssuer?: { url: string; standsInFor: readonly string[] };
  /** Reads the API's and the function's latest log lines, once an answer is a 5xx. @default none */
  logs?: (target: Target, route: RouteFacts | undefined) => Promise<LogEvidence | undefined>;
  /** Milliseconds since 1970. @default Date.now */
  now?: () => number;
}

/** Looks at one base URL in the order in which a request meets DNS, TLS, the gateway and the backend. Changes nothing. */
export async function diagnose(target: Target, options: DiagnoseOptions = {}): Promise<Finding[]> {
  const run = new Diagnosis(target, options, openNetwork(options.network));
  await run.start();
  return run.findings;
}

class Diagnosis {
  readonly findings: Finding[] = [];
  private readonly now: () => number;
  private readonly method: string;
  private readonly route: RouteFacts | undefined;

  constructor(
    private readonly target: Target,
    private readonly options: DiagnoseOptions,
    private readonly network: Network,
  ) {
    this.now = options.now ?? Date.now;
    this.method = (options.method ?? "GET").toUpperCase();
    const path = target.url.pathname.slice(target.basePath.length) || "/";
    this.route = new RouteTable(target.api?.routes ?? []).select(this.method, path)?.route;
  }

  async start(): Promise<void> {
    const [reachable] = await Promise.all([this.reach(), this.certificate()]);
    if (!reachable) {
      this.findings.push(...skippedRequest(this.target));
    } else if (isWebSocket(this.target)) {
      await this.webSocket();
    } else {
      await this.http();
    }
  }

  /** DNS, then TLS; whether a request makes sense. */
  private async reach(): Promise<boolean> {
    const { target, network } = this;
    const dns = await observeDns(target.url.hostname, network);
    if (dns !== undefined) {
      const regional = target.domain?.target;
      const wanted = dns.chain.length === 0 && regional !== undefined ? await observeDns(regional, network) : undefined;
      this.take(dnsFindings(target, dns, wanted));
    }
    if (dns?.problem !== undefined || !["https:", "wss:"].includes(target.url.protocol)) {
      return dns?.problem === undefined;
    }
    const tls = await observeTls(target.url, network);
    this.take(tlsFindings(target, tls, this.now()));
    return tls.certificate !== undefined;
  }

  private async certificate(): Promise<void> {
    const validation = this.target.domain?.certificate?.validation ?? [];
    const records = await Promise.all(
      validation.map(async (record) => {
        const { value: seen, problem } = await observeCname(record.name, this.network);
        return { ...record, seen, problem };
      }),
    );
    this.take(certificateFindings(this.target, records, this.now()));
  }

  private async webSocket(): Promise<void> {
    const { target, network } = this;
    this.take(handshakeFindings(target, await observeHandshake(target.url, this.requestHeaders(), network)));
  }

  private async http(): Promise<void> {
    const { target, network, options, method } = this;
    const safe = method === "GET" || method === "HEAD";
    const headers = defined({ origin: options.origin, ...this.requestHeaders() });
    const secret = options.token !== undefined || options.headers !== undefined;
    const answer = safe ? await send(target.url, { method, headers, anyCertificate: !secret }, network) : undefined;
    const live = answer !== undefined && answered(answer) ? answer : undefined;
    const token = await this.issuers(live);
    if (live !== undefined) {
      const logs = live.status >= 500 ? await options.logs?.(target, this.route) : undefined;
      const asked = { method, token, apiKey: "x-api-key" in headers };
      this.take(answerFindings(target, asked, live, this.route, logs));
    } else {
      this.take(noAnswer(target, method, answer !== undefined && "failure" in answer ? answer.failure : undefined));
    }
    await this.cors(live);
  }

  /** The authorizers' issuers, then the token against the route's; what became of the token. */
  private async issuers(live: HttpAnswer | undefined): Promise<"none" | "good" | "bad"> {
    const { token } = this.options;
    const own = this.target.authorizers;
    const named = own.find(({ name }) => name === this.route?.authorizer) ?? own[0];
    const all = own.length > 0 ? own : token === undefined ? [] : issuerOfToken(token);
    const observed = new Map<JwtFacts, IssuerObservation>();
    await Promise.all(all.map(async (facts) => observed.set(facts, await this.observed(facts))));
    for (const [facts, observation] of observed) {
      this.take(facts.issuer === "" ? unknownIssuer(facts) : issuerFindings(facts, observation));
    }
    if (token === undefined) {
      return "none";
    }
    const issuer = observed.get(named ?? all[0] ?? { name: "", issuer: "" }) ?? { discoveryUrl: "", keys: [] };
    const date = live === undefined ? NaN : Date.parse(headerValues(live, "date")[0] ?? "");
    const found = tokenFindings(token, {
      authorizer: named?.issuer === "" ? undefined : named,
      issuer,
      scopes: this.route?.scopes,
      ...(Number.isNaN(date)
        ? { now: this.now(), clock: "this machine's clock" as const }
        : { now: date, clock: "the API's clock" as const }),
    });
    this.take(found);
    return problems(this.findings).some(({ check }) => check.startsWith("jwt-")) ? "bad" : "good";
  }

  /** A local gateway takes its own issuer's keys for the issuers that it stands in for. */
  private async observed({ issuer }: JwtFacts): Promise<IssuerObservation> {
    const { localIssuer } = this.options;
    if (issuer === "") {
      return { discoveryUrl: "", keys: [] };
    }
    return localIssuer?.standsInFor.includes(issuer) === true
      ? { ...(await observeIssuer(localIssuer.url, this.network)), issuer }
      : observeIssuer(issuer, this.network);
  }

  private async cors(answer: HttpAnswer | undefined): Promise<void> {
    const { target, network, method, options } = this;
    const { origin } = options;
    if (origin === undefined) {
      return;
    }
    const headers = options.corsHeaders ?? (options.token === undefined ? [] : ["authorization"]);
    const preflight = await send(
      target.url,
      {
        method: "OPTIONS",
        anyCertificate: true,
        headers: defined({
          origin,
          "access-control-request-method": method,
          "access-control-request-headers": headers.length === 0 ? undefined : headers.join(",").toLowerCase(),
        }),
      },
      network,
    );
    if (answered(preflight)) {
      this.take(corsFindings(target, { origin, method, headers }, preflight, answer));
    } else {
      this.take(noAnswer(target, "OPTIONS", preflight.failure));
    }
  }

  /** Returns what is secret goes over trusted TLS, or to this machine, alone. */
  private requestHeaders(): Record<string, string> {
    const { token, headers } = this.options;
    const { protocol, hostname } = this.target.url;
    const local =
      hostname === "localhost" ||
      hostname.endsWith(".localhost") ||
      hostname.startsWith("127.") ||
      hostname === "[::1]";
    const safe = protocol === "https:" || protocol === "wss:" || local;
    const secret = defined({ authorization: token === undefined ? undefined : `Bearer ${token}`, ...headers });
    if (!safe && Object.keys(secret).length > 0) {
      const notSent = new Findings(this.target.url.href);
      notSent.skipped("request-authorized", "a token is not sent over plain http", "Use the API's https URL.");
      this.take(notSent);
      return {};
    }
    return secret;
  }

  private take({ list }: Findings): void {
    this.findings.push(...list);
  }
}

/** Without an authorizer, the token's own iss tells which issuer to look at. */
function issuerOfToken(text: string): JwtFacts[] {
  const token = parseToken(text);
  return typeof token === "object" && typeof token.claims.iss === "string"
    ? [{ name: "that issued the token", issuer: token.claims.iss }]
    : [];
}
