// Mutation testing of the four places where a wrong line costs most: `npm run test:mutants`. A whole run takes hours on two cores:
// `MUTATE=aws/iam npm run test:mutants` runs one folder, `MUTATE=aws/arn.ts` one file. The figures of each file go to
// tests/hard/mutation-scores.json, which `npm run test:hard` shows.
const SPECS = {
  // what the facts of AWS are for has their other tests: components and rules refuse what aws/constraints does, reports show the rest
  "aws/constraints": [
    "tests/aws/constraints/*.spec.ts",
    "tests/components/refused-by-aws/*.spec.ts",
    "tests/policy/rules/deployments/{aws-accepts,fits-api-kind}.spec.ts",
  ],
  aws: ["tests/aws/**/*.spec.ts", "tests/components/monitoring/dashboard.spec.ts"],
  // their own specs alone, which keep nothing from one mutant to the next: other callers' templates and schemas are kept once they are
  // parsed. Each mutant runs the rows of the oracles' tables that cover it
  "gateway/behavior/json-schema": [
    "tests/gateway/behavior/json-schema/*.spec.ts",
    "tests/gateway/behavior/shared/bounded-work.spec.ts",
  ],
  "gateway/behavior/templates": [
    "tests/gateway/behavior/templates/**/*.spec.ts",
    "tests/gateway/behavior/shared/bounded-work.spec.ts",
  ],
  // without the conformance tests, which are on real sockets: a mutant that keeps a server from answering would take their time limits
  "gateway/behavior": ["tests/gateway/behavior/**/*.spec.ts"],
  "policy/rules": ["tests/policy/rules/**/*.spec.ts"],
  stacks: ["tests/stacks/**/*.spec.ts"],
};
const INTERPRETERS = ["gateway/behavior/json-schema", "gateway/behavior/templates"];
const SOURCES = { stacks: ["stacks/config.ts", "stacks/stack-keys.ts", "stacks/stack-rules.ts"] };

const chosen = process.env.MUTATE?.split(",") ?? ["aws", "gateway/behavior", "policy/rules", "stacks"];
const specsOf = (one) => SPECS[Object.keys(SPECS).find((place) => one === place || one.startsWith(`${place}/`))];

/** @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
export default {
  testRunner: "mocha",
  mochaOptions: {
    config: ".mocharc.unit.json",
    spec: [...new Set(chosen.flatMap(specsOf))],
    // one-place.spec.ts reads the sources, which Stryker has changed
    ignore: ["tests/**/*.integration.spec.ts", "tests/aws/one-place.spec.ts"],
  },
  mutate: chosen.flatMap((one) => SOURCES[one] ?? [one.endsWith(".ts") ? one : `${one}/**/*.ts`]),
  // Stryker would load TypeScript of its own to rewrite references to other projects; no such project exists
  tsconfigFile: "tsconfig.stryker.json",
  coverageAnalysis: "perTest",
  // a constant of a module is read before the test that would find it: such mutants would run every test
  ignoreStatic: true,
  // texts of messages and docs are asserted where they matter; a mutant of each says nothing of the rest
  mutator: { excludedMutations: ["StringLiteral"] },
  ignorePatterns: ["dist", "bench", ".gatewright", "examples/**/node_modules", "docs/images"],
  tempDirName: ".stryker",
  concurrency: Number(process.env.MUTATE_JOBS ?? 2),
  // what a loop of an interpreter that a mutant keeps from ending costs each time
  timeoutMS: chosen.every((one) => INTERPRETERS.some((place) => one.startsWith(place))) ? 5_000 : 20_000,
  reporters: ["clear-text", "json"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: ".stryker/mutants.json" },
  thresholds: { high: 90, low: 85, break: null },
};
