import { defined } from "../language/defined";
import { processEnding } from "../language/process-ending";
import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { packageManagerOf } from "../engine/project/package-manager";
import { cacheDirectory } from "../engine/program/cache";
import { startFile } from "../engine/program/start-file";
import { packPreloadFile } from "../engine/sdk-patches/preload";
import { type PackManifest } from "./manifest";
import { type PolicyStack, PolicyPackError } from "./policy";

/** The Node SDK's runner takes the engine's address and never calls it: a pack talks to nobody. */
const NO_ENGINE = "127.0.0.1:1";
/** The number of characters of a pack's output that are kept for an error message. */
const KEPT_OUTPUT = 4000;
/** The time that what a process has printed may take to arrive after its end. */
const LAST_WORDS_MS = 5000;
/** A stack is thousands of short-lived objects: with room for them, a large one takes a third less of the pack's time. */
const YOUNG_OBJECTS_MB = 64;

/** A running policy pack. */
export interface PackProcess {
  /** The loopback port that its Analyzer service listens on. */
  port: number;
  /** Returns the last lines that it printed on stderr. */
  output(): string;
  /** Waits until an ended process has nothing more to print; not for long. */
  lastWords(): Promise<void>;
  /** Returns how it ended, in a sentence; undefined while it runs. */
  ending(): string | undefined;
  close(): Promise<void>;
}

/** Starts a pack the way the Node language host does, and waits until it prints the port that it serves. */
export async function startPackProcess(
  manifest: PackManifest,
  stack: PolicyStack,
  timeoutMs: number,
): Promise<PackProcess> {
  const runtime = [`--min-semi-space-size=${YOUNG_OBJECTS_MB / 2}`, `--max-semi-space-size=${YOUNG_OBJECTS_MB}`];
  const cache = cacheDirectory(process.env);
  const start = ["-r", packPreloadFile(cache), startFile(cache), manifest.runner];
  const child = spawn(process.execPath, [...runtime, ...start, NO_ENGINE, manifest.directory], {
    cwd: startFolder(manifest.directory),
    env: { ...process.env, ...packEnvironment(manifest), ...stackEnvironment(stack) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stop = (): void => void child.kill();
  process.once("exit", stop);
  const exited = new Promise<void>((done) => child.once("close", () => done()));
  void exited.then(() => process.off("exit", stop));

  let output = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    output = (output + text).slice(-KEPT_OUTPUT);
  });
  const close = async (): Promise<void> => {
    child.kill();
    await exited;
  };
  const lastWords = (): Promise<void> =>
    Promise.race([exited, delay(LAST_WORDS_MS, undefined, { ref: false })]).then(() => undefined);
  try {
    const port = await announcedPort(manifest, child, timeoutMs, () => output);
    return { port, output: () => output, lastWords, ending: () => endingOf(child), close };
  } catch (error) {
    await close();
    throw error;
  }
}

function endingOf({ exitCode, signalCode }: ChildProcess): string | undefined {
  const runs = exitCode === null && signalCode === null;
  return runs ? undefined : `Its process ended with ${processEnding(exitCode, signalCode)}.`;
}

/** The files that the SDK reads in the folder that a pack is started in. */
const READ_THERE = ["package.json", "PulumiPolicy.yaml"];

/**
 * Returns the folder to start a pack in: its own. Yarn's Plug'n'Play keeps packages in archives, which no process can be started in: a
 * folder with the same manifests stands in for one.
 */
export function startFolder(directory: string, isArchived = isInArchive(directory)): string {
  if (!isArchived) {
    return directory;
  }
  const name = createHash("sha256").update(directory).digest("hex").slice(0, 16);
  const folder = join(cacheDirectory(process.env), "packs", name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const file of READ_THERE.filter((candidate) => existsSync(join(directory, candidate)))) {
    writeFileSync(join(folder, file), readFileSync(join(directory, file)));
  }
  return folder;
}

function isInArchive(directory: string): boolean {
  return process.versions.pnp !== undefined && /[\\/]__virtual__[\\/]|\.zip[\\/]/.test(directory);
}

function packEnvironment({ typescript }: PackManifest): Record<string, string> {
  return {
    PULUMI_NODEJS_TYPESCRIPT: String(typescript),
    // compiled code is kept between runs, as the program's is
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? cacheDirectory(process.env),
    // the Gatewright pack skips its list of policies that do not apply: it is ignored here
    GATEWRIGHT_NOT_APPLICABLE_UNREAD: "true",
  };
}

/** The environment from which a pack reads the stack through the SDK's own functions, such as `getStack()` and `new Config()`. */
function stackEnvironment(stack: PolicyStack): Record<string, string> {
  return defined({
    PULUMI_NODEJS_ORGANIZATION: stack.organization ?? "organization",
    PULUMI_NODEJS_PROJECT: stack.project,
    PULUMI_NODEJS_STACK: stack.stack,
    PULUMI_NODEJS_DRY_RUN: String(stack.preview),
    PULUMI_CONFIG: JSON.stringify(stack.config ?? {}),
    // the working directory is the pack's own: the real engine's packs learn of the project by this alone
    PWD: stack.directory,
  });
}

function announcedPort(
  manifest: PackManifest,
  child: ChildProcess,
  timeoutMs: number,
  output: () => string,
): Promise<number> {
  return new Promise((done, fail) => {
    const refuse = (why: string): void => {
      clearTimeout(timer);
      fail(new PolicyPackError(`policy pack "${manifest.directory}" failed to start: ${why}`));
    };
    const timer = setTimeout(
      () => refuse(`it did not serve within ${timeoutMs / 1000} s.${printed(output())}`),
      timeoutMs,
    );
    child.once("error", (error) => refuse(error.message));
    child.once("close", (code, signal) => refuse(startProblem(manifest, processEnding(code, signal), output())));
    if (child.stdout === null) {
      return;
    }
    createInterface({ input: child.stdout }).once("line", (line) => {
      clearTimeout(timer);
      return /^\d+$/.test(line.trim())
        ? done(Number(line))
        : refuse(
            `expected a port as the first line on stdout, received ${JSON.stringify(line.slice(0, 80))}. A pack may not print there.`,
          );
    });
  });
}

function startProblem(manifest: PackManifest, ending: string, output: string): string {
  const missing = /Cannot find module '([^'./][^']*)'/.exec(output)?.[1];
  return missing === undefined
    ? `it ended with ${ending}.${printed(output)}`
    : `it needs the package "${missing}". Run ${packageManagerOf(manifest.directory).install} in ${manifest.directory}.`;
}

function printed(output: string): string {
  const lines = withoutFrames(output);
  return lines === "" ? "" : `\n${lines}`;
}

/** The text without stack traces: their first lines say what is wrong. */
export function withoutFrames(text: string): string {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "" && !/^\s+at /.test(line))
    .join("\n");
}
