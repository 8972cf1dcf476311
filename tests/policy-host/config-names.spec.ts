import assert from "node:assert/strict";
import { type PolicyConfig, type PolicyPackInfo } from "../../policy-host";
import { unknownNames } from "../../policy-host/config-names";
import { type JsonSchema } from "../../policy-host/policy";

function pack(policies: Record<string, Record<string, JsonSchema>>): PolicyPackInfo {
  return {
    name: "probe",
    version: "1.2.3",
    supportsConfig: true,
    initialConfig: {},
    policies: Object.entries(policies).map(([name, properties]) => ({
      name,
      displayName: "",
      description: "",
      enforcement: "mandatory",
      severity: "unspecified",
      kind: "resource",
      remediationSteps: "",
      url: "",
      configSchema: { properties, required: [] },
    })),
  };
}

const probe = pack({ "route-authorized": { allowed: {}, exemptions: {} }, "access-logging": {} });

function unknown(config: PolicyConfig, others?: string[]): { rules: string[]; settings: string[] } {
  return unknownNames(probe, Object.keys(config), config, others);
}

describe("names in a policy config", () => {
  it("are unknown where no policy of the pack has them, and the nearest is reported", () => {
    assert.deepEqual(unknown({ "route-autorized": { enforcement: "mandatory" }, al: { enforcement: "advisory" } }), {
      rules: [
        'unknown rule "route-autorized". The nearest is "route-authorized".',
        'unknown rule "al". The nearest is "all".',
      ],
      settings: [],
    });
  });

  it("are unknown settings where the policy lists its settings, and this is none of them", () => {
    const config = {
      "route-authorized": { properties: { alowed: ["GET /health"], allowed: [], enforcementlevel: "x" } },
    };
    assert.deepEqual(unknown(config), {
      rules: [],
      settings: [
        'route-authorized: unknown setting "alowed". The nearest is "allowed".',
        'route-authorized: unknown setting "enforcementlevel". The nearest is "enforcementLevel".',
      ],
    });
  });

  it("are no unknown settings of a policy that lists none, which may take anything", () => {
    assert.deepEqual(unknown({ "access-logging": { properties: { anything: 1 } } }), { rules: [], settings: [] });
  });

  it("know `all`, which takes a level and nothing else", () => {
    assert.deepEqual(unknown({ all: { enforcement: "advisory", properties: { exemptions: [] } } }), {
      rules: [],
      settings: ['all: unknown setting "exemptions". The nearest is "enforcementLevel".'],
    });
  });

  it("may be those of another pack of the run", () => {
    assert.deepEqual(unknown({ "no-public-bucket": { properties: { x: 1 } } }, ["no-public-bucket"]), {
      rules: [],
      settings: [],
    });
  });
});
