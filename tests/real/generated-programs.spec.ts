import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { secret } from "../../engine/graph/value";
import { evaluate } from "../support/evaluate";
import { whyNoEngine, withEngine, type EngineOptions } from "./engine";
import {
  asPreviewed,
  type Comparable,
  type Difference,
  differences,
  disordered,
  embeddedResources,
  realResources,
} from "./generated/compare";
import { existingResources } from "./generated/existing";
import { generateProgram } from "./generated/grammar";
import { KEPT } from "./generated/kept";
import type { Program } from "./generated/program";

const PROJECT = join(__dirname, "fixtures", "generated");
/** `PROGRAM_SEED=7 npx mocha tests/real/generated-programs.spec.ts` tries other programs. */
const SEED = Number(process.env.PROGRAM_SEED ?? 1000);
const PROGRAMS = 110;
const SHARED = { plain: "shared text", secret: secret("shared secret"), nested: { open: "o", closed: secret("deep") } };
/** The secret of the stack file. */
const SECRETS = ["hush-hush-token"];
const skipped = whyNoEngine();

/** Changes of the whole stack are in runs of their own: they change the way of every resource through both engines. */
const RUNS = {
  "resources alone": { stackTransforms: false, stackTransformations: false },
  "transforms of the stack": { stackTransforms: true, stackTransformations: false },
  "transformations of the stack": { stackTransforms: false, stackTransformations: true },
};

describe(`generated programs on both engines, seed ${SEED}${skipped === undefined ? "" : ` (${skipped})`}`, function () {
  // a guard against hangs: a busy machine takes minutes for a deployment of all programs
  this.timeout(900_000);
  const folder = mkdtempSync(join(tmpdir(), "gatewright-programs-"));
  const file = join(folder, "programs.json");
  const environment = { GENERATED_PROGRAMS: file, PULUMI_CONFIG_PASSPHRASE: "tests" };
  const before_ = { ...process.env };
  before(function () {
    if (skipped !== undefined) {
      this.skip();
    }
    Object.assign(process.env, environment);
  });
  after(() => {
    process.env = before_;
    rmSync(folder, { recursive: true });
  });

  Object.entries(RUNS).forEach(([name, reach], run) => {
    const programs = Array.from({ length: PROGRAMS }, (_, at) =>
      generateProgram(SEED + run * PROGRAMS + at, `p${at}`, reach),
    ).concat(run === 0 ? KEPT : []);
    const options: EngineOptions = {
      stage: "dev",
      stacks: { "shared/dev": SHARED },
      existing: existingResources(programs),
    };

    it(`have the same graph in a preview, with ${name}`, async () => {
      writeFileSync(file, JSON.stringify(programs));
      const embedded = await embeddedGraph("preview");
      await withEngine(PROJECT, options, async (engine) => {
        assertSame(
          programs,
          asPreviewed(embedded, SECRETS),
          asPreviewed(realResources(await engine.previewed()), SECRETS),
        );
      });
    });

    it(`have the same graph once they are deployed, with ${name}`, async () => {
      writeFileSync(file, JSON.stringify(programs));
      const embedded = await embeddedGraph("deploy");
      await withEngine(PROJECT, options, async (engine) => {
        await engine.up();
        assertSame(programs, embedded, realResources(await engine.export({ showSecrets: true })));
      });
    });
  });
});

async function embeddedGraph(mode: "preview" | "deploy"): Promise<Comparable[]> {
  const stackReferences = { "organization/shared/dev": SHARED };
  const { graph } = await evaluate({ directory: PROJECT, stack: "dev", mode, stackReferences, planted: true });
  return embeddedResources(graph);
}

function assertSame(programs: readonly Program[], embedded: Comparable[], real: Comparable[]): void {
  assert.ok(real.length > programs.length * 2, `${real.length} resources of ${programs.length} programs`);
  assert.deepEqual(disordered(embedded), []);
  const found = differences(embedded, real);
  assert.deepEqual(found, [], described(found, programs));
}

/** The first differences, each with the program that has it: enough to keep it as a case. */
function described(found: readonly Difference[], programs: readonly Program[]): string {
  const lines = found.slice(0, 10).map((difference) => {
    const program = programs.find(({ name }) => difference.urn.split("::").at(-1)?.startsWith(`${name}-`));
    return `${JSON.stringify(difference)}\n${JSON.stringify(program)}`;
  });
  return `${found.length} differences\n${lines.join("\n")}`;
}
