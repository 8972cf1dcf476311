import * as assert from "node:assert/strict";
import { problemText } from "../../../cli/shared/problem";

describe("problemText", () => {
  it("is the message alone, without a stack", () => {
    assert.equal(problemText(new Error("no stage prd"), false), "gatewright: no stage prd");
  });

  it("adds the stack where it is asked for", () => {
    assert.match(
      problemText(new Error("no stage prd"), true),
      /^gatewright: no stage prd\nError: no stage prd\n {4}at /,
    );
  });

  it("says how to install a package that only some commands need", () => {
    assert.equal(
      problemText(new Error("Cannot find package 'jose' imported from /app/node_modules/gatewright/dist/cli"), false),
      'gatewright: this command needs the package "jose" (verifies and mints tokens), which is not installed: npm install --save-dev jose',
    );
  });
});
