// The container's program. It answers with what reached it, so that one sees what API Gateway sends.
const { createServer } = require("node:http");

createServer((request, response) => {
  if (request.url === "/slow") {
    return; // never answers: the integration's timeout does
  }
  response.setHeader("content-type", "application/json");
  const { method, url, headers } = request;
  response.end(JSON.stringify(url === "/health" ? { up: true, pid: process.pid } : { method, url, headers }));
}).listen(Number(process.env.PORT ?? 8080));

process.on("SIGTERM", () => process.exit(0));
