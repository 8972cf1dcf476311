import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from "jose";
import { type MintOptions } from "../../../gateway/server";
import { httpApi } from "../../support/http-program";
import { echoFunction } from "./echo";
import { type Case, conformance, type Expectation, type Server } from "./harness";
import { PAGES } from "./pages";

const source = PAGES.jwt;
/** Cannot be reached, so the local issuer stands in for it. */
const ISSUER = "https://issuer.invalid/eu-west-1_Pool";
const good: MintOptions = { sub: "alice", audience: "app", issuer: ISSUER };

async function bearer(server: Server, options: Partial<MintOptions>): Promise<Record<string, string>> {
  return { authorization: `Bearer ${await server.gateway.issuer.mint({ ...good, ...options })}` };
}

function token(name: string, options: Partial<MintOptions>, expect: Expectation, path = "/me"): Case {
  return { name, source, request: async (server) => ({ path, headers: await bearer(server, options) }), expect };
}

const refused = (description: string): Expectation => ({
  status: 401,
  body: '{"message":"Unauthorized"}',
  headers: { "www-authenticate": new RegExp(`error="invalid_token" error_description="${description}"`) },
});
const now = (): number => Math.floor(Date.now() / 1000);
const jwt = (authorizerId: string, extra = {}) => ({
  function: "echo",
  route: { authorizationType: "JWT", authorizerId, ...extra },
});

conformance({
  name: "conformance: JWT authorizers",
  given: () => [
    echoFunction("echo"),
    ...httpApi({
      authorizers: {
        tokens: {
          authorizerType: "JWT",
          identitySources: ["$request.header.Authorization"],
          jwtConfiguration: { issuer: ISSUER, audiences: ["app", "second"] },
        },
        query: {
          authorizerType: "JWT",
          identitySources: ["$request.querystring.token"],
          jwtConfiguration: { issuer: ISSUER, audiences: ["app"] },
        },
      },
      routes: {
        "GET /me": jwt("tokens"),
        "GET /me-v1": { ...jwt("tokens"), integration: { payloadFormatVersion: "1.0" } },
        "GET /orders": jwt("tokens", { authorizationScopes: ["orders:read", "orders:all"] }),
        "GET /query": jwt("query"),
        "GET /open": { function: "echo" },
      },
    }),
  ],
  cases: [
    token(
      "a good token goes through, with its claims as text",
      { claims: { level: 3, email_verified: true } },
      {
        status: 200,
        members: {
          "requestContext.authorizer.jwt.claims.sub": "alice",
          "requestContext.authorizer.jwt.claims.iss": ISSUER,
          "requestContext.authorizer.jwt.claims.level": "3",
          "requestContext.authorizer.jwt.claims.email_verified": "true",
          "requestContext.authorizer.jwt.scopes": null,
        },
      },
    ),
    token(
      "an event of format 1.0 has the claims too",
      {},
      { status: 200, members: { "requestContext.authorizer.claims.sub": "alice" } },
      "/me-v1",
    ),
    token("any of the audiences will do", { audience: "second" }, { status: 200 }),
    token("one of several audiences in the token will do", { audience: ["other", "app"] }, { status: 200 }),
    token("client_id counts where there is no aud", { audience: undefined, clientId: "app" }, { status: 200 }),
    token(
      "aud goes before client_id",
      { audience: "other", clientId: "app" },
      refused("the token does not have a valid audience"),
    ),
    token("another audience is refused", { audience: "other" }, refused("the token does not have a valid audience")),
    token(
      "no audience at all is refused",
      { audience: undefined },
      refused("the token does not have a valid audience"),
    ),
    token("another issuer is refused", { issuer: "https://other.invalid" }, refused("issuer does not match")),
    token("an issuer with a trailing slash is another one", { issuer: `${ISSUER}/` }, refused("issuer does not match")),
    token("an expired token is refused", { expiresIn: -1 }, refused("the token has expired")),
    token("a token without exp is refused", { claims: { exp: undefined } }, refused("the token has expired")),
    token(
      "a token that is not valid yet is refused",
      { claims: { nbf: now() + 600 } },
      refused("the token is not valid yet"),
    ),
    token("a token with a past nbf goes through", { claims: { nbf: now() - 60 } }, { status: 200 }),
    token(
      "a token issued in the future is refused",
      { claims: { iat: now() + 600 } },
      refused("the token was used before it was issued"),
    ),
    {
      name: "a request without a token is refused",
      source: PAGES.jwtTrouble,
      request: { path: "/me" },
      expect: { status: 401, body: '{"message":"Unauthorized"}', headers: { "www-authenticate": "Bearer" } },
    },
    {
      name: "a text that is no token is refused",
      source: PAGES.jwtTrouble,
      request: { path: "/me", headers: { authorization: "Bearer abc" } },
      expect: refused("token contains an invalid number of segments"),
    },
    {
      name: "the prefix Bearer may be left out",
      source,
      request: async (server) => ({
        path: "/me",
        headers: { authorization: (await bearer(server, {})).authorization?.slice("Bearer ".length) ?? "" },
      }),
      expect: { status: 200 },
    },
    {
      name: "a changed payload is refused",
      source,
      request: async (server) => {
        const [header, , signature] = (await server.gateway.issuer.mint(good)).split(".");
        const payload = Buffer.from(
          JSON.stringify({ iss: ISSUER, aud: "app", sub: "mallory", exp: now() + 60 }),
        ).toString("base64url");
        return { path: "/me", headers: { authorization: `Bearer ${header}.${payload}.${signature}` } };
      },
      expect: { status: 401, body: '{"message":"Unauthorized"}' },
    },
    {
      name: "a token that another key signed is refused",
      source,
      request: async (server) => {
        const [header = ""] = (await server.gateway.issuer.mint(good)).split(".");
        const { kid } = JSON.parse(Buffer.from(header, "base64url").toString()) as { kid: string };
        const { privateKey } = await generateKeyPair("RS256");
        const forged = await new SignJWT({ sub: "mallory", aud: "app" })
          .setProtectedHeader({ alg: "RS256", kid })
          .setIssuer(ISSUER)
          .setExpirationTime("1h")
          .sign(privateKey);
        return { path: "/me", headers: { authorization: `Bearer ${forged}` } };
      },
      expect: { status: 401, body: '{"message":"Unauthorized"}' },
    },
    ...["none", "HS256"].map((alg): Case => ({
      name: `the algorithm ${alg} is refused`,
      source,
      request: () => {
        const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
        const payload = part({ iss: ISSUER, aud: "app", sub: "mallory", exp: now() + 60 });
        return { path: "/me", headers: { authorization: `Bearer ${part({ alg, kid: "x" })}.${payload}.` } };
      },
      expect: { status: 401, body: '{"message":"Unauthorized"}' },
    })),
    token(
      "a route with scopes takes a token with one of them",
      { scope: "profile orders:read" },
      { status: 200, members: { "requestContext.authorizer.jwt.scopes": ["profile", "orders:read"] } },
      "/orders",
    ),
    token("scopes may stand in scp", { claims: { scp: ["orders:all"] } }, { status: 200 }, "/orders"),
    token(
      "a token without a scope of the route is forbidden",
      { scope: "profile" },
      { status: 403, body: '{"message":"Forbidden"}', headers: { "www-authenticate": /error="insufficient_scope"/ } },
      "/orders",
    ),
    token("a token with no scopes is forbidden", {}, { status: 403, body: '{"message":"Forbidden"}' }, "/orders"),
    {
      name: "the token may stand in the query string",
      source,
      request: async (server) => ({ path: `/query?token=${await server.gateway.issuer.mint(good)}` }),
      expect: { status: 200 },
    },
    {
      name: "a header does not do where the query string is the source",
      source,
      request: async (server) => ({ path: "/query", headers: await bearer(server, {}) }),
      expect: { status: 401 },
    },
    {
      name: "a route without authorization asks for none",
      source,
      request: { path: "/open" },
      expect: { status: 200, members: { "requestContext.authorizer": undefined } },
    },
  ],
});

let issuerServer: HttpServer;
let issuerUrl: string;
const keys: { kid: string; privateKey: CryptoKey; jwk: object }[] = [];
let published: object[] = [];

async function newKey(kid: string, publish: boolean): Promise<void> {
  const { privateKey, publicKey } = await generateKeyPair("RS256");
  const jwk = { ...(await exportJWK(publicKey)), kid, use: "sig", alg: "RS256" };
  keys.push({ kid, privateKey, jwk });
  if (publish) {
    published = [...published, jwk];
  }
}

function signed(kid: string): Promise<string> {
  const key = keys.find((candidate) => candidate.kid === kid);
  return new SignJWT({ sub: "bob", aud: "app" })
    .setProtectedHeader({ alg: "RS256", kid })
    .setIssuer(issuerUrl)
    .setExpirationTime("1h")
    .sign(key?.privateKey ?? new Uint8Array());
}

conformance({
  name: "conformance: an issuer that can be reached",
  given: async () => {
    await newKey("one", true);
    await newKey("hidden", false);
    issuerServer = createServer((request, response) => {
      const discovery = request.url === "/pool/.well-known/openid-configuration";
      response.setHeader("content-type", "application/json");
      response.end(
        JSON.stringify(discovery ? { issuer: issuerUrl, jwks_uri: `${issuerUrl}/keys` } : { keys: published }),
      );
    });
    await new Promise<void>((done) => issuerServer.listen(0, "127.0.0.1", done));
    issuerUrl = `http://127.0.0.1:${(issuerServer.address() as AddressInfo).port}/pool`;
    const jwtConfiguration = { issuer: issuerUrl, audiences: ["app"] };
    return [
      echoFunction("echo"),
      ...httpApi({
        authorizers: {
          tokens: { authorizerType: "JWT", identitySources: ["$request.header.Authorization"], jwtConfiguration },
        },
        routes: { "GET /me": jwt("tokens") },
      }),
    ];
  },
  after: () => {
    issuerServer.closeAllConnections();
    issuerServer.close();
  },
  cases: [
    {
      name: "its keys are found by discovery",
      source,
      request: async () => ({ path: "/me", headers: { authorization: `Bearer ${await signed("one")}` } }),
      expect: { status: 200, members: { "requestContext.authorizer.jwt.claims.sub": "bob" } },
    },
    {
      name: "a kid that it does not publish is refused",
      source,
      request: async () => ({ path: "/me", headers: { authorization: `Bearer ${await signed("hidden")}` } }),
      expect: { status: 401 },
    },
    {
      name: "the local issuer does not stand in for it",
      source,
      request: async (server) => ({ path: "/me", headers: await bearer(server, { issuer: issuerUrl }) }),
      expect: { status: 401 },
    },
  ],
});
