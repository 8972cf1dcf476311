import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The version of this package, read from its package.json: the build stands one folder deeper than the source. */
export function version(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    try {
      const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
        name?: string;
        version?: string;
      };
      if (manifest.name === "gatewright" && manifest.version !== undefined) {
        return manifest.version;
      }
    } catch {
      // no package.json here: look further up
    }
    if (folder === dirname(folder)) {
      return "unknown";
    }
  }
}
