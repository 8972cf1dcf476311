import { executeApiHost } from "../checks/dns";
import type { Subject } from "../subject";

/**
 * The subject at a URL: the one of the program that the URL belongs to, with the URL's path where it has one, else a
 * subject of which the URL alone is known.
 *
 * @throws Error where several APIs could be meant.
 */
export function subjectAt(url: URL, subjects: Subject[] = []): Subject {
  const host = executeApiHost(url.hostname);
  const named = subjects.filter(
    ({ domain, api }) => domain?.name === url.hostname || (host !== undefined && api?.id === host.id),
  );
  const candidates = named.length > 0 ? named : subjects;
  const known = byBasePath(candidates, url) ?? (candidates.length === 1 ? candidates[0] : undefined);
  if (known !== undefined) {
    return { ...known, url: url.pathname === "/" ? withPath(url, known.url.pathname) : url };
  }
  if (subjects.length > 0) {
    const choices = subjects.map((subject) => `  ${subject.url.href}`).join("\n");
    throw new Error(
      `--url ${url.href} could be any of several APIs of the program; give one of their URLs:\n${choices}`,
    );
  }
  const stage = host?.kind === "api" ? (url.pathname.split("/")[1] ?? "") : "";
  return {
    url,
    basePath: "",
    authorizers: [],
    ...(host?.kind === "api" && url.protocol.startsWith("ws")
      ? { api: { kind: "websocket" as const, id: host.id, name: host.id, region: host.region, stage, routes: [] } }
      : {}),
  };
}

/** The longest base path that the URL starts with. */
function byBasePath(subjects: Subject[], { pathname }: URL): Subject | undefined {
  return subjects
    .filter(({ basePath }) => basePath !== "" && (pathname === basePath || pathname.startsWith(`${basePath}/`)))
    .sort((a, b) => b.basePath.length - a.basePath.length)[0];
}

function withPath(url: URL, path: string): URL {
  const changed = new URL(url);
  changed.pathname = path;
  return changed;
}
