import assert from "node:assert/strict";
import { join } from "node:path";
import { readLocalValues } from "../../../cli/shared/local-values";
import { openProject } from "../../../cli/shared/project";
import { removeProjects, temporaryProject } from "../../support/temporary-project";

const HEAD = "name: shop\nruntime: nodejs\n";

describe("the local values of a stack", () => {
  after(removeProjects);

  it("are those of its file, then of --local, then of the flags", () => {
    const directory = temporaryProject({
      "Pulumi.yaml": HEAD,
      "Pulumi.dev.yaml": `config:
  gatewright:local:
    stackReferences:
      acme/network/dev: { vpcId: vpc-1, poolId: pool-1 }
    config: { "shop:limit": 5, apiKey: from-file }
    environment: { REGION: eu }
    backends: { web: "http://127.0.0.1:3000" }
`,
      "mine.yaml": "config: { apiKey: mine }\nstandIn: always\n",
    });
    const { settings, ...values } = readLocalValues(openProject(directory), "dev", {
      local: join(directory, "mine.yaml"),
      set: { "shop:limit": "7" },
      stackOutput: { "acme/network/dev": { poolId: "pool-2" } },
      env: { STRIPE: "sk" },
    });
    assert.deepEqual(values, {
      config: { "shop:limit": "7", apiKey: "mine" },
      environment: {
        REGION: "eu",
        STRIPE: "sk",
        GATEWRIGHT_CONFIG_PLACES: JSON.stringify({
          "shop:limit": "--set",
          apiKey: `--local ${join(directory, "mine.yaml")}`,
        }),
      },
      stackReferences: { "acme/network/dev": { vpcId: "vpc-1", poolId: "pool-2" } },
      standIn: "always",
    });
    assert.deepEqual((JSON.parse(settings) as { backends: unknown }).backends, { web: "http://127.0.0.1:3000" });
  });

  it("are empty where the stack has no file, and may be JSON, as `pulumi config set` writes them", () => {
    const bare = openProject(temporaryProject({ "Pulumi.yaml": HEAD }));
    const empty = { config: {}, environment: {}, stackReferences: {}, settings: "{}" };
    assert.deepEqual(readLocalValues(bare, "dev"), empty);
    const file = `config:\n  gatewright:local: '{"config":{"limit":5}}'\n`;
    const project = openProject(temporaryProject({ "Pulumi.yaml": HEAD, "Pulumi.dev.yaml": file }));
    assert.deepEqual(readLocalValues(project, "acme/shop/dev").config, { limit: "5" });
  });

  it("are refused with members that nothing reads, whichever command reads them", () => {
    const file = "config:\n  gatewright:local:\n    stackReference: {}\n    standIn: sometimes\n";
    const project = openProject(temporaryProject({ "Pulumi.yaml": HEAD, "Pulumi.dev.yaml": file }));
    assert.throws(() => readLocalValues(project, "dev"), {
      message:
        'gatewright:local of stack "dev" has 2 problems:\n' +
        "  - stackReference: expected one of backends, commands, endpoint, stackReferences, config, environment, standIn. Write stackReferences.\n" +
        '  - standIn: got "sometimes", expected one of unreachable, always, never',
    });
    assert.throws(
      () => readLocalValues(project, "dev", { local: "gone.yaml" }),
      /^Error: --local gone\.yaml: there is no such file\.$/,
    );
  });

  it("are refused with every problem at once", () => {
    const file =
      "config:\n  gatewright:local:\n    config: [1]\n    stackReferences: { network: vpc-1 }\n    environment: { KEY: { secure: v1:x } }\n";
    const project = openProject(temporaryProject({ "Pulumi.yaml": HEAD, "Pulumi.dev.yaml": file }));
    assert.throws(() => readLocalValues(project, "dev"), {
      message:
        'gatewright:local of stack "dev" has 3 problems:\n' +
        '  - stackReferences.network: got "vpc-1", expected a mapping\n' +
        "  - config: got [1], expected a mapping\n" +
        "  - environment.KEY: got an encrypted value, expected one for this machine that can be read",
    });
  });
});
