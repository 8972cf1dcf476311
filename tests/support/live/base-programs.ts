import type { Random } from "./random";
import type {
  Decision,
  DomainSpec,
  HttpSpec,
  PlansSpec,
  ProgramSpec,
  RestSpec,
  RouteSpec,
  SocketSpec,
  Target,
} from "./spec";

const KEYS = ["GET /a", "POST /a", "GET /b", "GET /b/{id}", "ANY /c", "DELETE /c/{id}"];
const SOCKET_KEYS = ["$connect", "$disconnect", "$default", "say", "list"];
const PATHS = ["public", "admin", "billing", "orders"];
const FUNCTIONS = ["one", "two", "three"];
const ISSUERS = ["https://one.example.com", "https://two.example.com"];

/** Returns a program of some of this package's components. */
export function baseProgram(random: Random): ProgramSpec {
  const spec: ProgramSpec = {};
  const kinds = random.shuffled(["http", "rest", "socket"] as const).slice(0, 1 + random.below(2));
  for (const kind of kinds) {
    if (kind === "http") {
      spec.http = httpSpec(random);
    } else if (kind === "rest") {
      spec.rest = restSpec(random);
    } else {
      spec.socket = socketSpec(random);
    }
  }
  if (random.chance(0.35)) {
    spec.domain = domainSpec(random, spec);
  }
  if (spec.rest !== undefined && random.chance(0.3)) {
    spec.plans = plansSpec(random);
  }
  if (random.chance(0.1)) {
    spec.regions = random.shuffled(["eu-west-1", "us-east-1", "ap-southeast-2"]).slice(0, 2 + random.below(2));
  }
  return spec;
}

export function httpSpec(random: Random): HttpSpec {
  const explicit = random.chance(0.25);
  const names = random.shuffled(["$default", "live", "next"]).slice(0, 1 + random.below(2));
  return {
    name: "shop",
    routes: routeSpecs(random, "http"),
    stages: Object.fromEntries(names.map((name) => [name, !explicit])),
    logs: random.chance(0.5),
    ...(random.chance(0.3) ? { cors: "https://app.example.com" } : undefined),
  };
}

export function restSpec(random: Random): RestSpec {
  const release = random.chance(0.5) ? 1 + random.below(3) : undefined;
  return {
    name: "desk",
    routes: routeSpecs(random, "rest"),
    stages: random.shuffled(["live", "next"]).slice(0, 1 + random.below(2)),
    logs: random.chance(0.5),
    ...(release === undefined ? undefined : { release }),
    ...(random.chance(0.2) ? { cors: "https://app.example.com" } : undefined),
  };
}

export function socketSpec(random: Random): SocketSpec {
  const keys = random.shuffled(SOCKET_KEYS).slice(0, 1 + random.below(4));
  return {
    name: "chat",
    routes: keys.map((key) => ({
      key,
      target: target(random),
      ...(random.chance(0.2) ? { answers: true } : undefined),
    })),
    decision: decision(random, "socket"),
    stage: "live",
    autoDeploy: random.chance(0.6),
  };
}

export function domainSpec(random: Random, { http, rest, socket }: ProgramSpec): DomainSpec {
  const mappings: DomainSpec["mappings"] = {};
  if (socket !== undefined && http === undefined && rest === undefined) {
    mappings[""] = "socket";
  } else {
    if (http !== undefined) {
      mappings[random.chance(0.5) ? "" : "shop"] = "http";
    }
    if (rest !== undefined) {
      mappings["desk"] = "rest";
    }
  }
  return {
    domainName: "api.example.com",
    mappings,
    records: random.chance(0.7),
    ...(random.chance(0.3) ? { certificate: "0a1b2c3d-0000-4000-8000-000000000000" } : undefined),
    ...(rest !== undefined && random.chance(0.3) ? { rule: 10 } : undefined),
  };
}

export function plansSpec(random: Random): PlansSpec {
  const consumers: PlansSpec["consumers"] = {};
  for (const name of random.shuffled(["joe", "acme", "zoe"]).slice(0, 1 + random.below(3))) {
    consumers[name] = { plan: random.one(["free", "paid"]), ...(random.chance(0.2) ? { rotation: 1 } : undefined) };
  }
  return { plans: ["free", "paid"], consumers };
}

function routeSpecs(random: Random, kind: "http" | "rest"): RouteSpec[] {
  return random
    .shuffled(KEYS)
    .slice(0, 1 + random.below(4))
    .map((key) => ({ key, target: target(random), decision: decision(random, kind) }));
}

/** Returns a key that the routes do not have. */
export function freeKey(random: Random, taken: readonly string[], kind: "route" | "socket"): string | undefined {
  const free = (kind === "socket" ? SOCKET_KEYS : KEYS).filter((key) => !taken.includes(key));
  return free.length === 0 ? undefined : random.one(free);
}

export function target(random: Random): Target {
  const choice = random.next();
  if (choice < 0.4) {
    return { to: "url", url: `https://backend.example.com/${random.one(PATHS)}`, ...nameOf(random, "backend") };
  }
  if (choice < 0.85) {
    return {
      to: "function",
      function: random.one(FUNCTIONS),
      ...(random.chance(0.2) ? { late: true } : undefined),
      ...(random.chance(0.2) ? { qualifier: "live" } : undefined),
      ...nameOf(random, "worker"),
    };
  }
  return { to: "queue", queue: random.one(["orders", "bills"]) };
}

export function decision(random: Random, kind: "http" | "rest" | "socket"): Decision {
  const choice = random.next();
  if (choice < 0.35) {
    return { by: "nobody" };
  }
  if (choice < 0.45) {
    return { by: "iam" };
  }
  return kind === "http" && choice < 0.8
    ? {
        by: "jwt",
        issuer: random.one(ISSUERS),
        ...(random.chance(0.2) ? { audience: "desk" } : undefined),
        ...(random.chance(0.2) ? { scopes: ["read"] } : undefined),
        ...nameOf(random, "login"),
      }
    : { by: "function", function: random.one(["check", "guard", "one"]), ...nameOf(random, "login") };
}

/** Returns a name that the user gave, sometimes: what has it keeps its logical name while its target changes. */
function nameOf(random: Random, name: string): { name?: string } {
  return random.chance(0.15) ? { name } : {};
}
