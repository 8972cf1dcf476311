import { join } from "node:path";
import { cachedScript } from "../program/cached-script";
import { keepTranspiled } from "./keep-transpiled";
import { leaveUnknown } from "./leave-unknown";
import { loadCompilerLater } from "./load-compiler-later";
import { loadKept } from "./load-kept";
import { loadPackagesLater } from "./load-packages-later";
import { mapEsModules } from "./map-es-modules";
import { mapOwnFrames } from "./map-own-frames";
import { nameThrown } from "./name-thrown";
import { noteReads } from "./note-reads";
import { openDebuggerLater } from "./open-debugger-later";
import { optimiseLater } from "./optimise-later";
import { printErrorsPlainly } from "./print-errors-plainly";
import { registerLater } from "./register-later";
import { reportExit } from "./report-exit";
import { openSdk } from "./sdk";
import { skipDebugMessages } from "./skip-debug-messages";
import { skipPromiseStacks } from "./skip-promise-stacks";
import { openKeptTexts } from "./kept-texts";
import { openCheckedTexts } from "../../language/checked-texts";

/** The patches of the SDK, in their order. Each is applied alone: one that finds an SDK of another shape leaves it as it is. */
const PATCHES = [
  optimiseLater,
  loadPackagesLater,
  loadCompilerLater,
  openDebuggerLater,
  skipDebugMessages,
  skipPromiseStacks,
  mapEsModules,
  printErrorsPlainly,
  mapOwnFrames,
  nameThrown,
  leaveUnknown,
  reportExit,
  registerLater,
  noteReads,
];

/** Those that a policy pack has a use for, which runs on the same SDK. */
const PACK_PATCHES = [optimiseLater, loadPackagesLater, loadCompilerLater, openDebuggerLater, registerLater];

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
  return `${patchesText(directory, PATCHES)}
(${keepTranspiled.toString()})(require, transpiled);
`;
}

/** Puts the preload where the program's process can load it. */
export function preloadFile(directory: string): string {
  return cachedScript(directory, "preload", preloadText(directory));
}

/** Puts what runs in a policy pack's process before the SDK's runner of packs where that can load it. */
export function packPreloadFile(directory: string): string {
  return cachedScript(directory, "pack-preload", patchesText(directory, PACK_PATCHES));
}

function patchesText(directory: string, patches: readonly ((...tools: never[]) => void)[]): string {
  const folder = (name: string): string => JSON.stringify(join(directory, name));
  return `"use strict";
const openChecked = ${openCheckedTexts.toString()};
const openKept = (load, folder) => (${openKeptTexts.toString()})(load, folder, openChecked);
const transpiled = openKept(require, ${folder("transpiled")});
const tools = [transpiled, openKept(require, ${folder("registered")}), ${loadKept.toString()}];
const sdk = (${openSdk.toString()})(require, ${JSON.stringify(join(directory, "compiled"))});
for (const patch of sdk === undefined ? [] : [${patches.map(String).join(", ")}]) {
  try {
    patch(sdk, ...tools);
  } catch {
    // an SDK of another shape: slower, or with its own reports
  }
}
`;
}
