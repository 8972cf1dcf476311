import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chosenStack, openProject } from "../../../cli/shared/project";
import { selectedStack } from "../../../cli/shared/selected-stack";

describe("the stack that the Pulumi CLI has selected", () => {
  let root: string;
  let environment: NodeJS.ProcessEnv;
  const before = { home: process.env.PULUMI_HOME, stack: process.env.PULUMI_STACK };

  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), "gatewright-selected-")));
    writeFileSync(join(root, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
    mkdirSync(join(root, "home", "workspaces"), { recursive: true });
    environment = { PULUMI_HOME: join(root, "home") };
  });

  afterEach(() => {
    rmSync(root, { recursive: true });
    for (const [name, value] of Object.entries({ PULUMI_HOME: before.home, PULUMI_STACK: before.stack })) {
      if (value === undefined) {
        Reflect.deleteProperty(process.env, name);
      } else {
        process.env[name] = value;
      }
    }
  });

  // the file as Pulumi 3.260 writes it for `pulumi stack select`
  function select(workspace: object): void {
    const digest = createHash("sha1").update(join(root, "Pulumi.yaml")).digest("hex");
    writeFileSync(join(root, "home", "workspaces", `shop-${digest}-workspace.json`), JSON.stringify(workspace));
  }

  it("is read from the project's workspace file, for the backend in use", () => {
    select({ stacks: { "file:///a": "organization/shop/dev", "https://api.pulumi.com": "acme/shop/prod" } });
    const project = openProject(root);
    assert.equal(selectedStack(project, { ...environment, PULUMI_BACKEND_URL: "https://api.pulumi.com" }), "prod");
    writeFileSync(join(root, "home", "credentials.json"), JSON.stringify({ current: "file:///a" }));
    assert.equal(selectedStack(project, environment), "dev");
    writeFileSync(join(root, "Pulumi.yaml"), "name: shop\nruntime: nodejs\nbackend: { url: https://api.pulumi.com }\n");
    assert.equal(selectedStack(openProject(root), { ...environment, PULUMI_BACKEND_URL: "" }), "prod");
    assert.equal(selectedStack(openProject(root), { ...environment, PULUMI_BACKEND_URL: "file:///a" }), "dev");
  });

  it("is read from the form of older versions, and is undefined where none was selected", () => {
    assert.equal(selectedStack(openProject(root), environment), undefined);
    select({ stack: "acme/shop/qa" });
    assert.equal(selectedStack(openProject(root), environment), "qa");
  });

  it("is what commands take, after PULUMI_STACK and before the local stack, where the project has it", () => {
    for (const stack of ["dev", "local"]) {
      writeFileSync(join(root, `Pulumi.${stack}.yaml`), "config: {}\n");
    }
    process.env.PULUMI_HOME = environment.PULUMI_HOME;
    const project = openProject(root);
    select({ stack: "acme/shop/gone" });
    assert.equal(chosenStack(project, undefined), "local");
    select({ stack: "acme/shop/dev" });
    assert.equal(chosenStack(project, undefined), "dev");
    process.env.PULUMI_STACK = "acme/shop/qa";
    assert.equal(chosenStack(project, undefined), "acme/shop/qa");
    assert.equal(chosenStack(project, "local"), "local");
  });
});
