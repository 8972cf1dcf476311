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
    throw new InvalidArgumentError("expected name: value");
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
