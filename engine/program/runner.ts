import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type Readable } from "node:stream";
import { type Configuration } from "../project/configuration";
import { type Project } from "../project/project";
import { cacheDirectory, pruneCache } from "./cache";
import { preloadFile } from "../sdk-patches/preload";
import { startFile } from "./start-file";
import { EvaluationError } from "../evaluation-error";
import { collectLines, type PrintedLine } from "./printed-line";
import { type ExitReport } from "../sdk-patches/report-exit";
import { defined } from "../../language/defined";
import { KEPT_BUNDLES } from "../../language/kept-bundles-folder";
import { parsedJson } from "../../language/parsed-json";

export interface ProgramRun {
  project: Project;
  configuration: Configuration;
  organization: string;
  stack: string;
  preview: boolean;
  /** The monitor's and the engine's. */
  address: string;
  environment: NodeJS.ProcessEnv;
}

/** The way a program's process ended. */
export interface ProgramEnd {
  code: number | null;
  signal: NodeJS.Signals | null;
  stderr: string;
  /** Absent where the process was killed. */
  report?: ExitReport;
}

export interface Program {
  ended: Promise<ProgramEnd>;
  /** The lines that it has printed so far, in their order. */
  lines: PrintedLine[];
  stop(): void;
}

/**
 * The codes of TypeScript's errors about combinations of options in tsconfig.json. A compiler that checks types looks at the files alone, so that
 * `pulumi up` runs such programs; one that only transpiles refuses them. 5011 is of every tsconfig.json of Pulumi's templates, with `outDir` and
 * without `rootDir`, in TypeScript 6.
 * https://github.com/microsoft/TypeScript/blob/main/src/compiler/diagnosticMessages.json
 */
const OPTION_DIAGNOSTICS = [
  5011, 5052, 5053, 5069, 5070, 5071, 5091, 5095, 5096, 5098, 5101, 5102, 5107, 5108, 5109, 5110,
];
/** Resource operations at a time; all that the SDK makes of it is whether it is 1. */
const PARALLEL = 64;
/** The time that what a stopped program has printed may take to arrive; what has arrived by then is read, however busy this process was. */
const DRAIN_MS = 100;

/**
 * Starts the program with the SDK's own runner in its own process, with the arguments and variables of Pulumi's Node.js
 * language host: https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/cmd/pulumi-language-nodejs/main.go
 */
export function startProgram(run: ProgramRun): Program {
  const cache = cacheDirectory(run.environment);
  pruneCache(cache);
  const child = spawnProgram(run, cache);
  const stop = () => {
    child.kill("SIGKILL");
    // a process that the program started may hold its streams open for as long as it likes
    setTimeout(() => setImmediate(() => child.stdio.forEach((stream) => stream?.destroy())), DRAIN_MS).unref();
  };
  process.once("exit", stop);
  const lines: PrintedLine[] = [];
  return { ended: endOf(child, lines).finally(() => process.off("exit", stop)), lines, stop };
}

/** @throws EvaluationError where the config is too large to be passed to a process, as with the Pulumi CLI */
function spawnProgram(run: ProgramRun, cache: string): ChildProcess {
  const env = programEnvironment(run, cache);
  try {
    return spawn(process.execPath, programArguments(run, cache), {
      // relative paths of `nodeargs` start in the program's folder
      cwd: run.project.workingDirectory,
      env,
      stdio: ["ignore", "pipe", "pipe", "pipe"],
    });
  } catch (error) {
    // https://man7.org/linux/man-pages/man2/execve.2.html, "Limits on size of arguments and environment"
    if ((error as NodeJS.ErrnoException).code !== "E2BIG") {
      throw error;
    }
    const kilobytes = Math.ceil(Buffer.byteLength(env.PULUMI_CONFIG ?? "") / 1024);
    throw new EvaluationError(
      `The config of stack "${run.stack}" (${kilobytes} KB) and the environment are too large for a process: the SDK reads the config from ` +
        "one environment variable, of at most 128 KB on Linux. Fix: move large values to a file that the program reads",
    );
  }
}

function programArguments(
  { project, address, organization, stack: stack, preview }: ProgramRun,
  cache: string,
): string[] {
  return [
    ...["-r", preloadFile(cache)],
    ...project.runtimeOptions.nodeArguments,
    startFile(cache),
    sdkRunner(project.workingDirectory),
    ...["--monitor", address, "--engine", address, "--organization", organization, "--project", project.name],
    ...["--root-directory", project.directory, "--stack", stack, "--pwd", project.workingDirectory],
    ...(preview ? ["--dry-run"] : []),
    ...["--parallel", String(PARALLEL), project.entryPoint],
  ];
}

function programEnvironment({ project, configuration, environment }: ProgramRun, cache: string): NodeJS.ProcessEnv {
  const { typescript, tsconfig } = project.runtimeOptions;
  const values = Object.entries(configuration.values).map(([key, value]) => [key.replace(":", ":config:"), value]);
  return {
    // type checking belongs to the editor and to CI: it would take most of the time here
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    TS_NODE_TRANSPILE_ONLY: "true", // for ES modules, where the SDK does not hand its own option on
    [KEPT_BUNDLES]: join(cache, "bundles"),
    ...environment,
    TS_NODE_IGNORE_DIAGNOSTICS: [environment.TS_NODE_IGNORE_DIAGNOSTICS, ...OPTION_DIAGNOSTICS].filter(Boolean).join(),
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(values)),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(configuration.secretKeys),
    ...defined({ PULUMI_NODEJS_TYPESCRIPT: typescript ? "true" : undefined, PULUMI_NODEJS_TSCONFIG_PATH: tsconfig }),
  };
}

/** The runner of the program's own SDK, or ours for a program that has none installed. */
function sdkRunner(directory: string): string {
  try {
    return createRequire(join(directory, "index.js")).resolve("@pulumi/pulumi/cmd/run");
  } catch {
    return require.resolve("@pulumi/pulumi/cmd/run");
  }
}

async function endOf(child: ChildProcess, lines: PrintedLine[]): Promise<ProgramEnd> {
  const printed = [collectLines(child.stdout, "stdout", lines), collectLines(child.stderr, "stderr", lines)];
  const report = textOf(child.stdio[3] as Readable);
  const { code, signal } = await new Promise<Pick<ProgramEnd, "code" | "signal">>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code, signal }));
  });
  await Promise.all(printed);
  // no JSON where the program was killed before, or while, it wrote
  const writtenReport = parsedJson(await report) as ExitReport | undefined;
  return { code, signal, stderr: textOfStderr(lines), report: writtenReport };
}

function textOfStderr(lines: PrintedLine[]): string {
  return lines.flatMap(({ stream, text }) => (stream === "stderr" ? [`${text}\n`] : [])).join("");
}

/** Returns what comes until the stream closes, also where it is cut off before its end: as it is of a program that is stopped. */
function textOf(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  return new Promise((done) => stream.once("close", () => done(Buffer.concat(chunks).toString("utf8"))));
}
