import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const root = join(__dirname, "..");

/** Creates files by their path from the repository's root, and runs the generators. @throws Error if a file exists already */
export function createFiles(files: ReadonlyMap<string, string>): void {
  for (const path of files.keys()) {
    if (existsSync(join(root, path))) {
      throw new Error(`${path} exists already`);
    }
  }
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    console.log(`${path} created`);
  }
  generate();
}

/** Runs in a process of its own: this one has loaded the indexes without the new files. */
function generate(): void {
  const command = ["-r", "ts-node/register/transpile-only", join(__dirname, "generate/index.ts")];
  const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: "inherit" });
  if (status !== 0) {
    throw new Error("`npm run generate` failed: fix it and run it again");
  }
}

/** Runs a script with the arguments of its command, and prints an error as one line. */
export function runScript(main: (args: string[]) => void): void {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
