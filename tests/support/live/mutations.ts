import { decision, domainSpec, freeKey, httpSpec, plansSpec, restSpec, socketSpec, target } from "./base-programs";
import type { Random } from "./random";
import type { ProgramSpec } from "./spec";
import {
  canaryOf,
  changedAt,
  inserted,
  keysOf,
  ofApi,
  ofHttp,
  ofRest,
  ofRoutes,
  ofSocket,
  opened,
  otherPlans,
  renamed,
  swapped,
  toggled,
  without,
  withoutRollback,
} from "./spec-edits";

/** A change that people make to a program; undefined where it does not apply. */
type Mutation = (spec: ProgramSpec, random: Random, before: ProgramSpec) => ProgramSpec | undefined;

/** Returns a program after one to three changes, with their names. */
export function changedProgram(before: ProgramSpec, random: Random): { spec: ProgramSpec; changes: string[] } {
  let spec: ProgramSpec = withoutAliases(structuredClone(before));
  const changes: string[] = [];
  const count = 1 + random.below(3);
  for (let attempt = 0; changes.length < count && attempt < 40; attempt += 1) {
    const name = random.one(Object.keys(MUTATIONS));
    const changed = MUTATIONS[name]?.(structuredClone(spec), random, before);
    if (changed !== undefined && (!ALONE.has(name) || changes.length === 0)) {
      spec = changed;
      changes.push(name);
      if (ALONE.has(name)) {
        break;
      }
    }
  }
  return { spec, changes };
}

/** Changes that docs/changes.md asks to make without others. */
const ALONE = new Set(["change socket deployment"]);

/** An alias stands in the program of one update. */
function withoutAliases(spec: ProgramSpec): ProgramSpec {
  [spec.http, spec.rest, spec.socket].forEach((api) => delete api?.alias);
  return spec;
}

const MUTATIONS: Record<string, Mutation> = {
  "add a route": (spec, random) =>
    ofRoutes(spec, random, (routes, kind) => {
      const key = freeKey(random, keysOf(routes), "route");
      const route = key && { key, target: target(random), decision: decision(random, kind) };
      return route ? inserted(routes, route, random.below(routes.length + 1)) : undefined;
    }),
  "remove a route": (spec, random) =>
    ofRoutes(spec, random, (routes) => (routes.length > 1 ? without(routes, random.below(routes.length)) : undefined)),
  "reorder routes": (spec, random) => ofRoutes(spec, random, (routes) => random.shuffled(routes)),
  "change a target": (spec, random) =>
    ofRoutes(spec, random, (routes) => changedAt(routes, random, (route) => ({ ...route, target: target(random) }))),
  "swap two targets": (spec, random) => ofRoutes(spec, random, (routes) => swapped(routes, random, "target")),
  "swap two authorizers": (spec, random) => ofRoutes(spec, random, (routes) => swapped(routes, random, "decision")),
  "change an authorizer": (spec, random) =>
    ofRoutes(spec, random, (routes, kind) =>
      changedAt(routes, random, (route) => ({ ...route, decision: decision(random, kind) })),
    ),
  "change target and authorizer": (spec, random) =>
    ofRoutes(spec, random, (routes, kind) =>
      changedAt(routes, random, (route) => ({ ...route, target: target(random), decision: decision(random, kind) })),
    ),
  "change an issuer": (spec, random) =>
    ofHttp(spec, (http) => {
      const issuer = `https://${random.one(["one", "two", "three"])}.example.com`;
      const routes = http.routes.map((route) =>
        route.decision.by === "jwt" ? { ...route, decision: { ...route.decision, issuer } } : route,
      );
      return { ...http, routes };
    }),
  "throttle a route": (spec, random) =>
    ofRoutes(spec, random, (routes) =>
      changedAt(routes, random, (route) => ({ ...route, throttled: !route.throttled })),
    ),
  "change CORS": (spec, random) =>
    ofApi(spec, random, (api) => toggled(api, "cors", `https://${random.below(3)}.example.com`)),
  "change a tag": (spec, random) => ofApi(spec, random, (api) => ({ ...api, tag: `team${random.below(3)}` })),
  "change logs": (spec, random) => ofApi(spec, random, (api) => ({ ...api, logs: !api.logs })),
  "close the API's own URL": (spec, random) =>
    spec.domain === undefined ? undefined : ofApi(spec, random, (api) => ({ ...api, closed: !api.closed })),
  "rename with an alias": (spec, random) => renamed(spec, random, true),
  "rename without an alias": (spec, random) => renamed(spec, random, false),
  "add a stage": (spec) =>
    ofHttp(spec, (http) => ({ ...http, stages: { ...http.stages, test: Object.values(http.stages)[0] ?? true } })),
  "remove a stage": (spec, random) =>
    ofHttp(spec, (http) => {
      const names = Object.keys(http.stages);
      const removed = random.one(names);
      const stages = Object.fromEntries(Object.entries(http.stages).filter(([name]) => name !== removed));
      return names.length > 1 ? { ...http, stages } : undefined;
    }),
  "change REST stages": (spec, random) =>
    ofRest(spec, (rest) => ({
      ...rest,
      stages: random.shuffled(["live", "next", "test"]).slice(0, 1 + random.below(2)),
    })),
  "next release": (spec) => ofRest(spec, (rest) => ({ ...withoutRollback(rest), release: (rest.release ?? 0) + 1 })),
  "skip a release": (spec) =>
    ofRest(spec, (rest) =>
      rest.release === undefined ? undefined : { ...withoutRollback(rest), release: rest.release + 2 },
    ),
  "keep more releases": (spec, random) =>
    ofRest(spec, (rest) => (rest.release === undefined ? undefined : { ...rest, keepReleases: 2 + random.below(4) })),
  "roll back": (spec, _random, before) =>
    ofRest(spec, (rest) =>
      (rest.release ?? 0) < 2 || rest.release !== before.rest?.release
        ? undefined
        : { ...withoutRollback(rest), rollbackTo: (rest.release ?? 0) - 1 },
    ),
  canary: (spec, _random, before) =>
    ofRest(spec, (rest) =>
      // the permissions of what ran before are kept from the first numbered release on
      (rest.release ?? 0) < 1 || rest.release !== before.rest?.release ? undefined : canaryOf(rest),
    ),
  "ask for API keys": (spec) => ofRest(spec, (rest) => ({ ...rest, apiKey: !rest.apiKey })),
  "add a socket route": (spec, random) =>
    ofSocket(spec, (socket) => {
      const key = freeKey(random, keysOf(socket.routes), "socket");
      const at = random.below(socket.routes.length + 1);
      return key === undefined
        ? undefined
        : { ...socket, routes: inserted(socket.routes, { key, target: target(random) }, at) };
    }),
  "remove a socket route": (spec, random) =>
    ofSocket(spec, (socket) =>
      socket.routes.length > 1
        ? { ...socket, routes: without(socket.routes, random.below(socket.routes.length)) }
        : undefined,
    ),
  "change a socket target": (spec, random) =>
    ofSocket(spec, (socket) => ({
      ...socket,
      routes: changedAt(socket.routes, random, (route) => ({ ...route, target: target(random) })),
    })),
  "change who connects": (spec, random) =>
    ofSocket(spec, (socket) => ({ ...socket, decision: decision(random, "socket") })),
  "change socket deployment": (spec) => ofSocket(spec, (socket) => ({ ...socket, autoDeploy: !socket.autoDeploy })),
  "answer a socket route": (spec, random) =>
    ofSocket(spec, (socket) => ({
      ...socket,
      routes: changedAt(socket.routes, random, (route) => ({ ...route, answers: !route.answers })),
    })),
  "add an API": (spec, random) => {
    const missing = (["http", "rest", "socket"] as const).filter((kind) => spec[kind] === undefined);
    if (missing.length === 0) {
      return undefined;
    }
    const kind = random.one(missing);
    const made = { http: httpSpec, rest: restSpec, socket: socketSpec }[kind](random);
    return { ...spec, [kind]: made };
  },
  "add or remove the domain": (spec, random) => {
    const { domain: had, ...rest } = spec;
    return had === undefined ? { ...spec, domain: domainSpec(random, spec) } : { ...rest, ...opened(rest) };
  },
  "change the certificate": (spec, random) =>
    spec.domain === undefined
      ? undefined
      : {
          ...spec,
          domain: toggled(spec.domain, "certificate", `0a1b2c3d-0000-4000-8000-00000000000${random.below(3)}`),
        },
  "change the domain's names": (spec) =>
    spec.domain === undefined
      ? undefined
      : { ...spec, domain: toggled(spec.domain, "alternativeName", "www.example.com") },
  "change the mappings": (spec, random) =>
    spec.domain === undefined || spec.http === undefined || spec.rest === undefined
      ? undefined
      : {
          ...spec,
          domain: {
            ...spec.domain,
            mappings: { "": random.one(["http", "rest"] as const), other: random.one(["http", "rest"] as const) },
          },
        },
  "change regions": (spec, random) =>
    spec.regions === undefined
      ? undefined
      : {
          ...spec,
          regions: random.shuffled(["eu-west-1", "us-east-1", "ap-southeast-2"]).slice(0, 2 + random.below(2)),
        },
  "change plans": (spec, random) =>
    spec.rest === undefined
      ? undefined
      : { ...spec, plans: spec.plans === undefined ? plansSpec(random) : otherPlans(spec.plans, random) },
};
