import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fingerprint, type MutationRecord, mutantLines, readRecord, RECORD_FILE } from "./mutants";

interface Report {
  files: Record<string, { source: string; mutants: { status: string }[] }>;
}

/** Takes the figures of Stryker's report over into the record: `npm run test:mutants` ends with it. */
const ROOT = join(__dirname, "../..");
const reports = process.argv.length > 2 ? process.argv.slice(2) : [join(ROOT, ".stryker/mutants.json")];
const commit = execFileSync("git", ["rev-parse", "--short=10", "HEAD"], { cwd: ROOT, encoding: "utf8" }).trim();
const date = new Date().toISOString().slice(0, 10);
const record: MutationRecord = readRecord();

for (const report of reports) {
  const { files } = JSON.parse(readFileSync(report, "utf8")) as Report;
  for (const [file, { source, mutants }] of Object.entries(files)) {
    const number = (...statuses: string[]): number => mutants.filter(({ status }) => statuses.includes(status)).length;
    const [killed, survived] = [number("Killed", "Timeout"), number("Survived", "NoCoverage")];
    if (killed + survived > 0) {
      record[file] = { date, commit, source: fingerprint(source), killed, survived };
    } else {
      delete record[file]; // nothing but constants
    }
  }
}
const sorted = Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(RECORD_FILE, `${JSON.stringify(sorted, null, 2)}\n`);
console.log(mutantLines(sorted).join("\n"));
