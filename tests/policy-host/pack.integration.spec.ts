import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { analyzeGraph, PolicyPack, type PolicyConfig, type PolicyReport } from "../../policy-host";
import { type ResourceNode } from "../../engine/graph/graph";
import { secret, SIGNATURE_KEY, UNKNOWN } from "../../engine/graph/value";
import { bucket, FIXTURE_PACK, graphOf, node, STACK_URN, urnOf } from "./graphs";

const stack = { project: "shop", stack: "dev", preview: true };
const quiet: PolicyConfig = { all: { enforcement: "disabled" } };

describe("a policy pack", () => {
  let pack: PolicyPack;

  before(async () => {
    pack = await PolicyPack.start(FIXTURE_PACK, { ...stack, config: { "aws:region": "eu-west-1" } });
  });
  after(() => pack.close());

  async function report(resources: ResourceNode[], config?: PolicyConfig): Promise<PolicyReport> {
    await pack.configure(stack, config);
    return analyzeGraph([pack], graphOf(resources), { of: "program" });
  }

  /** Returns what a policy that reports what it sees, reported, parsed. */
  async function told(policy: string, resources: ResourceNode[]): Promise<Record<string, unknown>[]> {
    const { diagnostics } = await report(resources, { ...quiet, [policy]: { enforcement: "advisory" } });
    return diagnostics.map(({ message }) => JSON.parse(message) as Record<string, unknown>);
  }

  it("says what it is and which policies it has, by name", () => {
    assert.equal(pack.info.name, "fixture");
    assert.equal(pack.info.version, "1.2.3");
    const policy = pack.info.policies.find(({ name }) => name === "no-public-bucket");
    assert.deepEqual(policy, {
      name: "no-public-bucket",
      displayName: "",
      description: "Buckets are private.",
      enforcement: "mandatory",
      severity: "high",
      kind: "resource",
      remediationSteps: 'Set acl to "private".',
      url: "https://example.com/no-public-bucket",
      configSchema: {
        properties: { allowed: { type: "array", items: { type: "string" }, default: ["private"] } },
        required: [],
      },
    });
    assert.equal(pack.info.policies.find(({ name }) => name === "two-buckets")?.kind, "stack");
  });

  it("takes the level from the policy, otherwise from the pack, which is advisory", async () => {
    const { diagnostics } = await report([bucket("logs", { acl: "public" })]);
    assert.deepEqual(
      diagnostics.map(({ policy, enforcement, severity, urn, message }) => ({
        policy,
        enforcement,
        severity,
        urn,
        message,
      })),
      [
        {
          policy: "no-public-bucket",
          enforcement: "mandatory",
          severity: "high",
          urn: urnOf("test:index:Bucket", "logs"),
          message: "Buckets are private.\nacl is public, expected one of private",
        },
        {
          policy: "tagged",
          enforcement: "advisory",
          severity: "unspecified",
          urn: urnOf("test:index:Bucket", "logs"),
          message: "Resources carry a tag.\nno tags",
        },
      ],
    );
  });

  it("lets config win over the policy's level, `all` before a name, and passes properties", async () => {
    const config: PolicyConfig = {
      all: { enforcement: "mandatory" },
      tagged: { enforcement: "disabled" },
      "no-public-bucket": { properties: { allowed: ["public"] } },
      "two-buckets": { enforcement: "advisory" },
      throws: { enforcement: "disabled" },
      hangs: { enforcement: "disabled" },
      exits: { enforcement: "disabled" },
      encrypt: { enforcement: "mandatory" },
    };
    const { diagnostics } = await report([bucket("logs", { acl: "public", owner: "us" })], config);
    assert.deepEqual(
      diagnostics
        .map(({ policy, enforcement }) => `${policy} ${enforcement}`)
        .filter((line) => !/seen|owner/.test(line)),
      ["encrypt mandatory"],
    );
  });

  it("runs stack policies on outputs, at the stack where no resource of it is named", async () => {
    const { diagnostics } = await report([
      bucket("a", { acl: "private", tags: {} }),
      bucket("b", { acl: "private", tags: {} }),
    ]);
    assert.deepEqual(
      diagnostics.map(({ policy, enforcement, severity, urn, message }) => ({
        policy,
        enforcement,
        severity,
        urn,
        message,
      })),
      [
        {
          policy: "two-buckets",
          enforcement: "advisory",
          severity: "low",
          urn: STACK_URN,
          message: "At most one bucket.\nthere are a, b",
        },
        {
          policy: "two-buckets",
          enforcement: "mandatory",
          severity: "low",
          urn: urnOf("test:index:Bucket", "b"),
          message: "this one",
        },
      ],
    );
  });

  it("notes, and does not fail, what is unknown in a preview", async () => {
    const { diagnostics } = await report([bucket("logs", { acl: UNKNOWN, tags: UNKNOWN })]);
    assert.deepEqual(
      diagnostics.map(({ policy, enforcement, message }) => ({ policy, enforcement, message })),
      [
        {
          policy: "no-public-bucket",
          enforcement: "advisory",
          message:
            "can't run policy 'no-public-bucket' from policy pack 'fixture@v1.2.3' during preview: string value at .acl can't be known during preview",
        },
      ],
    );
  });

  it("sends a resource's inputs, options and provider as the Pulumi engine does", async () => {
    const provider = node("pulumi:providers:test", "explicit", { inputs: { region: "eu-west-1", __internal: 1 } });
    const probe = node("test:index:Probe", "probe", {
      inputs: {
        list: [1, null, "x"],
        nothing: null,
        nested: { __kept: true },
        __defaults: [],
        password: secret({ deep: "plain to policies" }),
        ref: { [SIGNATURE_KEY]: "5cf8f73096256a8f31e491e813e4eb8e", urn: "urn:x", id: "i-1" },
        component: { [SIGNATURE_KEY]: "5cf8f73096256a8f31e491e813e4eb8e", urn: "urn:y" },
      },
      provider: provider.urn,
      options: {
        protect: true,
        ignoreChanges: ["list"],
        deleteBeforeReplace: false,
        additionalSecretOutputs: ["token"],
        aliases: ["urn:old"],
        customTimeouts: { create: "1h30m", delete: "90s" },
      },
    });
    assert.deepEqual(await told("seen", [provider, probe]), [
      {
        props: {
          list: [1, null, "x"],
          nothing: null,
          nested: { __kept: true },
          password: { deep: "[secret]" },
          ref: "i-1",
          component: "urn:y",
        },
        opts: {
          protect: true,
          ignoreChanges: ["list"],
          aliases: [],
          customTimeouts: { createSeconds: 5400, updateSeconds: 0, deleteSeconds: 90 },
          additionalSecretOutputs: ["token"],
          deleteBeforeReplace: false,
          parent: STACK_URN,
        },
        provider: { name: "explicit", props: { region: "eu-west-1" } },
      },
    ]);
  });

  it("gives stack policies parents, dependencies and the resources behind each property", async () => {
    const first = bucket("first", {});
    const second = bucket(
      "second",
      {},
      {
        parent: first.urn,
        outputs: { arn: "arn:second" },
        dependencies: [first.urn],
        propertyDependencies: { source: [first.urn], none: [] },
      },
    );
    const seen = await told("stack-seen", [first, second]);
    assert.deepEqual(seen[2], {
      name: "second",
      props: { arn: "arn:second" },
      parent: "first",
      dependencies: ["first"],
      of: { source: ["first"] },
    });
  });

  it("leaves out what the program only reads; in a state, stack policies see it and nothing is reported on it", async () => {
    const read = bucket("read", { acl: "public", tags: {} }, { external: true });
    assert.deepEqual((await report([read])).diagnostics, []);
    const own = bucket("own", { acl: "public", tags: {} });
    const ofState = await analyzeGraph([pack], graphOf([read, own]), { of: "state" });
    assert.deepEqual(
      ofState.diagnostics.map(({ policy, urn }) => [policy, urn.split("::").at(-1)]),
      [
        ["no-public-bucket", "own"],
        ["two-buckets", "shop-dev"],
        ["two-buckets", "own"],
      ],
    );
  });

  it("sees the stack in its environment and through the SDK, and its tags", async () => {
    await pack.configure(
      { ...stack, tags: { team: "orders" } },
      { ...quiet, environment: { enforcement: "advisory" } },
    );
    const { diagnostics } = await analyzeGraph([pack], graphOf([node("test:index:Probe", "probe")]), { of: "program" });
    assert.deepEqual(JSON.parse(diagnostics[0]?.message ?? ""), {
      cwd: FIXTURE_PACK,
      project: "shop",
      stack: "dev",
      preview: "true",
      sdk: ["shop", "dev"],
      region: "eu-west-1",
      tag: "orders",
    });
  });

  it("never lets a secret out in a message", async () => {
    const { diagnostics } = await report([bucket("logs", { acl: secret("hunter22"), tags: {} })]);
    assert.deepEqual(
      diagnostics.map(({ message }) => message),
      ["Buckets are private.\nacl is [secret], expected one of private"],
    );
  });

  it("fails with the policy's own words, no stack trace and no secret where a policy throws", async () => {
    await assert.rejects(
      report([bucket("logs", { password: secret("hunter22") })], { throws: { enforcement: "advisory" } }),
      {
        name: "PolicyPackError",
        message:
          "running policy pack \"fixture@v1.2.3\" failed: Error validating resource with policy 'throws' from policy pack 'fixture@v1.2.3':\nError: cannot judge [secret]",
      },
    );
  });
});

describe("a policy pack that remediates", () => {
  let pack: PolicyPack;

  before(async () => {
    pack = await PolicyPack.start(FIXTURE_PACK, stack);
    await pack.configure(stack, {
      ...quiet,
      encrypt: { enforcement: "remediate" },
      rename: { enforcement: "remediate" },
    });
  });
  after(() => pack.close());

  it("says so", () => {
    assert.equal(pack.remediates, true);
  });

  it("changes the inputs policy by policy, and keeps secrets secret", async () => {
    const original = { name: "x1", password: secret("hunter22"), __defaults: [] };
    const result = await pack.remediate({ node: bucket("logs", original) }, original);
    assert.deepEqual(result.inputs, { name: "renamed", encrypted: true, password: secret("hunter22"), __defaults: [] });
    assert.deepEqual(
      result.remediations.map(({ policy, before, after }) => [policy, before.encrypted, after.name]),
      [
        ["encrypt", undefined, "x1"],
        ["rename", true, "renamed"],
      ],
    );
  });

  it("notes what could not be decided", async () => {
    const inputs = { name: UNKNOWN, encrypted: true };
    const { diagnostics, remediations } = await pack.remediate({ node: bucket("logs", inputs) }, inputs);
    assert.deepEqual(remediations, []);
    assert.deepEqual(
      diagnostics.map(({ policy, enforcement, message }) => ({ policy, enforcement, message })),
      [
        {
          policy: "rename",
          enforcement: "advisory",
          message:
            "can't run remediation 'rename' from policy pack 'fixture@v1.2.3' during preview: string value at .name can't be known during preview",
        },
      ],
    );
  });

  it("reports what it would change in a state and judges the state as it is", async () => {
    const { remediations, diagnostics } = await analyzeGraph([pack], graphOf([bucket("logs", { name: "a" })]), {
      of: "state",
    });
    assert.deepEqual(
      remediations.map(({ policy }) => policy),
      ["encrypt"],
    );
    assert.deepEqual(
      diagnostics.map(({ policy, enforcement }) => [policy, enforcement]),
      [["encrypt", "mandatory"]],
    );
  });
});

describe("a policy pack that cannot go on", () => {
  const folders: string[] = [];
  after(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

  /** A pack of one file, below the fixtures so that its packages are found. */
  function packOf(source: string, files: Record<string, string> = {}): string {
    const folder = mkdtempSync(join(FIXTURE_PACK, "..", "made-"));
    folders.push(folder);
    mkdirSync(folder, { recursive: true });
    const all = {
      "PulumiPolicy.yaml": "runtime: nodejs\n",
      "package.json": '{ "name": "made", "version": "0.0.1", "main": "index.js" }',
      "index.js": source,
      ...files,
    };
    for (const [name, content] of Object.entries(all)) {
      writeFileSync(join(folder, name), content);
    }
    return folder;
  }

  const cases: [string, () => string, RegExp][] = [
    ["is not there", () => join(tmpdir(), "no-such-pack"), /no-such-pack": the folder does not exist/],
    ["has no PulumiPolicy.yaml", () => join(__dirname), /PulumiPolicy\.yaml is missing/],
    [
      "is in another language",
      () => packOf("", { "PulumiPolicy.yaml": "runtime: python\n" }),
      /its runtime is "python", expected "nodejs"/,
    ],
    [
      "lacks a package",
      () => packOf('require("not-installed")'),
      /it needs the package "not-installed"\. Run npm install in /,
    ],
    ["throws as it starts", () => packOf('throw new Error("no licence")'), /failed to start: [\s\S]*no licence/],
    [
      "prints before its port",
      () => packOf('console.log("hello"); setTimeout(() => {}, 1e6)'),
      /expected a port as the first line on stdout, received "hello"/,
    ],
    ["serves nothing", () => packOf(""), /failed to start: it ended with exit code 0/],
  ];
  for (const [what, directory, message] of cases) {
    it(`fails to start where it ${what}`, async () => {
      await assert.rejects(PolicyPack.start(directory(), stack), (error: Error) => {
        assert.match(error.message, message);
        assert.doesNotMatch(error.message, /^\s+at /m);
        return error.name === "PolicyPackError";
      });
    });
  }

  it("is given up after a time", async () => {
    const pack = await PolicyPack.start(FIXTURE_PACK, stack, { callTimeoutMs: 200 });
    await pack.configure(stack, { hangs: { enforcement: "advisory" } });
    await assert.rejects(
      pack.analyze({ node: bucket("logs", {}) }),
      /running policy pack "fixture@v1\.2\.3" failed: Deadline exceeded/,
    );
    await pack.close();
  });

  it("is reported with what it printed last where its process ends", async () => {
    const pack = await PolicyPack.start(FIXTURE_PACK, stack);
    await pack.configure(stack, { exits: { enforcement: "advisory" } });
    await assert.rejects(pack.analyze({ node: bucket("logs", {}) }), /failed: [\s\S]*out of memory/);
    await pack.close();
  });

  it("starts without the TypeScript compiler where PulumiPolicy.yaml reports that it is not needed", async () => {
    const source =
      'new (require("@pulumi/policy").PolicyPack)(process.env.PULUMI_NODEJS_TYPESCRIPT, { policies: [] });';
    const compiled = "runtime:\n  name: nodejs\n  options:\n    typescript: false\n";
    for (const [files, expected] of [
      [{}, "true"],
      [{ "PulumiPolicy.yaml": compiled }, "false"],
    ] as const) {
      const pack = await PolicyPack.start(packOf(source, files), stack);
      assert.equal(pack.info.name, expected);
      await pack.close();
    }
  });

  it("loads TypeScript and ts-node for a pack that has a file in TypeScript alone, once it is known how they are set up", async () => {
    const source = `
const loaded = Object.keys(require.cache).filter((file) => /node_modules.(typescript|ts-node).lib/.test(file));
new (require("@pulumi/policy").PolicyPack)("loads-" + loaded.length, { policies: [] });`;
    const directory = packOf(source);
    await (await PolicyPack.start(directory, stack)).close();
    const pack = await PolicyPack.start(directory, stack);
    assert.equal(pack.info.name, "loads-0");
    await pack.close();
  });

  it("starts a TypeScript pack with the types checked, at its first start as at later ones", async () => {
    const source = (type: string): string =>
      `import { PolicyPack } from "@pulumi/policy";\nconst name: ${type} = "typed";\nnew PolicyPack(name, { policies: [] });\n`;
    const directory = packOf("", {
      "package.json": '{ "name": "made", "version": "0.0.1", "main": "index.ts" }',
      "index.ts": source("string"),
    });
    for (let start = 0; start < 2; start++) {
      const pack = await PolicyPack.start(directory, stack);
      assert.equal(pack.info.name, "typed");
      await pack.close();
    }
    writeFileSync(join(directory, "index.ts"), source("number"));
    await assert.rejects(PolicyPack.start(directory, stack), /Type 'string' is not assignable to type 'number'/);
  }).timeout(60_000);
});
