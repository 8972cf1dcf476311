import { join } from "node:path";
import { missingDocs } from "./check";
import { Declarations } from "./declarations";

/** `npm run lint:docs`: lists what the documentation of the public API lacks, and exits with 1 where that is anything. */
const root = join(__dirname, "../..");

for (const [folder, members] of [
  ["components", true],
  ["functions", true],
  ["config", false],
  ["engine", false],
] as const) {
  const declarations = new Declarations();
  declarations.addTypes(join(root, folder));
  for (const { place, name, missing } of missingDocs(join(root, folder, "index.ts"), declarations, { root, members })) {
    console.log(`${place}: ${name} has no ${missing}`);
    process.exitCode = 1;
  }
}
