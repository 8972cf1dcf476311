import assert from "node:assert/strict";
import { join } from "node:path";
import { stackResult } from "../../cli/check/result";
import { componentDefaults } from "../../scripts/generate/component-defaults";
import { evaluate } from "../support/evaluate";
import { analyzeGraph, PolicyPack, readPolicyConfig } from "../../policy-host";

const pack = join(__dirname, "..", "..", "policy");
const directory = join(__dirname, "fixtures", "defaults");
const COMPONENTS = { http: "HttpApi", rest: "RestApi", websocket: "WebSocketApi" };

describe("components with their defaults, in production", () => {
  it("get the advice that the index of the rules tells of, and nothing else", async () => {
    const stack = { project: "defaults", stack: "prod", preview: false, directory };
    const running = await PolicyPack.start(pack, stack);
    try {
      await running.configure(stack, readPolicyConfig(join(pack, "config", "prod.json")));
      const { graph } = await evaluate({ directory, stack: "prod" });
      const { findings } = stackResult(graph, [running], await analyzeGraph([running], graph, { of: "program" }));
      const told = componentDefaults.map(({ rule, component }) => `advisory ${rule} ${component}`);
      const found = findings.map(({ enforcement, rule, resource }) => {
        const owner = Object.entries(COMPONENTS).find(([name]) => resource.name.startsWith(`${name}-`));
        return `${enforcement} ${rule.name} ${owner?.[1] ?? resource.name}`;
      });
      assert.deepEqual(found.sort(), told.sort());
    } finally {
      await running.close();
    }
  });
});
