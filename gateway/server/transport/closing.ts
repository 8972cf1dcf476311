import type { Server } from "node:http";
import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";

/** The connections of each server whose TLS handshake has not ended, by the port of the client. */
const handshakes = new WeakMap<Server, Map<string, Socket>>();

/** Remembers a TLS server's handshakes: `closeAllConnections` knows no connection before its handshake has ended. */
export function watchHandshakes<T extends Server>(server: T): T {
  const open = new Map<string, Socket>();
  handshakes.set(server, open);
  server.on("connection", (socket: Socket) => {
    if (!(socket instanceof TLSSocket)) {
      const client = clientOf(socket);
      open.set(client, socket);
      socket.once("close", () => open.delete(client));
    }
  });
  server.on("secureConnection", (socket: TLSSocket) => open.delete(clientOf(socket)));
  return server;
}

/** Closes a server with all its connections; otherwise a client that connects and says nothing keeps it open for two minutes. */
export function closeServer(server: Server | undefined): Promise<void> {
  if (server === undefined) {
    return Promise.resolve();
  }
  const closed = new Promise<void>((done) => server.close(() => done()));
  server.closeAllConnections();
  handshakes.get(server)?.forEach((socket) => socket.destroy());
  return closed;
}

function clientOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`;
}
