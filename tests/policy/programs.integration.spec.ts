import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { evaluate } from "../support/evaluate";
import { analyzeGraph, PolicyPack, readPolicyConfig } from "../../policy-host";
import { stackResult } from "../../cli/check/result";

const programs = join(__dirname, "fixtures", "programs");
const directory = join(__dirname, "..", "..", "policy");
const stack = { project: "programs", stack: "prod", directory: join(programs, "http-api") };

interface Findings {
  /** Rule and resource. */
  mandatory: string[];
  advisory: string[];
  /** Mandatory ones that cannot be decided before a first deployment. */
  notInPreview?: string[];
  /** Advice that needs what is known after a deployment alone. */
  advisoryNotInPreview?: string[];
}

/** By program, every finding in production. Each was looked at, and is true of the program. */
const expected: Record<string, Findings> = {
  "http-api": {
    mandatory: ["access-logging: stage", "route-authorized: everything"],
    advisory: ["objective-alarms: stage"],
  },
  "http-api-cognito-domain": {
    mandatory: [],
    advisory: ["access-log-format: default", "default-throttle: default", "objective-alarms: default"],
  },
  "http-api-eventbridge": {
    mandatory: ["access-logging: stage", "route-authorized: uploads"],
    advisory: ["default-throttle: stage", "objective-alarms: stage"],
  },
  "http-api-quick-create": { mandatory: ["lambda-permission-scoped: hello", "route-authorized: api"], advisory: [] },
  "rest-edge-domain": {
    mandatory: ["access-logging: api", "method-authorized: partners", "minimum-tls: api"],
    advisory: [
      "default-throttle: api",
      "endpoint-type-allowed: api",
      "endpoint-type-allowed: api",
      "execution-logging: api",
      "objective-alarms: api",
      "tracing: api",
      "usage-plan-complete: partners",
    ],
  },
  "rest-eventbridge": {
    mandatory: ["access-logging: stage", "method-authorized: upload"],
    advisory: [
      "default-throttle: stage",
      "endpoint-type-allowed: api",
      "execution-logging: stage",
      "objective-alarms: stage",
      "tracing: stage",
    ],
  },
  "rest-lambda": {
    mandatory: ["access-logging: notify", "deployment-triggers: notify", "method-authorized: any"],
    advisory: [
      "default-throttle: notify",
      "endpoint-type-allowed: notify",
      "execution-logging: notify",
      "function-timeout-fits: any",
      "objective-alarms: notify",
      "tracing: notify",
    ],
  },
  "rest-openapi-proxy": {
    mandatory: ["access-logging: counter", "deployment-triggers: counter"],
    advisory: [
      "default-throttle: counter",
      "endpoint-type-allowed: counter",
      "execution-logging: counter",
      "objective-alarms: counter",
      "openapi-fails-on-warnings: counter",
      "tracing: counter",
    ],
    notInPreview: ["method-authorized: counter"],
    advisoryNotInPreview: ["function-timeout-fits: counter"],
  },
  "websocket-chat": {
    mandatory: ["access-logging: live", "route-authorized: connect"],
    advisory: ["default-throttle: live", "execution-logging: live", "objective-alarms: live"],
  },
};

describe("idiomatic programs of others", () => {
  let pack: PolicyPack;
  before(async () => {
    pack = await PolicyPack.start(directory, { ...stack, preview: false });
  });
  after(() => pack.close());

  it("are all judged", () => {
    const folders = readdirSync(programs).filter((name) => existsSync(join(programs, name, "Pulumi.yaml")));
    assert.deepEqual(Object.keys(expected).sort(), folders.sort());
  });

  for (const mode of ["deploy", "preview"] as const) {
    describe(`in ${mode} mode`, () => {
      before(async () => {
        await pack.configure(
          { ...stack, preview: mode === "preview" },
          readPolicyConfig(join(directory, "config", "prod.json")),
        );
      });

      for (const [name, { mandatory, advisory, notInPreview = [], advisoryNotInPreview = [] }] of Object.entries(
        expected,
      )) {
        it(`${name} has the findings that it should have, and no other`, async () => {
          const { graph } = await evaluate({ directory: join(programs, name), stack: "prod", mode });
          const { findings } = stackResult(graph, [pack], await analyzeGraph([pack], graph, { of: "program" }));
          const found = (level: string): string[] =>
            findings
              .filter(({ enforcement }) => enforcement === level)
              .map(({ rule, resource }) => `${rule.name}: ${resource.name}`)
              .sort();
          const blocking = mode === "preview" ? mandatory : [...mandatory, ...notInPreview].sort();
          const advice = mode === "preview" ? advisory : [...advisory, ...advisoryNotInPreview].sort();
          assert.deepEqual(
            { mandatory: found("mandatory"), advisory: found("advisory") },
            { mandatory: blocking, advisory: advice },
          );
        });
      }
    });
  }
});
