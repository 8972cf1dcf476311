import assert from "node:assert/strict";
import { generateKeyPairSync, KeyObject } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { IssuerKeys, type KeyLookup } from "../../../../gateway/server/auth/issuer-keys";
import type { StandIn } from "../../../../gateway/server/auth/stand-in";
import { IssuerService } from "../../../../gateway/server/auth/local-issuer";

function jwk(kid: string): object {
  const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { ...publicKey.export({ format: "jwk" }), kid };
}

function isKey(lookup: KeyLookup): boolean {
  return lookup instanceof KeyObject;
}

describe("the keys of an issuer", () => {
  let server: Server;
  let issuer: string;
  let local: IssuerService;
  let published: object[];
  let reads: number;
  let clock: number;
  let hangs: boolean;
  const lines: string[] = [];

  const keysOf = (standIn: StandIn): IssuerKeys =>
    new IssuerKeys(
      local,
      standIn,
      (line) => lines.push(line),
      () => clock,
    );

  before(async () => {
    local = await IssuerService.open("http://127.0.0.1:1/_issuer");
    server = createServer((request, response) => {
      if (hangs) {
        return;
      }
      const discovery = request.url === "/pool/.well-known/openid-configuration";
      reads += discovery ? 0 : 1;
      response.end(JSON.stringify(discovery ? { issuer, jwks_uri: `${issuer}/keys` } : { keys: published }));
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}/pool`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    published = [jwk("one")];
    reads = 0;
    clock = 1_000_000;
    hangs = false;
    lines.length = 0;
  });

  it("are read once and kept", async () => {
    const keys = keysOf("never");
    assert.ok(isKey(await keys.find(issuer, "one")));
    assert.ok(isKey(await keys.find(issuer, "one")));
    assert.equal(reads, 1);
  });

  it("are read once for requests that come together", async () => {
    const keys = keysOf("never");
    await Promise.all([keys.find(issuer, "one"), keys.find(issuer, "one"), keys.find(issuer, "two")]);
    assert.equal(reads, 1);
  });

  it("are read again for an unknown kid after a rotation, and not for each such request", async () => {
    const keys = keysOf("never");
    await keys.find(issuer, "one");
    published = [...published, jwk("two")];
    assert.equal(await keys.find(issuer, "two"), "unknown");
    clock += 10_000;
    assert.ok(isKey(await keys.find(issuer, "two")));
    assert.equal(await keys.find(issuer, "three"), "unknown");
    assert.equal(reads, 2);
  });

  it("are read again after two hours", async () => {
    const keys = keysOf("never");
    await keys.find(issuer, "one");
    published = [jwk("two")];
    clock += 2 * 60 * 60 * 1000;
    assert.equal(await keys.find(issuer, "one"), "unknown");
  });

  it("are RSA keys for signatures alone", async () => {
    const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    published = [
      { ...publicKey.export({ format: "jwk" }), kid: "ec" },
      { ...jwk("enc"), use: "enc" },
    ];
    const keys = keysOf("never");
    assert.equal(await keys.find(issuer, "ec"), "unknown");
    assert.equal(await keys.find(issuer, "enc"), "unknown");
  });

  it("are the local ones where the issuer cannot be reached and a stand-in is expected", async () => {
    const unreachable = "http://127.0.0.1:1/pool";
    const kid = String(local.keySet.keys[0]?.kid);
    assert.ok(isKey(await keysOf("unreachable").find(unreachable, kid)));
    assert.equal(await keysOf("never").find(unreachable, kid), "unreachable");
    assert.match(
      lines[0] ?? "",
      /^Issuer http:\/\/127\.0\.0\.1:1\/pool cannot be reached \(.*ECONNREFUSED.*\): the local issuer stands in/,
    );
    assert.match(lines[1] ?? "", /its tokens are refused\.$/);
  });

  it("are the local ones of a name that is for tests, and no error is logged", async () => {
    const kid = String(local.keySet.keys[0]?.kid);
    assert.ok(isKey(await keysOf("unreachable").find("https://issuer.gatewright.test", kid)));
    assert.deepEqual(lines, [
      "Issuer https://issuer.gatewright.test is a name for tests: the local issuer stands in for it, and its tokens are accepted.",
    ]);
  });

  it("stay where an issuer that was there cannot be reached for a while", async () => {
    const keys = keysOf("unreachable");
    await keys.find(issuer, "one");
    hangs = true;
    clock += 2 * 60 * 60 * 1000;
    assert.ok(isKey(await keys.find(issuer, "one")));
    assert.equal(await keys.find(issuer, String(local.keySet.keys[0]?.kid)), "unknown");
  });

  it("are the local ones of every issuer where the local issuer always stands in, without a request", async () => {
    const keys = keysOf("always");
    const readBefore = reads;
    const kid = String(local.keySet.keys[0]?.kid);
    assert.ok(isKey(await keys.find(issuer, kid)));
    assert.equal(await keys.acceptsLocalTokens(issuer), true);
    assert.equal(reads, readBefore);
  });

  it("tell whose tokens are accepted: an issuer that can be reached signs its own", async () => {
    const unreachable = "http://127.0.0.1:1/none";
    assert.equal(await keysOf("unreachable").acceptsLocalTokens(issuer), false);
    assert.equal(await keysOf("unreachable").acceptsLocalTokens(unreachable), true);
    assert.equal(await keysOf("never").acceptsLocalTokens(unreachable), false);
    assert.equal(await keysOf("never").acceptsLocalTokens(local.url), true);
  });

  it("of the local issuer are there without a request", () => {
    assert.ok(isKey(keysOf("never").find(local.url, String(local.keySet.keys[0]?.kid)) as KeyLookup));
  });
});
