import { createServer as createHttpServer, type RequestListener, type Server as HttpServer } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { type AddressInfo, connect, type Server, type Socket } from "node:net";
import { createServer as createTlsServer, type TlsOptions } from "node:tls";

/** A server on a free port of loopback. */
export interface Running {
  port: number;
  close(): Promise<void>;
}

/** Ends TLS and hands the bytes on, as API Gateway's front does. */
export function startFront(options: TlsOptions, upstreamPort: () => number): Promise<Running> {
  return listen(
    createTlsServer(options, (client) => {
      const upstream = connect(upstreamPort(), "127.0.0.1");
      client.pipe(upstream).pipe(client);
      client.on("error", () => upstream.destroy());
      upstream.on("error", () => client.destroy());
      client.on("close", () => upstream.destroy());
    }),
  );
}

export function startHttps(options: TlsOptions, handle: RequestListener): Promise<Running> {
  return listen(createHttpsServer(options, handle));
}

export function startHttp(handle: RequestListener, upgrade?: (socket: Socket) => void): Promise<Running> {
  const server: HttpServer = createHttpServer(handle);
  if (upgrade !== undefined) {
    server.on("upgrade", (_request, socket: Socket) => upgrade(socket));
  }
  return listen(server);
}

function listen(server: Server): Promise<Running> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      resolve({
        port,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            sockets.forEach((socket) => socket.destroy());
          }),
      });
    });
  });
}
