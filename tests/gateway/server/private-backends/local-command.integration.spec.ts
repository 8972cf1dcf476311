import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { untilGone } from "../../../support/processes";

const SERVER = `require("node:http").createServer((request, response) => response.end(String(process.pid))).listen(Number(process.env.PORT), "127.0.0.1")`;

describe("a command instead of a private backend", () => {
  for (const signal of ["SIGKILL", "SIGHUP"] as const) {
    it(`ends with a gateway that ends by ${signal}, and so gives its port back`, async () => {
      const fixture = join(__dirname, "fixtures/start-command.ts");
      const run = `"${process.execPath}" -e '${SERVER}'`;
      const gateway = spawn(process.execPath, ["-r", "ts-node/register/transpile-only", fixture, run], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      const [line] = (await once(gateway.stdout, "data")) as [Buffer];
      const pid = Number(await (await fetch(line.toString().trim())).text());
      gateway.kill(signal);
      await once(gateway, "exit");
      await untilGone(pid);
    });
  }
});
