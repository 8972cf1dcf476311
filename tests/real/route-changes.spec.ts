import assert from "node:assert/strict";
import { join } from "node:path";
import { type RealEngine, whyNoEngine, withEngine } from "./engine";

const ROUTES = join(__dirname, "fixtures", "routes");
const skipped = whyNoEngine();

type Route = { url?: string; fn?: string; queue?: string; issuer?: string };
interface Program {
  routes: Record<string, Route>;
  messages?: Record<string, string>;
}

/** Deploys a program, and gives the operations on the APIs' own resources in their order, other than "same". */
async function update(engine: RealEngine, { routes, messages }: Program): Promise<string[]> {
  await engine.setConfig("routes:routes", JSON.stringify(routes));
  await engine.setConfig("routes:messages", JSON.stringify(messages ?? { $default: "chat" }));
  const { steps } = await engine.up();
  return Object.entries(steps)
    .filter(([urn, step]) => step !== "same" && urn.includes("$aws:"))
    .map(
      ([urn, step]) =>
        `${step} ${
          urn
            .split("$aws:")
            .at(-1)
            ?.replace(/^.*:(\w+)::/, "$1 ") ?? urn
        }`,
    );
}

/** The targets of the integrations that stand, by logical name. */
async function targets(engine: RealEngine): Promise<Record<string, unknown>> {
  const state = await engine.export();
  return Object.fromEntries(
    state
      .filter(({ type }) => type === "aws:apigatewayv2/integration:Integration")
      .map(({ urn, inputs }) => [urn.split("::").at(-1) ?? "", inputs?.integrationUri]),
  );
}

const open: Record<string, Route> = { "GET /public": { url: "https://backend.example.com/public" } };
const closed: Route = { url: "https://backend.example.com/admin", issuer: "https://auth.example.com" };

describe(`changes to live routes on the real engine${skipped === undefined ? "" : ` (${skipped})`}`, function () {
  this.timeout(300_000);
  before(function () {
    if (skipped !== undefined) {
      this.skip();
    }
  });

  it("leave the routes beside an added, moved or removed one alone", async () => {
    await withEngine(ROUTES, { stage: "dev" }, async (engine) => {
      await update(engine, { routes: open });
      const before = await targets(engine);

      const added = await update(engine, { routes: { "GET /admin": closed, ...open } });
      const steps = added.map((line) => line.replace(/-[0-9a-f]{8}-/, "-#-"));
      // the engine makes what does not depend on each other at the same time; the route waits for both
      assert.deepEqual(
        [...steps.slice(0, -1).sort(), steps.at(-1)],
        [
          "create Authorizer shop-auth.example.com-#-authorizer",
          "create Integration shop-backend.example.com-admin-#-integration",
          "create Route shop-GET /admin",
        ],
      );
      const after = await targets(engine);
      for (const [name, target] of Object.entries(before)) {
        assert.equal(after[name], target);
      }

      assert.deepEqual(await update(engine, { routes: { ...open, "GET /admin": closed } }), []);

      const removed = await update(engine, { routes: open });
      assert.ok(
        removed.every((line) => line.startsWith("delete ")),
        removed.join("\n"),
      );
      assert.deepEqual(await targets(engine), before);
    });
  });

  it("never hand an authorizer's or a function's name on to another", async () => {
    await withEngine(ROUTES, { stage: "dev" }, async (engine) => {
      const a: Route = { fn: "orders", issuer: "https://one.example.com" };
      const b: Route = { fn: "admin", issuer: "https://two.example.com" };
      await update(engine, { routes: { "GET /a": a, "GET /b": b } });
      assert.deepEqual(await update(engine, { routes: { "GET /b": b, "GET /a": a } }), []);
      const swapped = await update(engine, { routes: { "GET /a": b, "GET /b": a } });
      assert.deepEqual(swapped.sort(), ["update Route shop-GET /a", "update Route shop-GET /b"]);
    });
  });

  it("move a route to a function only when the API may invoke it", async () => {
    await withEngine(ROUTES, { stage: "dev" }, async (engine) => {
      await update(engine, { routes: { "GET /a": { fn: "one" } }, messages: { $default: "one" } });
      const moved = await update(engine, { routes: { "GET /a": { fn: "two" } }, messages: { $default: "two" } });
      for (const [api, route] of [
        ["shop", "GET /a"],
        ["chat", "$default"],
      ]) {
        const order = [
          `create Permission ${api}-two-permission`,
          `create Integration ${api}-two-integration`,
          `update Route ${api}-${route}`,
          `delete Integration ${api}-one-integration`,
          `delete Permission ${api}-one-permission`,
        ];
        assert.deepEqual(
          moved.filter((line) => line.includes(` ${api}-`)),
          order,
        );
      }
    });
  });

  it("give a queue's role to its integration before a route goes there", async () => {
    await withEngine(ROUTES, { stage: "dev" }, async (engine) => {
      await update(engine, { routes: { "POST /a": { fn: "one" } } });
      const moved = await update(engine, { routes: { "POST /a": { queue: "orders" } } });
      assert.deepEqual(moved.slice(0, 4), [
        "create Role shop-orders-role",
        "create RolePolicy shop-orders-role-policy",
        "create Integration shop-orders-integration",
        "update Route shop-POST /a",
      ]);
    });
  });
});
