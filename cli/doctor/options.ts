import { InvalidArgumentError } from "commander";
import { type LocalOptions } from "../shared/local-options";

/** The options of `gatewright doctor`. */
export interface DoctorOptions extends LocalOptions {
  stack?: string;
  deployed: boolean;
  state?: string;
  url?: URL;
  path?: string;
  method: string;
  token?: string;
  header: Record<string, string>;
  origin?: string;
  corsHeader: string[];
  log?: string;
  resolver?: string;
  ca?: string;
  timeout: number;
  aws: boolean;
  json?: boolean;
}

export function urlOf(value: string): URL {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined || !["http:", "https:", "ws:", "wss:"].includes(url.protocol)) {
    throw new InvalidArgumentError("expected an https, http, wss or ws URL");
  }
  return url;
}

export function addHeader(value: string, headers: Record<string, string>): Record<string, string> {
  const [, name, content] = /^([^:\s]+):\s*(.*)$/.exec(value) ?? [];
  if (name === undefined || content === undefined) {
    throw new Error("--header: expected name: value"); // without the value, which commander would show
  }
  return { ...headers, [name.toLowerCase()]: content };
}

export function seconds(value: string): number {
  const number = Number(value);
  if (!(number > 0)) {
    throw new InvalidArgumentError("expected a number of seconds above 0");
  }
  return number;
}

export function collect(value: string, values: string[]): string[] {
  return [...values, value];
}

/** Headers that say what a client takes, and hold no secret. */
const PLAIN_HEADERS = /^(?:accept(?:-.+)?|content-type|host|origin|referer|user-agent)$/;
/** Query parameters that carry a credential by their name. */
const SECRET_PARAMETER = /token|secret|passw|key|signature|credential|session|^code$/i;
const SHORTEST_SECRET = 4;

/** Returns the credentials that the command sends, which an API may answer with: no output shows them. */
export function sentSecrets(
  { header, url }: Pick<DoctorOptions, "header" | "url">,
  token: string | undefined,
): string[] {
  const headers = Object.entries(header).flatMap(([name, value]) => (PLAIN_HEADERS.test(name) ? [] : [value]));
  const query = [...(url?.searchParams ?? [])].flatMap(([name, value]) => (SECRET_PARAMETER.test(name) ? [value] : []));
  return [token ?? "", ...headers, ...query, decodeURIComponent(url?.password ?? "")].filter(
    (text) => text.length >= SHORTEST_SECRET,
  );
}
