import assert from "node:assert/strict";
import { type PropertyValue } from "../../../engine/graph/value";
import { type MintOptions } from "../../../gateway/server";
import { conformance, type Case, type Server, type TestRequest } from "../http-api/harness";
import { echoFunction } from "../http-api/echo";
import { functionArn, invokePermission, jsFunction } from "../../support/http-program";
import { invokeUri, mock, restApi } from "../../support/rest-program";
import { REST_PAGES as PAGES } from "./pages";

const POOL = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Pool";
const ISSUER = "https://auth.example.invalid/";
const UNAUTHORIZED = {
  status: 401,
  body: '{"message":"Unauthorized"}',
  headers: { "x-amzn-errortype": "UnauthorizedException" },
};
const DENIED = {
  status: 403,
  body: '{"Message":"User is not authorized to access this resource with an explicit deny in an identity-based policy"}',
  headers: { "x-amzn-errortype": "AccessDeniedException" },
};
const FAILED = {
  status: 500,
  body: '{"message":null}',
  headers: { "x-amzn-errortype": "AuthorizerConfigurationException" },
};

/** Answers what the token says; counts its calls in the context. */
const AUTHORIZER = `
let calls = 0;
exports.handler = async (event) => {
  const token = event.authorizationToken ?? event.headers?.token ?? "allow";
  calls++;
  if (token === "unauthorized") throw new Error("Unauthorized");
  if (token === "crash") throw new Error("crash");
  if (token === "nothing") return {};
  if (token === "nested") return { principalId: "u", policyDocument: policy("Allow", event.methodArn), context: { a: { b: 1 } } };
  if (token === "silent") return { principalId: "u", policyDocument: policy("Allow", "arn:aws:execute-api:eu-west-1:1:other/*") };
  if (token === "here") return { principalId: "u", policyDocument: policy("Allow", event.methodArn), context: { calls } };
  if (token === "ip") return { principalId: "u", policyDocument: { Statement: [{ Effect: "Allow", Action: "*", Resource: "*", Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } } }] } };
  return {
    principalId: "user",
    policyDocument: policy(token === "deny" ? "Deny" : "Allow", "*"),
    context: { calls, flag: true, text: "t", nothing: null, event: JSON.stringify(event) },
  };
};
const policy = (Effect, Resource) => ({ Version: "2012-10-17", Statement: [{ Effect, Action: "execute-api:Invoke", Resource }] });
`;

function scheme(fields: Record<string, PropertyValue>): PropertyValue {
  const authorizer = { authorizerUri: invokeUri(functionArn("authorizer")), ...fields };
  return { type: "apiKey", in: "header", name: "Authorization", "x-amazon-apigateway-authorizer": authorizer };
}
const secured = (name: string, scopes: string[] = []) => ({
  function: "echo",
  operation: { security: [{ [name]: scopes }] },
});

function token(
  name: string,
  value: string,
  expect: Case["expect"],
  path = "/prod/token",
  source: string = PAGES.authorizers,
): Case {
  return { name, source, request: { path, headers: { Authorization: value } }, expect };
}
const minted =
  (options: Partial<MintOptions>, path = "/prod/pool") =>
  async (server: Server): Promise<TestRequest> => ({
    path,
    headers: {
      Authorization: await server.gateway.issuer.mint({
        sub: "ann",
        issuer: POOL,
        claims: { token_use: "id" },
        ...options,
      }),
    },
  });

const withJwt = (options: Partial<MintOptions>, path = "/prod/jwt"): ReturnType<typeof minted> =>
  minted({ issuer: ISSUER, audience: "shop", claims: { tenant: "acme" }, ...options }, path);

conformance({
  name: "conformance: authorizers of a REST API",
  given: () => [
    echoFunction("echo"),
    jsFunction("authorizer", AUTHORIZER),
    jsFunction("locked", AUTHORIZER),
    invokePermission("authorizer", "authorizer", "arn:aws:execute-api:eu-west-1:123456789012:restabcdef/authorizers/*"),
    ...restApi({
      methods: {
        "GET /token": secured("token"),
        "GET /claims": {
          ...secured("pool"),
          integration: mock(
            `#set($claims = $context.authorizer.claims){"all":"$claims","isNull":#if($claims == $null)true#{else}false#end,"sub":"$context.authorizer.claims.sub"}`,
          ),
        },
        "GET /token/other": secured("token"),
        "GET /cached": secured("cached"),
        "GET /cached/other": secured("cached"),
        "GET /pattern": secured("pattern"),
        "GET /request/{id}": secured("request"),
        "GET /sources": secured("sources"),
        "GET /locked": secured("locked"),
        "GET /pool": secured("pool"),
        "GET /scoped": secured("pool", ["orders/read", "orders/write"]),
        "GET /audience": secured("audience"),
        "GET /jwt": secured("jwt"),
        "GET /jwt/scoped": secured("jwt", ["orders/read"]),
        "GET /iam": { function: "echo", operation: { "x-amazon-apigateway-auth": { type: "AWS_IAM" } } },
        "GET /variables": {
          integration: mock(`{"p":"$context.authorizer.principalId","flag":"$context.authorizer.flag"}`),
          operation: { security: [{ token: [] }] },
        },
        "GET /open": { function: "echo" },
      },
      document: {
        components: {
          securitySchemes: {
            token: scheme({ type: "token", authorizerResultTtlInSeconds: 0 }),
            cached: scheme({ type: "token" }),
            pattern: scheme({
              type: "token",
              authorizerResultTtlInSeconds: 0,
              identityValidationExpression: "allow-[0-9]+",
            }),
            request: scheme({ type: "request", authorizerResultTtlInSeconds: 0, identitySource: "" }),
            sources: scheme({
              type: "request",
              identitySource: "method.request.header.X-User, method.request.querystring.tenant",
            }),
            locked: scheme({ type: "token", authorizerUri: invokeUri(functionArn("locked")) }),
            jwt: scheme({
              type: "jwt",
              authorizerUri: undefined as never,
              identitySource: "method.request.header.Authorization",
              jwtConfiguration: {
                issuers: [
                  {
                    issuer: ISSUER,
                    audiences: ["shop"],
                    additionalClaims: [
                      { claimName: "tenant", format: "SINGLE_STRING", required: true, expectedValues: ["acme"] },
                    ],
                  },
                ],
                defaultAlgorithms: ["RS256"],
              },
            }),
            audience: scheme({
              type: "cognito_user_pools",
              providerARNs: ["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Pool"],
              identityValidationExpression: "(?i)WEB-.+",
            }),
            pool: scheme({
              type: "cognito_user_pools",
              providerARNs: ["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Pool"],
            }),
          },
        },
      },
    }),
  ],
  cases: [
    token("a policy that allows", "allow", {
      status: 200,
      members: { "requestContext.authorizer.principalId": "user" },
    }),
    token(
      "context values are texts",
      "allow",
      {
        members: {
          "requestContext.authorizer.flag": "true",
          "requestContext.authorizer.text": "t",
          // https://github.com/DefinitelyTyped/DefinitelyTyped/discussions/69823
          "requestContext.authorizer.nothing": null,
        },
      },
      "/prod/token",
      PAGES.authorizerOutput,
    ),
    token("the authorizer's latency is in the event", "allow", (response) => {
      const { requestContext } = response.json as { requestContext: { authorizer: { integrationLatency: unknown } } };
      assert.equal(typeof requestContext.authorizer.integrationLatency, "number");
    }),
    token(
      "the event of a TOKEN authorizer",
      "allow",
      (response) => {
        const { requestContext } = response.json as { requestContext: { authorizer: { event: string } } };
        assert.deepEqual(JSON.parse(requestContext.authorizer.event), {
          type: "TOKEN",
          methodArn: "arn:aws:execute-api:eu-west-1:123456789012:restabcdef/prod/GET/token",
          authorizationToken: "allow",
        });
      },
      "/prod/token",
      PAGES.authorizerInput,
    ),
    token(
      "$context.authorizer in a template",
      "allow",
      { json: { p: "user", flag: "true" } },
      "/prod/variables",
      PAGES.authorizerOutput,
    ),
    token("a policy that denies is 403 with an explicit deny", "deny", DENIED),
    token("a policy that says nothing of the method is 403", "silent", {
      status: 403,
      body: '{"Message":"User is not authorized to access this resource"}',
    }),
    token("a policy's condition that does not hold", "ip", { status: 403 }, "/prod/token", PAGES.policyFlow),
    token("a policy for this method alone", "here", { status: 200 }),
    token("an authorizer that says Unauthorized is 401", "unauthorized", UNAUTHORIZED),
    token("an authorizer that fails is 500", "crash", {
      ...FAILED,
      log: /500 from the authorizer token: it ended with Error: crash/,
    }),
    token("an authorizer without a policy is 500", "nothing", FAILED),
    token(
      "a context value that is an object is 500",
      "nested",
      { ...FAILED, log: /"context"\."a" is an object/ },
      "/prod/token",
      PAGES.authorizerOutput,
    ),
    {
      name: "without the token it is 401",
      source: PAGES.authorizers,
      request: { path: "/prod/token" },
      expect: UNAUTHORIZED,
    },
    token("a token that does not match its expression is 401 without a call", "allow", UNAUTHORIZED, "/prod/pattern"),
    token("a token that matches its expression", "allow-7", { status: 200 }, "/prod/pattern"),
    {
      name: "an answer is cached by token, for other methods too",
      source: PAGES.authorizers,
      request: { path: "/prod/cached", headers: { Authorization: "twice" } },
      expect: async (first, server) => {
        const second = await server.send({ path: "/prod/cached/other", headers: { Authorization: "twice" } });
        assert.deepEqual(calls(second.json), calls(first.json));
      },
    },
    {
      name: "a cached policy for one method alone refuses another",
      source: PAGES.authorizers,
      request: { path: "/prod/cached", headers: { Authorization: "here" } },
      expect: async (first, server) => {
        assert.equal(first.status, 200);
        assert.equal(
          (await server.send({ path: "/prod/cached/other", headers: { Authorization: "here" } })).status,
          403,
        );
      },
    },
    {
      name: "the event of a REQUEST authorizer",
      source: PAGES.authorizerInput,
      request: { path: "/prod/request/7?a=1", headers: { "X-A": "v" } },
      expect: (response) => {
        const { requestContext } = response.json as { requestContext: { authorizer: { event: string } } };
        const event = JSON.parse(requestContext.authorizer.event) as Record<string, unknown> & {
          headers: Record<string, string>;
        };
        assert.equal(event.type, "REQUEST");
        assert.equal(event.methodArn, "arn:aws:execute-api:eu-west-1:123456789012:restabcdef/prod/GET/request/7");
        assert.equal(event.resource, "/request/{id}");
        assert.deepEqual(event.pathParameters, { id: "7" });
        assert.deepEqual(event.queryStringParameters, { a: "1" });
        assert.equal(event.headers["X-A"], "v");
      },
    },
    {
      name: "all identity sources of a cached REQUEST authorizer must be there",
      source: PAGES.authorizers,
      request: { path: "/prod/sources", headers: { "X-User": "u" } },
      expect: UNAUTHORIZED,
    },
    {
      name: "with all of its identity sources the function is asked",
      source: PAGES.authorizers,
      request: { path: "/prod/sources?tenant=t", headers: { "X-User": "u" } },
      expect: { status: 200 },
    },
    token(
      "an authorizer that API Gateway may not invoke is 500",
      "allow",
      { ...FAILED, log: /may not invoke locked/ },
      "/prod/locked",
    ),
    {
      name: "an ID token of the user pool",
      source: PAGES.cognito,
      request: minted({}),
      expect: { status: 200, members: { "requestContext.authorizer.claims.sub": "ann" } },
    },
    ...[
      { aud: "web-shop", status: 200 },
      { aud: "mobile", status: 401 },
      { aud: undefined, status: 401 },
    ].map(({ aud, status }): Case => ({
      name: `a user pool's token with the aud ${aud ?? "of nobody"} is ${status} where the expression is another's`,
      source: "https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html",
      request: minted({ claims: { token_use: "id", aud } }, "/prod/audience"),
      expect: { status },
    })),
    {
      name: "the dates of a token are dates in the event, and its other claims texts",
      source: PAGES.cognito,
      request: minted({ claims: { token_use: "id", iat: 1718636404, exp: 4102444799, auth_time: 1718636404 } }),
      expect: {
        status: 200,
        members: {
          "requestContext.authorizer.claims.iat": "Mon Jun 17 15:00:04 UTC 2024",
          "requestContext.authorizer.claims.exp": "Thu Dec 31 23:59:59 UTC 2099",
          "requestContext.authorizer.claims.auth_time": "1718636404",
        },
      },
    },
    {
      name: "a mapping template has the claims by name alone",
      source:
        "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html",
      request: minted({}, "/prod/claims"),
      expect: { status: 200, json: { all: "", isNull: true, sub: "ann" } },
    },
    {
      name: "a Bearer prefix is taken off",
      source: PAGES.cognito,
      request: async (server) => {
        const made = await minted({})(server);
        return { ...made, headers: { Authorization: `Bearer ${String(made.headers?.Authorization)}` } };
      },
      expect: { status: 200 },
    },
    { name: "no token is 401", source: PAGES.cognito, request: { path: "/prod/pool" }, expect: UNAUTHORIZED },
    {
      name: "a text that is no token is 401",
      source: PAGES.cognito,
      request: { path: "/prod/pool", headers: { Authorization: "abc" } },
      expect: UNAUTHORIZED,
    },
    {
      name: "a token of another pool is 401",
      source: PAGES.cognito,
      request: minted({ issuer: `${POOL}2` }),
      expect: UNAUTHORIZED,
    },
    {
      name: "an expired token is 401",
      source: PAGES.cognito,
      request: minted({ expiresIn: -10 }),
      expect: { status: 401, body: '{"message":"The incoming token has expired"}' },
    },
    {
      name: "a token with one of the method's scopes",
      source: PAGES.cognitoScopes,
      request: minted({ scope: "openid orders/read", claims: { token_use: "access" } }, "/prod/scoped"),
      expect: { status: 200 },
    },
    {
      name: "a token without the method's scopes is 401",
      source: PAGES.cognitoScopes,
      request: minted({ scope: "openid", claims: { token_use: "access" } }, "/prod/scoped"),
      expect: UNAUTHORIZED,
    },
    {
      name: "an access token where the method has no scopes is 401",
      source: PAGES.cognitoScopes,
      request: minted({ claims: { token_use: "access" } }),
      expect: UNAUTHORIZED,
    },
    {
      name: "a JWT of the issuer, with the audience and the claim",
      source: PAGES.jwt,
      request: withJwt({}),
      expect: { status: 200, members: { "requestContext.authorizer.claims.sub": "ann" } },
    },
    {
      name: "a JWT with one of the method's scopes",
      source: PAGES.jwt,
      request: withJwt({ scope: "openid orders/read" }, "/prod/jwt/scoped"),
      expect: { status: 200 },
    },
    {
      name: "a JWT without the method's scopes",
      source: PAGES.jwt,
      request: withJwt({ scope: "openid" }, "/prod/jwt/scoped"),
      expect: UNAUTHORIZED,
    },
    {
      name: "a JWT for another audience is 401",
      source: PAGES.jwt,
      request: withJwt({ audience: "blog" }),
      expect: UNAUTHORIZED,
    },
    {
      name: "a JWT of another issuer is 401",
      source: PAGES.jwt,
      request: withJwt({ issuer: "https://auth.example.invalid" }),
      expect: UNAUTHORIZED,
    },
    {
      name: "a JWT with another value of a claim is 401",
      source: PAGES.jwt,
      request: withJwt({ claims: { tenant: "globex" } }),
      expect: UNAUTHORIZED,
    },
    { name: "no JWT is 401", source: PAGES.jwt, request: { path: "/prod/jwt" }, expect: UNAUTHORIZED },
    {
      name: "IAM without a signature is 403",
      source: PAGES.gatewayResponses,
      request: { path: "/prod/iam" },
      expect: { status: 403, body: '{"message":"Missing Authentication Token"}', log: /serve with --iam trust/ },
    },
    {
      name: "IAM with a signature that cannot be checked is 403",
      source: PAGES.gatewayResponses,
      request: {
        path: "/prod/iam",
        headers: {
          Authorization: "AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=c",
          "X-Amz-Date": "20261130T105210Z",
        },
      },
      expect: { status: 403, headers: { "x-amzn-errortype": "InvalidSignatureException" } },
    },
    {
      name: "IAM with a token instead of a signature is 403, and the message says what the signature lacks",
      source: PAGES.unknownPath,
      request: { path: "/prod/iam", headers: { Authorization: "Bearer a.b.c" } },
      expect: {
        status: 403,
        body: /^\{"message":"Invalid key=value pair \(missing equal-sign\) in Authorization header/,
        headers: { "x-amzn-errortype": "IncompleteSignatureException" },
      },
    },
    {
      name: "a method without an authorizer is open",
      source: PAGES.authorizers,
      request: { path: "/prod/open" },
      expect: { status: 200, members: { "requestContext.authorizer": undefined } },
    },
  ],
});

function calls(event: unknown): string {
  const { calls } = (event as { requestContext: { authorizer: { calls: string } } }).requestContext.authorizer;
  assert.match(calls, /^\d+$/);
  return calls;
}

const range = (cidr: string) => ({ IpAddress: { "aws:SourceIp": cidr } });
const statement = (Effect: string, more: Record<string, PropertyValue> = {}) => ({
  Effect,
  Principal: "*",
  Action: "execute-api:Invoke",
  Resource: "execute-api:/*",
  ...more,
});
const policed = (name: string, statements: PropertyValue[], operation = {}) =>
  restApi({
    name,
    methods: { "GET /": { integration: mock(name), operation }, "GET /admin": { integration: mock("admin") } },
    api: { policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }) },
  });

function judged(name: string, api: string, expect: Case["expect"], path = "", source: string = PAGES.policy): Case {
  return { name, source, request: { path: `/_api/${api}/prod/${path}` }, expect };
}

conformance({
  name: "conformance: resource policies of a REST API",
  options: { iam: "trust" },
  given: () => [
    ...policed("open", [statement("Allow")]),
    ...policed("here", [statement("Allow", { Condition: range("127.0.0.0/8") })]),
    ...policed("away", [statement("Allow", { Condition: range("10.0.0.0/8") })]),
    ...policed("denied", [statement("Allow"), statement("Deny", { Condition: range("127.0.0.1/32") })]),
    ...policed("partly", [statement("Allow"), statement("Deny", { Resource: "execute-api:/prod/GET/admin" })]),
    ...policed("vpce", [
      statement("Allow"),
      statement("Deny", { Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-1" } } }),
    ]),
    ...policed("account", [statement("Allow", { Principal: { AWS: "arn:aws:iam::123456789012:root" } })], {
      "x-amazon-apigateway-auth": { type: "AWS_IAM" },
    }),
  ],
  cases: [
    judged("a policy that allows everybody", "open", { status: 200 }),
    judged("a policy that allows the caller's address", "here", { status: 200 }),
    judged(
      "a policy that does not allow the caller's address is 403",
      "away",
      {
        status: 403,
        body: '{"Message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:eu-west-1:********9012:awayabcdef/prod/GET/"}',
        headers: { "x-amzn-errortype": "AccessDeniedException" },
      },
      "",
      PAGES.policyFlow,
    ),
    judged(
      "a Deny wins over an Allow",
      "denied",
      { status: 403, body: /with an explicit deny"\}$/ },
      "",
      PAGES.policyFlow,
    ),
    judged("a Deny for one method", "partly", { status: 403 }, "admin"),
    judged("leaves the others", "partly", { status: 200, body: "partly" }),
    judged("a condition on a VPC endpoint is taken as met on a laptop", "vpce", { status: 200 }, "", PAGES.policyKeys),
    judged("a caller of the account, with IAM trusted", "account", { status: 200 }, "", PAGES.policyFlow),
    judged(
      "an anonymous caller where the policy names an account is 403",
      "account",
      { status: 403 },
      "admin",
      PAGES.policyFlow,
    ),
  ],
});
