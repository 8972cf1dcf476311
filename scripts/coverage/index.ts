import { readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { type FileCoverage, lowRooms } from "./floors";
import { FLOORS } from "./rooms";

/** `npm run test:coverage` ends with this: lists the rooms whose unit tests cover less than their floor, and exits with 1. */
const root = join(__dirname, "../..");
const summary = JSON.parse(readFileSync(join(root, "coverage", "coverage-summary.json"), "utf8")) as Record<
  string,
  FileCoverage
>;
const files = Object.fromEntries(
  Object.entries(summary).map(([path, coverage]) => [relative(root, path).split(sep).join("/"), coverage]),
);
for (const { room, percent, floor } of lowRooms(files, FLOORS)) {
  console.log(`${room}: ${String(percent)} % of the lines are covered, expected at least ${String(floor)} %`);
  process.exitCode = 1;
}
