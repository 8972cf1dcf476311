import { toUSVString } from "node:util";

/**
 * Returns a path parameter's value as it stands in a backend's URL. Slashes of a greedy parameter stay slashes, unless a part is `.`
 * or `..`: that came in as `..%2f`, and goes on as one part, so that it does not leave the integration's path.
 */
export function encodePathValue(value: string): string {
  const parts = toUSVString(value).split("/");
  return parts.some((part) => part === "." || part === "..")
    ? parts.map(encodeURIComponent).join("%2F")
    : parts.map(encodeURIComponent).join("/");
}

/**
 * Returns whether a backend's URL is below what the integration's URI has before its first parameter. A client can write `/../` in
 * its path, and a parameter can stand right after the host.
 *
 * @param uri The integration's URI, with stage variables filled in.
 */
export function isBelowIntegration(uri: string, url: string): boolean {
  const [fixed = ""] = uri.split(/[{?#]/, 1);
  if (!URL.canParse(fixed) || !URL.canParse(url)) {
    return true; // a parameter is the host: where it leads is the program's own choice
  }
  const [base, target] = [new URL(fixed), new URL(url)];
  const { pathname } = target;
  if (fixed !== uri.split(/[?#]/, 1)[0]) {
    return target.origin === base.origin && pathname.startsWith(base.pathname);
  }
  const folder = `${base.pathname.replace(/\/$/, "")}/`;
  return target.origin === base.origin && (pathname === base.pathname || pathname.startsWith(folder));
}
