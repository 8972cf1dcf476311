import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The program, and the rooms that it imports as sources. */
const COPIED = [
  "stacks",
  "components",
  "functions",
  "config",
  "aws",
  "language",
  "Pulumi.yaml",
  "package.json",
  "tsconfig.json",
];
/** The command line as it is built, and the packages. */
const LINKED = ["bin", "dist", "node_modules"];

/** A change of the sample, and the request that shows it. */
export interface Change {
  path: string;
  isShown: (status: number, body: string) => boolean;
}

/** A copy of the sample that may be changed. */
export class SampleCopy {
  private changes = 0;

  private constructor(readonly directory: string) {}

  static of(root: string): SampleCopy {
    const directory = mkdtempSync(join(tmpdir(), "gatewright-waits-"));
    COPIED.forEach((name) => cpSync(join(root, name), join(directory, name), { recursive: true }));
    LINKED.forEach((name) => symlinkSync(join(root, name), join(directory, name)));
    return new SampleCopy(directory);
  }

  /** Has GET /health say something else. */
  changeHandler(): Change {
    const status = `ok ${(this.changes += 1)}`;
    this.edit("stacks/handlers/health.ts", (text) => text.replace(/status: "[^"]*"/, `status: "${status}"`));
    return { path: "/health", isShown: (_, body) => body.includes(`"${status}"`) };
  }

  /** Has the API another route. */
  changeProgram(): Change {
    const route = `health-${(this.changes += 1)}`;
    this.edit("stacks/index.ts", (text) =>
      text.replace(/(?:"GET \/health-\d+": .*\n\s*)?("GET \/health": (.*\n)\s*)/, `"GET /${route}": $2    $1`),
    );
    return { path: `/${route}`, isShown: (status) => status === 200 };
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  private edit(file: string, change: (text: string) => string): void {
    const path = join(this.directory, file);
    const text = readFileSync(path, "utf8");
    const changed = change(text);
    if (changed === text) {
      throw new Error(`${file} has nothing to change any more: see bench/waits-sample.ts`);
    }
    writeFileSync(path, changed);
  }
}
