import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/** The first version of the SDK that tells the engine when the program has ended. */
const TELLS_ITS_END = [3, 182];
/** The first version of the SDK that takes the marks of secrets off what a function answers. */
const OPENS_SECRETS = [3, 133];

/** Returns the version of the SDK that a program in the folder loads; undefined where none is installed. */
export function sdkVersion(directory: string): string | undefined {
  try {
    const manifest = createRequire(join(directory, "index.js")).resolve("@pulumi/pulumi/package.json");
    const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version?: string };
    return version;
  } catch {
    return undefined;
  }
}

/** Returns whether the program's SDK is so old that the end of its process is all that tells the program's end. */
export function endsSilently(directory: string): boolean {
  return isOlderThan(TELLS_ITS_END, directory);
}

/**
 * Returns whether the program's SDK hands a secret in what a function answers to the program as the mark that it is, where the program expects a
 * text. Providers mark nothing in what they answer to it.
 */
export function leavesSecretsMarked(directory: string): boolean {
  return isOlderThan(OPENS_SECRETS, directory);
}

function isOlderThan([firstMajor = 0, firstMinor = 0]: readonly number[], directory: string): boolean {
  const [major = 0, minor = 0] = (sdkVersion(directory) ?? "").split(".").map(Number);
  return major > 0 && (major < firstMajor || (major === firstMajor && minor < firstMinor));
}
