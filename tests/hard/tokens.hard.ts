import assert from "node:assert/strict";
import { generateKeyPairSync, sign } from "node:crypto";
import * as fc from "fast-check";
import { hasValidSignature, isRsaAlgorithm, parseToken } from "../../gateway/server/auth/signed-token";
import { check } from "./property";

const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
const claims = fc.dictionary(fc.string(), fc.jsonValue());

function signed(payload: unknown, header: object = { alg: "RS256", kid: "k" }): string {
  const text = `${encode(header)}.${encode(payload)}`;
  return `${text}.${sign("RSA-SHA256", Buffer.from(text), privateKey).toString("base64url")}`;
}

describe("tokens", () => {
  it("of any text are parsed or undefined, and never throw", () => {
    const part = fc.oneof(fc.string(), fc.base64String(), fc.jsonValue().map(encode));
    check(200_000, [fc.array(part, { maxLength: 4 })], (parts) => {
      const token = parseToken(parts.join("."));
      assert.ok(token === undefined || (typeof token.algorithm === "string" && typeof token.kid === "string"));
    });
  });

  it("that are signed keep their claims and are valid", () => {
    check(2_000, [claims], (payload) => {
      const token = parseToken(signed(payload));
      assert.ok(token !== undefined && hasValidSignature(token, publicKey));
      assert.equal(JSON.stringify(token.claims), JSON.stringify(JSON.parse(JSON.stringify(payload))));
    });
  });

  it("are invalid once a character of what is signed is another", () => {
    const whole = signed({ sub: "alice", scope: "orders:read" });
    const length = whole.lastIndexOf(".");
    check(20_000, [fc.nat(length - 1), fc.constantFrom(..."ABCabc019-_")], (at, character) => {
      const changed = whole.slice(0, at) + character + whole.slice(at + 1);
      const token = parseToken(changed);
      assert.equal(token !== undefined && hasValidSignature(token, publicKey), changed === whole);
    });
  });

  it("are invalid with any other algorithm than RSA's", () => {
    check(
      2_000,
      [fc.oneof(fc.constantFrom("none", "HS256", "ES256", "rs256", "RS256 ", "__proto__", "constructor"), fc.string())],
      (alg) => {
        const token = parseToken(signed({ sub: "alice" }, { alg, kid: "k" }));
        const valid = token !== undefined && hasValidSignature(token, publicKey);
        assert.equal(valid, alg === "RS256");
        assert.equal(isRsaAlgorithm(alg), ["RS256", "RS384", "RS512"].includes(alg));
      },
    );
  });
});
