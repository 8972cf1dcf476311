import assert from "node:assert/strict";
import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import type { IssuerKeys, KeyLookup } from "../../../../gateway/server/auth/issuer-keys";
import type { SignedToken } from "../../../../gateway/server/auth/signed-token";
import { TokenSignatures } from "../../../../gateway/server/auth/token-signatures";

const ISSUER = "https://issuer.example.com";
const [one, two] = [newKeys(), newKeys()];

describe("the signatures of tokens", () => {
  it("are verified once for a token and a key", async () => {
    const signatures = keysThatAre(() => one.publicKey);
    const text = token(one.privateKey, { sub: "ada" });
    const first = read(signatures, text);
    assert.equal(await signatures.check(first, ISSUER), "valid");
    const second = read(signatures, text);
    assert.equal(second, first, "parsed again");
    // with a signature that no key made, it is valid only where it is not verified again
    const broken = { ...second, signature: Buffer.alloc(256) };
    assert.equal(await signatures.check(broken, ISSUER), "valid");
  });

  it("are verified again after the issuer's key was rotated under its id", async () => {
    let key: KeyLookup = one.publicKey;
    const signatures = keysThatAre(() => key);
    const text = token(one.privateKey, { sub: "ada" });
    assert.equal(await signatures.check(read(signatures, text), ISSUER), "valid");
    key = two.publicKey;
    assert.equal(await signatures.check(read(signatures, text), ISSUER), "signature");
    key = one.publicKey;
    assert.equal(await signatures.check(read(signatures, text), ISSUER), "valid");
  });

  it("are refused once the issuer's keys are gone, known token or not", async () => {
    let key: KeyLookup = one.publicKey;
    const signatures = keysThatAre(() => key);
    const text = token(one.privateKey, { sub: "ada" });
    assert.equal(await signatures.check(read(signatures, text), ISSUER), "valid");
    key = "unknown";
    assert.equal(await signatures.check(read(signatures, text), ISSUER), "key");
    key = "unreachable";
    assert.equal(await signatures.check(read(signatures, text), ISSUER), "unreachable");
  });

  it("are never taken from another token: one changed character is verified on its own", async () => {
    const signatures = keysThatAre(() => one.publicKey);
    const text = token(one.privateKey, { sub: "ada" });
    assert.equal(await signatures.check(read(signatures, text), ISSUER), "valid");
    const [header, , signature] = text.split(".");
    const forged = `${header}.${encode({ sub: "eve" })}.${signature}`;
    assert.equal(await signatures.check(read(signatures, forged), ISSUER), "signature");
  });

  it("are remembered for 1,000 tokens, and for no more", async () => {
    const signatures = keysThatAre(() => one.publicKey);
    const texts = Array.from({ length: 1001 }, (_, index) => token(one.privateKey, { sub: `user ${index}` }));
    for (const text of texts) {
      assert.equal(await signatures.check(read(signatures, text), ISSUER), "valid");
    }
    const isKnown = (text: string): boolean => signatures.read(text) === signatures.read(text);
    assert.deepEqual(
      [texts[0], texts[1], texts[1000]].map((text) => isKnown(text ?? "")),
      [false, true, true],
    );
  });
});

function newKeys(): { publicKey: KeyObject; privateKey: KeyObject } {
  return generateKeyPairSync("rsa", { modulusLength: 2048 });
}

function keysThatAre(key: () => KeyLookup): TokenSignatures {
  const keys: Pick<IssuerKeys, "find"> = { find: key };
  return new TokenSignatures(keys);
}

function read(signatures: TokenSignatures, text: string): SignedToken {
  return signatures.read(text) ?? assert.fail("not a token");
}

function token(key: KeyObject, claims: object): string {
  const signed = `${encode({ alg: "RS256", kid: "one" })}.${encode(claims)}`;
  return `${signed}.${sign("RSA-SHA256", Buffer.from(signed), key).toString("base64url")}`;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
