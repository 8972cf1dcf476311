import assert from "node:assert/strict";
import { basename } from "node:path";
import { readProject } from "../../../engine/project/project";
import { openStackFile, readStackValues } from "../../../engine/project/stack-file";
import { type Diagnostic } from "../../../engine/evaluation-error";
import { removeProjects, temporaryProject } from "../../support/temporary-project";

const HEAD = "name: shop\nruntime: nodejs\n";

describe("the file of a stage", () => {
  after(removeProjects);

  it("may be YAML under both endings, or JSON", () => {
    for (const extension of ["yaml", "yml", "json"]) {
      const name = `Pulumi.dev.${extension}`;
      const project = readProject(temporaryProject({ "Pulumi.yaml": HEAD, [name]: '{"config":{}}' }));
      assert.equal(basename(openStackFile(project, "dev")?.path ?? ""), name);
    }
  });

  it("has no key that Pulumi would ignore and that is nearly one of its own", () => {
    const files = { "Pulumi.yaml": HEAD, "Pulumi.dev.yaml": "encryptionsalt: v1\nconfg:\n  shop:days: 1\n" };
    assert.throws(
      () => openStackFile(readProject(temporaryProject(files)), "dev"),
      /Pulumi\.dev\.yaml:2:1: "confg" is not a key of a stack file; expected "config"\. Fix: rename it$/,
    );
    const others = { "Pulumi.yaml": HEAD, "Pulumi.dev.yaml": "owner: team-a\nconfig: {}\nconfigs: {}\n" };
    assert.doesNotThrow(() => openStackFile(readProject(temporaryProject(others)), "dev"));
  });

  it("must be there where other stages have one: the error lists them", () => {
    const files = { "Pulumi.yaml": HEAD, "Pulumi.prod.yaml": "config: {}\n", "Pulumi.local.yaml": "config: {}\n" };
    const project = readProject(temporaryProject(files));
    assert.throws(
      () => openStackFile(project, "dev"),
      /^\w*Error: There is no stack "dev": .* The stacks are local, prod\.$/,
    );
  });

  it("need not be there where no stage has one", () => {
    const project = readProject(temporaryProject({ "Pulumi.yaml": HEAD }));
    assert.equal(openStackFile(project, "dev"), undefined);
  });

  it("sets values by full key, with the place of each", async () => {
    const files = { "Pulumi.yaml": HEAD, "Pulumi.dev.yaml": "config:\n  size: 3\n  aws:config:region: eu-west-1\n" };
    const project = readProject(temporaryProject(files));
    const file = openStackFile(project, "dev");
    assert.ok(file);
    const values = await readStackValues(project, file, { environment: {}, overridden: new Set() }, []);
    assert.deepEqual(
      [...values].map(([key, { content, secret, location }]) => [key, content, secret, location?.line]),
      [
        ["shop:size", 3, false, 2],
        ["aws:region", "eu-west-1", false, 3],
      ],
    );
  });

  // as `pulumi config` of Pulumi 3.260 refuses them, or accepts them
  const keys: [key: string, message: string | undefined][] = [
    [
      "a:b:c",
      '"a:b:c" is not a config key; expected <namespace>:<name>. Fix: nest its value in that of <namespace>:<name>',
    ],
    [
      "a:config:b:c",
      '"a:config:b:c" is not a config key; expected <namespace>:<name>. Fix: nest its value in that of <namespace>:<name>',
    ],
    ["config:a", undefined],
    [":a", undefined],
  ];
  // which Pulumi gives to nobody, so that nothing else would notice
  const ownKeys: typeof keys = [
    ["gatewright:Local", '"gatewright:Local" is not read by Gatewright; expected gatewright:local. Fix: rename it'],
    ["gatewright:quota", '"gatewright:quota" is not read by Gatewright; expected gatewright:quotas. Fix: rename it'],
    ["gatewright:local", undefined],
    ["gatewright:region", undefined],
    ["local", undefined],
  ];
  for (const [key, message] of [...keys, ...ownKeys]) {
    it(`${message === undefined ? "may" : "may not"} have the key ${key}`, async () => {
      const files = { "Pulumi.yaml": HEAD, "Pulumi.dev.yaml": `config:\n  ${key}: x\n` };
      const project = readProject(temporaryProject(files));
      const file = openStackFile(project, "dev");
      assert.ok(file);
      const values = readStackValues(project, file, { environment: {}, overridden: new Set() }, []);
      const problem = await values.then(
        () => undefined,
        (error: Error) => error.message.replace(/^.*?Pulumi\.dev\.yaml:2:3: /, ""),
      );
      assert.equal(problem, message);
    });
  }

  it("may have any key of a project that is itself called gatewright", async () => {
    const files = { "Pulumi.yaml": "name: gatewright\nruntime: nodejs\n", "Pulumi.dev.yaml": "config:\n  quota: 3\n" };
    const project = readProject(temporaryProject(files));
    const file = openStackFile(project, "dev");
    assert.ok(file);
    const values = await readStackValues(project, file, { environment: {}, overridden: new Set() }, []);
    assert.deepEqual([...values.keys()], ["gatewright:quota"]);
  });

  it("is read without the Pulumi ESC environments that it imports, which is said", async () => {
    const files = { "Pulumi.yaml": HEAD, "Pulumi.dev.yaml": "environment: [shop/dev]\n" };
    const project = readProject(temporaryProject(files));
    const file = openStackFile(project, "dev");
    assert.ok(file);
    const diagnostics: Diagnostic[] = [];
    assert.equal(
      (await readStackValues(project, file, { environment: {}, overridden: new Set() }, diagnostics)).size,
      0,
    );
    assert.match(
      diagnostics[0]?.message ?? "",
      /"environment" imports Pulumi ESC environments, which are not read offline: set their values under gatewright:local \(config, environment\)$/,
    );
  });
});
