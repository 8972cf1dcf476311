import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";

/** The first segment of the paths of the live page. */
export const PAGE_PATH = "/_gatewright";

const IN_PATH = /^\/_gatewright(?=[/?#]|$)/;
/** Headers that a proxy adds: whoever stands behind it is not on this machine. */
const OF_PROXIES = ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip"] as const;

/**
 * Returns whether a request is for the live page: by its path, from this machine, and to an address of this machine. Any other is the
 * API's, so that a route which begins with `/_gatewright` is reached by the API's other names.
 */
export function isForPage({ url = "", headers, socket }: IncomingMessage): boolean {
  return (
    IN_PATH.test(url) &&
    isLoopback(socket.remoteAddress ?? "") &&
    isLoopbackHost(headers.host ?? "") &&
    OF_PROXIES.every((name) => headers[name] === undefined)
  );
}

/** Returns whether an address is of this machine alone. */
export function isLoopback(address: string): boolean {
  const plain = address.replace(/^::ffff:/i, "");
  return plain === "::1" || (isIP(plain) === 4 && plain.startsWith("127."));
}

function isLoopbackHost(host: string): boolean {
  const name = host.toLowerCase().replace(/:\d*$/, "");
  return name === "localhost" || isLoopback(name.replace(/^\[(.*)\]$/, "$1"));
}

/** Returns why a browser's request is refused, or undefined: the page of another origin may start requests, though it reads no answer. */
export function crossOriginProblem({ headers }: IncomingMessage): string | undefined {
  const { origin, host, "sec-fetch-site": site } = headers;
  if (site !== undefined && site !== "same-origin" && site !== "none") {
    return "the request comes from a page of another origin";
  }
  return origin === undefined || origin === `http://${host}` || origin === `https://${host}`
    ? undefined
    : "the request comes from a page of another origin";
}

/** The secret in the page's URL, which is made anew for every run. */
export class PageSecret {
  readonly text = randomBytes(32).toString("base64url");
  private readonly digest = digestOf(this.text);

  /** Returns whether a text is the secret, in a time that is the same for every text. */
  matches(text: string): boolean {
    return timingSafeEqual(digestOf(text), this.digest);
  }
}

function digestOf(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
