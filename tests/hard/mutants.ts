import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";

/** The mutants of a file, as `npm run test:mutants` last counted them. */
export interface FileMutants {
  /** The day of the run. */
  date: string;
  /** The commit that was checked out. */
  commit: string;
  /** The start of the SHA-256 of the file's text: another one today means that the file has changed since. */
  source: string;
  /** Killed, those included that ran into the time limit. */
  killed: number;
  /** Those that no test covers included. */
  survived: number;
}

export type MutationRecord = Record<string, FileMutants>;

/** The places whose score has a target, in percent. */
export const TARGETS: Readonly<Record<string, number>> = {
  aws: 90,
  "gateway/behavior": 85,
  "policy/rules": 85,
  stacks: 85,
};

/** Folders of a place that are no part of it: handlers of the examples, and generated text. */
const UNMUTATED = ["stacks/handlers"];

export const RECORD_FILE = join(__dirname, "mutation-scores.json");
const ROOT = join(__dirname, "../..");

export function readRecord(): MutationRecord {
  return !existsSync(RECORD_FILE) ? {} : (JSON.parse(readFileSync(RECORD_FILE, "utf8")) as MutationRecord);
}

/** Returns the start of a text's SHA-256. */
export function fingerprint(text: string | Buffer): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

/** Returns the lines of the table of mutants: a place with its files, and what of it was not mutated as it is now. */
export function mutantLines(record: MutationRecord): string[] {
  return Object.entries(TARGETS).map(([place, target]) => {
    const files = Object.entries(record).filter(([file]) => file.startsWith(`${place}/`));
    const [killed, survived] = [sum(files, "killed"), sum(files, "survived")];
    const changed = files.filter(([file, { source }]) => sourceOf(file) !== source);
    const dates = [...new Set(files.map(([, { date }]) => date))].toSorted();
    const score = ((100 * killed) / Math.max(1, killed + survived)).toFixed(1);
    return (
      `${place}: ${score} % of ${killed + survived} mutants of ${files.length} files killed, target ${target} % ` +
      `(${dates.join(", ")}; ${changed.length} of the files have changed since)${unmeasured(place, record)}`
    );
  });
}

/** Returns the folders of a place that are not in the record, as the end of its line. */
function unmeasured(place: string, record: MutationRecord): string {
  const measured = new Set(Object.keys(record).map((file) => dirname(file)));
  const folders = readdirSync(join(ROOT, place), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((folder) => !measured.has(folder) && !UNMUTATED.includes(folder));
  return folders.length === 0 ? "" : `; not mutated: ${folders.toSorted().join(", ")}`;
}

function sum(files: readonly (readonly [string, FileMutants])[], member: "killed" | "survived"): number {
  return files.reduce((all, [, file]) => all + file[member], 0);
}

function sourceOf(file: string): string | undefined {
  try {
    return fingerprint(readFileSync(join(ROOT, file)));
  } catch {
    return undefined; // the file is gone
  }
}
