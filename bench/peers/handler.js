// The handler that every server of the benchmark runs.
exports.handler = async (event) => ({
  statusCode: 200,
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ hello: event.queryStringParameters?.name ?? "world" }),
});

// A WebSocket client gets its own message back.
exports.echo = async ({ body }) => ({ statusCode: 200, body });
