import assert from "node:assert/strict";
import { ADMIN, CHANGES, http, ONE, rest, route, socket, TWO } from "../support/live/changes";
import { reachable } from "../support/live/clients";
import { proveChange } from "../support/live/pairs";
import { PLANTED_FAULTS } from "../support/live/planted-faults";
import type { ProgramSpec, RouteSpec, SocketSpec } from "../support/live/spec";

/** Proves a change, and returns its operations. */
async function change(...specs: ProgramSpec[]): Promise<string[]> {
  const { broken, operations } = await proveChange(specs);
  assert.deepEqual(broken, []);
  return operations.map((line) => line.replace(/-[0-9a-f]{8}(?=-|$)/g, "-#"));
}

describe("a change to a live API", () => {
  describe("of routes", () => {
    it("leaves those beside an added, moved or removed one alone", async () => {
      const open = route("GET /public");
      assert.deepEqual(await change(...CHANGES["a route above an open one"]), [
        "create Authorizer shop-auth.example.com-#-authorizer",
        "create Integration shop-backend.example.com-admin-#-integration",
        "create Route shop-GET /admin",
      ]);
      assert.deepEqual(await change(http([ADMIN, open]), http([open, ADMIN])), []);
      const removed = await change(http([ADMIN, open]), http([open]));
      assert.ok(removed.every((line) => line.startsWith("delete ")));
    });

    it("swaps the authorizers of two routes without a third in between", async () => {
      const [first, second] = ["https://one.example.com", "https://two.example.com"].map((issuer) => ({
        by: "jwt" as const,
        issuer,
      }));
      const routes = (a = first, b = second): RouteSpec[] => [
        route("GET /a", a && { decision: a }),
        route("GET /b", b && { decision: b }),
      ];
      assert.deepEqual(await change(http(routes()), http(routes(second, first))), [
        "update Route shop-GET /a",
        "update Route shop-GET /b",
      ]);
    });

    it("replaces an authorizer or integration that has a name beside the old one", async () => {
      const named = (issuer: string, key: string): RouteSpec =>
        route(key, { decision: { by: "jwt", issuer, name: "login" } });
      const before = http([named("https://one.example.com", "GET /a"), named("https://one.example.com", "GET /b")]);
      const after = http([
        named("https://two.example.com", "GET /a"),
        route("GET /b", { decision: { by: "function", function: "guard" } }),
      ]);
      const operations = await change(before, after);
      const inPlace = PLANTED_FAULTS.find(({ name }) => name === "an authorizer is updated in place");
      const { broken } = await proveChange([before, after], inPlace?.plant);
      assert.match(broken.join("\n"), /as neither program says/, "the proof finds an update in place");
      assert.ok(operations.indexOf("create-replacement Authorizer shop-login-authorizer") >= 0);
      assert.ok(
        operations.indexOf("delete-replaced Authorizer shop-login-authorizer") >
          operations.indexOf("update Route shop-GET /b"),
      );
    });

    it("moves to a function only when the API may invoke it", async () => {
      assert.deepEqual(await change(...CHANGES["another function"]), [
        "create Permission shop-two-permission",
        "create Integration shop-two-integration",
        "update Route shop-GET /a",
        "delete Integration shop-one-integration",
        "delete Permission shop-one-permission",
      ]);
    });
  });

  describe("that is deployed explicitly", () => {
    it("takes a removed route of an HttpApi out of the snapshot", async () => {
      const operations = await change(...CHANGES["a removed route of an HttpApi that is deployed explicitly"]);
      assert.ok(operations.includes("update Api shop"));
      assert.ok(!operations.some((line) => line.includes("Route")));
    });

    it("takes a removed route of a WebSocketApi out of the snapshot", async () => {
      const operations = await change(...CHANGES["a removed route of a WebSocketApi that is deployed explicitly"]);
      const at = (line: string): number => operations.indexOf(line);
      assert.ok(at("delete-replaced Route chat-list") >= 0);
      assert.ok(at("delete-replaced Route chat-list") < at("create-replacement Deployment chat-deployment"));
      assert.ok(at("create-replacement Deployment chat-deployment") < at("update Stage chat-live-stage"));
      assert.ok(!operations.includes("create-replacement Route chat-list"));
    });

    it("leaves the routes of a WebSocketApi alone where their keys stay", async () => {
      const other = { key: "say", target: { to: "function" as const, function: "two" } };
      const operations = await change(socket(), socket({ routes: [other] }));
      assert.ok(operations.includes("update Route chat-say"));
      assert.ok(!operations.some((line) => line.includes("Model")));
    });
  });

  it("replaces a WebSocketApi's authorizer, and opens no new route before it", async () => {
    const guarded = (sources: string[]): Partial<SocketSpec> => ({
      decision: { by: "function", function: "guard", name: "login", sources },
      autoDeploy: true,
    });
    const operations = await change(
      socket(guarded(["route.request.querystring.token"])),
      socket(guarded(["route.request.header.Authorization"])),
    );
    assert.ok(operations.includes("create-replacement Authorizer chat-login-authorizer"));
    const opened = await change(
      socket({ autoDeploy: true }),
      socket({
        autoDeploy: true,
        decision: { by: "function", function: "guard" },
        routes: [{ key: "admin", target: { to: "function", function: "two" } }],
      }),
    );
    assert.ok(opened.indexOf("create Route chat-$connect") < opened.indexOf("create Route chat-admin"));
  });

  describe("of what AWS has once", () => {
    it("deletes a mapping before it makes the one of another API", async () => {
      assert.deepEqual(await change(...CHANGES["a mapping to another API"]), [
        "delete-replaced ApiMapping front-mapping",
        "create-replacement ApiMapping front-mapping",
      ]);
    });

    it("keeps the validation record of regions that are reordered or dropped", async () => {
      assert.deepEqual(await change(...CHANGES["regions in another order"]), []);
      const dropped = await change(...CHANGES["a region that is dropped"]);
      assert.ok(!dropped.some((line) => line.includes("validation-global")));
    });

    it("keeps the log of an API that is renamed with an alias", async () => {
      const operations = await change(...CHANGES["a renamed API"]);
      assert.ok(!operations.some((line) => line.includes("LogGroup")));
    });

    it("gives an HttpApi, a RestApi and a WebSocketApi of one name logs of their own", async () => {
      await change(...CHANGES["three APIs of one name"]);
    });
  });

  describe("that takes two steps", () => {
    it("is rejected by AWS where an HttpApi's routes move from its body to resources", async () => {
      const { broken } = await proveChange([
        http([ONE], { deployAs: "openapi" }),
        http([ONE], { deployAs: "resources" }),
      ]);
      assert.match(broken.join(), /Route with key GET \/a already exists/);
    });

    it("is rejected by AWS where a live domain gets an enhanced security policy", async () => {
      const domain = { domainName: "api.example.com", records: true, mappings: { "": "rest" as const } };
      const enhanced = { ...domain, securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09" };
      const { broken } = await proveChange([
        { ...rest([ONE]), domain },
        { ...rest([ONE]), domain: enhanced },
      ]);
      assert.match(broken.join(), /DomainName api\.example\.com already exists/);
    });
  });

  describe("of releases", () => {
    it("keeps what a number serves, however many are kept", async () => {
      const operations = await change(...CHANGES["more kept releases"]);
      assert.ok(!operations.some((line) => /Deployment desk-deployment-[234]/.test(line)));
    });

    it("goes back to what a number served, whose functions may still be invoked", async () => {
      const operations = await change(...CHANGES["a rollback"]);
      assert.deepEqual(operations, ["update Stage desk-live-stage"]);
    });

    it("has what ran before beside a canary, after a rollback as well", async () => {
      await change(...CHANGES["a canary"]);
      await change(...CHANGES["a canary of an API without numbers"]);
      const { broken, after } = await proveChange([
        rest([ONE], { release: 1 }),
        rest([TWO], { release: 2 }),
        rest([TWO], { release: 2, rollbackTo: 1 }),
        rest(
          [ADMIN].map((it) => ({ ...it, key: "GET /a", decision: { by: "nobody" } })),
          {
            release: 3,
            rollbackTo: 1,
            canary: 10,
          },
        ),
      ]);
      assert.deepEqual(broken, []);
      const answers = [...reachable(after.aws).addresses.values()].flat();
      assert.deepEqual(
        answers.map(({ backend }) => /function:one|example.com\/admin/.exec(backend)?.[0]),
        ["function:one", "example.com/admin"],
      );
    });
  });
});
