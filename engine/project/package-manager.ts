import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A package manager, by the commands that a user types. */
export interface PackageManager {
  name: "npm" | "pnpm" | "yarn" | "bun";
  /** Runs a package's command: `npx gatewright`. */
  exec: string;
  /** Adds dependencies. */
  add: string;
  /** Adds development dependencies. */
  addDev: string;
  /** Installs what the manifest names. */
  install: string;
}

const NPM: PackageManager = {
  name: "npm",
  exec: "npx",
  add: "npm install",
  addDev: "npm install --save-dev",
  install: "npm install",
};
const PNPM: PackageManager = {
  name: "pnpm",
  exec: "pnpm exec",
  add: "pnpm add",
  addDev: "pnpm add --save-dev",
  install: "pnpm install",
};
const YARN: PackageManager = {
  name: "yarn",
  exec: "yarn",
  add: "yarn add",
  addDev: "yarn add --dev",
  install: "yarn install",
};
const BUN: PackageManager = {
  name: "bun",
  exec: "bunx",
  add: "bun add",
  addDev: "bun add --dev",
  install: "bun install",
};
const ALL = [NPM, PNPM, YARN, BUN];

/** The files that each leaves beside a package.json, in a workspace at its root. */
const LOCK_FILES: [file: string, manager: PackageManager][] = [
  ["pnpm-lock.yaml", PNPM],
  ["pnpm-workspace.yaml", PNPM],
  ["yarn.lock", YARN],
  [".pnp.cjs", YARN],
  ["bun.lock", BUN],
  ["bun.lockb", BUN],
  ["package-lock.json", NPM],
];

/**
 * Returns the package manager of a project: the one that `packageManager` of a package.json names, or whose lock file is nearest;
 * otherwise the one that runs this process, or npm.
 * https://nodejs.org/api/packages.html#packagemanager
 */
export function packageManagerOf(
  directory: string,
  { npm_config_user_agent: agent = "" }: NodeJS.ProcessEnv = process.env,
): PackageManager {
  for (let folder = directory; ; folder = dirname(folder)) {
    const locked = LOCK_FILES.find(([file]) => existsSync(join(folder, file)))?.[1];
    const found = named(declared(join(folder, "package.json"))) ?? locked;
    if (found !== undefined) {
      return found;
    }
    if (folder === dirname(folder)) {
      return named(agent) ?? NPM;
    }
  }
}

/** The manager of a text such as `pnpm@9.1.0` or `yarn/4.1.0 npm/? node/v22.0.0`. */
function named(text: string | undefined): PackageManager | undefined {
  const name = /^[a-z]+/.exec(text ?? "")?.[0];
  return ALL.find((manager) => manager.name === name);
}

function declared(manifest: string): string | undefined {
  try {
    const { packageManager } = JSON.parse(readFileSync(manifest, "utf8")) as { packageManager?: unknown };
    return typeof packageManager === "string" ? packageManager : undefined;
  } catch {
    return undefined; // no manifest, or one that the next step complains about
  }
}
