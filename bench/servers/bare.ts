import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** The floor: what node:http itself does with a JSON answer, for `/hello` 200 and for all else 404. */
const server = createServer((request, response) => {
  const found = request.url?.startsWith("/hello") === true;
  const body = found ? '{"hello":"world"}' : '{"message":"Not Found"}';
  response.writeHead(found ? 200 : 404, { "content-type": "application/json", "content-length": body.length });
  response.end(body);
});
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
process.once("disconnect", () => process.exit());
