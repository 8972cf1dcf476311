import * as assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeJwt } from "jose";
import { runCommand } from "../../support/command";

const project = join(__dirname, "../fixtures/hello");

describe("gatewright token", () => {
  it("names the stack's issuer and audience, and carries the claims asked for", async () => {
    const { stdout, status } = await runCommand([
      ...["token", project, "--sub", "alice", "--scope", "read write", "--expires-in", "60"],
      ...["--claim", "tenant=acme", "--claim", 'groups=["admin"]'],
    ]);
    assert.equal(status, 0);
    const { iat = 0, jti, ...claims } = decodeJwt(stdout.trim());
    assert.deepEqual(claims, {
      iss: "https://issuer.hello.test",
      aud: "hello",
      sub: "alice",
      scope: "read write",
      tenant: "acme",
      groups: ["admin"],
      exp: iat + 60,
    });
    assert.equal(typeof jti, "string");
  });

  it("needs no program where the issuer is given, and a client id stands instead of the audience", async () => {
    const args = ["token", "--sub", "alice", "--issuer", "https://issuer.example.com", "--client-id", "app"];
    const claims = decodeJwt((await runCommand([...args, project])).stdout.trim());
    assert.equal(claims.iss, "https://issuer.example.com");
    assert.equal(claims.client_id, "app");
    assert.equal(claims.aud, undefined);
  });

  it("refuses to make a key outside of every project, even for an issuer that is given", async () => {
    const outside = mkdtempSync(join(tmpdir(), "gatewright-token-"));
    try {
      const args = ["token", "--sub", "alice", "--issuer", "https://issuer.example.com"];
      const { status, stdout, stderr } = await runCommand(args, outside);
      assert.deepEqual([status, stdout], [2, ""]);
      assert.match(
        stderr,
        /^gatewright: No Pulumi\.yaml in .* or any folder above it: specify the folder of a Pulumi project\.$/m,
      );
      assert.deepEqual(readdirSync(outside), []);
    } finally {
      rmSync(outside, { recursive: true });
    }
  });

  it("needs no option: it is for alice, with the scopes that the routes ask for", async () => {
    const { stdout, status } = await runCommand(["token", project]);
    assert.equal(status, 0);
    const { sub, scope, iss } = decodeJwt(stdout.trim());
    assert.deepEqual([sub, scope, iss], ["alice", "read", "https://issuer.hello.test"]);
  });
});
