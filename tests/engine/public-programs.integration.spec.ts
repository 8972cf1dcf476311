import assert from "node:assert/strict";
import { cpSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { type ResourceGraph } from "../../engine/graph/graph";
import { readSnapshot } from "../../gateway/model/snapshot";
import { startGateway } from "../../gateway/server";
import { stackResult } from "../../cli/check/result";
import { unseenApis } from "../../cli/check/unseen";
import { analyzeGraph, PolicyPack, readPolicyConfig } from "../../policy-host";
import { apiUses } from "../../report/api-use";
import { evaluate } from "../support/evaluate";
import { installedPackages } from "../support/package-cache";
import { removeProjects, temporaryProject } from "../support/temporary-project";
import { fixture, resource } from "./fixture";

const AWS_6 = "@pulumi/aws@6.83.4";
const AWS_7_FIRST = "@pulumi/aws@7.17.0";
const AWS_7 = "@pulumi/aws@7.48.0";
const SDK_FIRST = "@pulumi/pulumi@3.250.0";
const SDK = "@pulumi/pulumi@3.276.0";

interface Program {
  /** The folder below fixtures/public. */
  folder: string;
  packages: string[];
  /** Requests to the stage, by path, and what is answered. */
  answers: Record<string, [status: number, body: string | RegExp, headers?: Record<string, string>]>;
  /** The mandatory findings of production. */
  mandatory: string[];
  verify?: (graph: ResourceGraph) => void;
}

const levels: Omit<Program, "packages"> = {
  folder: "rest-levels",
  answers: {
    "/orders/7/lines": [200, '["/orders/{id}/lines",{"id":"7"}]'],
    "/lines": [403, /Missing Authentication Token/],
  },
  mandatory: ["access-logging: live", "method-authorized: lines"],
  verify: ({ outputs }) => assert.equal(outputs.path, "/orders/{id}/lines"),
};

const programs: Record<string, Program> = {
  "three levels of REST resources with @pulumi/aws 6": {
    ...levels,
    packages: [AWS_6, SDK_FIRST],
    verify: (graph) => {
      const api = resource(graph, "shop").id ?? "";
      // recorded of version 6.0.4: a deployment without a stage ends with a slash
      assert.equal(graph.outputs.endpoint, `https://${api}.execute-api.eu-west-1.amazonaws.com/`);
    },
  },
  "three levels of REST resources with the first @pulumi/aws 7 and the oldest SDK": {
    ...levels,
    packages: [AWS_7_FIRST, SDK_FIRST],
  },
  "three levels of REST resources with the newest @pulumi/aws 7 and the newest SDK": {
    ...levels,
    packages: [AWS_7, SDK],
  },
  "RestAPI of @pulumi/aws-apigateway": {
    folder: "rest-component",
    packages: ["@pulumi/aws-apigateway@3.0.0", AWS_7, SDK_FIRST],
    answers: {
      "/orders/7": [200, '{"id":"7"}'],
      "/secret": [404, '{"message": "404 Not found" }', { Authorization: "shut" }],
      "/secret?open": [200, "null", { Authorization: "open" }],
      "/raw": [200, '{"raw": true}'],
      "/other": [404, '{"message": "404 Not found" }'],
    },
    mandatory: ["access-logging: api", "method-authorized: api"],
  },
  "API of awsx classic": {
    folder: "awsx-classic",
    packages: ["@pulumi/awsx@2.22.0", AWS_6, SDK_FIRST],
    answers: { "/orders/7": [200, '{"id":"7"}'] },
    mandatory: ["access-logging: shop", "method-authorized: shop"],
  },
};

describe("public programs, run as they are", function () {
  this.timeout(300_000);
  const policy = join(__dirname, "..", "..", "policy");
  const stack = { project: "public", stack: "prod", directory: fixture("public") };
  let pack: PolicyPack;

  before(async () => {
    pack = await PolicyPack.start(policy, { ...stack, preview: false });
    await pack.configure({ ...stack, preview: false }, readPolicyConfig(join(policy, "config", "prod.json")));
  });
  after(async () => {
    await pack.close();
    removeProjects();
  });

  for (const [what, program] of Object.entries(programs)) {
    describe(what, () => {
      let graph: ResourceGraph;

      before(async function () {
        const modules = installedPackages(...program.packages);
        if (modules === undefined) {
          this.skip(); // the packages can't be installed here
        }
        const directory = temporaryProject({});
        cpSync(fixture("public", program.folder), directory, { recursive: true });
        symlinkSync(modules, join(directory, "node_modules"), "dir");
        ({ graph } = await evaluate({ directory, stack: "dev" }));
      });

      it("is evaluated", () => {
        program.verify?.(graph);
        assert.deepEqual(unseenApis(graph), []);
      });

      it("is checked truly", async () => {
        const { findings } = stackResult(graph, [pack], await analyzeGraph([pack], graph, { of: "program" }));
        const mandatory = findings
          .filter(({ enforcement }) => enforcement === "mandatory")
          .map(({ rule, resource: { name } }) => `${rule.name}: ${name}`);
        assert.deepEqual([...new Set(mandatory)].sort(), program.mandatory);
      });

      it("is reported", () => {
        const [use, ...others] = apiUses(readSnapshot(graph).model);
        assert.deepEqual([use?.kind, others], ["REST", []]);
      });

      it("is served", async () => {
        const gateway = await startGateway(readSnapshot(graph), { port: 0 });
        try {
          const [api] = gateway.apis;
          assert.ok(api);
          for (const [path, [status, body, headers = {}]] of Object.entries(program.answers)) {
            const answer = await fetch(`${api.url.replace(/\/$/, "")}${path}`, { headers });
            const text = await answer.text();
            assert.equal(answer.status, status, `${path}: ${text}`);
            if (typeof body === "string") {
              assert.equal(text, body);
            } else {
              assert.match(text, body);
            }
          }
        } finally {
          await gateway.close();
        }
      });
    });
  }
});

describe("the SDKs that a program may have", function () {
  this.timeout(300_000);
  after(removeProjects);

  const program = `
const pulumi = require("@pulumi/pulumi");
class Group extends pulumi.ComponentResource {
  constructor(name) {
    super("shop:index:Group", name, {});
    this.label = pulumi.output(name).apply((text) => text + "!");
    this.registerOutputs({ label: this.label });
  }
}
class Bucket extends pulumi.CustomResource {
  constructor(name, args, options) {
    super("aws:s3/bucket:Bucket", name, { arn: undefined, ...args }, options);
  }
}
const group = new Group("one");
const bucket = new Bucket("files", {}, { parent: group, aliases: [{ name: "old" }] });
exports.arn = bucket.arn;
exports.label = group.label;
exports.key = pulumi.secret("hunter22");
`;
  for (const version of ["3.78.0", "3.113.0", "3.175.0", "3.250.0", "3.276.0"]) {
    it(`may be version ${version}`, async function () {
      const modules = installedPackages(`@pulumi/pulumi@${version}`);
      if (modules === undefined) {
        this.skip(); // the package can't be installed here
      }
      const directory = temporaryProject({
        "Pulumi.yaml": "name: shop\nruntime: nodejs\nmain: index.js\n",
        "Pulumi.dev.yaml": "config:\n  aws:region: eu-west-1\n",
        "package.json": "{}",
        "index.js": program,
      });
      symlinkSync(modules, join(directory, "node_modules"), "dir");
      const { graph } = await evaluate({ directory, stack: "dev" });
      assert.match(graph.outputs.arn as string, /^arn:aws:s3:::files-[0-9a-f]{7}$/);
      assert.equal(graph.outputs.label, "one!");
      assert.deepEqual(resource(graph, "files").options.aliases?.length, 1);
    });
  }
});
