import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import {
  assertClean,
  CANARIES,
  filesOf,
  PLANTED,
  type PlantedProject,
  plantedProject,
  WRITTEN,
} from "../support/canaries";
import { printed, runCommand, startCommand } from "../support/command";
import { removeProjects } from "../support/temporary-project";

describe("planted secrets", function () {
  this.timeout(240_000);
  let planted: PlantedProject;

  before(() => {
    planted = plantedProject();
  });
  after(() => {
    removeProjects();
    rmSync(planted.cache, { recursive: true });
  });

  for (const args of [
    ["graph"],
    ["graph", "--json"],
    ["check"],
    ["check", "--format", "json"],
    ...["text", "md", "sarif", "junit", "github"].map((format) => ["check", "--format", format]),
    ["report"],
    ["report", "--json"],
    ["choose"],
    ["choose", "--json"],
    ["usage", "--plan", "none"],
    ["key", "--name", "ann"],
    ["token", "--sub", "ann"],
    ["inbox"],
    ["doctor", "--url", "http://127.0.0.1:1/", "--no-aws"],
    ["doctor", "--url", "http://127.0.0.1:1/", "--no-aws", "--json"],
  ]) {
    it(`are in no output of ${args.join(" ")}`, async () => {
      const [name = "", ...rest] = args;
      const stack = name === "inbox" ? [] : ["--stack", "dev", ...PLANTED];
      const command = [name, planted.folder, ...stack, ...rest];
      const { stdout, stderr } = await runCommand(command, planted.folder, planted.environment);
      assertClean(stdout + stderr, args.join(" "));
    });
  }

  it("are in no error about an argument that is not written as it should be", async () => {
    for (const args of [
      ["check", "--stack-output", CANARIES.stackReference],
      ["check", "--set", CANARIES.config],
      ["doctor", "--header", CANARIES.requestHeader],
    ]) {
      const { stdout, stderr, status } = await runCommand(args, planted.folder, planted.environment);
      assert.equal(status, 2);
      assert.match(stderr, /^gatewright: --[a-z-]+: expected /);
      assertClean(stdout + stderr, args[0] ?? "");
    }
  });

  it("of a client are in no output of the doctor, where the API answers with them", async () => {
    const server = createServer(({ url, headers }, outgoing) => {
      outgoing.writeHead(200, { "content-type": "application/json" });
      outgoing.end(JSON.stringify({ message: `${String(headers["x-secret"])} ${url}` }));
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const { port } = server.address() as AddressInfo;
    const url = `http://u:${CANARIES.password}@127.0.0.1:${port}/a?access_token=${CANARIES.query}`;
    const args = [
      "doctor",
      planted.folder,
      "--no-aws",
      "--header",
      `x-secret: ${CANARIES.requestHeader}`,
      "--url",
      url,
    ];
    const { stdout, stderr } = await runCommand(args, planted.folder, planted.environment);
    server.close();
    assert.match(stdout, /endpoint-answers: 200/);
    assertClean(stdout + stderr, "doctor");
  });

  it("are in no line of the server, whatever requests it gets, and in no file that it keeps", async () => {
    const { folder: project, cache, program, environment } = planted;
    const server: ChildProcess = startCommand(
      ["serve", project, "--stack", "dev", "--port", "0", ...PLANTED],
      project,
      environment,
    );
    let output = "";
    [server.stdout, server.stderr].forEach((stream) =>
      stream?.on("data", (chunk: Buffer) => (output += chunk.toString())),
    );
    try {
      await printed(server, "Ctrl-C ends.", 60_000);
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0] ?? "";
      const headers = { authorization: `Bearer ${CANARIES.bearer}`, cookie: `session=${CANARIES.bearer}` };
      for (const path of ["/fn", "/proxy", "/hidden", "/none", "/_api/none/x", "/_api/rest/prod/k"]) {
        await fetch(`${url}${path}?access_token=${CANARIES.query}`, { headers });
      }
      const keyed = await fetch(`${url}/_api/rest/prod/k?t=${CANARIES.query}`, {
        headers: { "x-api-key": CANARIES.apiKey },
      });
      assert.equal(keyed.status, 200);
      await fetch(`${url}/none?token=${CANARIES.query}`, {
        headers: { host: "unknown.execute-api.eu-west-1.localhost" },
      });
      const failed = printed(server, "no longer", 60_000);
      writeFileSync(
        join(project, "index.js"),
        `${program}\nthrow new Error("no longer " + config.require("config"));\n`,
      );
      await failed;
    } finally {
      const ended = new Promise((done) => server.once("close", done));
      server.kill("SIGTERM");
      await ended;
    }
    assertClean(output, "serve");
    writeFileSync(join(project, "index.js"), "");
    for (const folder of [join(project, ".gatewright"), cache]) {
      for (const file of existsSync(folder) ? filesOf(folder) : []) {
        // the cache has the program's own text, which writes three of them
        const text = WRITTEN.reduce((rest, literal) => rest.replaceAll(literal, ""), readFileSync(file, "latin1"));
        assertClean(text, file);
      }
    }
  });
});
