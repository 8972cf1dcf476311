import assert from "node:assert/strict";
import { isConstrained, MODEL_VERSIONS, UNKNOWN, violations } from "../../../aws/constraints";
import { ruledTypes, rulesOf } from "../../../aws/constraints/rules";
import { otherRules } from "../../../aws/constraints/rules/others";
import { ACCEPTED } from "./accepted";
import { REFUSED } from "./cases";
import { REFUSED_BY_PAGE } from "./cases-by-page";

describe("an input that AWS refuses", () => {
  for (const { title, type, inputs, context, path, paths, expected } of [...REFUSED, ...REFUSED_BY_PAGE]) {
    it(`is found with its path, what is expected and the page: ${title}`, () => {
      const found = violations(type, inputs, context);
      assert.deepEqual([...new Set(found.map((violation) => violation.path))], paths ?? [path]);
      assert.match(found[0]?.expected ?? "", expected);
      assert.match(found[0]?.page ?? "", /^https:\/\//);
    });
  }
});

describe("a rule about inputs", () => {
  it("is among those of each of its types, whether its file is loaded at once or with the first resource of a type", () => {
    const missing = otherRules().flatMap((rule) => rule.types.filter((type) => !rulesOf(type).includes(rule)));
    assert.deepEqual(missing, []);
    assert.ok(ruledTypes().includes("aws:apigatewayv2/stage:Stage"));
    assert.ok(ruledTypes().includes("aws:apigateway/stage:Stage"));
  });

  it("reads no input but those that it lists, by which it is known when to judge again", () => {
    const unlisted = new Set<string>();
    for (const { type, inputs, context } of [
      ...REFUSED,
      ...REFUSED_BY_PAGE,
      ...ACCEPTED.map((accepted) => ({ ...accepted, context: {} })),
    ]) {
      for (const rule of rulesOf(type)) {
        const { page, reads } = rule;
        const note = (name: string | symbol): void => {
          if (typeof name === "string" && !reads.includes(name)) {
            unlisted.add(`${type}, ${page}: ${name}`);
          }
        };
        const recorded = new Proxy(inputs, {
          get: (target, name) => {
            note(name);
            return Reflect.get(target, name) as unknown;
          },
          ownKeys: () => assert.fail(`${type}, ${page}: it lists the inputs`),
        });
        rule.check(recorded, context ?? {});
      }
    }
    assert.deepEqual([...unlisted], []);
  });
});

describe("inputs that AWS accepts", () => {
  it("have no violations where values are not known, not set, or of a type that is in no table", () => {
    const output = new Promise(() => undefined);
    assert.deepEqual(violations("aws:apigatewayv2/api:Api", { name: UNKNOWN, description: output, tags: UNKNOWN }), []);
    assert.deepEqual(violations("aws:apigatewayv2/api:Api", { name: "", description: undefined }), []);
    assert.deepEqual(violations("aws:unheard/of:Of", { name: "x" }), []);
    assert.ok(!isConstrained("azure:x/y:Z"));
  });

  it("may be numbers written as text, and 0 for a timeout that is not set", () => {
    assert.deepEqual(violations("aws:apigatewayv2/integration:Integration", { timeoutMilliseconds: 0 }), []);
    assert.deepEqual(violations("aws:apigatewayv2/integration:Integration", { timeoutMilliseconds: "29000" }), []);
    assert.equal(violations("aws:apigatewayv2/integration:Integration", { timeoutMilliseconds: "31000" }).length, 1);
  });

  it("may be documents whose import warns, where warnings don't fail it", () => {
    const body = JSON.stringify({ components: { securitySchemes: { x: { type: "oauth2" } } } });
    assert.deepEqual(violations("aws:apigateway/restApi:RestApi", { body }), []);
    assert.deepEqual(
      violations("aws:apigateway/restApi:RestApi", { body: "openapi: 3.0.1", failOnWarnings: true }),
      [],
    );
  });

  for (const { title, type, inputs } of ACCEPTED) {
    it(`are idiomatic: ${title}`, () => {
      assert.deepEqual(violations(type, inputs, { region: "eu-west-1", protocol: "HTTP" }), []);
    });
  }

  it("may be named by Pulumi where the name with its suffix fits", () => {
    const type = "aws:lb/loadBalancer:LoadBalancer";
    assert.deepEqual(violations(type, {}, { logicalName: "a".repeat(24) }), []);
    assert.deepEqual(violations(type, { name: UNKNOWN }, { logicalName: "a".repeat(60) }), []);
  });
});

describe("AWS's service models", () => {
  it("say their version", () => {
    assert.match(MODEL_VERSIONS.botocore, /^\d+\.\d+\.\d+$/);
    assert.equal(MODEL_VERSIONS.services.apigatewayv2, "2018-11-29");
  });
});
