import assert from "node:assert/strict";
import { nameCovers } from "../../../doctor/checks/certificate";

describe("nameCovers", () => {
  const cases: [string, string, boolean][] = [
    ["api.example.com", "api.example.com", true],
    ["API.example.com", "api.Example.com", true],
    ["*.example.com", "api.example.com", true],
    ["*.example.com", "a.b.example.com", false],
    ["*.example.com", "example.com", false],
    ["*.com", "api.example.com", false],
    ["example.com", "api.example.com", false],
  ];
  for (const [name, host, covers] of cases) {
    it(`${name} ${covers ? "covers" : "does not cover"} ${host}`, () => {
      assert.equal(nameCovers(name, host), covers);
    });
  }
});
