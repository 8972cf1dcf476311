import { cachedScript } from "./cached-script";

/**
 * With module hooks, as Yarn's Plug'n'Play, `--import` and `--loader` register them, Node.js loads the main file through its loader of ES
 * modules, whose `require` has no `extensions` and no `cache`. ts-node needs both, and so do the patches of the SDK.
 * `createRequire` returns one that has them.
 * https://nodejs.org/docs/latest-v22.x/api/module.html#hooks
 */
const TEXT = `"use strict";
process.argv.splice(1, 1);
require("node:module").createRequire(process.argv[1])(process.argv[1]);
`;

/**
 * Returns the file that starts one of the SDK's runners, which is its first argument: the runner and the program see their arguments as if
 * they had been started themselves.
 *
 * @param directory The cache's.
 */
export function startFile(directory: string): string {
  return cachedScript(directory, "start", TEXT);
}
