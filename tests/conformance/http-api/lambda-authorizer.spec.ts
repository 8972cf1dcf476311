import { type PropertyValue } from "../../../engine/graph/value";
import { functionArn, httpApi, invokePermission, jsFunction, node } from "../../support/http-program";
import { echoFunction } from "./echo";
import { type Case, conformance, type Expectation } from "./harness";
import { PAGES } from "./pages";

const source = PAGES.lambdaAuthorizer;
const INVOKE = (name: string): string =>
  `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${functionArn(name)}/invocations`;

function authorizer(name: string, inputs: Record<string, PropertyValue>): Record<string, PropertyValue> {
  return {
    authorizerType: "REQUEST",
    authorizerUri: INVOKE(name),
    authorizerPayloadFormatVersion: "2.0",
    enableSimpleResponses: true,
    identitySources: ["$request.header.Authorization"],
    authorizerResultTtlInSeconds: 0,
    ...inputs,
  };
}

const custom = (authorizerId: string) => ({ function: "echo", route: { authorizationType: "CUSTOM", authorizerId } });
/** Answers what the Authorization header says, evaluated, and counts its calls. */
const ASKED = `let calls = 0; exports.handler = async (event) => { calls++; const e = event.headers.authorization ?? event.headers.Authorization; return eval("(" + e + ")"); };`;
const policy = (effect: string, resource: string): string =>
  `{ principalId: "user-1", policyDocument: { Version: "2012-10-17", Statement: [{ Action: "execute-api:Invoke", Effect: "${effect}", Resource: ${resource} }] }, context: { plan: "gold", calls } }`;

function answers(name: string, answer: string, expect: Expectation, path = "/simple"): Case {
  return { name, source, request: { path, headers: { authorization: answer } }, expect };
}

const forbidden: Expectation = { status: 403, body: '{"message":"Forbidden"}' };
const failed: Expectation = { status: 500, body: '{"message":"Internal Server Error"}' };

conformance({
  name: "conformance: Lambda authorizers",
  given: () => [
    echoFunction("echo"),
    jsFunction("asked", ASKED),
    jsFunction("unpermitted", ASKED),
    invokePermission(
      "asked by the API",
      "asked",
      "arn:aws:execute-api:eu-west-1:123456789012:apiabcdefg/authorizers/*",
    ),
    ...httpApi({
      authorizers: {
        simple: authorizer("asked", {}),
        iam: authorizer("asked", { enableSimpleResponses: false }),
        iam1: authorizer("asked", { enableSimpleResponses: false, authorizerPayloadFormatVersion: "1.0" }),
        cached: authorizer("asked", { authorizerResultTtlInSeconds: 300 }),
        cachedIam: authorizer("asked", { enableSimpleResponses: false, authorizerResultTtlInSeconds: 300 }),
        two: authorizer("asked", {
          identitySources: ["$request.header.Authorization", "$request.querystring.tenant"],
        }),
        unpermitted: authorizer("unpermitted", {}),
      },
      routes: {
        "GET /simple": custom("simple"),
        "GET /iam": custom("iam"),
        "GET /iam1": custom("iam1"),
        "GET /cached": custom("cached"),
        "GET /cached-iam/{id}": custom("cachedIam"),
        "GET /two": custom("two"),
        "GET /unpermitted": custom("unpermitted"),
      },
    }),
  ],
  cases: [
    answers("a simple answer lets a request through", `{ isAuthorized: true }`, { status: 200 }),
    answers("its context is in the event", `{ isAuthorized: true, context: { plan: "gold", n: 1, list: [1] } }`, {
      members: { "requestContext.authorizer.lambda": { plan: "gold", n: 1, list: [1] } },
    }),
    answers("a simple answer refuses a request", `{ isAuthorized: false }`, forbidden),
    answers("a simple answer without isAuthorized fails", `{ ok: true }`, {
      ...failed,
      log: /"isAuthorized" is missing/,
    }),
    answers("an authorizer that throws fails", `(() => { throw new Error("broken"); })()`, {
      ...failed,
      log: /broken/,
    }),
    answers("an answer that is no object fails", `"yes"`, failed),
    answers(
      "a policy that allows lets a request through",
      policy("Allow", `event.routeArn`),
      { status: 200, members: { "requestContext.authorizer.lambda.plan": "gold" } },
      "/iam",
    ),
    answers(
      "a policy may use wildcards",
      policy("Allow", `"arn:aws:execute-api:eu-west-1:*:*/*/GET/*"`),
      { status: 200 },
      "/iam",
    ),
    answers("a policy that denies refuses", policy("Deny", `event.routeArn`), forbidden, "/iam"),
    answers(
      "a policy for another route refuses",
      policy("Allow", `event.routeArn.replace("/iam", "/other")`),
      forbidden,
      "/iam",
    ),
    answers(
      "a policy without principalId fails",
      `{ policyDocument: { Version: "2012-10-17", Statement: [] } }`,
      failed,
      "/iam",
    ),
    answers(
      "a simple answer where a policy is expected fails",
      `{ isAuthorized: true }`,
      { ...failed, log: /enableSimpleResponses/ },
      "/iam",
    ),
    answers("format 1.0 names the method's ARN", policy("Allow", `event.methodArn`), { status: 200 }, "/iam1"),
    answers(
      "format 1.0 has the identity sources' values",
      `(event.identitySource === event.headers.authorization && event.type === "REQUEST" && event.version === "1.0") ? ${policy("Allow", `"*"`)} : ({})`,
      { status: 200 },
      "/iam1",
    ),
    answers(
      "format 2.0 has the identity sources' values as a list",
      `{ isAuthorized: event.version === "2.0" && event.type === "REQUEST" && event.identitySource.length === 1 && event.routeKey === "GET /simple" }`,
      { status: 200 },
    ),
    answers(
      "format 2.0 names the route's ARN",
      `{ isAuthorized: event.routeArn === "arn:aws:execute-api:eu-west-1:123456789012:apiabcdefg/$default/GET/simple" }`,
      { status: 200 },
    ),
    {
      name: "a missing identity source is refused, and the function not asked",
      source,
      request: { path: "/simple" },
      expect: { status: 401, body: '{"message":"Unauthorized"}' },
    },
    {
      name: "one of two missing identity sources is refused",
      source,
      request: { path: "/two", headers: { authorization: `{ isAuthorized: true }` } },
      expect: { status: 401 },
    },
    {
      name: "both identity sources let the function be asked",
      source,
      request: {
        path: "/two?tenant=a",
        headers: { authorization: `{ isAuthorized: event.identitySource[1] === "a" }` },
      },
      expect: { status: 200 },
    },
    {
      name: "without a time to live each request asks",
      source,
      request: async (server) => {
        const request = {
          path: "/simple",
          headers: { authorization: `{ isAuthorized: true, context: { calls: String(calls), t: "uncached" } }` },
        };
        const first = (await server.send(request)).json as {
          requestContext: { authorizer: { lambda: { calls: string } } };
        };
        const calls = Number(first.requestContext.authorizer.lambda.calls);
        return { path: "/simple", headers: { authorization: `{ isAuthorized: calls === ${calls + 1} }` } };
      },
      expect: { status: 200 },
    },
    {
      name: "with a time to live the answer is kept by the identity sources' values",
      source,
      request: async (server) => {
        const request = {
          path: "/cached",
          headers: {
            authorization: `{ isAuthorized: true, context: { calls: String(calls), first: event.headers["x-first"] ?? "no" } }`,
          },
        };
        await server.send({ ...request, headers: { ...request.headers, "x-first": "yes" } });
        return request;
      },
      expect: { status: 200, members: { "requestContext.authorizer.lambda.first": "yes" } },
    },
    {
      name: "a kept refusal stays a refusal",
      source,
      request: async (server) => {
        const request = {
          path: "/cached",
          headers: { authorization: `{ isAuthorized: event.headers["x-late"] === "yes" }` },
        };
        await server.send(request);
        return { ...request, headers: { ...request.headers, "x-late": "yes" } };
      },
      expect: forbidden,
    },
    {
      name: "a kept policy is judged for each route anew",
      source,
      request: async (server) => {
        const authorization = policy(
          "Allow",
          `"arn:aws:execute-api:eu-west-1:123456789012:apiabcdefg/$default/GET/cached-iam/1"`,
        );
        await server.send({ path: "/cached-iam/1", headers: { authorization } });
        return { path: "/cached-iam/2", headers: { authorization } };
      },
      expect: forbidden,
    },
    {
      name: "an authorizer function that API Gateway may not invoke fails",
      source,
      request: { path: "/unpermitted", headers: { authorization: `{ isAuthorized: true }` } },
      expect: { ...failed, log: /add an aws\.lambda\.Permission with function "unpermitted"/ },
    },
  ],
});

conformance({
  name: "conformance: IAM authorization, not to be checked locally",
  given: () => [
    echoFunction("echo"),
    ...httpApi({ routes: { "GET /iam": { function: "echo", route: { authorizationType: "AWS_IAM" } } } }),
    node("aws:iam/role:Role", "unused", {}),
  ],
  cases: [
    {
      name: "is refused, and the log says how to trust it",
      source: PAGES.iam,
      request: { path: "/iam" },
      expect: { status: 403, body: '{"message":"Forbidden"}', log: /GET \/iam: 403, .*--iam trust/ },
    },
  ],
});

conformance({
  name: "conformance: IAM authorization, trusted",
  given: () => [
    echoFunction("echo"),
    ...httpApi({ routes: { "GET /iam": { function: "echo", route: { authorizationType: "AWS_IAM" } } } }),
  ],
  options: { iam: "trust" },
  cases: [
    {
      name: "the event has an IAM caller",
      source: PAGES.lambda,
      request: { path: "/iam" },
      expect: {
        status: 200,
        members: {
          "requestContext.authorizer.iam.accountId": "123456789012",
          "requestContext.authorizer.iam.userArn": "arn:aws:iam::123456789012:user/local",
        },
      },
    },
  ],
});
