import assert from "node:assert/strict";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { httpApi, jsFunction } from "../support/http-program";
import { Served } from "./served";
import { count } from "./table";

const JWKS = "/jwks";
const ISSUERS: Record<string, RequestListener> = {
  "is down": (message) => message.socket.destroy(),
  "answers 500": (_, outgoing) => outgoing.writeHead(500).end(),
  "is slow": () => undefined,
  "answers no JSON": (_, outgoing) => outgoing.end("<html>"),
  "answers null": (_, outgoing) => outgoing.end("null"),
  "answers a list": (_, outgoing) => outgoing.end("[]"),
  "answers 10 MB": (_, outgoing) => outgoing.end(`{"a":"${"x".repeat(1e7)}"}`),
  "names no keys": (_, outgoing) => outgoing.end("{}"),
  "names keys that are no URL": (_, outgoing) => outgoing.end('{"jwks_uri":"file:///etc/passwd"}'),
  "redirects to itself": (_, outgoing) => outgoing.writeHead(302, { location: "/" }).end(),
  "has keys that are none": keys({
    keys: [null, 1, "x", {}, { kty: "RSA" }, { kty: "RSA", kid: "k", n: "!", e: "?" }, { kty: "EC", kid: "k" }],
  }),
  "has no list of keys": keys({ keys: { 0: {} } }),
  "has the key of a secret": keys({ keys: [{ kty: "oct", kid: "k", k: "c2VjcmV0" }] }),
};

function keys(document: object): RequestListener {
  return ({ url, headers }, outgoing) =>
    outgoing.end(JSON.stringify(url === JWKS ? document : { jwks_uri: `http://${headers.host}${JWKS}` }));
}

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
const TOKENS = [
  "",
  "a",
  "a.b.c",
  "....",
  `${part({ alg: "none" })}.${part({ sub: "x" })}.`,
  `${part({ alg: "HS256", kid: "k" })}.${part({})}.c2ln`,
  `${part({ alg: "RS256", kid: "k" })}.${part({ exp: 9e99 })}.c2ln`,
  `${part({ alg: "RS256", kid: "__proto__" })}.${part({})}.c2ln`,
  `${part({ alg: "RS256", kid: "k", crit: ["b64"] })}.${part({})}.c2ln`,
  `${part(null)}.${part(null)}.`,
  `${part([])}.${part([])}.x`,
  `${part({ alg: "RS256", kid: "k".repeat(5_000) })}.${part({})}.x`,
];

describe("hostile issuers and tokens", function () {
  this.timeout(240_000);
  let served: Served;
  const servers: Server[] = [];
  const names = Object.keys(ISSUERS);

  before(async () => {
    const issuers: string[] = [];
    for (const listener of Object.values(ISSUERS)) {
      const server = createServer(listener);
      await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
      servers.push(server);
      issuers.push(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    }
    served = await Served.start(
      [
        jsFunction("fine", `exports.handler = async () => ({ statusCode: 200 });`),
        ...httpApi({
          authorizers: Object.fromEntries(
            issuers.map((issuer, index) => [
              `a${index}`,
              {
                authorizerType: "JWT",
                identitySources: ["$request.header.Authorization"],
                jwtConfiguration: { issuer, audiences: ["a"] },
              },
            ]),
          ),
          routes: {
            "GET /": { function: "fine" },
            ...Object.fromEntries(
              issuers.map((_, index) => [
                `GET /${index}`,
                { function: "fine", route: { authorizationType: "JWT", authorizerId: `a${index}` } },
              ]),
            ),
          },
        }),
      ],
      { issuer: { standIn: "never" } },
    );
  });
  after(async () => {
    await served.close();
    servers.forEach((server) => {
      server.closeAllConnections();
      server.close();
    });
  });

  names.forEach((name, index) => {
    it(`an issuer that ${name} makes every token invalid, and nothing else`, async () => {
      const statuses = await Promise.all(
        TOKENS.map(async (token) => {
          count.inputs();
          const headers = { authorization: `Bearer ${token}` };
          return (await fetch(`${served.gateway.url}/${index}`, { headers, signal: AbortSignal.timeout(30_000) }))
            .status;
        }),
      );
      assert.ok(
        statuses.every((status) => status === 401),
        statuses.join(", "),
      );
      count.fault(`an issuer that ${name}`);
      await served.assertAlive("/", name);
    });
  });
});
