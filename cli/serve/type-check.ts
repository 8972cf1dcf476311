import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { constants, setPriority } from "node:os";
import { join } from "node:path";
import { type Project } from "../../engine/project/project";
import { stateDirectoryOf } from "../shared/project";

/** More lines would push what is served out of sight. */
const MAX_ERRORS = 10;

/**
 * Checks the types of a program beside serving it, in a process of low priority: an evaluation leaves types alone, `pulumi up` refuses a
 * program that has errors. A check that a change overtakes is given up.
 */
export class TypeCheck {
  private running: ChildProcess | undefined;
  private hadErrors = false;

  constructor(
    private readonly project: Project,
    private readonly tell: (text: string) => void,
  ) {}

  /** Starts a check of the program as it is now, where it has a tsconfig.json and a compiler. */
  start(): void {
    this.stop();
    const { directory, runtimeOptions, workingDirectory } = this.project;
    const tsconfig = join(directory, runtimeOptions.tsconfig ?? "tsconfig.json");
    const compiler = compilerOf(workingDirectory);
    if (compiler === undefined || !existsSync(tsconfig)) {
      return;
    }
    const kept = join(stateDirectoryOf(this.project), "types.tsbuildinfo");
    const args = ["--noEmit", "--pretty", "false", "--incremental", "--tsBuildInfoFile", kept, "-p", tsconfig];
    const child = spawn(process.execPath, [compiler, ...args], {
      cwd: workingDirectory,
      stdio: ["ignore", "pipe", "ignore"],
    });
    this.running = child;
    lowerPriority(child);
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.on("error", () => undefined); // nothing to run it with is no reason not to serve
    child.on("close", () => {
      if (this.running === child) {
        this.running = undefined;
        this.report(output);
      }
    });
  }

  stop(): void {
    this.running?.kill();
    this.running = undefined;
  }

  private report(output: string): void {
    const text = typeErrors(output);
    if (text !== undefined) {
      this.tell(text);
    } else if (this.hadErrors) {
      this.tell("No type errors any more.");
    }
    this.hadErrors = text !== undefined;
  }
}

/** Returns what is shown of the compiler's output; undefined where it has no error. */
export function typeErrors(output: string): string | undefined {
  const errors = output.split(/\r?\n(?=\S)/).filter((text) => /(?:^|: )error TS\d+: /.test(text));
  if (errors.length === 0) {
    return undefined;
  }
  const shown = errors.slice(0, MAX_ERRORS).map((text) => `  ${text.trim().replaceAll("\n", "\n  ")}`);
  const more = errors.length > MAX_ERRORS ? [`  and ${errors.length - MAX_ERRORS} more`] : [];
  const count =
    errors.length === 1
      ? "A type error, which pulumi up refuses"
      : `${errors.length} type errors, which pulumi up refuses`;
  return [`${count}:`, ...shown, ...more].join("\n");
}

function compilerOf(directory: string): string | undefined {
  try {
    return createRequire(join(directory, "index.js")).resolve("typescript/bin/tsc");
  } catch {
    return undefined; // a program in JavaScript
  }
}

function lowerPriority({ pid }: ChildProcess): void {
  try {
    setPriority(pid ?? 0, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // it has ended, or the system does not allow it
  }
}
