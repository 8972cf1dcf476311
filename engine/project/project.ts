import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { EvaluationError, printLocation } from "../evaluation-error";
import { shellWords } from "./shell-words";
import { YamlFile } from "./yaml-file";
import { isRecord } from "../../language/is-record";

/** A Pulumi project as its Pulumi.yaml declares it. */
export interface Project {
  name: string;
  /** Absolute path of the folder with Pulumi.yaml. */
  directory: string;
  file: YamlFile;
  /** The folder that the program runs in, and its entry point there: `.` leaves it to package.json. */
  workingDirectory: string;
  entryPoint: string;
  stackConfigDirectory: string;
  runtimeOptions: RuntimeOptions;
}

/** https://www.pulumi.com/docs/iac/concepts/projects/project-file/#runtime-options */
export interface RuntimeOptions {
  typescript: boolean;
  tsconfig?: string;
  nodeArguments: string[];
}

const PROJECT_FILES = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

/** Reads the project of a folder; like the Pulumi CLI, the nearest Pulumi.yaml at or above it counts. */
export function readProject(directory: string): Project {
  const path = findProjectFile(resolve(directory));
  if (path === undefined) {
    throw new EvaluationError(
      `No Pulumi.yaml in ${resolve(directory)} or any folder above it: specify the folder of a Pulumi project.`,
    );
  }
  const file = YamlFile.read(path);
  const { name, main } = file.content;
  if (typeof name !== "string" || name === "") {
    throw problem(file, ["name"], `needs "name": the project's name`);
  }
  return {
    name,
    directory: dirname(path),
    file,
    ...programOf(file, main),
    stackConfigDirectory: join(dirname(path), stackConfigFolder(file)),
    runtimeOptions: runtimeOptions(file),
  };
}

function findProjectFile(directory: string): string | undefined {
  const found = PROJECT_FILES.map((name) => join(directory, name)).find((path) => existsSync(path));
  const above = dirname(directory);
  return found ?? (above === directory ? undefined : findProjectFile(above));
}

/**
 * The working directory and entry point of `main`, as Pulumi resolves them:
 * https://github.com/pulumi/pulumi/blob/master/pkg/engine/project.go
 */
function programOf(file: YamlFile, main: unknown): { workingDirectory: string; entryPoint: string } {
  const directory = dirname(file.path);
  if (main === undefined || main === null || main === "") {
    return { workingDirectory: directory, entryPoint: "." };
  }
  if (typeof main !== "string") {
    throw problem(file, ["main"], `"main" is ${JSON.stringify(main)}, and must be a path`);
  }
  const path = resolve(directory, main);
  if (!existsSync(path)) {
    throw problem(file, ["main"], `"main" is ${JSON.stringify(main)}, but ${path} does not exist`);
  }
  return statSync(path).isDirectory()
    ? { workingDirectory: path, entryPoint: "." }
    : { workingDirectory: dirname(path), entryPoint: basename(path) };
}

const ENTRY_POINTS = [
  "index.ts",
  "index.js",
  "index.mts",
  "index.mjs",
  "index.cts",
  "index.cjs",
  "index.json",
  "index.node",
];

/**
 * Refuses a folder with nothing to run, before a process is started for it.
 *
 * @throws EvaluationError
 */
export function refuseMissingProgram({ workingDirectory, entryPoint }: Project): void {
  if (entryPoint !== "." || ENTRY_POINTS.some((name) => existsSync(join(workingDirectory, name)))) {
    return;
  }
  const manifest = join(workingDirectory, "package.json");
  const { main, exports } = existsSync(manifest) ? YamlFile.read(manifest).content : {};
  if (main === undefined && exports === undefined) {
    throw new EvaluationError(
      `There is no program in ${workingDirectory}: expected index.ts or index.js, or "main" in Pulumi.yaml or package.json.`,
    );
  }
}

/** `stackConfigDir`, or the older form `config: <folder>`. */
function stackConfigFolder(file: YamlFile): string {
  const { stackConfigDir, config } = file.content;
  return typeof stackConfigDir === "string" ? stackConfigDir : typeof config === "string" ? config : ".";
}

function runtimeOptions(file: YamlFile): RuntimeOptions {
  const { runtime } = file.content;
  const name = isRecord(runtime) ? runtime.name : runtime;
  if (name !== "nodejs") {
    throw problem(
      file,
      ["runtime"],
      `"runtime" is ${JSON.stringify(name) ?? "missing"}, and only nodejs programs can be evaluated. ${otherRuntime(name)}`,
    );
  }
  const options = isRecord(runtime) && isRecord(runtime.options) ? runtime.options : {};
  for (const [option, { expected, fits }] of Object.entries(OPTIONS)) {
    if (option in options && !fits(options[option])) {
      throw problem(
        file,
        ["runtime", "options", option],
        `the runtime's option "${option}" is ${JSON.stringify(options[option])}, and must be ${expected}`,
      );
    }
  }
  return {
    typescript: options.typescript !== false,
    tsconfig: typeof options.tsconfig === "string" ? options.tsconfig : undefined,
    nodeArguments: typeof options.nodeargs === "string" ? shellWords(options.nodeargs) : [],
  };
}

/**
 * Returns the way to check a program of another runtime. Those of Bun may use what Node.js lacks, so they are not run by it as if
 * they were the same.
 * https://www.pulumi.com/docs/iac/languages-sdks/javascript/
 */
function otherRuntime(name: unknown): string {
  const preview = "check what `pulumi preview --json` writes, with `gatewright check --preview`";
  return name === "bun"
    ? `Write "nodejs" with the option packagemanager: bun where the program runs on Node.js, or ${preview}`
    : `${preview.charAt(0).toUpperCase()}${preview.slice(1)}`;
}

const isBoolean = { expected: "true or false", fits: (value: unknown) => typeof value === "boolean" };
const isText = { expected: "a string", fits: (value: unknown) => typeof value === "string" };
const PACKAGE_MANAGERS: readonly unknown[] = ["auto", "npm", "yarn", "pnpm", "bun"];

/** The options that Pulumi's language host reads, and refuses with another type: https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/cmd/pulumi-language-nodejs/main.go */
const OPTIONS: Readonly<Record<string, { expected: string; fits: (value: unknown) => boolean }>> = {
  typescript: isBoolean,
  production: isBoolean,
  tsconfig: isText,
  nodeargs: isText,
  packagemanager: {
    expected: `one of ${PACKAGE_MANAGERS.join(", ")}`,
    fits: (value) => PACKAGE_MANAGERS.includes(value),
  },
};

/** The stacks that have a file: the `dev` of each `Pulumi.dev.yaml`. */
export function stacksOf(project: Project): string[] {
  if (!existsSync(project.stackConfigDirectory)) {
    return [];
  }
  return readdirSync(project.stackConfigDirectory)
    .map((name) => /^Pulumi\.(.+)\.(?:yaml|yml|json)$/.exec(name)?.[1])
    .filter((stack) => stack !== undefined)
    .sort();
}

function problem(file: YamlFile, path: string[], message: string): EvaluationError {
  const location = file.locationOf(...path);
  return new EvaluationError(`${printLocation(location)}: ${message}.`, { location });
}
