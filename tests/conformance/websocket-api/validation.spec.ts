import assert from "node:assert/strict";
import { jsFunction } from "../../support/http-program";
import { webSocketApi } from "../../support/websocket-program";
import { PAGES } from "../http-api/pages";
import { Client, logged, type WebSocketCase, webSocketConformance } from "./harness";

/** The model of AWS's tutorial. */
const EMAIL = {
  $schema: "http://json-schema.org/draft-04/schema#",
  type: "object",
  required: ["address"],
  properties: { address: { type: "string" } },
};
const TEXT = { type: "object", required: ["text"], properties: { text: { type: "string", maxLength: 5 } } };
const ORDER = {
  type: "object",
  properties: { line: { $ref: "#/definitions/Line" } },
  definitions: { Line: { type: "object", required: ["item"] } },
};
const models = { email: EMAIL, text: TEXT, order: ORDER, broken: { type: 7 } };
const got = jsFunction("got", `exports.handler = async (event) => ({ statusCode: 200, body: "got it" });`);
const byType = { modelSelectionExpression: "$request.body.messageType" };

function answers(name: string, message: string | object, expected: RegExp, log?: RegExp): WebSocketCase {
  return {
    name,
    source: PAGES.webSocketValidation,
    run: async ({ open, server }) => {
      const client = await open();
      client.send(message);
      assert.match(await client.next(), expected);
      await (log === undefined ? Promise.resolve() : logged(server, log));
      await client.close();
    },
  };
}

const GOT = /^got it$/;
/** As the tutorial shows it, spaces included. */
const INVALID = /^\{"message": "Invalid request body", "connectionId":"[\w-]{15}=", "requestId":"[^"]+"\}$/;

webSocketConformance({
  name: "conformance: models of messages",
  given: () => [
    got,
    ...webSocketApi({
      models,
      routes: {
        $connect: {},
        one: {
          function: "got",
          response: true,
          route: { modelSelectionExpression: "\\$default", requestModels: { $default: "email" } },
        },
        many: {
          function: "got",
          response: true,
          route: { ...byType, requestModels: { email: "email", text: "text" } },
        },
        rest: {
          function: "got",
          response: true,
          route: { ...byType, requestModels: { email: "email", $default: "text" } },
        },
        order: {
          function: "got",
          response: true,
          route: { modelSelectionExpression: "$default", requestModels: { $default: "order" } },
        },
        none: { function: "got", response: true, route: { requestModels: { $default: "email" } } },
        broken: {
          function: "got",
          response: true,
          route: { modelSelectionExpression: "x", requestModels: { x: "broken" } },
        },
        $default: {
          function: "got",
          response: true,
          route: { modelSelectionExpression: "\\$default", requestModels: { $default: "text" } },
        },
      },
      stages: {
        dev: {
          accessLogSettings: {
            destinationArn: "arn:aws:logs:eu-west-1:123456789012:log-group:a",
            format: "LOG $context.routeKey $context.status",
          },
        },
      },
    }),
  ],
  cases: [
    answers("a message that fits its model reaches the integration", { action: "one", address: "a@b.c" }, GOT),
    answers(
      "one that does not is refused",
      { action: "one", address: 7 },
      INVALID,
      /chat one .*: 400, the message does not fit its model: instance type \(integer\)/,
    ),
    answers("the log has its status", { action: "one" }, INVALID, /^LOG one 400$/),
    answers("the expression chooses the model", { action: "many", messageType: "text", text: "hello" }, GOT),
    answers("the chosen model counts", { action: "many", messageType: "text", address: "a@b.c" }, INVALID),
    answers(
      "without a model that fits the validation fails",
      { action: "many", messageType: "image" },
      INVALID,
      /no model fits/,
    ),
    answers("so it does where the expression finds nothing", { action: "many" }, INVALID),
    answers("$default is the model of all others", { action: "rest", messageType: "image", text: "hello" }, GOT),
    answers("and refuses what does not fit it", { action: "rest", text: "too long" }, INVALID),
    answers("a local definition counts", { action: "order", line: {} }, INVALID, /item/),
    answers("models without an expression validate nothing", { action: "none" }, GOT),
    answers("a message that is no JSON fits no model", "plain", INVALID, /Unknown error parsing request body/),
    answers(
      "a model that is none is an internal server error",
      { action: "broken" },
      /"Internal server error"/,
      /no JSON Schema of draft 4/,
    ),
  ],
});

webSocketConformance({
  name: "conformance: parameters that $connect requires",
  given: () => [
    got,
    ...webSocketApi({
      routes: {
        $connect: {
          function: "got",
          route: {
            requestParameters: [
              { requestParameterKey: "route.request.header.X-Room", required: true },
              { requestParameterKey: "route.request.querystring.token", required: true },
              { requestParameterKey: "route.request.querystring.page", required: false },
            ],
          },
        },
      },
    }),
  ],
  cases: [
    {
      name: "let a client in that has them",
      source: PAGES.webSocketRoute,
      run: async ({ open }) => {
        await (await open({ headers: { "x-room": "7" }, query: "?token=t" })).close();
      },
    },
    {
      name: "refuse one that has not, and the log notes that AWS's answer isn't known",
      source: PAGES.webSocketRoute,
      run: async ({ refused, server }) => {
        const { body } = await refused(400, { query: "?token=" });
        assert.match(body, /^\{"message": "Missing required request parameters: \[X-Room, token\]", "connectionId":/);
        await logged(server, /lacks X-Room, token.*isn't known/);
      },
    },
  ],
});

webSocketConformance({
  name: "conformance: selection of templates and responses",
  given: () => [
    jsFunction(
      "fails",
      `exports.handler = async ({ why }) => { if (why) { throw new Error(why); } return { fine: true }; };`,
    ),
    ...webSocketApi({
      routes: {
        chosen: {
          integration: {
            integrationType: "MOCK",
            templateSelectionExpression: "${request.body.kind}-${request.body.missing}",
            requestTemplates: { "a-": '{"statusCode": 201}', $default: '{"statusCode": 418}' },
          },
          integrationResponses: {
            $default: {
              templateSelectionExpression: "${integration.response.statuscode}-${request.body.kind}",
              responseTemplates: { "201-a": "created a", $default: "anything else" },
            },
          },
          response: true,
          route: { routeResponseSelectionExpression: "\\$default" },
        },
        lambda: {
          function: "fails",
          integration: { integrationType: "AWS" },
          integrationResponses: {
            "/Not.*/": { responseTemplates: { $default: "absent: $input.path('$.errorMessage')" } },
            $default: {},
          },
          response: true,
        },
        unexpected: { function: "fails", integration: { integrationType: "AWS" }, response: true },
      },
    }),
  ],
  cases: [
    answers(
      "a template is chosen by several variables, those without a value empty",
      { action: "chosen", kind: "a" },
      /^created a$/,
    ),
    answers("and $default is for the rest", { action: "chosen", kind: "b" }, /^anything else$/),
    answers(
      "a function's error message chooses the response",
      { action: "lambda", why: "Not here\n" },
      /^absent: Not here\n$/,
    ),
    answers("its result is the default response's", { action: "lambda" }, /^\{"fine":true\}$/),
    answers(
      "an error without a response for it is an internal server error",
      { action: "unexpected", why: "x" },
      /"Internal server error"/,
    ),
  ],
});

webSocketConformance({
  name: "conformance: several stages of a WebSocket API",
  given: () => [
    jsFunction(
      "told",
      `exports.handler = async ({ stageVariables, requestContext: { stage, domainName } }) => ({ statusCode: 200, body: JSON.stringify([stage, stageVariables?.color ?? null]) });`,
    ),
    ...webSocketApi({
      routes: { $default: { function: "told", response: true } },
      stages: {
        live: { stageVariables: { color: "blue" } },
        test: {
          stageVariables: { color: "red" },
          defaultRouteSettings: { throttlingRateLimit: 0.01, throttlingBurstLimit: 1 },
        },
      },
    }),
  ],
  cases: [
    {
      name: "each has its variables, its throttle and its own connections",
      source: PAGES.webSocketRoutes,
      run: async ({ open, server, url }) => {
        const { gateway } = server;
        assert.deepEqual(
          gateway.apis.map((api) => api.url.replace(/.*:\d+/, "")),
          ["/live", "/test"],
        );
        const live = await open();
        const test = await Client.open(url.replace(/live$/, "test"));
        for (const times of ["first", "second"]) {
          live.send("which");
          assert.equal(await live.next(), '["live","blue"]', times);
        }
        test.send("which");
        assert.equal(await test.next(), '["test","red"]');
        test.send("which");
        assert.equal((await test.nextJson()).message, "Too many requests");
        await Promise.all([live.close(), test.close()]);
      },
    },
  ],
});
