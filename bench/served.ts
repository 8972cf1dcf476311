import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** The command line of the package. */
export const GATEWRIGHT = join(__dirname, "../bin/gatewright.js");
/** The program that the gateway serves. */
export const SERVED = join(__dirname, "programs/served");

/** Returns a token that the served program's JWT authorizer accepts. */
export function tokenOf(): string {
  return execFileSync(process.execPath, [GATEWRIGHT, "token", SERVED, "--sub", "bench"], { encoding: "utf8" }).trim();
}
