import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { keepCompiled } from "./preload/keep-compiled";
import { loadLater } from "./preload/load-later";
import { mapFrames } from "./preload/map-frames";
import { reportExit } from "./preload/report-exit";
import { nameThrown } from "./preload/name-thrown";
import { openSdk } from "./preload/sdk";
import { skipDebugging } from "./preload/skip-debugging";
import { keepTranspiled } from "./preload/keep-transpiled";

/**
 * What runs in the program's process before the SDK's own runner. It makes the SDK faster and its reports better, and leaves
 * alone what the program sees.
 *
 * It is written to a file as text, because it must run without anything of ours: each of its functions may use nothing but
 * its parameters.
 *
 * @param directory The cache's.
 */
export function preloadText(directory: string): string {
  const folder = (name: string): string => JSON.stringify(join(directory, name));
  return `"use strict";
const sdk = (${openSdk.toString()})(require, ${folder("compiled")});
if (sdk !== undefined) {
  try {
    (${keepCompiled.toString()})(require, ${folder("compiled")});
    ${[loadLater, skipDebugging, mapFrames, nameThrown].map((part) => `(${part.toString()})(sdk);`).join("\n    ")}
  } catch {
    // an SDK of another shape: slower, and nothing else
  }
  (${reportExit.toString()})(sdk);
}
(${keepTranspiled.toString()})(require, ${folder("transpiled")});
`;
}

/** Puts the preload where the program's process can load it; its name follows its content, so that versions don't meet. */
export function preloadFile(directory: string): string {
  // its frames count as a package's, not as the program's own; Node loops for ever on a file directly in node_modules
  const folder = join(directory, "node_modules", "gatewright");
  mkdirSync(folder, { recursive: true });
  const text = preloadText(directory);
  const path = join(folder, `preload-${createHash("sha256").update(text).digest("hex").slice(0, 16)}.js`);
  if (!existsSync(path)) {
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, text);
    renameSync(draft, path); // several stacks may start at once
  }
  return path;
}
