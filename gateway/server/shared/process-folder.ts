import { mkdtemp, readdir, realpath, rm } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";

/** With the name of the machine: a container that shares the folder has process ids of its own. */
const PREFIX = `gatewright-run-${hostname().replace(/[^A-Za-z0-9]/g, "")}-`;

/**
 * Makes a temporary folder of this process. A process that was killed could not remove its own, so the next one does.
 *
 * @param purpose A word for the folder's name.
 */
export async function makeProcessFolder(purpose: string): Promise<string> {
  const folder = await realpath(tmpdir());
  await removeAbandoned(folder);
  return mkdtemp(join(folder, `${PREFIX}${process.pid}-${purpose}-`));
}

async function removeAbandoned(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const abandoned = names.filter((name) => {
    const pid = name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : NaN;
    return Number.isInteger(pid) && !isRunning(pid);
  });
  // those of another user stay: they cannot be removed
  await Promise.all(
    abandoned.map((name) => rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined)),
  );
}

/** Returns whether a process has the id, of whatever user. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
