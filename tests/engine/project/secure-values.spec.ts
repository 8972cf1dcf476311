import assert from "node:assert/strict";
import { containsSecure, openedValue } from "../../../engine/project/secure-values";

const location = { file: "Pulumi.dev.yaml", line: 3, column: 5 };
const nested = { user: "ann", tokens: [{ secure: "sealed" }] };

describe("containsSecure", () => {
  it("finds a secure value at any depth", () => {
    assert.deepEqual([{ secure: "sealed" }, nested, [nested]].map(containsSecure), [true, true, true]);
  });

  it("takes nothing for one that has more than its text", () => {
    assert.deepEqual([{ secure: true }, { secure: "a", other: 1 }, "secure", null].map(containsSecure), [
      false,
      false,
      false,
      false,
    ]);
  });
});

describe("openedValue", () => {
  it("opens what is secure and leaves the rest", () => {
    const opened = openedValue(nested, (secure) => `open ${secure}`, location);
    assert.deepEqual(opened, { user: "ann", tokens: ["open sealed"] });
  });

  it("has the placeholder where nothing opens it", () => {
    assert.deepEqual(openedValue(nested, undefined, location), { user: "ann", tokens: ["[secret]"] });
  });

  it("says where a value stands that was made for another stage", () => {
    const fails = (): string => {
      throw new Error("bad decrypt");
    };
    assert.throws(() => openedValue(nested, fails, location), {
      message:
        "Pulumi.dev.yaml:3:5: this secure value was not made for this stack, or is damaged. Set it again with `pulumi config set --secret`.",
    });
  });
});
