import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import Ajv from "ajv";
import { expectTypeOf } from "expect-type";
import { z } from "zod";
import { ConfigError, type ConfigSource, defineConfig } from "../../config";
import { stackFiles } from "../../config/stack-files";
import { isSecretOutput } from "../support/secret-output";
import { removeProjects, temporaryProject } from "../support/temporary-project";

const definition = defineConfig(
  z.object({
    "aws:region": z.string().min(1),
    days: z.number().int().positive().describe("Days that logs are kept."),
    debug: z.boolean().optional(),
    origins: z.array(z.url()).min(1),
    limits: z.object({ rate: z.number(), burst: z.number().optional() }).optional(),
    password: z.string().min(12),
  }),
  {
    secrets: ["password"],
    defaults: {
      "*": { days: 30 },
      prod: { days: 365 },
      "prod-eu": { debug: false },
      local: { password: "only-local-1" },
    },
    rules: [
      ({ days = 0, debug }, stack) =>
        stack.startsWith("prod") && debug === true
          ? [{ key: "debug", received: debug, expected: `false for ${days} days` }]
          : [],
    ],
  },
);

const right = {
  "aws:region": "eu-west-1",
  "shop:origins": '["https://a.example.com"]',
  "shop:password": "hunter2hunter2",
};

function source(
  stack: string,
  values: Record<string, string | undefined>,
  more: Partial<ConfigSource> = {},
): ConfigSource {
  const given = Object.entries({ ...right, ...values }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return { project: "shop", stack, values: Object.fromEntries(given), secretKeys: ["shop:password"], ...more };
}

function problems(stack: string, values: Record<string, string | undefined>, more?: Partial<ConfigSource>): string[] {
  try {
    definition.parse(source(stack, values, more));
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error));
    return error.message.split("\n  ").slice(1);
  }
  return [];
}

describe("defineConfig", () => {
  after(removeProjects);

  it("gives typed values by the keys' names; a secret is a secret Output", async () => {
    const { password, ...values } = definition.parse(
      source("dev", { "shop:debug": "true", "shop:limits": '{"rate":5}' }),
    );
    assert.deepEqual(values, {
      region: "eu-west-1",
      days: 30,
      debug: true,
      origins: ["https://a.example.com"],
      limits: { rate: 5 },
    });
    assert.deepEqual(await isSecretOutput(password), { secret: true, value: "hunter2hunter2" });
  });

  it("has the types of the schema", () => {
    type Values = ReturnType<typeof definition.read>;
    expectTypeOf<Values["password"]>().toEqualTypeOf<pulumi.Output<string>>();
    expectTypeOf<Values["region"]>().toEqualTypeOf<string>();
    expectTypeOf<Values["debug"]>().toEqualTypeOf<boolean | undefined>();
    expectTypeOf<Values["origins"]>().toEqualTypeOf<string[]>();
  });

  it("names what it takes to a program that is not type-checked", () => {
    for (const schema of [undefined, { issuer: z.string() }, z.string()]) {
      assert.throws(() => Reflect.apply(defineConfig, undefined, [schema]) as unknown, {
        message:
          "defineConfig: the schema is not that of an object; expected z.object({ ... }) with a member for each key. " +
          'Fix: write defineConfig(z.object({ logRetentionDays: z.number() })), with import { z } from "zod"',
      });
    }
    const schema = z.object({ password: z.string(), days: z.number() });
    assert.throws(() => Reflect.apply(defineConfig, undefined, [schema, { secrets: ["pasword"] }]) as unknown, {
      message:
        'defineConfig: secrets: got "pasword", expected one of the schema\'s keys: password, days. Fix: write "password"',
    });
  });

  it("refuses options, defaults and their values that would have no effect", () => {
    const schema = z.object({ password: z.string(), days: z.number() });
    for (const [options, message] of [
      [
        { defualts: { "*": { days: 30 } } },
        'options: got "defualts", expected one of the options: secrets, defaults, rules, unknownKeys. Fix: write "defaults"',
      ],
      [{ encrypt: true }, /^defineConfig: options: got "encrypt", .* Fix: remove it$/],
      [
        { defaults: { prod: { dayz: 30 } } },
        'defaults["prod"]: got "dayz", expected one of the schema\'s keys: password, days. Fix: write "days"',
      ],
      [{ unknownKeys: "allow" }, 'unknownKeys: got "allow", expected "reject" or "ignore". Fix: write one of them'],
    ] as const) {
      assert.throws(() => Reflect.apply(defineConfig, undefined, [schema, options]) as unknown, {
        message: typeof message === "string" ? `defineConfig: ${message}` : message,
      });
    }
  });

  it("refuses two keys that would have one name", () => {
    assert.throws(() => defineConfig(z.object({ "aws:region": z.string(), region: z.string() })), {
      message: 'defineConfig: "aws:region" and "region" are both "region" in the program. Rename one of them.',
    });
  });

  it("takes defaults of the stack, then of its environment, then of all, under the stack's file", () => {
    const days = (stack: string, values = {}): number => definition.parse(source(stack, values)).days;
    assert.deepEqual(
      [days("dev"), days("prod"), days("production"), days("prod", { "shop:days": "400" })],
      [30, 365, 365, 400],
    );
    const { days: inherited, debug } = definition.parse(source("prod-eu", {}));
    assert.deepEqual([inherited, debug], [365, false]);
  });

  it("reports all at once: keys, values, rules, each with what is expected and the fix", () => {
    assert.deepEqual(
      problems("prod", {
        "shop:dayz": "1",
        "shop:days": "0",
        "shop:debug": "true",
        "shop:origins": '["a"]',
        "shop:limits": '{"rate":"many"}',
      }),
      [
        "Pulumi.prod.yaml: shop:dayz is not a key of this program; expected shop:days. Fix: rename it",
        "Pulumi.prod.yaml: shop:days is 0; expected a number, above 0. Fix: pulumi config set --stack prod shop:days <value>",
        "Pulumi.prod.yaml: shop:origins[0] is \"a\"; expected a valid URL. Fix: pulumi config set --stack prod --path 'shop:origins[0]' <value>",
        'Pulumi.prod.yaml: shop:limits.rate is "many"; expected a number. Fix: pulumi config set --stack prod --path shop:limits.rate <value>',
        "Pulumi.prod.yaml: shop:debug is true; expected false for 0 days. Fix: pulumi config set --stack prod shop:debug <value>",
      ],
    );
  });

  it("never shows a secret, and wants it encrypted in the file", () => {
    assert.deepEqual(problems("dev", { "shop:password": "hunter2" }), [
      'Pulumi.dev.yaml: shop:password is "[secret]"; expected a string of at least 12 characters. ' +
        "Fix: pulumi config set --stack dev --secret shop:password <value>",
    ]);
    const files = stackFiles(
      temporaryProject({
        "Pulumi.yaml": "name: shop\n",
        "Pulumi.dev.yaml": "config:\n  shop:password: hunter2hunter2\n",
      }),
      "shop",
      "dev",
    );
    assert.deepEqual(problems("dev", {}, { secretKeys: [], files }), [
      "Pulumi.dev.yaml:2: shop:password stands readable in the file; expected an encrypted value. " +
        "Fix: pulumi config set --stack dev --secret shop:password <value>",
    ]);
    // a flag, or a default in the program
    assert.deepEqual(problems("dev", {}, { secretKeys: [] }), []);
    assert.deepEqual(problems("local", { "shop:password": undefined }), []);
  });

  it("takes a secret that stays closed on this machine as it is", async () => {
    const { password } = definition.parse(source("prod", { "shop:password": "[secret]" }));
    assert.deepEqual(await isSecretOutput(password), { secret: true, value: "[secret]" });
  });

  it("names the file and line of a key: the stack's, or Pulumi.yaml", () => {
    const root = temporaryProject({
      "Pulumi.yaml": "name: shop\nstackConfigDir: ./config/\nconfig:\n  days: 0\n",
      "config/Pulumi.dev.yaml": "config:\n  # all of them\n  shop:origins:\n    - https://a.example.com\n    - b\n",
    });
    const files = stackFiles(root, "shop", "dev");
    const found = problems(
      "dev",
      { "shop:days": "0", "shop:origins": '["https://a.example.com","b"]', "aws:region": undefined },
      { files },
    );
    assert.deepEqual(
      found.map((line) => line.split(" ")[0]),
      ["config/Pulumi.dev.yaml:", "Pulumi.yaml:4:", "config/Pulumi.dev.yaml:5:"],
    );
  });

  it("names what sets a value for this run: an option, or the line of gatewright:local", () => {
    const root = temporaryProject({
      "Pulumi.yaml": "name: shop\n",
      "Pulumi.dev.yaml": "config:\n  shop:days: 30\n  gatewright:local:\n    config:\n      debug: maybe\n",
    });
    const runValues = {
      "shop:days": { option: "--set", key: "days" },
      "shop:debug": { option: "gatewright:local", key: "debug" },
      "shop:origins": { option: "--local mine.yaml", key: "shop:origins" },
    };
    const values = { "shop:days": "0", "shop:debug": "maybe", "shop:origins": "[]" };
    const ofRun = { files: stackFiles(root, "shop", "dev"), runValues };
    assert.deepEqual(problems("dev", values, ofRun), [
      "--set: shop:days is 0; expected a number, above 0. Fix: --set days=<value>",
      'Pulumi.dev.yaml:5: shop:debug is "maybe"; expected true or false. Fix: change it in gatewright:local',
      "--local mine.yaml: shop:origins is []; expected a list of at least 1 items. Fix: change it in --local mine.yaml",
    ]);
  });

  it("judges the whole by the schema's own refinements, once every key is right", () => {
    const ordered = defineConfig(
      z.object({ least: z.number(), most: z.number() }).refine(({ least, most }) => least <= most, {
        path: ["most"],
        error: "at least as much as least",
      }),
      { unknownKeys: "ignore" },
    );
    const parse = (values: Record<string, string>): unknown => ordered.parse({ project: "shop", stack: "dev", values });
    assert.deepEqual(parse({ "shop:least": "1", "shop:most": "2", "shop:other": "x" }), { least: 1, most: 2 });
    assert.throws(() => parse({ "shop:least": "3", "shop:most": "2" }), {
      message:
        "The config of stack dev has 1 problem:\n  Pulumi.dev.yaml: shop:most is 2; expected at least as much as least. " +
        "Fix: pulumi config set --stack dev shop:most <value>",
    });
  });

  it("decodes what Pulumi passes as text: a text stays one where the schema takes texts", () => {
    const kinds = defineConfig(
      z.object({
        text: z.string(),
        number: z.coerce.number(),
        list: z.string().or(z.array(z.string())),
        any: z.unknown(),
      }),
    );
    const values = { "shop:text": "123", "shop:number": "5", "shop:list": '["a"]', "shop:any": '{"a":1}' };
    assert.deepEqual(kinds.parse({ project: "shop", stack: "dev", values }), {
      text: "123",
      number: 5,
      list: ["a"],
      any: { a: 1 },
    });
  });

  it("has a JSON Schema for editors, in which secrets are encrypted and defaults may be left out", () => {
    const validate = new Ajv({ allErrors: true, formats: { uri: true } }).compile(definition.jsonSchema("shop"));
    const config = { "aws:region": "eu-west-1", "shop:origins": ["https://a.example.com"], "shop:days": "30" };
    assert.equal(validate({ config }), true, JSON.stringify(validate.errors));
    assert.equal(validate({ config: { ...config, "shop:password": { secure: "v1:x" }, "shop:debug": "true" } }), true);
    for (const wrong of [{ "shop:password": "readable" }, { "shop:dayz": 1 }, { "shop:days": "many" }]) {
      assert.equal(validate({ config: { ...config, ...wrong } }), false, JSON.stringify(wrong));
    }
  });
});
