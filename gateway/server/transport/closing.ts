import type { Server } from "node:http";
import type { Socket } from "node:net";

/** Milliseconds that clients have to take in what ends their connections, such as the close frame of a WebSocket. */
const GRACE_MS = 1_000;

/** The open connections of each server, before their TLS handshake and after an upgrade, too. */
const connections = new WeakMap<Server, Set<Socket>>();

/** Remembers a server's connections: `closeAllConnections` knows none before its handshake has ended, nor after an upgrade. */
export function watchConnections<T extends Server>(server: T): T {
  const open = new Set<Socket>();
  connections.set(server, open);
  server.on("connection", (socket: Socket) => {
    // one that offers an upgrade with each request comes again with each: `ignoreUpgrade`
    if (!open.has(socket)) {
      open.add(socket);
      socket.once("close", () => open.delete(socket));
    }
  });
  return server;
}

/** Closes a server with all its connections; otherwise a client that connects and says nothing keeps it open for minutes. */
export async function closeServer(server: Server | undefined): Promise<void> {
  if (server === undefined) {
    return;
  }
  const closed = new Promise<void>((done) => server.close(() => done()));
  server.closeAllConnections();
  const grace = setTimeout(() => connections.get(server)?.forEach((socket) => socket.destroy()), GRACE_MS);
  await closed;
  clearTimeout(grace);
}
