import assert from "node:assert/strict";
import {
  access,
  chmod,
  constants,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from "jose";
import { IssuerService } from "../../../../gateway/server/auth/local-issuer";

const URL = "http://127.0.0.1:8080/_issuer";

describe("the local issuer", () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "issuer-"));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it("signs tokens that its published keys verify", async () => {
    const issuer = await IssuerService.open(URL);
    const token = await issuer.mint({ sub: "alice", scope: "a b", audience: "app", claims: { plan: "gold" } });
    const { payload } = await jwtVerify(token, createLocalJWKSet({ keys: issuer.keySet.keys }));
    assert.equal(payload.iss, URL);
    assert.equal(payload.sub, "alice");
    assert.equal(payload.aud, "app");
    assert.equal(payload.scope, "a b");
    assert.equal(payload.plan, "gold");
    assert.equal((payload.exp ?? 0) - (payload.iat ?? 0), 3600);
    assert.equal(payload.client_id, undefined);
  });

  it("publishes a discovery document and public keys alone", async () => {
    const issuer = await IssuerService.open(URL);
    assert.deepEqual(issuer.document("/.well-known/openid-configuration"), {
      issuer: URL,
      jwks_uri: `${URL}/.well-known/jwks.json`,
      id_token_signing_alg_values_supported: ["RS256"],
      response_types_supported: ["token"],
      subject_types_supported: ["public"],
    });
    const [key] = issuer.keySet.keys;
    assert.deepEqual(Object.keys(key ?? {}).sort(), ["alg", "e", "kid", "kty", "n", "use"]);
    assert.equal(issuer.document("/other"), undefined);
  });

  it("keeps its key over restarts, for the owner alone", async () => {
    const state = join(directory, "state");
    const first = await (await IssuerService.open(URL, state)).mint({ sub: "alice" });
    const second = await (await IssuerService.open(URL, state)).mint({ sub: "alice" });
    assert.equal(decodeProtectedHeader(first).kid, decodeProtectedHeader(second).kid);
    assert.equal((await stat(join(state, "issuer-key.json"))).mode & 0o777, 0o600);
  });

  it("makes one key where two start at once", async () => {
    const state = join(directory, "state");
    const both = await Promise.all([IssuerService.open(URL, state), IssuerService.open(URL, state)]);
    const kids = both.map(({ keySet }) => keySet.keys[0]?.kid);
    assert.equal(kids[0], kids[1]);
  });

  for (const text of [
    "",
    "null",
    "[]",
    "7",
    "{cut",
    '{"kty":"RSA","d":"x","n":1}',
    '{"kty":"RSA","n":"AQAB","e":"AQAB"}',
    '{"kty":"EC","crv":"P-256","x":"a","y":"b","d":"c"}',
    '{"kty":"oct","k":"c2VjcmV0"}',
  ]) {
    it(`refuses a key file with ${JSON.stringify(text)} by its name`, async () => {
      const file = join(directory, "issuer-key.json");
      await writeFile(file, text);
      await assert.rejects(IssuerService.open(URL, directory), {
        message: `${file} does not hold the local issuer's key: remove the file, and a new key is made`,
      });
    });
  }

  it("signs with a key of this process where the folder cannot be written, and says so", async () => {
    const state = join(directory, "file-in-the-way");
    await writeFile(state, "");
    await assert.rejects(
      IssuerService.open(URL, join(state, "deeper")),
      /issuer-key\.json cannot be (?:written|read) /,
    );
    const lines: string[] = [];
    const failing = join(directory, "gone");
    await mkdir(join(failing, "issuer-key.json.d"), { recursive: true });
    await chmod(failing, 0o500);
    const issuer = await IssuerService.openForServing(URL, failing, (line) => lines.push(line));
    // root may write anywhere, unless its container takes that right from it
    const isWritable = await access(failing, constants.W_OK).then(
      () => true,
      () => false,
    );
    await chmod(failing, 0o700);
    await jwtVerify(await issuer.mint({ sub: "alice" }), createLocalJWKSet({ keys: issuer.keySet.keys }));
    assert.equal(lines.length, isWritable ? 0 : 1);
  });

  for (const name of ["issuer-key.json", ""]) {
    it(`signs with a key of this process where ${name || "the folder"} is a link to nothing`, async () => {
      const state = join(directory, "state");
      if (name !== "") {
        await mkdir(state);
      }
      await symlink(join(directory, "nothing", "there"), join(state, name));
      await assert.rejects(IssuerService.open(URL, state), /issuer-key\.json cannot be written /);
      const lines: string[] = [];
      await IssuerService.openForServing(URL, state, (line) => lines.push(line));
      assert.equal(lines.length, 1);
    });
  }

  it("leaves no draft of its key behind", async () => {
    await IssuerService.open(URL, directory);
    assert.deepEqual(await readdir(directory), ["issuer-key.json"]);
  });

  it("refuses a key file that holds no key, and leaves it alone", async () => {
    const file = join(directory, "issuer-key.json");
    await writeFile(file, "{}");
    await assert.rejects(IssuerService.open(URL, directory), {
      message: `${file} does not hold the local issuer's key: remove the file, and a new key is made`,
    });
    assert.equal(await readFile(file, "utf8"), "{}");
  });
});
