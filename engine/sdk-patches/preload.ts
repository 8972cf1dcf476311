import { join } from "node:path";
import { cachedScript } from "../program/cached-script";
import { keepTranspiled } from "./keep-transpiled";
import { leaveUnknown } from "./leave-unknown";
import { loadPackagesLater } from "./load-packages-later";
import { mapEsModules } from "./map-es-modules";
import { mapOwnFrames } from "./map-own-frames";
import { nameThrown } from "./name-thrown";
import { openDebuggerLater } from "./open-debugger-later";
import { printErrorsPlainly } from "./print-errors-plainly";
import { reportExit } from "./report-exit";
import { openSdk } from "./sdk";
import { skipDebugMessages } from "./skip-debug-messages";
import { skipPromiseStacks } from "./skip-promise-stacks";

/** The patches of the SDK, in their order. Each is applied alone: one that finds an SDK of another shape leaves it as it is. */
const PATCHES = [
  loadPackagesLater,
  openDebuggerLater,
  skipDebugMessages,
  skipPromiseStacks,
  mapEsModules,
  printErrorsPlainly,
  mapOwnFrames,
  nameThrown,
  leaveUnknown,
  reportExit,
];

/**
 * Returns what runs in the program's process before the SDK's own runner. It makes the SDK faster and its reports better, and leaves
 * alone what the program sees.
 *
 * It is written to a file as text, because it must run without anything of Gatewright's: each of its functions may use nothing but
 * its parameters.
 *
 * @param directory The cache's.
 */
export function preloadText(directory: string): string {
  const folder = (name: string): string => JSON.stringify(join(directory, name));
  return `"use strict";
const sdk = (${openSdk.toString()})(require, ${folder("compiled")});
for (const patch of sdk === undefined ? [] : [${PATCHES.map(String).join(", ")}]) {
  try {
    patch(sdk);
  } catch {
    // an SDK of another shape: slower, or with its own reports
  }
}
(${keepTranspiled.toString()})(require, ${folder("transpiled")});
`;
}

/** Puts the preload where the program's process can load it. */
export function preloadFile(directory: string): string {
  return cachedScript(directory, "preload", preloadText(directory));
}
