import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { WEBSOCKET_API_LIMITS } from "../../../aws/quotas";
import { jsFunction } from "../../support/http-program";
import { webSocketApi } from "../../support/websocket-program";
import { Backend } from "../http-api/echo";
import { PAGES } from "../http-api/pages";
import { echo, evaluated } from "./functions";
import { closing, frameBytes, OPCODES, serverFrames } from "../../support/websocket-frames";
import { ended, logged, rawUpgrade, type WebSocketCase, webSocketConformance } from "./harness";

const named = (name: string) =>
  jsFunction(name, `exports.handler = async () => ({ statusCode: 200, body: "${name}" });`);
const silent = jsFunction("silent", `exports.handler = async () => ({ statusCode: 200, body: "unheard" });`);

function goesTo(name: string, message: string | object, answer: string): WebSocketCase {
  return {
    name,
    source: PAGES.webSocketRoutes,
    run: async ({ open }) => {
      const client = await open();
      client.send(message);
      assert.equal(await client.next(), answer);
      await client.close();
    },
  };
}

webSocketConformance({
  name: "conformance: route selection",
  given: () => [
    named("join"),
    named("leave"),
    named("list"),
    named("fallback"),
    ...webSocketApi({
      routes: {
        join: { function: "join", response: true },
        leave: { function: "leave", response: true },
        "[1, 2]": { function: "list", response: true },
        $default: { function: "fallback", response: true },
      },
    }),
  ],
  cases: [
    goesTo("the value that the expression reads is the route's key", { action: "join" }, "join"),
    goesTo("another value is another route", { action: "leave" }, "leave"),
    goesTo("a value without route goes to $default", { action: "shout" }, "fallback"),
    goesTo("case counts", { action: "JOIN" }, "fallback"),
    goesTo("a message without the member goes to $default", { other: "join" }, "fallback"),
    goesTo("a message that is no JSON goes to $default", "join", "fallback"),
    goesTo("a JSON text that is no object goes to $default", '"join"', "fallback"),
    goesTo("a list becomes a text", { action: [1, 2] }, "list"),
    goesTo("null goes to $default", { action: null }, "fallback"),
    goesTo("$connect cannot be asked for by name", { action: "$connect" }, "fallback"),
    goesTo("$default can", { action: "$default" }, "fallback"),
  ],
});

webSocketConformance({
  name: "conformance: an expression of several variables and static text",
  given: () => [
    named("both"),
    ...webSocketApi({
      api: { routeSelectionExpression: "${request.body.service}/${request.body.do.action}" },
      routes: { "chat/join": { function: "both", response: true } },
    }),
  ],
  cases: [
    goesTo("reads nested members", { service: "chat", do: { action: "join" } }, "both"),
    {
      name: "a message without route and without $default is answered with an error, and the connection stays",
      source: PAGES.webSocketRoutes,
      run: async ({ open }) => {
        const client = await open();
        client.send({ service: "chat" });
        const { message, connectionId, requestId } = await client.nextJson();
        assert.equal(message, "Forbidden");
        assert.match(String(connectionId), /^[\w-]{15}=$/);
        assert.equal(typeof requestId, "string");
        client.send({ service: "chat", do: { action: "join" } });
        assert.equal(await client.next(), "both");
        await client.close();
      },
    },
  ],
});

webSocketConformance({
  name: "conformance: Lambda proxy integrations of messages",
  given: () => [
    echo(),
    evaluated(),
    evaluated("endless", { timeout: 1 }),
    silent,
    ...webSocketApi({
      routes: {
        echo: { function: "echo", response: true },
        evaluated: { function: "evaluated", response: true },
        endless: { function: "endless", response: true },
        silent: { function: "silent" },
        slow: { function: "evaluated", integration: { timeoutMilliseconds: 50 }, response: true },
      },
      stages: { dev: { stageVariables: { color: "blue" } } },
    }),
  ],
  cases: [
    {
      name: "the event has the message as its body and the message's context",
      source: PAGES.webSocketRequests,
      run: async ({ open }) => {
        const client = await open();
        client.send('{"action":"echo","n":1}');
        const event = await client.nextJson();
        assert.equal(event.body, '{"action":"echo","n":1}');
        assert.equal(event.isBase64Encoded, false);
        assert.deepEqual(event.stageVariables, { color: "blue" });
        const context = event.requestContext as Record<string, unknown>;
        assert.equal(context.routeKey, "echo");
        assert.equal(context.eventType, "MESSAGE");
        assert.match(String(context.messageId), /=$/);
        assert.equal("headers" in event, false);
        await client.close();
      },
    },
    {
      name: "two messages of a connection have one connection id and two message ids",
      source: PAGES.webSocketTemplates,
      run: async ({ open }) => {
        const client = await open();
        client.send({ action: "echo" });
        client.send({ action: "echo" });
        const contexts = [(await client.nextJson()).requestContext, (await client.nextJson()).requestContext];
        const [first, second] = contexts as [Record<string, unknown>, Record<string, unknown>];
        assert.equal(first.connectionId, second.connectionId);
        assert.equal(first.connectedAt, second.connectedAt);
        assert.notEqual(first.messageId, second.messageId);
        assert.notEqual(first.requestId, second.requestId);
        await client.close();
      },
    },
    {
      name: "the domain name of the event is where the callback API answers",
      source: PAGES.webSocketCallbacks,
      run: async ({ open, server }) => {
        const client = await open();
        client.send({ action: "echo" });
        const { requestContext } = (await client.nextJson()) as { requestContext: { domainName: string } };
        assert.equal(`https://${requestContext.domainName}`, server.gateway.endpoints.connections);
        await client.close();
      },
    },
    {
      name: "a route without route response is one-way",
      source: PAGES.webSocketResponses,
      run: async ({ open }) => {
        const client = await open();
        client.send({ action: "silent" });
        client.send({ action: "echo" });
        assert.equal((await client.nextJson()).body, '{"action":"echo"}');
        assert.deepEqual(client.messages, []);
        await client.close();
      },
    },
    {
      name: "a base64 body is decoded",
      source: PAGES.webSocketResponses,
      run: async ({ open }) => {
        const client = await open();
        client.send({ action: "evaluated", answer: '{ statusCode: 200, body: "aGVsbG8=", isBase64Encoded: true }' });
        assert.equal(await client.next(), "hello");
        await client.close();
      },
    },
    ...(
      [
        ["a function that throws", "evaluated", '(() => { throw new Error("broken"); })()', /broken/],
        ["a function that times out", "endless", "new Promise(() => setInterval(() => undefined, 1000))", /timed out/],
        [
          "an integration that times out",
          "slow",
          "new Promise((r) => setTimeout(r, 2500))",
          /within the integration's 50 ms/,
        ],
        ["a result without statusCode", "evaluated", "({ ok: true })", /expected \{ statusCode: 200 \}/],
        ["a body that is no text", "evaluated", "({ statusCode: 200, body: {} })", /JSON\.stringify/],
      ] as const
    ).map(([what, action, answer, log]): WebSocketCase => ({
      name: `${what} is an internal server error, and the connection stays`,
      source: PAGES.webSocketTrouble,
      run: async ({ open, server }) => {
        const client = await open();
        client.send({ action, answer });
        assert.equal((await client.nextJson()).message, "Internal server error");
        await logged(server, log);
        client.send({ action: "echo" });
        assert.equal((await client.nextJson()).body, '{"action":"echo"}');
        await client.close();
      },
    })),
  ],
});

let backend: Backend;
webSocketConformance({
  name: "conformance: HTTP and MOCK integrations",
  given: async () => {
    backend = await Backend.start();
    return webSocketApi({
      routes: {
        $connect: { http: `${backend.url}/connect` },
        proxy: {
          http: `${backend.url}/messages/{room}`,
          integration: {
            requestParameters: {
              "integration.request.header.x-connection": "context.connectionId",
              "integration.request.header.x-static": "'fixed'",
              "integration.request.querystring.kind": "route.request.body.kind",
              "integration.request.path.room": "route.request.body.room",
              "integration.request.header.x-color": "stageVariables.color",
            },
          },
          response: true,
        },
        http: {
          integration: {
            integrationType: "HTTP",
            integrationUri: `${backend.url}/mapped`,
            integrationMethod: "PUT",
            templateSelectionExpression: "\\$default",
            requestTemplates: { $default: '{"said":$input.json(\'$.text\'),"by":"$context.connectionId"}' },
          },
          integrationResponses: { $default: { responseTemplates: { $default: "{\"got\":$input.json('$.body')}" } } },
          response: true,
        },
        failing: {
          integration: {
            integrationType: "HTTP",
            integrationUri: `${backend.url}/failing`,
            requestParameters: { "integration.request.header.x-answer": "'418'" },
          },
          integrationResponses: {
            "/4\\d\\d/": { responseTemplates: { $default: "teapot" } },
            $default: { responseTemplates: { $default: "fine" } },
          },
          response: true,
        },
        mock: {
          integration: {
            integrationType: "MOCK",
            templateSelectionExpression: "200",
            requestTemplates: { "200": '{"statusCode":200}' },
          },
          integrationResponses: { $default: { responseTemplates: { $default: '{"pong":"$context.routeKey"}' } } },
          response: true,
        },
        templated: {
          integration: { integrationType: "MOCK", requestTemplates: { $default: '{"statusCode":200}' } },
          integrationResponses: { $default: { responseTemplates: { $default: "inner" } } },
          response: { responseTemplates: { $default: "<$input.body>" } },
        },
        never: {
          integration: { integrationType: "MOCK", passthroughBehavior: "NEVER" },
          response: true,
        },
        gone: { http: "http://127.0.0.1:9/nobody", response: true },
        translate: {
          integration: {
            integrationType: "AWS",
            integrationUri: "arn:aws:apigateway:eu-west-1:translate:action/TranslateText",
          },
          response: true,
        },
        queue: {
          integration: {
            integrationType: "AWS",
            integrationUri: "arn:aws:apigateway:eu-west-1:sqs:path/123456789012/orders-${stageVariables.color}",
            requestParameters: { "integration.request.header.Content-Type": "'application/x-www-form-urlencoded'" },
            requestTemplates: {
              $default: "Action=SendMessage&MessageBody=$util.urlEncode($input.json('$.text'))",
            },
            templateSelectionExpression: "\\$default",
          },
          integrationResponses: {
            $default: {
              responseTemplates: {
                $default: `{"md5":"$input.path('$.SendMessageResponse.SendMessageResult.MD5OfMessageBody')"}`,
              },
            },
            "/4\\d{2}/": { responseTemplates: { $default: `{"code":"$input.path('$.Error.Code')"}` } },
          },
          response: true,
        },
      },
      stages: { dev: { stageVariables: { color: "blue" } } },
    });
  },
  after: () => backend.close(),
  cases: [
    {
      name: "an HTTP proxy posts the message, with what its parameters map",
      source: PAGES.webSocketMapping,
      run: async ({ open }) => {
        const client = await open();
        const message = { action: "proxy", kind: "a b", room: "7/8" };
        client.send(message);
        const received = (await client.nextJson()) as { method: string; url: string; headers: Record<string, string> };
        assert.equal(received.method, "POST");
        assert.equal(received.url, "/messages/7%2F8?kind=a+b");
        assert.match(received.headers["x-connection"] ?? "", /=$/);
        assert.equal(received.headers["x-static"], "fixed");
        assert.equal(received.headers["x-color"], "blue");
        assert.deepEqual(JSON.parse(String((received as unknown as { body: string }).body)), message);
        await client.close();
      },
    },
    {
      name: "an HTTP integration's templates render request and answer",
      source: PAGES.webSocketIntegrationResponses,
      run: async ({ open }) => {
        const client = await open();
        client.send({ action: "http", text: "hi" });
        const { got } = (await client.nextJson()) as { got: string };
        assert.match(got, /^\{"said":"hi","by":"[\w-]{15}="\}$/);
        await client.close();
      },
    },
    goesTo("an integration response is chosen by the backend's status", { action: "failing" }, "teapot"),
    goesTo("a MOCK integration answers by its templates", { action: "mock" }, '{"pong":"mock"}'),
    // the MD5 of "hi" with its quotes
    goesTo(
      "an AWS service is called, and its answer mapped",
      { action: "queue", text: "hi" },
      `{"md5":"${createHash("md5").update('"hi"').digest("hex")}"}`,
    ),
    goesTo("a route response's template renders the answer", { action: "templated" }, "<inner>"),
    ...(
      [
        ["a backend that nobody runs", "gone", /ECONNREFUSED/],
        ["an integration that passes nothing through", "never", /no request template fits/],
        [
          "an AWS service without a stand-in",
          "translate",
          /translate:action\/TranslateText does not run on this machine/,
        ],
      ] as const
    ).map(([what, action, log]): WebSocketCase => ({
      name: `${what} is an internal server error`,
      source: PAGES.webSocketTrouble,
      run: async ({ open, server }) => {
        const client = await open();
        client.send({ action });
        assert.equal((await client.nextJson()).message, "Internal server error");
        await logged(server, log);
        await client.close();
      },
    })),
  ],
});

webSocketConformance({
  name: "conformance: sizes and kinds of messages",
  given: () => [
    jsFunction("length", `exports.handler = async (event) => ({ statusCode: 200, body: String(event.body.length) });`),
    jsFunction(
      "long",
      `exports.handler = async (event) => ({ body: "x".repeat(JSON.parse(event.body).length), statusCode: 200 });`,
    ),
    ...webSocketApi({
      routes: { $default: { function: "length", response: true }, long: { function: "long", response: true } },
    }),
  ],
  cases: [
    {
      name: "a route response of 128 KB is sent, and a larger one is an error that leaves the connection open",
      source: PAGES.webSocketQuotas,
      run: async ({ open, server }) => {
        const client = await open();
        client.send({ action: "long", length: 128 * 1024 });
        assert.equal((await client.next()).length, 128 * 1024);
        client.send({ action: "long", length: 128 * 1024 + 1 });
        assert.equal((await client.nextJson()).message, "Internal server error");
        await logged(server, /failed, the route response has 131073 bytes, over a message's 131072: send it in parts/);
        client.send("still here");
        assert.equal(await client.next(), "10");
        await client.close();
      },
    },
    {
      name: "a frame of 32 KB is taken",
      source: PAGES.webSocketQuotas,
      run: async ({ open }) => {
        const client = await open();
        client.send("x".repeat(WEBSOCKET_API_LIMITS.frame.value));
        assert.equal(await client.next(), "32768");
        await client.close();
      },
    },
    {
      name: "a larger frame closes the connection with 1009",
      source: PAGES.webSocketQuotas,
      run: async ({ open }) => {
        const client = await open();
        client.send("x".repeat(WEBSOCKET_API_LIMITS.frame.value + 1));
        assert.equal((await client.end()).code, 1009);
        assert.deepEqual(client.messages, []);
      },
    },
    {
      name: "a message of 128 KB in four frames is taken",
      source: PAGES.webSocketQuotas,
      run: async ({ open }) => {
        const client = await open();
        const frame = "x".repeat(WEBSOCKET_API_LIMITS.frame.value);
        [1, 2, 3, 4].forEach((part) => client.socket.send(frame, { fin: part === 4 }));
        assert.equal(await client.next(), "131072");
        await client.close();
      },
    },
    {
      name: "a larger message closes the connection with 1009",
      source: PAGES.webSocketQuotas,
      run: async ({ open }) => {
        const client = await open();
        const frame = "x".repeat(WEBSOCKET_API_LIMITS.frame.value);
        [1, 2, 3, 4, 5].forEach((part) => client.socket.send(frame, { fin: part === 5 }));
        assert.equal((await client.end()).code, 1009);
      },
    },
    {
      name: "a binary frame closes the connection with 1003",
      source: PAGES.webSocketBinary,
      run: async ({ open }) => {
        const client = await open();
        client.send(Buffer.from([1, 2, 3]));
        assert.equal((await client.end()).code, 1003);
      },
    },
    {
      name: "a ping is answered",
      source: PAGES.webSocketQuotas,
      run: async ({ open }) => {
        const client = await open();
        const pong = new Promise<string>((resolve) =>
          client.socket.on("pong", (data: Buffer) => resolve(data.toString())),
        );
        client.socket.ping("are you there");
        assert.equal(await pong, "are you there");
        await client.close();
      },
    },
    {
      name: "text that is not UTF-8 closes the connection with 1007",
      source: PAGES.webSocketQuotas,
      run: async ({ open }) => {
        const client = await open();
        client.socket.send(Buffer.from([0xff, 0xfe]), { binary: false });
        assert.equal((await client.end()).code, 1007);
      },
    },
    {
      name: "a malformed frame ends the connection with 1002, and the log says so",
      source: PAGES.webSocketQuotas,
      run: async ({ url, server }) => {
        const answer = await rawUpgrade(url, Buffer.from([0xf1, 0x80, 0, 0, 0, 0]));
        assert.match(answer.toString("latin1"), /^HTTP\/1\.1 101 /);
        assert.equal(answer.readUInt16BE(answer.length - 2), 1002);
        await logged(server, /Invalid WebSocket frame/);
      },
    },
    ...(
      [
        ["a control frame of 126 bytes", [{ opcode: OPCODES.ping, payload: Buffer.alloc(126) }], 1002],
        ["a ping in parts", [{ opcode: OPCODES.ping, payload: Buffer.alloc(1), fin: false }], 1002],
        ["a part without a beginning", [{ opcode: OPCODES.continuation, payload: Buffer.from("x") }], 1002],
        [
          "a message within a message",
          [
            { opcode: OPCODES.text, payload: Buffer.from("x"), fin: false },
            { opcode: OPCODES.text, payload: Buffer.from("y") },
          ],
          1002,
        ],
        ["a reserved bit", [{ opcode: OPCODES.text, payload: Buffer.from("x"), reserved: 4 }], 1002],
        ["a close frame with a code that is none", [{ opcode: OPCODES.close, payload: closing(1005) }], 1002],
        [
          "a character that is cut by the end of a message",
          [
            { opcode: OPCODES.text, payload: Buffer.from([0xe2, 0x82]), fin: false },
            { opcode: OPCODES.continuation, payload: Buffer.alloc(0) },
          ],
          1007,
        ],
        [
          "a ping between the parts of a message that is too large",
          [1, 2, 3, 4, 5].flatMap((part) => [
            {
              opcode: part === 1 ? OPCODES.text : OPCODES.continuation,
              payload: Buffer.alloc(32_768, "x"),
              fin: part === 5,
            },
            { opcode: OPCODES.ping, payload: Buffer.alloc(0) },
          ]),
          1009,
        ],
      ] as const
    ).map(([what, frames, code]): WebSocketCase => ({
      name: `${what} ends the connection with ${code}`,
      source: PAGES.webSocketQuotas,
      run: async ({ url }) => {
        const answer = await rawUpgrade(url, Buffer.concat(frames.map(frameBytes)));
        const frame = serverFrames(answer.subarray(answer.indexOf("\r\n\r\n") + 4)).at(-1);
        assert.deepEqual([frame?.opcode, frame?.payload.readUInt16BE()], [OPCODES.close, code]);
      },
    })),
    {
      name: "a client that pings for ever and reads nothing is left",
      source: PAGES.webSocketQuotas,
      run: async ({ url }) => {
        const ping = frameBytes({ opcode: OPCODES.ping, payload: Buffer.alloc(125) });
        const flood = Buffer.concat(Array.from({ length: 80_000 }, () => ping));
        await assert.doesNotReject(ended(url, flood));
      },
    },
    {
      name: "a frame without mask ends the connection with 1002",
      source: PAGES.webSocketQuotas,
      run: async ({ url }) => {
        const answer = await rawUpgrade(url, Buffer.from([0x81, 0x01, 0x61]));
        assert.equal(answer.readUInt16BE(answer.length - 2), 1002);
      },
    },
  ],
});
