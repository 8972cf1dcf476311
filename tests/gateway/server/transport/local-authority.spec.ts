import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LocalAuthority } from "../../../../gateway/server/transport/local-authority";

describe("the local certificate authority", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "authority-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("is kept, with a key for its owner alone and no draft", async () => {
    const [first, second] = [await LocalAuthority.open(folder), await LocalAuthority.open(folder)];
    assert.equal(first.certificate, second.certificate);
    assert.deepEqual((await readdir(folder)).sort(), ["authority-key.pem", "authority.pem"]);
    assert.equal((await stat(join(folder, "authority-key.pem"))).mode & 0o777, 0o600);
  });

  it("names the file that cannot be kept, whatever is in the way", async () => {
    const state = join(folder, "state");
    await symlink(join(folder, "nothing", "there"), state);
    await assert.rejects(LocalAuthority.open(state), /state\/authority-key\.pem cannot be written \(/);
  });

  it("vouches for a name, and gives the same certificate again", async () => {
    const authority = await LocalAuthority.open(undefined);
    const { cert } = authority.certificateFor("api.localhost");
    assert.equal(new X509Certificate(cert).checkHost("api.localhost"), "api.localhost");
    assert.equal(new X509Certificate(cert).checkIssued(new X509Certificate(authority.certificate)), true);
    assert.equal(authority.certificateFor("api.localhost").cert, cert);
  });

  for (const [what, text] of [
    ["nothing", ""],
    ["no PEM", "hello"],
    ["a cut one", "-----BEGIN CERTIFICATE-----\nMIIB"],
  ] as const) {
    for (const name of ["authority.pem", "authority-key.pem"]) {
      it(`names both files where ${name} holds ${what}`, async () => {
        await LocalAuthority.open(folder);
        await writeFile(join(folder, name), text);
        const [cert, key] = [join(folder, "authority.pem"), join(folder, "authority-key.pem")];
        await assert.rejects(LocalAuthority.open(folder), {
          message: `${cert} and ${key} hold no local authority: remove both, and a new one is made`,
        });
      });
    }
  }

  it("names both files where the key is another authority's", async () => {
    const other = await mkdtemp(join(tmpdir(), "authority-"));
    await Promise.all([LocalAuthority.open(folder), LocalAuthority.open(other)]);
    await writeFile(join(folder, "authority-key.pem"), await readFile(join(other, "authority-key.pem")));
    await rm(other, { recursive: true });
    await assert.rejects(LocalAuthority.open(folder), /hold no local authority: remove both/);
  });
});
