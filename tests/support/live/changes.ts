import type { HttpSpec, ProgramSpec, RestSpec, RouteSpec, SocketSpec } from "./spec";

/** A route of a public page that anyone may call, unless more is given. */
export function route(key: string, more: Partial<RouteSpec> = {}): RouteSpec {
  return { key, target: { to: "url", url: "https://backend.example.com/public" }, decision: { by: "nobody" }, ...more };
}

export function http(routes: RouteSpec[], more: Partial<HttpSpec> = {}): ProgramSpec {
  return { http: { name: "shop", routes, stages: { live: true }, logs: false, ...more } };
}

export function rest(routes: RouteSpec[], more: Partial<RestSpec> = {}): ProgramSpec {
  return { rest: { name: "desk", routes, stages: ["live"], logs: false, ...more } };
}

export function socket(more: Partial<SocketSpec> = {}): ProgramSpec {
  return {
    socket: {
      name: "chat",
      routes: [{ key: "say", target: { to: "function", function: "one" } }],
      decision: { by: "nobody" },
      stage: "live",
      autoDeploy: false,
      ...more,
    },
  };
}

export const ONE = route("GET /a", { target: { to: "function", function: "one" } });
export const TWO = route("GET /a", { target: { to: "function", function: "two" } });
export const ADMIN = route("GET /admin", {
  target: { to: "url", url: "https://backend.example.com/admin" },
  decision: { by: "jwt", issuer: "https://auth.example.com" },
});
const REGIONS = ["eu-west-1", "us-east-1", "ap-southeast-2"];

function mapped(kind: "http" | "rest"): ProgramSpec {
  const domain = { domainName: "api.example.com", records: true, mappings: { "": kind } };
  return { ...http([ONE]), ...rest([ONE]), domain };
}

/** Changes that went wrong once, each as programs in their order; they are made on the planner and on the real engine. */
export const CHANGES = {
  "a route above an open one": [http([route("GET /public")]), http([ADMIN, route("GET /public")])],
  "a removed route of an HttpApi that is deployed explicitly": [
    http([ONE, route("GET /b")], { stages: { live: false } }),
    http([ONE], { stages: { live: false } }),
  ],
  "a removed route of a WebSocketApi that is deployed explicitly": [
    socket({
      routes: [
        { key: "say", target: { to: "function", function: "one" } },
        { key: "list", target: { to: "function", function: "two" } },
      ],
    }),
    socket(),
  ],
  "regions in another order": [{ regions: REGIONS }, { regions: [...REGIONS].reverse() }],
  "a region that is dropped": [{ regions: REGIONS }, { regions: REGIONS.slice(1) }],
  "a mapping to another API": [mapped("http"), mapped("rest")],
  "more kept releases": [
    rest([ONE], { release: 3 }),
    rest([TWO], { release: 4 }),
    rest([TWO], { release: 4, keepReleases: 4 }),
  ],
  "a rollback": [rest([ONE], { release: 1 }), rest([TWO], { release: 2 }), rest([TWO], { release: 2, rollbackTo: 1 })],
  "a canary": [rest([ONE], { release: 1 }), rest([TWO], { release: 2, canary: 10 })],
  "a canary of an API without numbers": [
    rest([ONE]),
    rest([ONE], { release: 1 }),
    rest([TWO], { release: 2, canary: 10 }),
  ],
  "another function": [http([ONE]), http([TWO])],
  "a renamed API": [http([ONE], { logs: true }), http([ONE], { logs: true, name: "store", alias: "shop" })],
  "three APIs of one name": [
    http([ONE], { logs: true }),
    { ...http([ONE], { logs: true }), ...rest([ONE], { name: "shop", logs: true }), ...socket({ name: "shop" }) },
  ],
} as const satisfies Record<string, readonly ProgramSpec[]>;
