// Mutation testing of the four places where a wrong line costs most: `npm run test:mutants`. A whole run takes hours on two cores:
// `MUTATE=aws/iam npm run test:mutants` runs one folder, `MUTATE=aws/arn.ts` one file.
const SPECS = {
  aws: ["tests/aws/**/*.spec.ts"],
  // what AWS answers is tried on real sockets
  "gateway/behavior": [
    "tests/gateway/behavior/**/*.spec.ts",
    "tests/conformance/{http,rest,websocket}-api/**/*.spec.ts",
  ],
  "policy/rules": ["tests/policy/rules/**/*.spec.ts"],
  stacks: ["tests/stacks/**/*.spec.ts"],
};
const SOURCES = { stacks: ["stacks/config.ts", "stacks/stack-keys.ts", "stacks/stack-rules.ts"] };

const chosen = process.env.MUTATE?.split(",") ?? Object.keys(SPECS);
const places = Object.keys(SPECS).filter((place) => chosen.some((one) => one === place || one.startsWith(`${place}/`)));

/** @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
export default {
  testRunner: "mocha",
  mochaOptions: {
    config: ".mocharc.unit.json",
    spec: places.flatMap((place) => SPECS[place]),
    ignore: ["tests/**/*.integration.spec.ts"],
  },
  mutate: chosen.flatMap((one) => SOURCES[one] ?? [one.endsWith(".ts") ? one : `${one}/**/*.ts`]),
  coverageAnalysis: "perTest",
  // a constant of a module is read before the test that would find it: such mutants would run every test
  ignoreStatic: true,
  // texts of messages and docs are asserted where they matter; a mutant of each says nothing of the rest
  mutator: { excludedMutations: ["StringLiteral"] },
  ignorePatterns: ["dist", "bench", ".gatewright", "examples/**/node_modules", "docs/images"],
  tempDirName: ".stryker",
  concurrency: Number(process.env.MUTATE_JOBS ?? 2),
  timeoutMS: 20_000,
  reporters: ["clear-text", "json"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: ".stryker/mutants.json" },
  thresholds: { high: 90, low: 85, break: null },
};
