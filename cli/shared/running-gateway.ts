import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Project } from "../../engine/project/project";
import { isRunning } from "../../gateway/server/shared/process-folder";
import { chosenStack, stateDirectoryOf } from "./project";
import { type TokenTarget } from "./token-targets";
import { isRecord } from "../../language/is-record";
import { makeStateDirectory } from "../../gateway/server/shared/state-directory";

/** The state that `gatewright serve` shares with the other commands while it runs. */
export interface RunningGateway {
  pid: number;
  url: string;
  stack: string;
  /** By issuer: whether tokens that are signed locally in its name are accepted. */
  issuers: Record<string, boolean>;
  /** The tokens that its routes accept; undefined where a secret is among the names. */
  tokens?: TokenTarget[];
}

function fileOf(project: Project): string {
  return join(stateDirectoryOf(project), "serve.json");
}

/** Keeps what the other commands need; a folder that cannot be written is no reason not to serve. */
export function announceGateway(project: Project, gateway: RunningGateway): void {
  try {
    makeStateDirectory(stateDirectoryOf(project));
    writeFileSync(fileOf(project), `${JSON.stringify(gateway)}\n`);
  } catch {
    // the other commands then need --stack
  }
}

/** Removes what `announceGateway` wrote, unless another gateway has written since. */
export function withdrawGateway(project: Project): void {
  if (readFile(project)?.pid === process.pid) {
    rmSync(fileOf(project), { force: true });
  }
}

/** Returns the gateway that serves the project now; the last one that was started, where there are several. */
export function runningGateway(project: Project): RunningGateway | undefined {
  const gateway = readFile(project);
  return gateway !== undefined && isRunning(gateway.pid) ? gateway : undefined;
}

function readFile(project: Project): RunningGateway | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(fileOf(project), "utf8"));
    return isGateway(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isGateway(value: unknown): value is RunningGateway {
  return (
    isRecord(value) &&
    typeof value.pid === "number" &&
    typeof value.url === "string" &&
    typeof value.stack === "string" &&
    isRecord(value.issuers) &&
    (value.tokens === undefined || Array.isArray(value.tokens))
  );
}

/** Returns the stack that a command about the local gateway is about: the one that is named, or that is served now. */
export function servedStack(project: Project, given: string | undefined): string {
  return given ?? runningGateway(project)?.stack ?? chosenStack(project, undefined);
}
