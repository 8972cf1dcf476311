import { rmSync } from "node:fs";
import { join } from "node:path";
import { manifest, packed, PULUMI_FILES, run, SERVED, writeFiles } from "./project";

/** The commands of test runners, with the packages that they need beside the tarball, and the form of their tests. */
const RUNNERS: Record<string, { packages: string[]; command: string[]; file: string; head: string }> = {
  "Jest, with components on Pulumi's mocks": {
    packages: ["jest"],
    command: ["node_modules/jest/bin/jest.js", "--testTimeout", "60000"],
    file: "hello.test.js",
    head: 'const { check, evaluate, startGateway } = require("gatewright/testing"); const pulumi = require("@pulumi/pulumi"); const gatewright = require("gatewright");',
  },
  "Vitest, with components on Pulumi's mocks": {
    packages: ["vitest"],
    command: ["node_modules/vitest/vitest.mjs", "run", "--testTimeout", "60000"],
    file: "hello.test.mjs",
    head: 'import { expect, test } from "vitest"; import { check, evaluate, startGateway } from "gatewright/testing"; import * as pulumi from "@pulumi/pulumi"; import * as gatewright from "gatewright";',
  },
  "Node.js's own": {
    packages: ["expect"],
    command: ["--test", "hello.test.mjs"],
    file: "hello.test.mjs",
    head: 'import { test } from "node:test"; import { expect } from "expect"; import { check, evaluate, startGateway } from "gatewright/testing"; import * as pulumi from "@pulumi/pulumi"; import * as gatewright from "gatewright";',
  },
};

const TESTS = `
test("the API answers, with a token for an issuer too", async () => {
  const gateway = await startGateway({ stack: "dev", port: 0 });
  try {
    expect(await (await gateway.fetch("/hello")).text()).toBe("hello");
    expect((await gateway.token({ issuer: "https://issuer.example.com", audience: "hello" })).split(".").length).toBe(3);
  } finally {
    await gateway.stop();
  }
});

test("the program is evaluated and checked", async () => {
  expect((await evaluate({ stack: "dev" })).find("gatewright:index:HttpApi").name).toBe("hello");
  expect(Array.isArray((await check({ stack: "dev" })).mandatory)).toBe(true);
});

test("components work on Pulumi's mocks", async () => {
  await pulumi.runtime.setMocks({ newResource: ({ name, inputs }) => ({ id: name + "-id", state: inputs }), call: () => ({}) });
  const api = new gatewright.HttpApi("mocked", {
    defaultAuthorizer: gatewright.none("a public page"),
    routes: { "GET /": gatewright.httpProxy("https://example.com/") },
  });
  expect(await new Promise((resolve) => api.apiId.apply(resolve))).toBe("mocked-id");
});
`;

describe("gatewright/testing from the tarball", () => {
  let folder: string;
  let tarball: string;

  before(() => ({ folder, tarball } = packed()));
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const [name, { packages, command, file, head }] of Object.entries(RUNNERS)) {
    it(`works in a test runner: ${name}`, () => {
      const project = join(folder, packages[0] ?? "");
      writeFiles(project, {
        ...PULUMI_FILES,
        "package.json": manifest(tarball, { main: "index.ts" }),
        "tsconfig.json": {
          compilerOptions: { module: "commonjs", target: "ES2022", strict: true },
          files: ["index.ts"],
        },
        "index.ts": SERVED,
        [file]: `${head}\n${TESTS}`,
      });
      run(project, ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", ...packages]);
      run(project, [process.execPath, ...command]);
    });
  }
});
