import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { integrationKinds } from "../../../components/integrations/kinds";
import { standIns } from "../../../gateway/server/aws-services/stand-ins";
import { moduleName } from "../../../scripts/generate/names";
import { unfinished } from "./kind-sources";

const ROOT = join(__dirname, "../../..");

describe("the kinds of integration", () => {
  it("every kind of integration has a case of the conformance suite", () => {
    const specs = readdirSync(join(__dirname, "kinds"));
    assert.deepEqual(
      specs.sort(),
      Object.keys(integrationKinds)
        .map((kind) => `${moduleName(kind)}.spec.ts`)
        .sort(),
    );
  });

  it("have a stand-in where API Gateway calls an AWS service for them", () => {
    const services = Object.entries(integrationKinds).filter(([, { role }]) => role !== undefined);
    for (const [kind] of services) {
      assert.ok(existsSync(join(ROOT, `gateway/server/aws-services/stand-ins/${moduleName(kind)}.ts`)), kind);
    }
    assert.equal(standIns.length, services.length);
  });

  it("are unfinished where a template left something to do", () => {
    assert.deepEqual(unfinished('const a = 1;\n// TODO: what it does\nconst b = "TODO";\nconst TODOS = 2;\n'), [2, 3]);
  });
});
