import assert from "node:assert/strict";
import type { ResourceNode } from "../../../engine/graph/graph";
import type { PropertyValue } from "../../../engine/graph/value";
import { functionArn, invokePermission, jsFunction, node } from "../../support/http-program";
import { restoreTime, startAtNoon } from "../../support/noon";
import { webSocketApi, webSocketApiId, webSocketExecutionArn } from "../../support/websocket-program";
import { PAGES } from "../http-api/pages";
import { echo } from "./functions";
import { logged, type WebSocketCase, webSocketConformance } from "./harness";

const source = PAGES.webSocketAuthorizer;
const ARN = webSocketExecutionArn();
const INVOKE = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${functionArn("asked")}/invocations`;
/** Answers what the Auth header says, evaluated. */
const ASKED = `exports.handler = async (event) => eval("(" + event.headers.Auth + ")");`;
const policy = (effect: string, resource: string, context = "{}"): string =>
  `{ principalId: "me", context: ${context}, policyDocument: { Version: "2012-10-17", Statement: [{ Action: "execute-api:Invoke", Effect: "${effect}", Resource: ${resource} }] } }`;

function refuses(name: string, answer: string, status: number, log?: RegExp): WebSocketCase {
  return {
    name,
    source,
    run: async ({ refused, server }) => {
      await refused(status, { headers: { Auth: answer } });
      await (log === undefined ? Promise.resolve() : logged(server, log));
    },
  };
}

webSocketConformance({
  name: "conformance: the authorizer of $connect",
  given: () => [
    echo(),
    jsFunction("asked", ASKED),
    invokePermission("authorizer", "asked", `${ARN}/authorizers/*`),
    ...webSocketApi({
      authorizers: { asked: { authorizerUri: INVOKE, identitySources: ["route.request.header.Auth"] } },
      routes: {
        $connect: { function: "echo", route: { authorizationType: "CUSTOM", authorizerId: "asked" } },
        $default: { function: "echo", response: true },
      },
    }),
  ],
  cases: [
    {
      name: "lets a client in by a policy, and messages have its principal and context",
      source,
      run: async ({ open }) => {
        const client = await open({
          headers: { Auth: policy("Allow", "event.methodArn", `{ plan: "gold", n: 1, yes: true, none: null }`) },
        });
        client.send("who");
        const { requestContext } = (await client.nextJson()) as { requestContext: { authorizer: object } };
        const { integrationLatency, ...authorizer } = requestContext.authorizer as Record<string, unknown>;
        assert.deepEqual(authorizer, { plan: "gold", n: "1", yes: "true", none: null, principalId: "me" });
        assert.equal(typeof integrationLatency, "number");
        await client.close();
      },
    },
    {
      name: "is asked about the route's ARN, with headers and stage",
      source,
      run: async ({ open }) => {
        const asked = `event.type === "REQUEST" && event.methodArn === "${ARN}/dev/$connect" && event.requestContext.stage === "dev" && event.requestContext.routeKey === "$connect"`;
        const answer = `(${asked}) ? ${policy("Allow", `"*"`)} : ({})`;
        await (await open({ headers: { Auth: answer } })).close();
      },
    },
    {
      name: "is asked with the query",
      source,
      run: async ({ open }) => {
        const answer = `event.queryStringParameters.room === "7" ? ${policy("Allow", `"*"`)} : ({})`;
        await (await open({ query: "?room=7", headers: { Auth: answer } })).close();
      },
    },
    refuses("refuses with 403 by a policy that denies", policy("Deny", "event.methodArn"), 403),
    refuses("refuses with 403 by a policy for another route", policy("Allow", `"${ARN}/dev/other"`), 403),
    refuses('refuses with 401 where it throws "Unauthorized"', `(() => { throw "Unauthorized" })()`, 401),
    refuses(
      'refuses with 401 where it throws an error "Unauthorized"',
      `(() => { throw new Error("Unauthorized") })()`,
      401,
    ),
    refuses("fails where the function throws", `(() => { throw new Error("broken") })()`, 500, /broken/),
    refuses("fails where the answer has no principal", `({ policyDocument: {} })`, 500, /principalId/),
    refuses("fails where the answer has nested context", policy("Allow", `"*"`, "{ a: {} }"), 500, /context/),
    refuses("fails where the answer is over 8 KB", `"x".repeat(9000)`, 500, /9\d\d\d bytes/),
    {
      name: "is not asked where an identity source is missing: 401",
      source,
      run: async ({ refused }) => {
        await refused(401);
      },
    },
  ],
});

webSocketConformance({
  name: "conformance: identity sources of a query and a stage variable",
  given: () => [
    jsFunction("asked", `exports.handler = async () => (${policy("Allow", `"*"`)});`),
    invokePermission("authorizer", "asked", `${ARN}/authorizers/*`),
    ...webSocketApi({
      authorizers: {
        asked: {
          authorizerUri: INVOKE,
          identitySources: ["route.request.querystring.token", "stageVariables.color", "context.routeKey"],
        },
      },
      routes: { $connect: { route: { authorizationType: "CUSTOM", authorizerId: "asked" } } },
      stages: { dev: { stageVariables: { color: "blue" } } },
    }),
  ],
  cases: [
    {
      name: "all there: the function is asked",
      source,
      run: async ({ open }) => {
        await (await open({ query: "?token=a" })).close();
      },
    },
    {
      name: "an empty one is a missing one",
      source,
      run: async ({ refused }) => {
        await refused(401, { query: "?token=" });
      },
    },
  ],
});

const iam = () => [
  echo(),
  ...webSocketApi({
    routes: {
      $connect: { function: "echo", route: { authorizationType: "AWS_IAM" } },
      $default: { function: "echo", response: true },
    },
  }),
];

webSocketConformance({
  name: "conformance: IAM authorization of $connect",
  given: iam,
  cases: [
    {
      name: "refuses, since signatures cannot be checked locally",
      source: PAGES.webSocketIam,
      run: async ({ refused, server }) => {
        await refused(403);
        await logged(server, /--iam trust/);
      },
    },
  ],
});

webSocketConformance({
  name: "conformance: IAM authorization of $connect, trusted",
  given: iam,
  options: { iam: "trust" },
  cases: [
    {
      name: "lets clients in as a local caller",
      source: PAGES.webSocketIam,
      run: async ({ open }) => {
        const client = await open();
        client.send("who");
        const { requestContext } = (await client.nextJson()) as { requestContext: { identity: { userArn: string } } };
        assert.equal(requestContext.identity.userArn, "arn:aws:iam::123456789012:user/local");
        await client.close();
      },
    },
  ],
});

webSocketConformance({
  name: "conformance: API keys",
  given: () => [
    echo(),
    node("aws:apigateway/apiKey:ApiKey", "key", { name: "key", value: "a-key-of-twenty-chars" }),
    node("aws:apigateway/apiKey:ApiKey", "unplanned", { name: "unplanned", value: "another-key-of-twenty" }),
    node("aws:apigateway/usagePlan:UsagePlan", "plan", {
      name: "plan",
      apiStages: [{ apiId: webSocketApiId(), stage: "dev" }],
    }),
    node("aws:apigateway/usagePlanKey:UsagePlanKey", "planned", {
      keyId: "key",
      keyType: "API_KEY",
      usagePlanId: "plan",
    }),
    ...webSocketApi({ routes: { $connect: { function: "echo", route: { apiKeyRequired: true } } } }),
  ],
  cases: [
    {
      name: "a key of a usage plan lets a client in",
      source: PAGES.webSocketKeys,
      run: async ({ open }) => {
        await (await open({ headers: { "x-api-key": "a-key-of-twenty-chars" } })).close();
      },
    },
    ...(
      [
        ["no key", {}],
        ["a wrong key", { "x-api-key": "wrong" }],
        ["a key without usage plan", { "x-api-key": "another-key-of-twenty" }],
      ] as const
    ).map(([what, headers]): WebSocketCase => ({
      name: `${what} is forbidden`,
      source: PAGES.webSocketKeys,
      run: async ({ refused }) => {
        await refused(403, { headers });
      },
    })),
  ],
});

/** A plan of the stage with one key. */
const planned = (key: string, value: string, more: Record<string, PropertyValue>): ResourceNode[] => [
  node("aws:apigateway/apiKey:ApiKey", key, { name: key, value }),
  node("aws:apigateway/usagePlan:UsagePlan", `${key}-plan`, {
    name: `${key}-plan`,
    apiStages: [{ apiId: webSocketApiId(), stage: "dev" }],
    ...more,
  }),
  node("aws:apigateway/usagePlanKey:UsagePlanKey", `${key}-planned`, {
    keyId: key,
    keyType: "API_KEY",
    usagePlanId: `${key}-plan`,
  }),
];

webSocketConformance({
  name: "conformance: usage plans of a WebSocket API whose authorizer names the key",
  after: restoreTime,
  given: () => {
    startAtNoon();
    return [
      echo(),
      jsFunction(
        "asked",
        `exports.handler = async ({ headers }) => ({ principalId: "me", usageIdentifierKey: headers.Auth, policyDocument: { Version: "2012-10-17", Statement: [{ Action: "execute-api:Invoke", Effect: "Allow", Resource: "*" }] } });`,
      ),
      invokePermission("authorizer", "asked", `${ARN}/authorizers/*`),
      ...planned("slow", "slow-key-of-twenty-chars", { throttleSettings: { rateLimit: 0.01, burstLimit: 1 } }),
      ...planned("short", "short-key-of-twenty-char", { quotaSettings: { limit: 1, period: "MONTH" } }),
      ...webSocketApi({
        api: { apiKeySelectionExpression: "$context.authorizer.usageIdentifierKey" },
        authorizers: { asked: { authorizerUri: INVOKE, identitySources: ["route.request.header.Auth"] } },
        routes: {
          $connect: { route: { apiKeyRequired: true, authorizationType: "CUSTOM", authorizerId: "asked" } },
          $default: { function: "echo", response: true },
        },
      }),
    ];
  },
  cases: [
    {
      name: "an unknown key is forbidden, and the header counts for nothing",
      source: PAGES.webSocketSelection,
      run: async ({ refused, server }) => {
        await refused(403, { headers: { Auth: "unknown", "x-api-key": "slow-key-of-twenty-chars" } });
        await logged(server, /the API key is unknown, disabled or in no usage plan of the stage/);
      },
    },
    {
      name: "the plan's throttle is the key's, and events have the key",
      source: PAGES.webSocketSelection,
      run: async ({ open, refused, server }) => {
        const headers = { Auth: "slow-key-of-twenty-chars" };
        const client = await open({ headers });
        client.send("who");
        const { requestContext } = (await client.nextJson()) as { requestContext: { identity: { apiKey: string } } };
        assert.equal(requestContext.identity.apiKey, "slow-key-of-twenty-chars");
        const { body } = await refused(429, { headers });
        assert.match(body, /^\{"message": "Too many requests", "connectionId":"[^"]+", "requestId":"[^"]+"\}$/);
        await logged(server, /over the throttle of the key's usage plan/);
        await client.close();
      },
    },
    {
      name: "so is its quota: a connection counts once",
      source: PAGES.webSocketSelection,
      run: async ({ open, refused }) => {
        const headers = { Auth: "short-key-of-twenty-char" };
        const client = await open({ headers });
        client.send("not counted");
        await client.next();
        await client.close();
        const { body } = await refused(429, { headers });
        assert.match(body, /"Limit Exceeded"/);
      },
    },
  ],
});
