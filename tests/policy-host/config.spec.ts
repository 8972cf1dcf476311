import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  parsePolicyConfig,
  type PolicyConfig,
  type PolicyConfigFile,
  type PolicyPackInfo,
  readPolicyConfig,
  readPolicyConfigFile,
} from "../../policy-host";
import { checkConfigFile, reconcileConfig } from "../../policy-host/config";
import { type JsonSchema, type PolicyInfo } from "../../policy-host/policy";
import { type PropertyValue } from "../../engine/graph/value";

function policy(name: string, properties: Record<string, JsonSchema> = {}, required: string[] = []): PolicyInfo {
  return {
    name,
    displayName: "",
    description: "",
    enforcement: "mandatory",
    severity: "unspecified",
    kind: "resource",
    remediationSteps: "",
    url: "",
    configSchema: { properties, required },
  };
}

function info(policies: PolicyInfo[], initialConfig: PolicyConfig = {}): PolicyPackInfo {
  return { name: "probe", version: "1.2.3", supportsConfig: true, policies, initialConfig };
}

describe("a policy config file", () => {
  it("gives a level as a text, or a level and properties as an object", () => {
    const config = parsePolicyConfig(
      {
        all: "advisory",
        a: { enforcementLevel: "disabled" },
        b: { limit: 3 },
        c: {},
        d: { enforcementLevel: "remediate", x: [1] },
      },
      "prod.json",
    );
    assert.deepEqual(config, {
      all: { enforcement: "advisory" },
      a: { enforcement: "disabled", properties: undefined },
      b: { enforcement: undefined, properties: { limit: 3 } },
      d: { enforcement: "remediate", properties: { x: [1] } },
    });
  });

  it("names everything that is wrong at once, in the engine's words", () => {
    assert.throws(
      () => parsePolicyConfig({ a: "hard", b: 3, c: { enforcementLevel: 5 }, d: "advisory" }, "prod.json"),
      {
        name: "PolicyPackError",
        message: [
          'policy config "prod.json":',
          '  parsing enforcement level for "a": "hard" is not a valid enforcement level (expected advisory, mandatory, remediate, disabled)',
          '  parsing "b": 3 is not a valid value; must be a string or object',
          '  parsing enforcement level for "c": 5 is not a valid enforcement level; must be a string (expected advisory, mandatory, remediate, disabled)',
        ].join("\n"),
      },
    );
  });

  it("must be an object, without Pulumi ESC environments, that can be read", () => {
    assert.throws(
      () => parsePolicyConfig([], "prod.json"),
      /"prod\.json": expected an object by policy name, received \[\]/,
    );
    assert.throws(
      () => parsePolicyConfig({ environments: ["x"] }, "prod.json"),
      /specifies ESC environments, which need Pulumi Cloud/,
    );
    assert.throws(() => readPolicyConfig("/nowhere/prod.json"), /"\/nowhere\/prod\.json" cannot be read/);
  });
});

describe("checking a policy config file against its pack", () => {
  const folder = mkdtempSync(join(tmpdir(), "gatewright-config-"));
  after(() => rmSync(folder, { recursive: true }));
  const pack = info([policy("limited", { limit: { type: "number" } }), policy("open")]);

  function file(content: object | string): PolicyConfigFile {
    const path = join(folder, "pc.json");
    writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
    return readPolicyConfigFile(path);
  }

  it("tells wrong levels, unknown rules and settings, and violations of schemas at once", async () => {
    const given = file({
      limmited: "hard",
      limited: { enforcementLevel: "mandatory", limit: "9", limits: 9 },
      opn: {},
      open: "firm",
    });
    await assert.rejects(checkConfigFile(pack, given, { closed: true }), {
      name: "PolicyPackError",
      message: [
        `policy config "${given.origin}":`,
        '  parsing enforcement level for "limmited": "hard" is not a valid enforcement level (expected advisory, mandatory, remediate, disabled)',
        '  parsing enforcement level for "open": "firm" is not a valid enforcement level (expected advisory, mandatory, remediate, disabled)',
        '  unknown rule "limmited". The nearest is "limited".',
        '  unknown rule "opn". The nearest is "open".',
        '  limited: unknown setting "limits". The nearest is "limit".',
        "  validating policy config: probe 1.2.3  limited: limit: Invalid type. Expected: number, given: string",
      ].join("\n"),
    });
  });

  it("only warns of settings that a pack does not list where it may take others", async () => {
    const given = file({ limited: { limits: 9 } });
    assert.deepEqual(await checkConfigFile(pack, given, { closed: false }), [
      `policy config "${given.origin}": limited: unknown setting "limits". The nearest is "limit".`,
    ]);
  });

  it("has nothing against a file that is right, or empty", async () => {
    assert.deepEqual(
      await checkConfigFile(pack, file({ all: "advisory", limited: { limit: 9 } }), { closed: true }),
      [],
    );
    assert.deepEqual(await checkConfigFile(pack, file(" \n"), { closed: true }), []);
  });
});

describe("the configuration that a pack gets", () => {
  it("starts from the schema's defaults, then the pack's own, then what is given", async () => {
    const pack = info(
      [policy("a", { limit: { type: "number", default: 3 }, name: { type: "string", default: "x" } }), policy("b")],
      {
        a: { enforcement: "advisory", properties: { name: "y" } },
      },
    );
    assert.deepEqual(await reconcileConfig(pack), {
      a: { enforcement: "advisory", properties: { limit: 3, name: "y" } },
      b: { enforcement: "mandatory", properties: {} },
    });
    assert.deepEqual(
      await reconcileConfig(pack, { all: { enforcement: "disabled" }, a: { properties: { limit: 9 } } }),
      {
        a: { enforcement: "disabled", properties: { limit: 9, name: "y" } },
        b: { enforcement: "disabled", properties: {} },
        all: { enforcement: "disabled", properties: {} },
      },
    );
  });

  it("may name a policy that the pack does not have with a level, and not without one", async () => {
    const pack = info([policy("a")]);
    assert.deepEqual((await reconcileConfig(pack, { gone: { enforcement: "advisory" } })).gone, {
      enforcement: "advisory",
      properties: {},
    });
    await assert.rejects(reconcileConfig(pack, { gone: { properties: { x: 1 } } }), {
      message:
        'configuring policy pack "probe": invalid enforcement level "": the pack has no policy "gone". Correct its name or take it out of the config.',
    });
  });

  it("misses what a policy requires even where nothing is given", async () => {
    await assert.rejects(reconcileConfig(info([policy("a", { name: { type: "string" } }, ["name"])])), {
      name: "PolicyPackError",
      message: "validating policy config: probe 1.2.3  a: name is required",
    });
  });

  // Each expected text is what `pulumi preview --policy-pack-config` 3.260 printed for the same schema and value.
  const cases: [string, JsonSchema, PropertyValue, string[]][] = [
    ["type", { type: "string" }, 5, ["a: p: Invalid type. Expected: string, given: integer"]],
    ["type of null", { type: "string" }, null, ["a: p: Invalid type. Expected: string, given: null"]],
    ["types", { type: ["string", "null"] }, 1.5, ["a: p: Invalid type. Expected: [string,null], given: number"]],
    ["integer", { type: "integer" }, 1.5, ["a: p: Invalid type. Expected: integer, given: number"]],
    ["boolean", { type: "boolean" }, [], ["a: p: Invalid type. Expected: boolean, given: array"]],
    [
      "items",
      { type: "array", items: { type: "string" } },
      ["a", 3],
      ["a: p.1: Invalid type. Expected: string, given: integer"],
    ],
    ["uniqueItems", { type: "array", uniqueItems: true }, ["a", "a"], ["a: p: array items[0,1] must be unique"]],
    ["minItems", { type: "array", minItems: 2 }, ["a"], ["a: p: Array must have at least 2 items"]],
    ["maxItems", { type: "array", maxItems: 1 }, ["a", "b"], ["a: p: Array must have at most 1 items"]],
    [
      "objects in an array",
      {
        type: "array",
        items: {
          type: "object",
          required: ["why"],
          properties: { why: { type: "string" } },
          additionalProperties: false,
        },
      },
      [{ x: 1 }, { why: 2 }],
      [
        "a: p.0: Additional property x is not allowed",
        "a: p.0: why is required",
        "a: p.1.why: Invalid type. Expected: string, given: integer",
      ],
    ],
    ["enum", { enum: ["x", "y", 3] }, "z", ['a: p: p must be one of the following: "x", "y", 3']],
    ["const", { const: "k" }, "j", ['a: p: p does not match: "k"']],
    ["minimum", { minimum: 3 }, 1, ["a: p: Must be greater than or equal to 3"]],
    ["maximum", { maximum: 3 }, 5, ["a: p: Must be less than or equal to 3"]],
    ["exclusiveMinimum", { exclusiveMinimum: 3 }, 3, ["a: p: Must be greater than 3"]],
    ["exclusiveMaximum", { exclusiveMaximum: 3 }, 3, ["a: p: Must be less than 3"]],
    ["multipleOf", { multipleOf: 2 }, 3, ["a: p: Must be a multiple of 2"]],
    ["minLength", { minLength: 3 }, "a", ["a: p: String length must be greater than or equal to 3"]],
    ["maxLength", { maxLength: 3 }, "abcd", ["a: p: String length must be less than or equal to 3"]],
    ["pattern", { pattern: "^a+$" }, "b", ["a: p: Does not match pattern '^a+$'"]],
    ["format", { type: "string", format: "date" }, "nope", ["a: p: Does not match format 'date'"]],
    ["minProperties", { minProperties: 2 }, { q: 1 }, ["a: p: Must have at least 2 properties"]],
    ["maxProperties", { maxProperties: 0 }, { q: 1 }, ["a: p: Must have at most 0 properties"]],
    [
      "additionalProperties",
      { additionalProperties: { type: "number" } },
      { q: "s" },
      ["a: p.q: Invalid type. Expected: number, given: string"],
    ],
    [
      "anyOf",
      { anyOf: [{ type: "string" }, { type: "null" }] },
      5,
      ["a: p: Invalid type. Expected: string, given: integer", "a: p: Must validate at least one schema (anyOf)"],
    ],
    [
      "oneOf",
      { oneOf: [{ type: "number" }, { type: "integer" }] },
      5,
      ["a: p: Must validate one and only one schema (oneOf)"],
    ],
    ["not", { not: { type: "number" } }, 5, ["a: p: Must not validate the schema (not)"]],
    [
      "contains",
      { type: "array", contains: { type: "string" } },
      [1],
      ["a: p.0: Invalid type. Expected: string, given: integer", "a: p: At least one of the items must match"],
    ],
  ];
  for (const [keyword, schema, value, problems] of cases) {
    it(`is refused in the engine's words by ${keyword}`, async () => {
      const given: PolicyConfig = { a: { properties: { p: value } } };
      await assert.rejects(reconcileConfig(info([policy("a", { p: schema })]), given), {
        message: problems.map((problem) => `validating policy config: probe 1.2.3  ${problem}`).join("\n"),
      });
    });
  }
});
