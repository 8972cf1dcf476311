import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Pool } from "undici";

/** The floor of a proxy: `node:http` before a pool of undici, which hands each request and each response on as it is. */
const pool = new Pool(process.argv[2] ?? "", { connections: 256 });
const server = createServer((request, response) => {
  pool
    .stream(
      { path: request.url ?? "/", method: "GET", headers: request.headers, opaque: response },
      ({ statusCode, headers }) => {
        response.writeHead(statusCode, headers);
        return response;
      },
    )
    .catch(() => response.destroy());
});
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
process.once("disconnect", () => process.exit());
