import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Generator } from "./generator";

/** A file that differs from what its generator makes. */
export interface FileChange {
  path: string;
  change: "written" | "created" | "deleted";
  /** The new text; undefined for a file to delete. */
  text?: string;
}

/** Returns the files below `root` that differ from what the generator makes, in the order of their paths. */
export async function changesOf(generator: Generator, root: string): Promise<FileChange[]> {
  const generated = await generator.generated();
  const changes: FileChange[] = [];
  for (const [path, text] of generated) {
    const file = join(root, path);
    if (!existsSync(file)) {
      changes.push({ path, change: "created", text });
    } else if (readFileSync(file, "utf8") !== text) {
      changes.push({ path, change: "written", text });
    }
  }
  for (const folder of generator.folders ?? []) {
    const present = readdirSync(join(root, folder)).map((name) => `${folder}/${name}`);
    changes.push(
      ...present.filter((path) => !generated.has(path)).map((path) => ({ path, change: "deleted" as const })),
    );
  }
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
}
