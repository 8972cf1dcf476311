import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "../support/command";
import { removeProjects } from "../support/temporary-project";
import { endServers, KEY, KEYED, project, PROGRAM, Server } from "./program";
import { count } from "./table";

const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
const stateOf = (folder: string): string => join(folder, ".gatewright");

function used(folder: string): number {
  const { plans } = JSON.parse(readFileSync(join(stateOf(folder), "usage.json"), "utf8")) as {
    plans: Record<string, { keys: Record<string, { used: number }> }>;
  };
  return Object.values(plans).flatMap(({ keys }) => Object.values(keys))[0]?.used ?? 0;
}

describe("the server's process", function () {
  this.timeout(240_000);
  after(removeProjects);
  afterEach(endServers);

  async function assertServes(server: Server, what: string): Promise<void> {
    const statuses = [await server.get(), await server.get(KEYED, KEY), await server.get("/closed")];
    if (statuses.join() !== "200,200,401") {
      count.crash();
    }
    assert.deepEqual(statuses, [200, 200, 401], `after ${what}:\n${server.output}`);
  }

  it("that is killed at any time of its start, or under load, starts again", async () => {
    const folder = project();
    for (const ms of [0, 50, 150, 300, 500, 800, 1_200, 1_800]) {
      const server = Server.launch(folder);
      await sleep(ms);
      await server.end("SIGKILL");
      count.fault(`kill -9 ${ms} ms after the start`);
    }
    for (let time = 0; time < 3; time++) {
      const server = await Server.start(folder);
      const load = Array.from({ length: 50 }, () => server.get(KEYED, KEY));
      await sleep(time * 40);
      await server.end("SIGKILL");
      await Promise.all(load);
      count.fault("kill -9 under load");
    }
    const server = await Server.start(folder);
    await assertServes(server, "kill -9");
    assert.equal(await server.end(), 0);
    assert.deepEqual(
      readdirSync(stateOf(folder)).filter((name) => /\.\d+$|\.lock$/.test(name)),
      [],
      "drafts and locks that stay",
    );
  });

  it("whose port is taken ends with a sentence, and does not disturb the one that has it", async () => {
    const other = createServer((socket) => socket.end());
    await new Promise<void>((listening) => other.listen(0, "127.0.0.1", listening));
    const address = other.address();
    const port = String(typeof address === "object" ? address?.port : address);
    const { status, stderr } = await runCommand(["serve", project(), "--stack", "dev", "--port", port]);
    other.close();
    count.fault("port taken");
    assert.equal(status, 2);
    assert.match(stderr, new RegExp(`^gatewright: Port ${port} .* is taken`, "m"));
  });

  it("beside another one on the same folder loses no count", async () => {
    const folder = project();
    const servers = await Promise.all([Server.start(folder), Server.start(folder)]);
    const statuses = await Promise.all(
      servers.flatMap((server) => Array.from({ length: 200 }, () => server.get(KEYED, KEY))),
    );
    count.inputs(statuses.length);
    count.lost(statuses.filter((status) => status !== 200).length);
    assert.ok(statuses.every((status) => status === 200));
    assert.deepEqual(await Promise.all(servers.map((server) => server.end())), [0, 0]);
    count.fault("two servers on one folder");
    assert.equal(used(folder), 400);
  });

  it("serves on while its state folder is gone, a file, or on a full disk, and ends by one signal", async () => {
    const folder = project();
    const server = await Server.start(folder);
    const state = stateOf(folder);
    await server.get(KEYED, KEY);
    rmSync(state, { recursive: true });
    await assertServes(server, "removing the state folder");
    count.fault("state folder removed");
    await sleep(400);
    rmSync(state, { recursive: true, force: true });
    writeFileSync(state, "a file");
    await assertServes(server, "a file in its place");
    count.fault("state folder replaced by a file");
    await sleep(400);
    await assertServes(server, "a file in its place, written to");
    assert.equal(await server.end(), 0, server.output);
    rmSync(state);
  });

  it("starts and serves where its disk is full, and ends by one signal", async function () {
    const folder = project();
    const state = stateOf(folder);
    mkdirSync(state);
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=4k", "tmpfs", state], { stdio: "ignore" });
    } catch {
      this.skip(); // not permitted here
    }
    try {
      for (const fill of [4_096, 0]) {
        try {
          writeFileSync(join(state, "filling"), "x".repeat(fill));
        } catch {
          // as full as it gets
        }
        const server = await Server.start(folder);
        await assertServes(server, "a full disk");
        await sleep(400);
        await assertServes(server, "a full disk, written to");
        assert.equal(await server.end(), 0, server.output);
        count.fault(`disk full ${fill === 0 ? "after the first file" : "from the start"}`);
        rmSync(join(state, "filling"), { force: true });
      }
      execFileSync("mount", ["-o", "remount,ro", state]);
      const server = await Server.start(folder);
      await assertServes(server, "a read-only disk");
      assert.equal(await server.end(), 0, server.output);
      count.fault("disk read-only");
    } finally {
      execFileSync("umount", [state]);
    }
  });

  it("reloads under load without a lost request, and outlives broken programs and projects that move", async () => {
    const folder = project();
    const server = await Server.start(folder);
    const lost: number[] = [];
    let sent = 0;
    let running = true;
    const client = async (): Promise<void> => {
      while (running) {
        const status = await server.get();
        sent++;
        if (status !== 200) {
          lost.push(status);
        }
        await sleep(2);
      }
    };
    const clients = Promise.all([client(), client(), client()]);
    const file = join(folder, "index.js");
    for (let time = 0; time < 5; time++) {
      writeFileSync(file, `${PROGRAM}// ${time}\n`);
      await sleep(700);
      count.fault("reload under load");
    }
    for (const [what, text] of [
      ["an empty program", ""],
      ["a program of NULs", "\0".repeat(1_000)],
      ["a program that throws", "throw null;"],
      ["a program that exits", "process.exit(1);"],
      ["a program that rejects later", `${PROGRAM}setTimeout(() => Promise.reject(new Error("x")), 0);`],
      ["a program without end", "for (;;) {}"],
    ] as const) {
      writeFileSync(file, text);
      await sleep(500);
      count.fault(`reload of ${what}`);
      writeFileSync(file, PROGRAM);
      await sleep(900);
    }
    const elsewhere = `${folder}-moved`;
    renameSync(folder, elsewhere);
    await sleep(1_200);
    renameSync(elsewhere, folder);
    count.fault("project moved away and back");
    await sleep(1_500);
    for (const name of ["Pulumi.yaml", "Pulumi.dev.yaml"]) {
      const text = readFileSync(join(folder, name));
      for (const bad of ["", ": [", "\0\0", "- 1"]) {
        writeFileSync(join(folder, name), bad);
        await sleep(300);
        count.fault(`${name} of ${JSON.stringify(bad)}`);
      }
      writeFileSync(join(folder, name), text);
      await sleep(600);
    }
    running = false;
    await clients;
    count.inputs(sent);
    // an empty program has no routes, so that its requests are 404: a reload like any other
    const unanswered = lost.filter((status) => status !== 404);
    count.lost(unanswered.length);
    assert.deepEqual(unanswered, [], `${server.failures.join("\n")}\n${server.output}`);
    writeFileSync(file, PROGRAM);
    await sleep(1_500);
    await assertServes(server, "all of that");
    assert.equal(await server.end(), 0);
  });

  it("that is stopped under load, and its clients with it, loses no request", async () => {
    const server = await Server.start(project());
    const statuses: number[] = [];
    let running = true;
    const client = async (): Promise<void> => {
      while (running) {
        statuses.push(await server.get());
      }
    };
    const clients = Promise.all([client(), client(), client()]);
    // longer than a function may run, which is 3 s where the program has no timeout
    for (const seconds of [0.5, 4, 6]) {
      await sleep(300);
      server.process.kill("SIGSTOP");
      await sleep(seconds * 1_000);
      server.process.kill("SIGCONT");
      count.fault(`stopped for ${seconds} s under load`);
    }
    await sleep(300);
    running = false;
    await clients;
    const lost = statuses.filter((status) => status !== 200);
    count.inputs(statuses.length);
    count.lost(lost.length);
    assert.deepEqual(lost, [], `${server.failures.join("\n")}\n${server.output}`);
    assert.equal(await server.end(), 0);
  });

  it("answers with an error where the temporary folder is full, read-only or gone, and serves once it is not", async function () {
    const folder = project();
    const temporary = mkdtempSync(join(tmpdir(), "hard-full-"));
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k,mode=1777", "tmpfs", temporary], { stdio: "ignore" });
    } catch {
      rmSync(temporary, { recursive: true });
      this.skip(); // not permitted here
    }
    const filling = join(temporary, "filling");
    try {
      const server = await Server.start(folder, [], { TMPDIR: temporary });
      const [fill, remount] = [
        (): void => {
          try {
            writeFileSync(filling, "x".repeat(1 << 20));
          } catch {
            // as full as it gets
          }
        },
        (how: string): void => void execFileSync("mount", ["-o", `remount,${how}`, temporary]),
      ];
      for (const [what, injure, mend] of [
        ["full", fill, () => rmSync(filling)],
        ["read-only", () => remount("ro"), () => remount("rw")],
      ] as const) {
        injure();
        writeFileSync(join(folder, "index.js"), `${PROGRAM}// ${what}\n`);
        await sleep(1_500);
        const status = await server.get();
        count.fault(`temporary folder ${what}`);
        assert.ok([200, 500, 502, 503].includes(status), `${what}: ${status}\n${server.output}`);
        assert.equal(await server.get("/closed"), 401, server.output);
        mend();
        writeFileSync(join(folder, "index.js"), `${PROGRAM}// ${what}, fixed\n`);
        await sleep(1_500);
        await assertServes(server, `a temporary folder that was ${what}`);
      }
      for (const name of readdirSync(temporary)) {
        rmSync(join(temporary, name), { recursive: true });
      }
      count.fault("temporary folder emptied");
      assert.ok([200, 500, 502, 503].includes(await server.get()), server.output);
      writeFileSync(join(folder, "index.js"), `${PROGRAM}// fixed\n`);
      await sleep(1_500);
      await assertServes(server, "a temporary folder that was emptied");
      assert.equal(await server.end(), 0, server.output);
    } finally {
      execFileSync("umount", ["-l", temporary]);
      rmSync(temporary, { recursive: true });
    }
  });

  it("whose output nobody reads any more goes on, or ends at once", async () => {
    const server = await Server.start(project());
    server.process.stdout?.destroy();
    server.process.stderr?.destroy();
    for (let time = 0; time < 20; time++) {
      await server.get("/unknown");
    }
    count.fault("output closed");
    const status = await server.get();
    assert.ok(status === 200 || server.process.exitCode !== null);
    await server.end();
  });

  it("leaves no folder in the temporary one, nor those of killed ones", async () => {
    const temporary = mkdtempSync(join(tmpdir(), "hard-temporary-"));
    const folders = (): string[] => readdirSync(temporary).filter((name) => name.startsWith("gatewright-"));
    const folder = project();
    const start = (): Promise<Server> => Server.start(folder, [], { TMPDIR: temporary });
    for (const signal of ["SIGKILL", "SIGHUP", "SIGINT", "SIGTERM"] as const) {
      const server = await start();
      await server.get();
      await server.end(signal);
      count.fault(`ended by ${signal}`);
    }
    // what a killed one could not remove, the next one that runs a function has
    const left = folders();
    left.forEach(() => count.leak());
    rmSync(temporary, { recursive: true });
    assert.deepEqual(left, []);
  });
});
