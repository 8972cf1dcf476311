import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { apiReports } from "./report";

/**
 * `npm run api` writes the report of the public exports, a file in `api/` for each entry point of package.json, from the
 * declarations of the last build. `npm run api -- --check`, a part of `npm test`, exits with 1 where a report differs.
 */
const root = join(__dirname, "../..");

function main(check: boolean): void {
  const reports = apiReports(root);
  const stale = [...reports].filter(([path, text]) => readText(join(root, path)) !== text);
  if (!check) {
    rmSync(join(root, "api"), { recursive: true, force: true });
    for (const [path, text] of reports) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  }
  for (const [path, text] of stale) {
    console.log(`${path} ${check ? "is out of date" : "written"}`);
    const before = new Set(readText(join(root, path))?.split("\n"));
    const added = text.split("\n").filter((line) => line.trim() !== "" && !before.has(line));
    console.log(check ? added.map((line) => `  + ${line}`).join("\n") : "");
  }
  if (check && stale.length > 0) {
    console.log(
      "The public exports changed. Run `npm run build && npm run api`, commit the result, and add a changeset.",
    );
    process.exitCode = 1;
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

main(process.argv.includes("--check"));
