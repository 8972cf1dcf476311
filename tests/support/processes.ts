import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

/** Returns what another process writes into a file, once it has. */
export async function contentOf(file: string): Promise<string> {
  while (!existsSync(file) || readFileSync(file, "utf8") === "") {
    await delay(20);
  }
  return readFileSync(file, "utf8");
}

/** Resolves once no process has the number, or only its entry is left for its parent. */
export async function untilGone(pid: number): Promise<void> {
  for (const end = performance.now() + 120_000; isRunning(pid); await delay(20)) {
    assert.ok(performance.now() < end, `process ${pid} did not end`);
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const stat = `/proc/${pid}/stat`;
  return !(existsSync(stat) && readFileSync(stat, "utf8").split(") ")[1]?.startsWith("Z"));
}
