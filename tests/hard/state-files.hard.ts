import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { get } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { readSnapshot } from "../../gateway/model/snapshot";
import { type Gateway, startGateway } from "../../gateway/server";
import { graphOf, httpApi, jsFunction } from "../support/http-program";
import { keyedApi } from "./keyed-api";
import { sample } from "./property";
import { SETTINGS } from "./settings";
import { count } from "./table";
import { jsonText } from "./values";

const snapshot = readSnapshot(
  graphOf([
    jsFunction("f", "exports.handler = async () => ({ statusCode: 200 });"),
    ...httpApi({
      authorizers: {
        jwt: {
          authorizerType: "JWT",
          identitySources: ["$request.header.Authorization"],
          jwtConfiguration: { issuer: "http://127.0.0.1:1/", audiences: ["a"] },
        },
      },
      routes: {
        "GET /": { function: "f" },
        "GET /closed": { function: "f", route: { authorizationType: "JWT", authorizerId: "jwt" } },
      },
    }),
    ...keyedApi(),
  ]),
);

const DAMAGES: Record<string, (bytes: Buffer) => Buffer> = {
  "is empty": () => Buffer.alloc(0),
  "is cut": (bytes) => bytes.subarray(0, Math.floor(bytes.length / 2)),
  "is NULs": (bytes) => Buffer.alloc(bytes.length),
  "is 0xff": (bytes) => Buffer.alloc(bytes.length, 0xff),
  "is random bytes": (bytes) => randomBytes(bytes.length),
  "is there twice": (bytes) => Buffer.concat([bytes, bytes]),
  "is null": () => Buffer.from("null"),
  "is a list": () => Buffer.from("[]"),
  "is an empty object": () => Buffer.from("{}"),
  "is deep": () => Buffer.from("[".repeat(100_000) + "]".repeat(100_000)),
  "has other types": (bytes) =>
    Buffer.from(
      bytes
        .toString("latin1")
        .replaceAll(/"[^"]*"(?!:)/g, "7")
        .replaceAll(/\d+/g, "null"),
      "latin1",
    ),
  "has __proto__": () => Buffer.from('{"__proto__":{"version":1,"plans":{}},"version":1,"plans":{"__proto__":null}}'),
};

describe("a damaged state file", function () {
  this.timeout(300_000);
  let whole: string;
  let state: string;
  const thrown: unknown[] = [];
  const caught = (error: unknown): void => void thrown.push(error);

  before(async () => {
    whole = mkdtempSync(join(tmpdir(), "hard-state-whole-"));
    state = mkdtempSync(join(tmpdir(), "hard-state-"));
    const gateway = await start(whole);
    await use(gateway);
    await gateway.close();
    process.on("unhandledRejection", caught);
  });
  after(() => {
    process.off("unhandledRejection", caught);
    [whole, state].forEach((made) => rmSync(made, { recursive: true }));
  });

  const start = (stateDirectory: string): Promise<Gateway> =>
    startGateway(snapshot, { port: 0, https: true, stateDirectory });

  /** Asserts that what is open answers, and that what is closed stays closed. */
  async function use(gateway: Gateway): Promise<void> {
    const status = (path: string, headers = {}): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        get(gateway.url + path, { headers, rejectUnauthorized: false, agent: false }, (response) => {
          response.resume();
          resolve(response.statusCode);
        }).on("error", reject);
      });
    const keyed = "/_api/rest/prod/keyed";
    const statuses = [
      await status("/"),
      await status("/closed"),
      await status("/closed", { authorization: "Bearer a.b.c" }),
      await status(keyed),
      await status(keyed, { "x-api-key": "a-key-of-twenty-chars" }),
    ];
    assert.deepEqual(statuses, [200, 401, 401, 403, 200]);
    count.inputs(statuses.length);
  }

  async function tryState(what: string): Promise<void> {
    let gateway: Gateway;
    try {
      gateway = await start(state);
    } catch (error) {
      // a key that cannot be read is not replaced: the error names its file
      assert.ok(error instanceof Error && error.message.includes(state), `${what}: ${String(error)}`);
      assert.deepEqual(thrown.splice(0), [], what);
      return;
    }
    await use(gateway);
    await gateway.close();
    assert.deepEqual(thrown.splice(0), [], what);
  }

  function restore(): void {
    rmSync(state, { recursive: true });
    cpSync(whole, state, { recursive: true });
  }

  for (const [what, damage] of Object.entries(DAMAGES)) {
    it(`that ${what} is named, or made anew, and opens nothing`, async () => {
      const names = readdirSync(whole);
      assert.ok(names.length >= 3, names.join());
      for (const name of names) {
        restore();
        writeFileSync(join(state, name), damage(readFileSync(join(whole, name))));
        count.fault(`${name} ${what}`);
        await tryState(`${name} ${what}`);
      }
    });
  }

  it("that is a folder is named, or passed over, and opens nothing", async () => {
    for (const name of readdirSync(whole)) {
      restore();
      rmSync(join(state, name));
      mkdirSync(join(state, name));
      count.fault(`${name} is a folder`);
      await tryState(`${name} is a folder`);
    }
  });

  it("that is a link to nothing is named, or passed over, and opens nothing", async () => {
    for (const name of readdirSync(whole)) {
      restore();
      rmSync(join(state, name));
      symlinkSync(join(state, "nothing", "there"), join(state, name));
      count.fault(`${name} is a link to nothing`);
      await tryState(`${name} is a link to nothing`);
    }
  });

  it("of counts that holds any JSON opens nothing", async () => {
    for (const text of sample(fc.oneof(jsonText, fc.string()), SETTINGS.quick ? 5 : 60)) {
      restore();
      writeFileSync(join(state, "usage.json"), text);
      await tryState(text.slice(0, 200));
    }
  });
});
