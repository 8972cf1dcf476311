import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { accessSync, constants, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir, userInfo } from "node:os";
import { join } from "node:path";

const TIMEOUT_MS = 240_000;
/** A registry that could not be reached once is not tried again: npm takes more than a minute to give up. */
let isUnreachable = false;

/**
 * Returns the `node_modules` with these packages (`@pulumi/aws@6.83.4`), installed from the npm registry on first use; undefined where
 * they can't be installed, such as without a network.
 */
export function installedPackages(...packages: string[]): string | undefined {
  const key = createHash("sha256").update(packages.join(" ")).digest("hex").slice(0, 16);
  const folder = join(cacheFolder(), key);
  if (!existsSync(folder) && !isUnreachable) {
    isUnreachable = !install(folder, packages);
  }
  const modules = join(folder, "node_modules");
  return existsSync(modules) ? modules : undefined;
}

/** Returns where packages are kept that only tests of other people's programs need: in the user's cache, if that can be written. */
function cacheFolder(): string {
  const kept = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "gatewright-tests");
  try {
    mkdirSync(kept, { recursive: true });
    accessSync(kept, constants.W_OK);
    return kept;
  } catch {
    return join(tmpdir(), `gatewright-tests-${userInfo().uid}`);
  }
}

/** Installs into a draft that takes its place whole: several tests may start at once. */
function install(folder: string, packages: string[]): boolean {
  const draft = `${folder}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  writeFileSync(join(draft, "package.json"), '{"private":true}');
  const options = [
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--no-package-lock",
    "--prefer-offline",
    "--fetch-retries=1",
  ];
  const { status } = spawnSync("npm", ["install", ...options, ...packages], {
    cwd: draft,
    stdio: "ignore",
    timeout: TIMEOUT_MS,
  });
  if (status === 0 && !existsSync(folder)) {
    renameSync(draft, folder);
  } else {
    rmSync(draft, { recursive: true, force: true });
  }
  return status === 0;
}
