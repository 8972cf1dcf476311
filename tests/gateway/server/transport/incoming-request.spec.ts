import assert from "node:assert/strict";
import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import { IncomingRequest } from "../../../../gateway/server/transport/incoming-request";

describe("IncomingRequest", () => {
  it("of a client that has left an HTTPS connection has no TLS version and no cipher", () => {
    const socket = new TLSSocket(new Socket());
    const message = new IncomingMessage(socket);
    socket.destroy();
    assert.deepEqual(new IncomingRequest(message, "/").tls, { version: "", cipherSuite: "" });
  });
});
