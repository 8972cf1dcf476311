import assert from "node:assert/strict";
import { join } from "node:path";
import { chooseKey } from "../../../cli/key";
import type { ApiKeyModel } from "../../../gateway/model/api-model";
import { runCommand } from "../../support/command";

function key(logical: string, isGenerated = true): ApiKeyModel {
  const urn = `urn:pulumi:dev::shop::aws:apigateway/apiKey:ApiKey::${logical}`;
  return {
    urn,
    id: `id-${logical}`,
    name: `${logical}-108a821`,
    enabled: true,
    value: `value-of-${logical}`,
    isGenerated,
  };
}

const KEYS = [key("partners-acme-key"), key("partners-shop-key"), key("partners-own-key", false)];

describe("gatewright key", () => {
  it("takes a name of the key, on AWS or in the program, its id, or a part of it", () => {
    const names = ["acme", "partners-acme-key", "partners-acme-key-108a821", "id-partners-acme-key"];
    for (const name of names) {
      assert.equal(chooseKey(KEYS, name, "shop").value, "value-of-partners-acme-key", name);
    }
  });

  it("needs no name where there is one key", () => {
    assert.equal(chooseKey([key("only")], undefined, "shop").value, "value-of-only");
    const known = "partners-acme-key, partners-own-key, partners-shop-key";
    assert.throws(() => chooseKey(KEYS, undefined, "shop"), {
      message: `There are several API keys: name one. shop has ${known}.`,
    });
  });

  it("names the keys that there are where it is asked for another", () => {
    assert.throws(() => chooseKey([key("acme")], "zoe", "shop"), {
      message: 'There is no API key "zoe": shop has acme.',
    });
    assert.throws(() => chooseKey([], undefined, "shop"), { message: "There is no API key: shop declares none." });
  });

  it("asks which is meant where several have the part, such as those of a rotation", () => {
    assert.throws(() => chooseKey([key("acme-key"), key("acme-key-1")], "acme", "shop"), {
      message: '"acme" may mean acme-key or acme-key-1: name one of them.',
    });
    assert.equal(chooseKey([key("acme-key"), key("acme-key-1")], "acme-key", "shop").value, "value-of-acme-key");
  });

  it("prints no value that the program gives, and says what to do", () => {
    assert.throws(() => chooseKey(KEYS, "own", "shop"), {
      message:
        "The program gives the API key partners-own-key its value, which is a secret and is not printed: " +
        "the local gateway takes that very value, in the header x-api-key or where the authorizer looks for it.",
    });
  });

  describe("as a command", () => {
    const project = join(__dirname, "../../../examples/rest-usage-plans");

    it("prints the value alone, the same at each call", async () => {
      const first = await runCommand(["key", project, "--stack", "dev", "--name", "joe"]);
      assert.equal(first.status, 0, first.stderr);
      assert.match(first.stdout, /^[A-Za-z0-9]{40}\n$/);
      assert.equal((await runCommand(["key", "--stack", "dev", "--name", "joe"], project)).stdout, first.stdout);
    });
  });
});
