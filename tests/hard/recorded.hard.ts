import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { EvaluationError, readPreview, readStackExport } from "../../engine";
import { printableGraph } from "../../engine/graph/printable-graph";
import type { ResourceGraph } from "../../engine/graph/graph";
import { readSnapshot } from "../../gateway/model/snapshot";
import { apiUses } from "../../report/api-use";
import { graphOf, httpApi, jsFunction } from "../support/http-program";
import { restApi, usagePlan } from "../support/rest-program";
import { webSocketApi } from "../support/websocket-program";
import { check } from "./property";
import { count } from "./table";
import { json, name, text } from "./values";

const resources = [
  jsFunction("f", "exports.handler = async () => ({ statusCode: 200 });"),
  ...httpApi({ routes: { "GET /a/{id}": { function: "f" } } }),
  ...restApi({ methods: { "GET /b": { function: "f" } } }),
  ...usagePlan("plan", { stages: { rest: "prod" }, keys: { ann: "value" }, quota: { limit: 1, period: "DAY" } }),
  ...webSocketApi({ routes: { $connect: { function: "f" } } }),
];
/** The output of `pulumi stack export` for these resources. */
const exported = {
  version: 3,
  deployment: {
    manifest: { time: "2026-01-01T00:00:00Z", magic: "", version: "v3.200.0" },
    resources: resources.map(({ urn, type, id, inputs, outputs, custom }) => ({
      urn,
      type,
      id,
      custom,
      inputs,
      outputs,
    })),
  },
};
const previewed = {
  config: {},
  steps: exported.deployment.resources.map((newState) => ({ op: "create", urn: newState.urn, newState })),
};

/** A document with members of it replaced, removed and added at random. */
function damaged(document: object): fc.Arbitrary<unknown> {
  return fc
    .array(fc.tuple(fc.nat(), fc.constantFrom("replace", "remove", "add"), fc.oneof(json, text), name), {
      minLength: 1,
      maxLength: 4,
    })
    .map((changes) => {
      const copy = structuredClone(document);
      for (const [at, how, value, key] of changes) {
        const places: [Record<string, unknown>, string][] = [];
        collect(copy as Record<string, unknown>, places);
        const [holder, member] = places[at % places.length] ?? [{}, ""];
        if (how === "remove") {
          delete holder[member];
        } else if (!Array.isArray(holder) || how === "replace") {
          Object.defineProperty(holder, how === "add" ? key : member, {
            value,
            enumerable: true,
            configurable: true,
            writable: true,
          });
        }
      }
      return copy;
    });
}

function collect(value: Record<string, unknown>, places: [Record<string, unknown>, string][], depth = 0): void {
  for (const key of depth > 12 ? [] : Object.keys(value)) {
    places.push([value, key]);
    const inner = value[key];
    if (typeof inner === "object" && inner !== null) {
      collect(inner as Record<string, unknown>, places, depth + 1);
    }
  }
}

/** Reads and uses a recording as the commands do; one that is not readable is an EvaluationError. */
function use(read: () => ResourceGraph): void {
  let graph: ResourceGraph;
  try {
    graph = read();
  } catch (error) {
    assert.ok(error instanceof EvaluationError, error instanceof Error ? error.stack : String(error));
    return;
  }
  printableGraph(graph);
  apiUses(readSnapshot(graph).model);
}

describe("recorded states and previews", () => {
  it("are read whole, undamaged", () => {
    use(() => readStackExport(exported));
    assert.equal(readSnapshot(readStackExport(exported)).model.httpApis.length, 1);
    assert.equal(readSnapshot(readPreview(previewed)).model.httpApis.length, 1);
  });

  for (const [what, document, read] of [
    ["a state", exported, readStackExport],
    ["a preview", previewed, readPreview],
  ] as const) {
    it(`of ${what} with anything in any place are a graph or one EvaluationError`, () => {
      check(20_000, [damaged(document)], (given) => {
        use(() => read(given));
      });
    });

    it(`of ${what} that is another JSON value are one EvaluationError`, () => {
      check(20_000, [json], (given) => use(() => read(given)));
    });
  }

  it("of a file with damaged bytes are a graph or one EvaluationError", () => {
    const folder = mkdtempSync(join(tmpdir(), "hard-recorded-"));
    const file = join(folder, "state.json");
    const whole = Buffer.from(JSON.stringify(exported));
    try {
      check(
        3_000,
        [fc.nat(whole.length - 1), fc.nat(255), fc.constantFrom("byte", "cut", "double")],
        (at, byte, how) => {
          const copy = how === "cut" ? whole.subarray(0, at) : Buffer.from(whole);
          if (how === "byte") {
            copy[at] = byte;
          }
          writeFileSync(file, how === "double" ? Buffer.concat([whole, whole.subarray(at)]) : copy);
          count.fault(`state file: ${how}`);
          use(() => readStackExport(file));
        },
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("a resource graph", () => {
  it("with anything in any place is a model with problems, and never throws", () => {
    check(20_000, [damaged(resources.map(({ inputs }) => inputs))], (inputs) => {
      const changed = resources.map((node, index) => {
        const given = (inputs as Record<string, unknown>[])[index];
        const record = typeof given === "object" && given !== null && !Array.isArray(given) ? given : {};
        return { ...node, inputs: record, outputs: { ...node.outputs, ...record } } as typeof node;
      });
      readSnapshot(graphOf(changed));
    });
  });
});
