import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/** The folder of the programs of peers, and their packages once they are installed. */
export const PEERS = join(__dirname, "peers");

/**
 * Installs the peers' packages, once, into a folder that git ignores; never a part of the package's own installation.
 *
 * @param needed a package that has to be there
 */
export function installPeers(needed: string): void {
  if (existsSync(join(PEERS, "node_modules", needed))) {
    return;
  }
  console.log("Installing the peers of the benchmark into bench/peers/node_modules ...");
  const { status } = spawnSync("npm", ["install", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts"], {
    cwd: PEERS,
    stdio: "inherit",
  });
  if (status !== 0) {
    throw new Error("the peers of the benchmark could not be installed");
  }
}
