import type { RequestListener } from "node:http";
import type { Certificate } from "./certificates";
import { type Running, startHttps } from "./servers";

/** A fault in what an issuer publishes. */
export interface IssuerChanges {
  /** Members of the discovery document that are replaced. */
  discovery?: (issuer: string) => Record<string, unknown>;
  /** Members of every key of the key set that are replaced. */
  key?: Record<string, unknown>;
  /** Answers in the documents' place. */
  answer?: RequestListener;
}

/** An OpenID Connect issuer over https, with the key set of the gateway's local issuer. */
export class IssuerServer {
  changes: IssuerChanges = {};
  private running: Running | undefined;

  constructor(
    private readonly host: string,
    private readonly keys: Record<string, unknown>[],
  ) {}

  async start(certificate: Certificate): Promise<void> {
    this.running = await startHttps(certificate, (request, response) => {
      if (this.changes.answer !== undefined) {
        this.changes.answer(request, response);
        return;
      }
      const document = this.document(request.url ?? "");
      response.writeHead(document === undefined ? 404 : 200, { "content-type": "application/json" });
      response.end(JSON.stringify(document ?? {}));
    });
  }

  get url(): string {
    return `https://${this.host}:${this.running?.port}`;
  }

  async close(): Promise<void> {
    await this.running?.close();
  }

  private document(path: string): object | undefined {
    switch (path) {
      case "/.well-known/openid-configuration":
        return { issuer: this.url, jwks_uri: `${this.url}/keys`, ...this.changes.discovery?.(this.url) };
      case "/keys":
        return { keys: this.keys.map((key) => ({ ...key, ...this.changes.key })) };
      default:
        return undefined;
    }
  }
}
