import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ownConfig } from "../../../cli/check/own-config";

const PACK = join(__dirname, "..", "..", "..", "policy");

describe("the settings of the pack for a stack", () => {
  let project: string;
  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), "gatewright-config-"));
    mkdirSync(join(project, "policy", "config"), { recursive: true });
  });
  afterEach(() => rmSync(project, { recursive: true }));

  const write = (stack: string, config: object): void =>
    writeFileSync(join(project, "policy", "config", `${stack}.json`), JSON.stringify(config));

  for (const stack of [
    "prod",
    "production",
    "prd",
    "live",
    "Production",
    "prod-eu",
    "eu-production",
    "shop.live",
    "prod2",
  ]) {
    it(`block in production for a stack named ${stack}`, () => {
      assert.equal(ownConfig(stack, PACK, project)?.config["access-logging"]?.enforcement, "mandatory");
    });
  }

  for (const stack of ["preprod", "pre-prod", "staging", "stg", "stage-2"]) {
    it(`are those of staging for a stack named ${stack}`, () => {
      const { config = {} } = ownConfig(stack, PACK, project) ?? {};
      assert.equal(config["deployment-triggers"]?.enforcement, undefined);
      assert.equal(config["route-authorized"]?.enforcement, "mandatory");
    });
  }

  it("are the rules' own for a stack of any other name", () => {
    for (const stack of ["reproduction", "delivery", "feature-x", "olive"]) {
      assert.equal(ownConfig(stack, PACK, project), undefined, stack);
    }
  });

  it("keep their levels where the project exempts a finding, and say whose they are", () => {
    const exemptions = [{ resource: "legacy-*", reason: "moves in May" }];
    write("production", { "access-logging": { exemptions }, "minimum-tls": "advisory" });
    const settings = ownConfig("production", PACK, project);
    assert.deepEqual(settings?.config["access-logging"], { enforcement: "mandatory", properties: { exemptions } });
    assert.equal(settings.config["minimum-tls"]?.enforcement, "advisory");
    assert.equal(
      settings.config["execution-logging"]?.enforcement,
      ownConfig("prod", PACK, project)?.config["execution-logging"]?.enforcement,
    );
    assert.equal(settings.note, "policy/config/production.json applies over the pack's settings of prod.json");
    assert.deepEqual(settings.names, ["access-logging", "minimum-tls"]);
  });

  it("follow a level for all policies in the project's file", () => {
    write("prod", { all: "disabled", "minimum-tls": "mandatory" });
    const { config = {} } = ownConfig("prod", PACK, project) ?? {};
    assert.equal(config["access-logging"]?.enforcement, "disabled");
    assert.equal(config["minimum-tls"]?.enforcement, "mandatory");
  });

  it("name the environment where the stack's name is another", () => {
    assert.equal(ownConfig("prd", PACK, undefined)?.note, "the pack's settings of prod.json apply");
    assert.equal(ownConfig("prod", PACK, undefined)?.note, undefined);
  });
});
