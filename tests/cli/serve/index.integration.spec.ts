import * as assert from "node:assert/strict";
import { execFileSync, type ChildProcess } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { printed, runCommand, startCommand, withNpx } from "../../support/command";

const repository = join(__dirname, "../../..");

describe("gatewright serve", () => {
  let project: string;
  let server: ChildProcess;
  let output: string;
  let url: string;

  before(async () => {
    // inside the repository, so that the program finds its packages
    mkdirSync(join(repository, ".gatewright"), { recursive: true });
    project = mkdtempSync(join(repository, ".gatewright", "serve-"));
    cpSync(join(__dirname, "../fixtures/hello"), project, { recursive: true });
    server = startCommand(["serve", project, "--port", "0"]);
    output = await printed(server, "Ctrl-C ends.");
    url = /stage \$default: (http:\S+)/.exec(output)?.[1] ?? "";
  });

  after(() => {
    server.kill("SIGKILL");
    rmSync(project, { recursive: true });
  });

  it("prints the resource tree and each stage's URL on the loopback address", () => {
    assert.match(output, /^hello \(local\)$/m);
    assert.match(output, /aws:lambda:Function hello$/m);
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/$/);
  });

  it("serves HTTPS with --https, and prints curl lines that trust the local authority", async () => {
    const secure = startCommand(["serve", project, "--port", "0", "--https", "--no-watch"]);
    try {
      const lines = (await printed(secure, "Ctrl-C ends.")).split("\n").filter((line) => line.startsWith("  curl "));
      assert.match(
        lines[0] ?? "",
        /^ {2}curl --cacert '[^']+\/\.gatewright\/authority\.pem' .*'https:\/\/127\.0\.0\.1:\d+\//,
      );
      const status = execFileSync("sh", ["-c", `${lines[0]} -s -o /dev/null -w '%{http_code}'`], { encoding: "utf8" });
      assert.equal(status, "200");
    } finally {
      secure.kill("SIGKILL");
    }
  });

  it("prints curl lines that work when pasted, the token included", () => {
    const lines = output.split("\n").filter((line) => line.startsWith("  curl "));
    assert.equal(lines.length, 2);
    assert.match(lines.join("\n"), /-H "Authorization: Bearer \$\(npx gatewright token '[^']+'\)" 'http/);
    assert.ok(lines.every((line) => line.length < 200));
    const env = withNpx(project);
    for (const line of lines) {
      assert.equal(
        execFileSync("sh", ["-c", line.replace("curl", "curl -s")], { env }).toString(),
        '{"greeting":"hello"}',
        line,
      );
    }
    assert.match(output, /^ {2}and POST \/hello$/m);
  });

  it("takes a token that is minted in a folder below the project", async () => {
    const below = join(project, "handlers");
    mkdirSync(below);
    const { stdout, status } = await runCommand(["token", "--sub", "bob", "--scope", "read"], below);
    assert.equal(status, 0);
    const headers = { authorization: `Bearer ${stdout.trim()}` };
    assert.equal((await fetch(`${url}private`, { headers })).status, 200);
    assert.equal(existsSync(join(below, ".gatewright")), false);
  });

  it("takes the token that `gatewright token` mints", async () => {
    const { stdout, status } = await runCommand(["token", "--sub", "bob", "--scope", "read", project]);
    assert.equal(status, 0);
    const call = (token: string): Promise<Response> =>
      fetch(`${url}private`, { headers: { authorization: `Bearer ${token}` } });
    assert.equal((await call(stdout.trim())).status, 200);
    const without = await runCommand(["token", "--sub", "bob", "--scope", "", project]);
    assert.equal((await call(without.stdout.trim())).status, 403);
  });

  it("serves a changed handler without dropping the server", async () => {
    const reloaded = printed(server, "Reloaded in");
    writeFileSync(join(project, "handler.js"), 'exports.hello = async () => ({ greeting: "good evening" });\n');
    await reloaded;
    assert.deepEqual(await (await fetch(`${url}hello`)).json(), { greeting: "good evening" });
  });

  it("goes on with the last good program while the new one is broken", async () => {
    const program = join(project, "index.js");
    const good = readFileSync(program, "utf8");
    const reported = printed(server, "Still serving the last program that worked.");
    writeFileSync(program, `${good}\nthrow new Error("not yet");\n`);
    assert.match(await reported, /not yet/);
    assert.equal((await fetch(`${url}hello`)).status, 200);
    const reloaded = printed(server, "Reloaded in");
    writeFileSync(program, good);
    await reloaded;
  });

  it("stops a program that hangs as soon as it is changed, and serves the fixed one", async () => {
    const program = join(project, "index.js");
    const good = readFileSync(program, "utf8");
    const started = join(project, "started.txt");
    writeFileSync(program, `require("node:fs").writeFileSync(${JSON.stringify(started)}, "");\nwhile (true) {}\n`);
    for (let waited = 0; !existsSync(started); waited += 50) {
      assert.ok(waited < 90_000, "the program did not start");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const reloaded = printed(server, "Reloaded in");
    writeFileSync(program, good);
    assert.doesNotMatch(await reloaded, /gatewright: |Still serving/);
    assert.equal((await fetch(`${url}hello`)).status, 200);
  });

  it("logs each request as a JSON object, what is for people on stderr", async () => {
    const logged = printed(server, "no route");
    await fetch(`${url}none`);
    const lines = (await logged).trim().split("\n");
    const { path, status, decidedBy } = JSON.parse(lines.at(-1) ?? "") as Record<string, unknown>;
    assert.deepEqual([path, status, decidedBy], ["/none", 404, "no route"]);
  });

  it("ends with exit code 0 on Ctrl-C", async () => {
    const ended = new Promise((resolve) => server.on("close", resolve));
    server.kill("SIGINT");
    assert.equal(await ended, 0);
  });

  it("waits for a change where the first evaluation fails, and serves then", async () => {
    const program = join(project, "index.js");
    const good = readFileSync(program, "utf8");
    writeFileSync(program, `require("no-such-package");\n${good}`);
    const broken = startCommand(["serve", project, "--port", "0", "--log", "pretty"]);
    try {
      assert.match(
        await printed(broken, "Waiting for a change"),
        /^Evaluating hello, stack local \.\.\.\n[^]*no-such-package/,
      );
      const served = printed(broken, "Ctrl-C ends.");
      writeFileSync(program, good);
      const address = /stage \$default: (http:\S+)/.exec(await served)?.[1] ?? "";
      const logged = printed(broken, "function hello");
      assert.equal((await fetch(`${address}hello`)).status, 200);
      assert.match(await logged, /^\d\d:\d\d:\d\d {2}200 +\d+ ms {2}GET \/hello {2}function hello$/m);
    } finally {
      writeFileSync(program, good);
      broken.kill("SIGKILL");
    }
  });

  it("says which port is taken, and exits with 2", async () => {
    const first = startCommand(["serve", project, "--port", "0", "--no-watch"]);
    const port = /127\.0\.0\.1:(\d+)/.exec(await printed(first, "Ctrl-C ends."))?.[1] ?? "";
    const { status, stderr } = await runCommand(["serve", project, "--port", port]);
    first.kill("SIGINT");
    assert.equal(status, 2);
    assert.match(
      stderr,
      new RegExp(
        `^gatewright: Port ${port} of 127.0.0.1 is taken by another program: end that one, or choose another port with --port.$`,
        "m",
      ),
    );
  });

  it("refuses a port that is none", async () => {
    const { status, stderr } = await runCommand(["serve", project, "--port", "http"]);
    assert.equal(status, 2);
    assert.match(
      stderr,
      /option '-p, --port <port>' argument 'http' is invalid. expected a whole number from 0 to 65535/,
    );
  });
});
