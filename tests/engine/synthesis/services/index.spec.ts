import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { autoNameOf } from "../../../../aws/auto-names";
import { replacingInputs } from "../../../../aws/replacement";
import { services } from "../../../../engine/synthesis/services";

const PROVIDER = dirname(require.resolve("@pulumi/aws/package.json"));

/** The properties that the provider's own class of a type sets. */
function propertiesOf(type: string): Set<string> {
  const path = join(PROVIDER, `${type.split(":")[1]}.js`);
  assert.ok(existsSync(path), `@pulumi/aws has no ${type}`);
  return new Set(
    [...readFileSync(path, "utf8").matchAll(/resourceInputs\["(\w+)"\] =/g)].map(([, name]) => name ?? ""),
  );
}

describe("the tables of services", () => {
  for (const { global = false, resources } of services) {
    for (const [type, shape] of Object.entries(resources)) {
      it(`know ${type} as @pulumi/aws does`, () => {
        const known = propertiesOf(type);
        const named = [
          ...Object.keys(shape.computed ?? {}),
          ...Object.keys(shape.defaults ?? {}),
          ...Object.keys(shape.nested ?? {}),
          ...replacingInputs(type),
          ...(shape.secrets ?? []),
          ...(autoNameOf(type) === undefined ? [] : [autoNameOf(type)?.property ?? ""]),
        ];
        assert.deepEqual(
          named.filter((property) => !known.has(property)),
          [],
        );
        assert.equal(shape.tagged === true, known.has("tagsAll"), "tagsAll");
        assert.equal(!global, known.has("region"), "region");
      });
    }
  }
});
