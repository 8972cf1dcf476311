import { defined } from "../../../language/defined";
import { isRecord } from "../../../language/is-record";
import { nearestName } from "../../../language/nearest-name";
import { parsedJson } from "../../../language/parsed-json";
import { STAND_IN_MODES } from "../auth/stand-in";

/** A program that stands in for a private backend: the container's own, run as a plain process. */
export interface LocalCommandSettings {
  /** The command line, run by the shell. */
  run: string;
  /** The port that it listens on; it gets it as the variable PORT. @default a free one */
  port?: number;
  /** The folder that it runs in, from the project's. @default the project's */
  directory?: string;
  /** The path that answers with less than 500 once it is ready. @default "/" */
  health?: string;
  /** Variables beside those of the gateway's own process. @default none */
  environment?: Record<string, string>;
}

/** The settings of a stack's config for this machine, under the key `gatewright:local`. */
export interface LocalSettings {
  /** The URLs of private backends, by the logical name of a listener, load balancer, Cloud Map service or integration. */
  backends: Record<string, string>;
  /** Or what to start for them, by the same names. */
  commands: Record<string, LocalCommandSettings>;
  /** An AWS emulator that takes the calls of services in place of the stand-ins. @default none */
  endpoint?: string;
}

/** Members of `gatewright:local`; the last four are read before the program is evaluated. */
const KEYS = ["backends", "commands", "endpoint", "stackReferences", "config", "environment", "standIn"];

/** The key of the stack's config. */
export const LOCAL_SETTINGS_KEY = "gatewright:local";

/**
 * Reads the value of `gatewright:local`.
 *
 * @throws Error that names everything that is wrong with it
 */
export function readLocalSettings(text: string | undefined): LocalSettings {
  const problems: string[] = [];
  const settings = settingsOf(parsed(text, problems), problems);
  if (problems.length > 0) {
    const count = `${problems.length} problem${problems.length === 1 ? "" : "s"}`;
    throw new Error([`${LOCAL_SETTINGS_KEY}: ${count}`, ...problems.map((problem) => `  - ${problem}`)].join("\n"));
  }
  return settings;
}

/** Returns everything that is wrong with a value of `gatewright:local`, but for what is read before the program is evaluated. */
export function localSettingsProblems(value: Record<string, unknown>): string[] {
  const problems: string[] = [];
  settingsOf(value, problems);
  return problems;
}

function parsed(text: string | undefined, problems: string[]): Record<string, unknown> {
  const value = parsedJson(text ?? "{}");
  if (isRecord(value)) {
    return value;
  }
  problems.push(`expected a mapping with ${KEYS.join(", ")}`);
  return {};
}

function settingsOf(value: Record<string, unknown>, problems: string[]): LocalSettings {
  for (const key of Object.keys(value).filter((name) => !KEYS.includes(name))) {
    const near = nearestName(key, KEYS);
    const fix = near === undefined ? "Remove it." : `Write ${near}.`;
    problems.push(`${key}: expected one of ${KEYS.join(", ")}. ${fix}`);
  }
  const { endpoint, standIn } = value;
  if (standIn !== undefined && !STAND_IN_MODES.some((mode) => mode === standIn)) {
    const near = typeof standIn === "string" ? nearestName(standIn, STAND_IN_MODES) : undefined;
    const fix = near === undefined ? "" : `. Write ${near}.`;
    problems.push(`standIn: got ${JSON.stringify(standIn)}, expected one of ${STAND_IN_MODES.join(", ")}${fix}`);
  }
  const backends = Object.entries(record(value.backends, "backends", problems)).map(([name, url]) => {
    return [name, origin(url, `backends.${name}`, problems)] as const;
  });
  const commands = Object.entries(record(value.commands, "commands", problems)).map(([name, command]) => {
    return [name, commandOf(command, `commands.${name}`, problems)] as const;
  });
  for (const [name] of commands.filter(([name]) => backends.some(([other]) => other === name))) {
    problems.push(`commands.${name}: backends.${name} is there too. Fix: keep one of the two`);
  }
  return defined({
    backends: Object.fromEntries(backends),
    commands: Object.fromEntries(commands),
    endpoint: endpoint === undefined ? undefined : origin(endpoint, "endpoint", problems),
  });
}

function commandOf(value: unknown, at: string, problems: string[]): LocalCommandSettings {
  const { run, port, directory, health, environment } = record(value, at, problems);
  const wanted = (name: string, what: string): void => void problems.push(`${at}.${name}: expected ${what}`);
  if (typeof run !== "string" || run.trim() === "") {
    wanted("run", 'a command line, such as "node server.js"');
  }
  if (port !== undefined && !(typeof port === "number" && Number.isInteger(port) && port > 0 && port < 65536)) {
    wanted("port", "a port from 1 to 65535, or nothing for a free one");
  }
  if (health !== undefined && !(typeof health === "string" && health.startsWith("/"))) {
    wanted("health", 'a path, such as "/health"');
  }
  if (directory !== undefined && typeof directory !== "string") {
    wanted("directory", "a folder of the project");
  }
  const variables = Object.entries(record(environment, `${at}.environment`, problems));
  return defined({
    run: typeof run === "string" ? run : "",
    port: typeof port === "number" ? port : undefined,
    directory: typeof directory === "string" ? directory : undefined,
    health: typeof health === "string" ? health : undefined,
    environment: Object.fromEntries(variables.map(([name, variable]) => [name, String(variable)])),
  });
}

function origin(value: unknown, at: string, problems: string[]): string {
  if (typeof value === "string" && URL.canParse(value)) {
    const { protocol, pathname, search, origin: text } = new URL(value);
    if (/^https?:$/.test(protocol) && pathname === "/" && search === "") {
      return text;
    }
  }
  problems.push(`${at}: got ${JSON.stringify(value)}, expected a URL without a path, such as "http://127.0.0.1:3000"`);
  return "";
}

function record(value: unknown, at: string, problems: string[]): Record<string, unknown> {
  if (value === undefined || isRecord(value)) {
    return value ?? {};
  }
  problems.push(`${at}: expected a mapping of names`);
  return {};
}
