import assert from "node:assert/strict";
import { createServer } from "node:http";
import { listen } from "../../../../gateway/server/transport/listener";

/** A server of which the system refuses the address with this error code. */
function refused(code: string): ReturnType<typeof createServer> {
  const server = createServer();
  const error = Object.assign(new Error(`listen ${code}`), { code });
  server.listen = () => (server.emit("error", error), server);
  return server;
}

describe("the address that the gateway listens on", () => {
  it("is refused with its fix where it is no address of this machine", async () => {
    await assert.rejects(listen(createServer(), "192.0.2.1", 0), {
      message:
        "192.0.2.1 is not an address of this machine. Choose one with --host: 127.0.0.1 for this machine alone, 0.0.0.0 for all its addresses.",
    });
  });

  for (const [code, host, port, message] of [
    [
      "ENOTFOUND",
      "999.1.1.1",
      8080,
      "--host 999.1.1.1 is neither an IP address nor a name of this machine. Write one, such as 127.0.0.1, or 0.0.0.0 for all addresses.",
    ],
    [
      "EAI_AGAIN",
      "laptop.test",
      8080,
      "--host laptop.test is neither an IP address nor a name of this machine. Write one, such as 127.0.0.1, or 0.0.0.0 for all addresses.",
    ],
    [
      "EACCES",
      "127.0.0.1",
      80,
      "This user may not listen on port 80 of 127.0.0.1: choose a port from 1024 on with --port.",
    ],
    ["EINVAL", "fe80::1", 8080, "Cannot listen on fe80::1:8080: listen EINVAL. Choose another address with --host."],
  ] as const) {
    it(`is refused with its fix where the system answers ${code}`, () =>
      assert.rejects(listen(refused(code), host, port), { message }));
  }
});
