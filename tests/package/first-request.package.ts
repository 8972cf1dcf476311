import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { printed } from "../support/command";
import { packed, run } from "./project";

/** The kinds of project, and the line of the banner by which the first request goes. */
const TEMPLATES = ["http-api", "rest-api", "multi-stack"] as const;

describe("from an empty folder to the first answer", () => {
  let folder: string;
  let tarball: string;

  before(() => ({ folder, tarball } = packed()));
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const template of TEMPLATES) {
    it(`of ${template} takes four commands: init, install, start, and the curl line that is printed`, async function () {
      const times: [string, number][] = [];
      const timed = async <T>(name: string, action: () => T | Promise<T>): Promise<T> => {
        const started = performance.now();
        const result = await action();
        times.push([name, (performance.now() - started) / 1000]);
        return result;
      };
      const project = join(folder, template);

      await timed("init", () =>
        run(folder, ["npx", "--yes", "--package", tarball, "gatewright", "init", template, "--template", template]),
      );
      // without the name of the tarball once the package is published
      await timed("install", () => run(project, ["npm", "install", "--no-audit", "--no-fund", tarball]));
      const server = spawn("npm", ["start", "--", "--port", "0"], {
        cwd: project,
        detached: true, // npm starts a shell, which starts the server: all end at once
        stdio: ["ignore", "pipe", "pipe"],
      });
      try {
        const banner = await timed("start", () => printed(server, "Ctrl-C ends."));
        const [, line = ""] = /^ {2}curl (.*)$/m.exec(banner) ?? assert.fail(`no curl line:\n${banner}`);
        const status = await timed("curl", () =>
          run(project, ["sh", "-c", `curl --silent --output /dev/null --write-out '%{http_code}' ${line}`]),
        );
        assert.equal(status, "200", line);
      } finally {
        process.kill(-(server.pid ?? assert.fail("npm did not start")), "SIGKILL");
      }
      const seconds = times.map(([name, time]) => `${name} ${time.toFixed(1)} s`);
      this.test!.title += ` (${seconds.join(", ")})`;
      assert.equal(times.length, 4);
    });
  }
});
