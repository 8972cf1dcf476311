import { executeApiHost } from "../checks/dns";
import type { Target } from "../target";
import { defined } from "../../language/defined";

/**
 * The target at a URL: the one of the program that the URL belongs to, with the URL's path where it has one, otherwise a
 * target of which the URL alone is known.
 *
 * @throws Error where several APIs could be meant.
 */
export function targetAt(url: URL, targets: Target[] = []): Target {
  const host = executeApiHost(url.hostname);
  const named = targets.filter(
    ({ domain, api }) => domain?.name === url.hostname || (host !== undefined && api?.id === host.id),
  );
  const candidates = named.length > 0 ? named : targets;
  const known = byBasePath(candidates, url) ?? (candidates.length === 1 ? candidates[0] : undefined);
  if (known !== undefined) {
    return { ...known, url: url.pathname === "/" ? withPath(url, known.url.pathname) : url };
  }
  if (targets.length > 0) {
    const choices = targets.map((target) => `  ${target.url.href}`).join("\n");
    throw new Error(
      `--url ${url.href} could be any of several APIs of the program; give one of their URLs:\n${choices}`,
    );
  }
  const stage = host?.kind === "api" ? (url.pathname.split("/")[1] ?? "") : "";
  return defined({
    url,
    basePath: "",
    authorizers: [],
    api:
      host?.kind === "api" && url.protocol.startsWith("ws")
        ? { kind: "websocket" as const, id: host.id, name: host.id, region: host.region, stage, routes: [] }
        : undefined,
  });
}

/** The longest base path that the URL starts with. */
function byBasePath(targets: Target[], { pathname }: URL): Target | undefined {
  return targets
    .filter(({ basePath }) => basePath !== "" && (pathname === basePath || pathname.startsWith(`${basePath}/`)))
    .sort((a, b) => b.basePath.length - a.basePath.length)[0];
}

function withPath(url: URL, path: string): URL {
  const changed = new URL(url);
  changed.pathname = path;
  return changed;
}
