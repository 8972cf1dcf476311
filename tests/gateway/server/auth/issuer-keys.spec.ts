import assert from "node:assert/strict";
import { generateKeyPairSync, KeyObject } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { IssuerKeys, type KeyLookup } from "../../../../gateway/server/auth/issuer-keys";
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

  const keysOf = (standIn: boolean): IssuerKeys =>
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
    const keys = keysOf(false);
    assert.ok(isKey(await keys.find(issuer, "one")));
    assert.ok(isKey(await keys.find(issuer, "one")));
    assert.equal(reads, 1);
  });

  it("are read once for requests that come together", async () => {
    const keys = keysOf(false);
    await Promise.all([keys.find(issuer, "one"), keys.find(issuer, "one"), keys.find(issuer, "two")]);
    assert.equal(reads, 1);
  });

  it("are read again for an unknown kid after a rotation, and not for each such request", async () => {
    const keys = keysOf(false);
    await keys.find(issuer, "one");
    published = [...published, jwk("two")];
    assert.equal(await keys.find(issuer, "two"), "unknown");
    clock += 10_000;
    assert.ok(isKey(await keys.find(issuer, "two")));
    assert.equal(await keys.find(issuer, "three"), "unknown");
    assert.equal(reads, 2);
  });

  it("are read again after two hours", async () => {
    const keys = keysOf(false);
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
    const keys = keysOf(false);
    assert.equal(await keys.find(issuer, "ec"), "unknown");
    assert.equal(await keys.find(issuer, "enc"), "unknown");
  });

  it("are the local ones where the issuer cannot be reached and a stand-in is wanted", async () => {
    const unreachable = "http://127.0.0.1:1/pool";
    const kid = String(local.keySet.keys[0]?.kid);
    assert.ok(isKey(await keysOf(true).find(unreachable, kid)));
    assert.equal(await keysOf(false).find(unreachable, kid), "unreachable");
    assert.match(
      lines[0] ?? "",
      /^Issuer http:\/\/127\.0\.0\.1:1\/pool cannot be reached \(.*ECONNREFUSED.*\): the local issuer stands in/,
    );
    assert.match(lines[1] ?? "", /its tokens are refused\.$/);
  });

  it("stay where an issuer that was there cannot be reached for a while", async () => {
    const keys = keysOf(true);
    await keys.find(issuer, "one");
    hangs = true;
    clock += 2 * 60 * 60 * 1000;
    assert.ok(isKey(await keys.find(issuer, "one")));
    assert.equal(await keys.find(issuer, String(local.keySet.keys[0]?.kid)), "unknown");
  });

  it("of the local issuer are there without a request", () => {
    assert.ok(isKey(keysOf(false).find(local.url, String(local.keySet.keys[0]?.kid)) as KeyLookup));
  });
});
