import type { RequestListener } from "node:http";
import type { Socket } from "node:net";
import { mock } from "node:test";
import type { TlsOptions } from "node:tls";
import { diagnose, type DiagnoseOptions, type Finding, targetAt, targetsOf } from "../../../doctor";
import type { ResourceNode } from "../../../engine/graph/graph";
import { type Gateway, ISSUER_PATH, type MintOptions, startGateway } from "../../../gateway/server";
import { NEVER_MS, until } from "../../conformance/http-api/harness";
import { graphOf } from "../../support/http-program";
import { Authority, type Certificate } from "./certificates";
import { type DnsRecord, DnsServer } from "./dns-server";
import { IssuerServer, type IssuerChanges } from "./issuer-server";
import { DOMAIN, ORIGIN, program, type ProgramOptions, TARGET, VALIDATION } from "./program";
import { startFront, startHttp } from "./servers";
import { readSnapshot } from "../../../gateway/model/snapshot";
import { defined } from "../../../language/defined";

const ISSUER_HOST = "issuer.example.test";

/** The data that a fault changes of a set that is healthy otherwise. */
export interface Changes {
  /** Of what is deployed; the issuer is that of the set unless this changes it. */
  program?: Partial<Omit<ProgramOptions, "issuer">> & { issuer?: (issuer: string) => string };
  /** Resources instead of the program's. */
  resources?: ResourceNode[];
  /** Records by name; null removes one. */
  dns?: Record<string, DnsRecord | null>;
  /** Returns how the front ends TLS. */
  tls?: (authority: Authority) => Promise<TlsOptions>;
  issuer?: IssuerChanges;
  /** Of the token; null sends none, a function changes its text. */
  token?: Partial<MintOptions> | ((token: string) => string) | null;
  /** The token's iss, from the set's issuer. */
  tokenIssuer?: (issuer: string) => string;
  /** Answers in the gateway's place, in the words that AWS documents. */
  upstream?: RequestListener;
  upgrade?: (socket: Socket) => void;
  options?: Omit<DiagnoseOptions, "network" | "token">;
  /** @default https://<the domain>/orders */
  url?: string;
  /** Looks at the URL alone, without the program. */
  urlOnly?: boolean;
  /** Lets the doctor read the gateway's own log, as it reads that of AWS. */
  logs?: boolean;
  /** Nothing listens at the URL's port. */
  down?: boolean;
  /** The probes wait no longer than they do in use. Otherwise they wait as long as a busy machine takes. */
  impatient?: boolean;
}

const abortAfter = AbortSignal.timeout.bind(AbortSignal);
const patient = (): AbortSignal => abortAfter(NEVER_MS);

/** The whole way of a request on loopback: DNS, TLS, an issuer of tokens, and the local gateway. All sockets are real. */
export class LoopbackSet {
  private constructor(
    private readonly dns: DnsServer,
    private readonly authority: Authority,
    private readonly certificate: Certificate,
    private readonly issuer: IssuerServer,
    private readonly gateway: Gateway,
    private readonly lines: string[],
  ) {}

  static async start(): Promise<LoopbackSet> {
    const [dns, authority] = await Promise.all([DnsServer.start(), Authority.make()]);
    const lines: string[] = [];
    const options = { port: 0, allowHosts: [DOMAIN], log: (line: string) => void lines.push(line) };
    const gateway = await startGateway(readSnapshot(graphOf([])), options);
    const keySet = (await (await fetch(`${gateway.url}${ISSUER_PATH}/.well-known/jwks.json`)).json()) as {
      keys: Record<string, unknown>[];
    };
    const issuer = new IssuerServer(ISSUER_HOST, keySet.keys);
    await issuer.start(await authority.issue([ISSUER_HOST]));
    return new LoopbackSet(dns, authority, await authority.issue([DOMAIN]), issuer, gateway, lines);
  }

  async close(): Promise<void> {
    await Promise.all([this.dns.close(), this.issuer.close(), this.gateway.close()]);
  }

  /** Brings the set up with the changes, lets the doctor look at it, and takes the front down again. */
  async diagnose(changes: Changes = {}): Promise<Finding[]> {
    const resources = this.deploy(changes);
    await this.gateway.update(readSnapshot(graphOf(resources)));
    this.lines.length = 0;
    this.issuer.changes = changes.issuer ?? {};
    this.serveNames(changes.dns ?? {});
    const upstream =
      changes.upstream === undefined && changes.upgrade === undefined
        ? undefined
        : await startHttp(changes.upstream ?? ((_request, response) => response.end()), changes.upgrade);
    const port = upstream?.port ?? Number(new URL(this.gateway.url).port);
    const front = await startFront((await changes.tls?.(this.authority)) ?? this.certificate, () => port);
    const waits = changes.impatient === true ? undefined : mock.method(AbortSignal, "timeout", patient);
    try {
      const url = new URL(changes.url ?? `https://${DOMAIN}/orders`);
      url.port = String(changes.down === true ? 1 : url.protocol === "http:" ? port : front.port);
      const target = targetAt(url, changes.urlOnly === true ? [] : targetsOf(readSnapshot(graphOf(resources))));
      return await diagnose(
        target,
        defined({
          network: { resolver: this.dns.address, ca: this.authority.pem, timeoutMs: NEVER_MS },
          token: await this.token(changes),
          origin: ORIGIN,
          logs: changes.logs === true ? () => this.accessLog() : undefined,
          ...changes.options,
        }),
      );
    } finally {
      waits?.mock.restore();
      await Promise.all([front.close(), upstream?.close()]);
    }
  }

  /** The gateway writes its access log once the answer has gone. */
  private async accessLog(): Promise<{ lines: string[] }> {
    await until(
      () => this.lines.some((line) => line.includes('"requestId"')),
      () => `access log line in ${this.lines.join("\n")}`,
    );
    return { lines: this.lines };
  }

  private deploy({ program: options, resources }: Changes): ResourceNode[] {
    const issuer = options?.issuer?.(this.issuer.url) ?? this.issuer.url;
    return resources ?? program({ ...options, issuer });
  }

  private serveNames(changes: Record<string, DnsRecord | null>): void {
    const healthy: Record<string, DnsRecord> = {
      [DOMAIN]: { cname: TARGET },
      [TARGET]: { a: ["127.0.0.1"] },
      [ISSUER_HOST]: { a: ["127.0.0.1"] },
      [VALIDATION.name]: { cname: VALIDATION.value },
    };
    this.dns.records.clear();
    for (const [name, record] of Object.entries({ ...healthy, ...changes })) {
      if (record !== null) {
        this.dns.records.set(name, record);
      }
    }
  }

  private async token({ token: changes, tokenIssuer }: Changes): Promise<string | undefined> {
    if (changes === null) {
      return undefined;
    }
    const issuer = tokenIssuer?.(this.issuer.url) ?? this.issuer.url;
    const claims = { sub: "alice", issuer, audience: "app", scope: "orders/read" };
    const token = await this.gateway.issuer.mint(typeof changes === "function" ? claims : { ...claims, ...changes });
    return typeof changes === "function" ? changes(token) : token;
  }
}
