exports.handler = () => Promise.resolve({ statusCode: 200, body: JSON.stringify({ hello: "world" }) });
