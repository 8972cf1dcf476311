import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { readSnapshot } from "../../../../gateway/model/snapshot";
import { FunctionRegistry } from "../../../../gateway/server/lambda/function-registry";
import { type RuntimeCase } from "../../../../scripts/oracle/runtimes/cases";
import { type RuntimeOutcome } from "../../../../scripts/oracle/runtimes/run";
import { archive, functionNode, graphOf, text } from "../../../support/http-program";
import { itWithPython } from "../../../support/python";
import { invoked } from "../../../support/invoked";

type Row = RuntimeCase & { outcome: RuntimeOutcome };

/** The answers of AWS's runtime interface clients: `npm run oracle:runtimes`. */
const rows = JSON.parse(readFileSync(join(__dirname, "runtime-oracle.json"), "utf8")) as Row[];

/** Rows that differ here, by name, and why. */
const DIFFERS: Record<string, string> = {
  "a function as a result": "the client hands its native part nothing; what that sends is not known",
  "a symbol as a result": "the client hands its native part nothing; what that sends is not known",
  "nodejs20.x: this": "the client's own object, which no handler is meant to use",
  "nodejs22.x: this": "the client's own object, which no handler is meant to use",
  "nodejs24.x: this": "the client's own object, which no handler is meant to use",
  "nodejs24.x: globalThis.awslambda": "no InvokeStore: its package makes one of its own",
  "a streaming handler that leaves its stream open": "fails at once with the client's own message, not at the timeout",
};

/** Its bounds are those of a timeout of 3 seconds; the other rows have the time that a busy machine takes. */
const REMAINING_TIME = "the remaining time";
const TIMEOUT = "Sandbox.Timedout";
const EXIT = "Runtime.ExitError";
/** The local runtime's own module, as it stands or transpiled for Node.js 20. */
const BOOTSTRAP = /(?<=from )\/[^"\\]*\/lambda\/bootstrap\/load-handler\.m[jt]s/g;

async function answer({ name, runtime, handler, files, event }: Row): Promise<RuntimeOutcome> {
  const registry = new FunctionRegistry({}, () => undefined);
  try {
    const code = archive(Object.fromEntries(Object.entries(files).map(([path, source]) => [path, text(source)])));
    const timeout = name === REMAINING_TIME ? 3 : 90;
    const { functions } = readSnapshot(graphOf([functionNode("fn", { code, runtime, handler, timeout })])).model;
    const [target] = (await registry.load(functions, tmpdir())).values();
    assert.ok(target);
    const call = { awsRequestId: randomUUID(), invokedFunctionArn: target.config.arn, payload: event };
    const result = await invoked(target, call);
    if (result.kind === "success") {
      return { kind: "response", payload: result.payload };
    }
    assert.ok(result.kind === "error", result.kind);
    const { errorType } = result.error;
    if (errorType === TIMEOUT || errorType === EXIT) {
      return { kind: errorType === TIMEOUT ? "timeout" : "exit" };
    }
    const failed = target.errorPayload(result.error, call.awsRequestId) ?? "{}";
    const payload = JSON.parse(failed.replaceAll(BOOTSTRAP, "/var/runtime/index.mjs")) as Record<string, string>;
    return { kind: "error", errorType: payload.errorType ?? "", errorMessage: payload.errorMessage ?? "" };
  } finally {
    await registry.close();
  }
}

/** An error while the function loads is the call's error: Lambda answers the call with it. */
const comparable = (outcome: RuntimeOutcome): RuntimeOutcome =>
  outcome.kind === "initError" ? { ...outcome, kind: "error" } : outcome;

/** The answer to a row; of a call that a busy machine held up, the remaining time says nothing. */
async function undisturbed(row: Row, expected: RuntimeOutcome): Promise<RuntimeOutcome> {
  for (;;) {
    const began = performance.now();
    const actual = await answer(row);
    const isHeldUp = row.name === REMAINING_TIME && performance.now() - began > 1_000;
    if (!isHeldUp || isDeepStrictEqual(actual, expected)) {
      return actual;
    }
  }
}

for (const runtime of new Set(rows.map((row) => row.runtime))) {
  describe(`functions on ${runtime} answer as with AWS's runtime interface client`, () => {
    for (const row of rows.filter((each) => each.runtime === runtime)) {
      const differs = `${runtime}: ${row.name}` in DIFFERS || row.name in DIFFERS;
      (runtime.startsWith("python") ? itWithPython : it)(differs ? `but for ${row.name}` : row.name, async () => {
        const expected = comparable(row.outcome);
        const actual = await undisturbed(row, expected);
        if (differs) {
          assert.notDeepEqual(actual, expected);
        } else {
          assert.deepEqual(actual, expected);
        }
      });
    }
  });
}
