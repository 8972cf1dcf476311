import assert from "node:assert/strict";
import { distinctDiagnostics } from "../../../cli/shared/diagnostics";
import { type Diagnostic } from "../../../engine";

const warning = (message: string): Diagnostic => ({ severity: "warning", message });

describe("the diagnostics of several stacks", () => {
  it("name the stacks that have them, unless all have", () => {
    assert.deepEqual(
      distinctDiagnostics(
        [
          { stack: "dev", diagnostics: [warning("old"), warning("of all")] },
          { stack: "prod", diagnostics: [warning("of all"), warning("own"), warning("own")] },
          { stack: "qa", diagnostics: [warning("old"), warning("of all")] },
        ],
        3,
      ),
      [warning("dev, qa: old"), warning("of all"), warning("prod: own")],
    );
  });

  it("name the stack where the others could not be read", () => {
    assert.deepEqual(distinctDiagnostics([{ stack: "dev", diagnostics: [warning("old")] }], 2), [warning("dev: old")]);
  });

  it("name no stack of a single one", () => {
    assert.deepEqual(distinctDiagnostics([{ stack: "dev", diagnostics: [warning("old")] }], 1), [warning("old")]);
  });

  it("name the first few of many stacks", () => {
    const stacks = ["a", "b", "c", "d", "e", "f", "g"].map((stack) => ({ stack, diagnostics: [warning("old")] }));
    assert.deepEqual(distinctDiagnostics(stacks, 8), [warning("a, b, c, d, e and 2 more: old")]);
  });

  it("keep what a program printed apart from what was reported", () => {
    const printed: Diagnostic = { severity: "warning", message: "old", stream: "stdout" };
    assert.deepEqual(distinctDiagnostics([{ stack: "dev", diagnostics: [warning("old"), printed] }], 1), [
      warning("old"),
      printed,
    ]);
  });
});
