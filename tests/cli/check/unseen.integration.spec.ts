import assert from "node:assert/strict";
import { runCommand } from "../../support/command";
import { removeProjects, temporaryProgram } from "../../support/temporary-project";

describe("check, on a program with a component that a plugin builds", function () {
  this.timeout(240_000);
  after(removeProjects);

  const program = (): string =>
    temporaryProgram({
      "Pulumi.yaml": "name: odd\nruntime: nodejs\nmain: index.js\n",
      "Pulumi.dev.yaml": "config:\n  aws:region: eu-west-1\n",
      "package.json": "{}",
      "index.js": `
const pulumi = require("@pulumi/pulumi");
class Shop extends pulumi.ComponentResource {
  constructor(name) {
    super("acme:index:Shop", name, {}, {}, true);
  }
}
new Shop("front");
`,
    });

  it("ends with 2 and names the component, whose API nobody has seen", async () => {
    const { status, stdout } = await runCommand(["check", program(), "--stack", "dev"]);
    assert.equal(status, 2);
    assert.match(stdout, /^Not checked: the API of front in dev\./);
  });

  it("ends with 0 where the component is allowed by its name or type", async () => {
    const directory = program();
    for (const allowed of ["front", "acme:index:Shop"]) {
      const { status, stdout } = await runCommand(["check", directory, "--stack", "dev", "--allow-unseen", allowed]);
      assert.equal(status, 0, stdout);
    }
  });
});
