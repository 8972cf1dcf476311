import { SECRET_PLACEHOLDER } from "../../../language/secret-placeholder";
import type { RequestHider } from "./hidden-values";
import type { KeptRequest } from "./kept-request";
import { shellWord } from "../../../language/shell-word";

/** Headers that curl sends by itself, or that belong to one connection. */
const OWN = new Set([
  "host",
  "content-length",
  "connection",
  "accept-encoding",
  "user-agent",
  "transfer-encoding",
  "expect",
]);

/**
 * Returns a request as a line for a POSIX shell. What is hidden is read from a variable, named after its header: `$AUTHORIZATION`.
 */
export function curlLine(
  { method, url = "/", headers, body }: KeptRequest,
  hider: RequestHider,
  gatewayUrl: string,
): string {
  const host = headers.find(([name]) => name.toLowerCase() === "host")?.[1];
  const sent = hider.headers(headers).flatMap(([name, value]) => {
    const lower = name.toLowerCase();
    const isOwnHost = lower === "host" && host !== undefined && !gatewayUrl.endsWith(`//${host}`);
    return OWN.has(lower) && !isOwnHost ? [] : [`-H ${headerText(name, value)}`];
  });
  return [
    "curl",
    ...(method === "GET" && body === undefined ? [] : method === "HEAD" ? ["-I"] : [`-X ${shellWord(method)}`]),
    ...sent,
    ...(body === undefined ? [] : [`--data-binary ${shellWord(hider.content(body.toString("utf8")))}`]),
    shellWord(`${gatewayUrl}${hider.url(url)}`),
  ].join(" ");
}

function headerText(name: string, value: string): string {
  if (!value.includes(SECRET_PLACEHOLDER)) {
    return shellWord(`${name}: ${value}`);
  }
  const variable = `"$${name.toUpperCase().replace(/[^A-Z0-9]/g, "_")}"`;
  const before = value.slice(0, value.indexOf(SECRET_PLACEHOLDER));
  return `${shellWord(`${name}: ${before}`)}${variable}`;
}
