// The handler that every server of the benchmark runs.
exports.handler = async (event) => ({
  statusCode: 200,
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ hello: event.queryStringParameters?.name ?? "world" }),
});
