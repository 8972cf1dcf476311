import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** Packages that only tests of other people's programs need are installed here once, and kept. */
const CACHE = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "gatewright-tests");
const TIMEOUT_MS = 240_000;

/**
 * Returns the `node_modules` with these packages (`@pulumi/aws@6.83.4`), installed from the npm registry on first use; undefined where
 * they can't be installed, such as without a network.
 */
export function installedPackages(...packages: string[]): string | undefined {
  const key = createHash("sha256").update(packages.join(" ")).digest("hex").slice(0, 16);
  const folder = join(CACHE, key);
  if (!existsSync(folder)) {
    install(folder, packages);
  }
  const modules = join(folder, "node_modules");
  return existsSync(modules) ? modules : undefined;
}

/** Installs into a draft that takes its place whole: several tests may start at once. */
function install(folder: string, packages: string[]): void {
  const draft = `${folder}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  writeFileSync(join(draft, "package.json"), '{"private":true}');
  const options = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--prefer-offline"];
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
}
