import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const made: string[] = [];

/** A folder with the given files, deleted by `removeProjects`. */
export function temporaryProject(files: Record<string, string>): string {
  const directory = mkdtempSync(join(tmpdir(), "gatewright-project-"));
  made.push(directory);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
  return directory;
}

/** As `temporaryProject`, where the program finds this checkout's packages. */
export function temporaryProgram(files: Record<string, string>): string {
  const directory = temporaryProject(files);
  symlinkSync(join(__dirname, "../../node_modules"), join(directory, "node_modules"), "dir");
  return directory;
}

export function removeProjects(): void {
  made.splice(0).forEach((directory) => rmSync(directory, { recursive: true }));
}
