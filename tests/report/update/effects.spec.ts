import assert from "node:assert/strict";
import type { ResourceGraph } from "../../../engine/graph/graph";
import { readSnapshot } from "../../../gateway/model/snapshot";
import { updateEffects } from "../../../report/update/effects";
import { build } from "../../support/live/build";
import { ADMIN, CHANGES, http, ONE, rest, route, socket, TWO } from "../../support/live/changes";
import { registered, STACK } from "../../support/live/program";
import type { ProgramSpec } from "../../support/live/spec";

async function graphOf(spec: ProgramSpec): Promise<ResourceGraph> {
  const resources = await registered(() => build(spec));
  return { version: 1, ...STACK, mode: "deploy", resources, outputs: {} };
}

/** Returns the effects of an update between two programs, as `kind name: message`. */
async function effects(before: ProgramSpec, after: ProgramSpec): Promise<string[]> {
  const [old, now] = [readSnapshot(await graphOf(before)), readSnapshot(await graphOf(after))];
  return updateEffects(old, now).map(({ kind, node, message }) => `${kind} ${node.name}: ${message}`);
}

describe("what an update does", () => {
  it("says nothing of routes that come, move or get another target", async () => {
    assert.deepEqual(await effects(...CHANGES["a route above an open one"]), []);
    assert.deepEqual(await effects(http([ONE, ADMIN]), http([ADMIN, TWO])), []);
  });

  it("names routes that vanish", async () => {
    assert.deepEqual(await effects(http([ONE, ADMIN]), http([ONE])), [
      'update-removes-route shop: route "GET /admin" vanishes: its clients get 404',
    ]);
    assert.deepEqual(await effects(rest([ONE, route("GET /b")]), rest([ONE])), [
      'update-removes-route desk: route "GET /b" vanishes: its clients get 404',
    ]);
  });

  it("names routes that lose their authorizer or get another one", async () => {
    const open = { ...ADMIN, decision: { by: "nobody" as const } };
    assert.deepEqual(await effects(http([ADMIN]), http([open])), [
      'update-opens-route shop: route "GET /admin" loses its authorizer, JWT (https://auth.example.com): anyone may call it',
    ]);
    const guard = "arn:aws:lambda:eu-west-1:123456789012:function:guard";
    const guarded = { ...ADMIN, decision: { by: "function" as const, function: "guard" } };
    assert.deepEqual(await effects(http([ADMIN]), http([guarded])), [
      `update-changes-authorizer shop: route "GET /admin" goes from JWT (https://auth.example.com) to CUSTOM (${guard})`,
    ]);
    const connect = { key: "$connect", target: { to: "function" as const, function: "one" } };
    assert.deepEqual(
      await effects(
        socket({ routes: [connect], decision: { by: "function", function: "guard" } }),
        socket({ routes: [connect] }),
      ),
      [`update-opens-route chat: route "$connect" loses its authorizer, CUSTOM (${guard}): anyone may call it`],
    );
  });

  it("names what lasts and is deleted, and no rename with an alias", async () => {
    assert.deepEqual(await effects(...CHANGES["a renamed API"]), []);
    assert.deepEqual(await effects(http([ONE]), http([ONE], { name: "store" })), [
      "update-deletes shop: the update deletes it, and clients call it by its id",
      "update-deletes shop-live-stage: the update deletes it, and clients call it",
    ]);
  });

  it("names what lasts and is replaced", async () => {
    const domain = (alternativeName?: string): ProgramSpec => ({
      ...http([ONE]),
      domain: {
        domainName: "api.example.com",
        records: true,
        mappings: { "": "http" },
        ...(alternativeName === undefined ? undefined : { alternativeName }),
      },
    });
    const names = await effects(domain("www.example.com"), domain("shop.example.com"));
    assert.deepEqual(
      names.filter((line) => line.startsWith("update-replaces")),
      [
        "update-replaces front-certificate: the update replaces it because of subjectAlternativeNames, and domains present it",
      ],
    );
  });

  it("names releases that are skipped", async () => {
    assert.deepEqual(await effects(rest([ONE], { release: 1 }), rest([TWO], { release: 3 })), [
      "update-skips-release desk-deployment-2: release 2 was never deployed: it is made from the current definition",
    ]);
    assert.deepEqual(await effects(rest([ONE], { release: 1 }), rest([TWO], { release: 2 })), []);
    assert.deepEqual(await effects(rest([ONE]), rest([TWO], { release: 1 })), []);
  });
});
