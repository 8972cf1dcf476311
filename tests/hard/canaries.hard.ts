// The ordinary suite's canaries, counted for the table, and more of each kind than every push tries.
import "../cli/canaries.integration.spec";
import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { printed, runCommand, startCommand } from "../support/command";
import {
  assertClean,
  CANARIES,
  filesOf,
  leaked,
  PLANTED,
  type PlantedProject,
  plantedProject,
  WRITTEN,
} from "../support/canaries";
import { removeProjects } from "../support/temporary-project";
import { count } from "./table";

afterEach(function () {
  if (this.currentTest?.state === "failed") {
    count.leak();
  }
});

describe("planted secrets of each source", function () {
  this.timeout(300_000);
  let planted: PlantedProject;
  before(() => {
    planted = plantedProject();
  });
  after(() => {
    removeProjects();
    rmSync(planted.cache, { recursive: true });
  });

  const STACK = ["--stack", "dev", ...PLANTED];
  const COMMANDS: string[][] = [
    ["graph", "--mode", "preview", ...STACK],
    ["graph", "--mode", "preview", "--json", ...STACK],
    ["graph", "--trace", ...STACK],
    ...["text", "json", "md", "html"].map((format) => ["report", "--format", format, ...STACK]),
    ["report", "-o", "report.out", ...STACK],
    ["choose", "--trace", ...STACK],
    ["schema", ...STACK],
    ["schema", "--check", ...STACK],
    ["usage", ...STACK],
    ["usage", "--reset", ...STACK],
    ["key", ...STACK],
    ["key", "--name", "nobody", ...STACK],
    ["token", ...STACK],
    ["inbox"],
    ["check", "--trace", "--stack", "none"],
    ["check", "--stack", "dev"],
    ["report", "--stack", "dev"],
    ["check", "--stack", "dev", "--set", `config=${CANARIES.config}`],
    ["check", "--stack", "dev", "--set", `unknown:config=${CANARIES.config}`],
    ["check", "--stack", "dev", "--stack-output", `wrong=${CANARIES.stackReference}`],
    ["check", "--stack", "dev", "--env", `CANARY_ENVIRONMENT=${CANARIES.environment}`],
  ];
  for (const args of COMMANDS) {
    const [name = "", ...rest] = args;
    it(`are in no output and no file of ${args.filter((arg) => !leaked(arg).length).join(" ")}`, async () => {
      const { stdout, stderr } = await runCommand([name, planted.folder, ...rest], planted.folder, planted.environment);
      count.inputs();
      assertClean(stdout + stderr, args.join(" "));
      for (const file of filesOf(planted.folder)) {
        const text = file.endsWith("index.js")
          ? WRITTEN.reduce((left, literal) => left.replaceAll(literal, ""), readFileSync(file, "utf8"))
          : readFileSync(file, "latin1");
        assertClean(text, file);
      }
    });
  }

  it("of a client are in no output of the doctor, whatever the API answers", async () => {
    const token = join(planted.cache, "token");
    writeFileSync(token, CANARIES.bearer);
    for (const answer of [200, 401, 403, 500, 302] as const) {
      const server = createServer((message, outgoing) => {
        outgoing.writeHead(answer, { "content-type": "application/json", location: message.url, "x-echo": "1" });
        outgoing.end(
          JSON.stringify({ message: `${message.headers.authorization} ${message.url}`, ...message.headers }),
        );
      });
      await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
      const { port } = server.address() as AddressInfo;
      for (const form of [[], ["--json"]]) {
        const { stdout, stderr } = await runCommand(
          [
            ...[
              "doctor",
              planted.folder,
              "--no-aws",
              "--token",
              token,
              "--header",
              `x-secret: ${CANARIES.requestHeader}`,
            ],
            ...[
              "--url",
              `http://user:${CANARIES.password}@127.0.0.1:${port}/a?access_token=${CANARIES.query}`,
              ...form,
            ],
          ],
          planted.folder,
          planted.environment,
        );
        count.inputs();
        assertClean(stdout + stderr, `doctor of ${answer} ${form.join()}`);
      }
      server.close();
    }
    rmSync(token);
  });

  for (const mode of ["pretty", "json", "off"]) {
    it(`are in no line of serve --log ${mode}, on no page, and in no metric`, async () => {
      const server = startCommand(
        ["serve", planted.folder, "--port", "0", "--log", mode, "--trace", ...STACK],
        planted.folder,
        planted.environment,
      );
      let output = "";
      [server.stdout, server.stderr].forEach((stream) =>
        stream?.on("data", (chunk: Buffer) => (output += chunk.toString())),
      );
      try {
        await printed(server, "Ctrl-C ends.", 60_000);
        const [, page = ""] = /Live page, for this machine only: (\S+)/.exec(output) ?? [];
        const { origin } = new URL(page);
        const headers = {
          "content-type": "application/json",
          authorization: `Bearer ${CANARIES.bearer}`,
          cookie: `session=${CANARIES.cookie}`,
          "x-api-key": CANARIES.apiKey,
          "x-secret-token": CANARIES.requestHeader,
          "x-set": CANARIES.cookie,
        };
        const body = JSON.stringify({ password: CANARIES.member, nested: [{ clientSecret: CANARIES.member }] });
        for (const path of [
          "/fn",
          "/cookie",
          "/proxy",
          "/hidden",
          "/none",
          "/_api/rest/prod/k",
          "/_api/none/x",
          "/%zz",
        ]) {
          for (const method of ["GET", "POST"]) {
            const url = `${origin}${path}?access_token=${CANARIES.query}&password=${CANARIES.query}`;
            count.inputs();
            const answer = await fetch(url, { method, headers, body: method === "POST" ? body : undefined });
            await answer.arrayBuffer();
          }
        }
        for (const name of ["program", "activity", "requests", "access"]) {
          assertClean(await (await fetch(`${page}data/${name}`)).text(), `page ${name}`);
        }
        const { requests } = (await (await fetch(`${page}data/requests`)).json()) as { requests: { number: number }[] };
        assert.ok(requests.length >= 10, String(requests.length));
        for (const { number } of requests) {
          assertClean(await (await fetch(`${page}data/requests/${number}`)).text(), `page, request ${number}`);
        }
        assertClean(await (await fetch(page)).text(), "page");
        assertClean(await (await fetch(`${origin}/_gatewright/metrics`)).text(), "metrics");
      } finally {
        const ended = new Promise((done) => server.once("close", done));
        server.kill("SIGTERM");
        await ended;
      }
      assertClean(output, `serve --log ${mode}`);
      for (const file of filesOf(join(planted.folder, ".gatewright"))) {
        assertClean(readFileSync(file, "latin1"), file);
      }
    });
  }
});
