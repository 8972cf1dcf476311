import assert from "node:assert/strict";
import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
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

/** Issuers on this machine, each with a route of one API that takes its tokens. */
class Issuers {
  private constructor(
    private readonly servers: readonly Server[],
    readonly urls: readonly string[],
  ) {}

  static async start(listeners: readonly RequestListener[]): Promise<Issuers> {
    const servers = listeners.map((listener) => createServer(listener));
    for (const server of servers) {
      await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    }
    return new Issuers(
      servers,
      servers.map((server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    );
  }

  /** Serves `GET /` for everybody, and `GET /0` and so on for the tokens of an issuer. */
  serve(): Promise<Served> {
    return Served.start(
      [
        jsFunction("fine", `exports.handler = async () => ({ statusCode: 200 });`),
        ...httpApi({
          authorizers: Object.fromEntries(
            this.urls.map((issuer, index) => [
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
              this.urls.map((_, index) => [
                `GET /${index}`,
                { function: "fine", route: { authorizationType: "JWT", authorizerId: `a${index}` } },
              ]),
            ),
          },
        }),
      ],
      { issuer: { standIn: "never" } },
    );
  }

  close(): void {
    this.servers.forEach((server) => {
      server.closeAllConnections();
      server.close();
    });
  }
}

describe("hostile issuers and tokens", function () {
  this.timeout(240_000);
  let served: Served;
  let issuers: Issuers;
  const names = Object.keys(ISSUERS);

  before(async () => {
    issuers = await Issuers.start(Object.values(ISSUERS));
    served = await issuers.serve();
  });
  after(async () => {
    await served.close();
    issuers.close();
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

interface Key {
  privateKey: KeyObject;
  jwk: object;
}

function newKey(kid: string): Key {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { privateKey, jwk: { ...publicKey.export({ format: "jwk" }), kid, use: "sig", alg: "RS256" } };
}

/** The time after which an unknown key id makes the gateway read an issuer's keys again, and a little more. */
const REFRESH_MS = 10_500;
const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

describe("issuers that change", function () {
  this.timeout(240_000);
  let served: Served;
  let issuers: Issuers;
  const old = newKey("old");
  const fresh = newKey("fresh");
  const forged = newKey("old");
  /** The answer of each issuer at the moment. */
  const now: RequestListener[] = [];

  const publishing = (...published: Key[]): RequestListener => keys({ keys: published.map(({ jwk }) => jwk) });
  const delayed = (ms: number, listener: RequestListener): RequestListener => {
    return (message, outgoing) => void setTimeout(() => listener(message, outgoing), ms);
  };
  const down: RequestListener = (message) => message.socket.destroy();

  const CHANGES: Record<string, { from: RequestListener; to: RequestListener; then: Record<string, number> }> = {
    "rotates its key": { from: publishing(old), to: publishing(fresh), then: { old: 401, fresh: 200, forged: 401 } },
    "adds a key": { from: publishing(old), to: publishing(old, fresh), then: { old: 200, fresh: 200, forged: 401 } },
    "goes down": { from: publishing(old), to: down, then: { old: 200, fresh: 401, forged: 401 } },
    "comes up": { from: down, to: publishing(old), then: { old: 200, fresh: 401, forged: 401 } },
    "becomes slow": {
      from: publishing(old),
      to: delayed(700, publishing(old, fresh)),
      then: { old: 200, fresh: 200, forged: 401 },
    },
    "loses its keys": { from: publishing(old), to: publishing(), then: { old: 401, fresh: 401, forged: 401 } },
    "answers errors": {
      from: publishing(old),
      to: (_, outgoing) => outgoing.writeHead(500).end(),
      then: { old: 200, fresh: 401, forged: 401 },
    },
  };

  before(async () => {
    now.push(...Object.values(CHANGES).map(({ from }) => from));
    issuers = await Issuers.start(now.map((_, index) => (message, outgoing) => now[index]?.(message, outgoing)));
    served = await issuers.serve();
  });
  after(async () => {
    await served.close();
    issuers.close();
  });

  function token({ privateKey }: Key, kid: string, iss: string): string {
    const seconds = Math.floor(Date.now() / 1000);
    const signed = `${part({ alg: "RS256", kid })}.${part({ iss, aud: "a", iat: seconds, exp: seconds + 600 })}`;
    return `${signed}.${sign("sha256", Buffer.from(signed), privateKey).toString("base64url")}`;
  }

  async function statuses(index: number): Promise<Record<string, number>> {
    const iss = issuers.urls[index] ?? "";
    const tokens = {
      old: token(old, "old", iss),
      fresh: token(fresh, "fresh", iss),
      // signed by a key that the issuer does not have, under the id of one that it has
      forged: token(forged, "old", iss),
    };
    const found: Record<string, number> = {};
    for (const [name, bearer] of Object.entries(tokens).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      count.inputs();
      const headers = { authorization: `Bearer ${bearer}` };
      found[name] = (await fetch(`${served.gateway.url}/${index}`, { headers })).status;
    }
    return found;
  }

  it("are read again after a while, and their tokens judged by the keys that they have then", async () => {
    const changes = Object.entries(CHANGES);
    for (const [index, [name, { from }]] of changes.entries()) {
      assert.equal((await statuses(index)).old, from === down ? 401 : 200, `before an issuer ${name}`);
    }
    changes.forEach(([, { to }], index) => (now[index] = to));
    await sleep(REFRESH_MS);
    for (const [index, [name, { then }]] of changes.entries()) {
      count.fault(`an issuer that ${name}`);
      assert.deepEqual(await statuses(index), then, `an issuer that ${name}`);
    }
    await served.assertAlive("/", "issuers that change");
  });
});
