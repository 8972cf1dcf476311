import assert from "node:assert/strict";
import { secret, UNKNOWN } from "../../../engine/graph/value";
import { asTextMap, GraphIndex } from "../../../engine/graph/graph-index";
import { graph, node, urnOf } from "../../support/graphs";

describe("GraphIndex", () => {
  it("prefers a known output, then the input, and takes secrets plain", () => {
    const stage = node(
      "stage",
      "a",
      { name: "input", description: "input", key: secret("s") },
      { outputs: { name: "output", description: UNKNOWN } },
    );
    const index = new GraphIndex(graph(stage));
    assert.equal(index.text(stage, "name"), "output");
    assert.equal(index.text(stage, "description"), "input");
    assert.equal(index.text(stage, "key"), "s");
    assert.equal(index.text(stage, "none"), undefined);
  });

  it("tells what is not known yet from what is not set", () => {
    const stage = node("stage", "a", { deploymentId: UNKNOWN });
    const index = new GraphIndex(graph(stage));
    assert.equal(index.isPending(stage, "deploymentId"), true);
    assert.equal(index.isPending(stage, "name"), false);
    assert.equal(index.id(stage), undefined);
  });

  it("finds a target by value or, where that is unknown, by dependency", () => {
    const api = node("api", "api", {}, { id: "abc123" });
    const known = node("stage", "known", { apiId: "abc123" });
    const unknown = node("stage", "unknown", { apiId: UNKNOWN }, { from: { apiId: [urnOf("api", "api")] } });
    const other = node("stage", "other", { apiId: "zzz" });
    const index = new GraphIndex(graph(api, known, unknown, other));
    const target = (stage: typeof known) =>
      index.target(stage, "apiId", [api], (candidate, id) => index.id(candidate) === id);
    assert.equal(target(known), api);
    assert.equal(target(unknown), api);
    assert.equal(target(other), undefined);
  });
});

describe("asTextMap", () => {
  it("keeps plain values as text and leaves out the rest", () => {
    assert.deepEqual(asTextMap({ a: "x", b: 1, c: true, d: null, e: UNKNOWN, f: ["x"] }), {
      a: "x",
      b: "1",
      c: "true",
    });
  });
});
