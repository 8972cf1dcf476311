import { authorizerCell, integrationCell, throttleCell } from "./format/cells";
import type { RouteReport } from "./routes/route";
import type { ApiReport, StackReport } from "./stack-report";

/** The parts that one stack has and another has not. */
export interface Difference {
  /** The name of the other stack, or its file. */
  base: string;
  stack: string;
  changes: Change[];
}

/** One difference of an API. */
export interface Change {
  api: string;
  /** `added` is what the base has not. */
  kind: "added" | "removed" | "changed";
  /** Such as `route GET /orders: throttle`. */
  what: string;
  before?: string;
  after?: string;
}

/** Compares two stacks, or two commits of one. */
export function difference(base: StackReport, stack: StackReport, baseName = base.stack): Difference {
  const before = new Map(base.apis.map((api) => [api.name, api]));
  const after = new Map(stack.apis.map((api) => [api.name, api]));
  const names = [...new Set([...after.keys(), ...before.keys()])];
  const changes = names.flatMap((name): Change[] => {
    const [old, now] = [before.get(name), after.get(name)];
    if (old === undefined || now === undefined) {
      return [{ api: name, kind: old === undefined ? "added" : "removed", what: "the whole API" }];
    }
    return [...compared(name, factsOf(old), factsOf(now)), ...routeChanges(old, now)];
  });
  return { base: baseName, stack: stack.stack, changes };
}

type Facts = Record<string, string | undefined>;

function factsOf({ kind, region, isPrivate, ownAddress, stages, domains, cost, capacity }: ApiReport): Facts {
  return {
    kind,
    region,
    "private endpoint": isPrivate ? "yes" : "no",
    "own address": ownAddress ? "on" : "off",
    stages: stages.map(({ name }) => name).join(", "),
    "access log": stages.some(({ accessLog }) => accessLog) ? "on" : "off",
    cache: stages
      .flatMap(({ name, cacheSize }) => (cacheSize === undefined ? [] : [`${name} ${cacheSize} GB`]))
      .join(", "),
    domains: domains.map(({ address, stage }) => `${address} to ${stage}`).join(", "),
    "mutual TLS": domains.some(({ mutualTls }) => mutualTls) ? "on" : "off",
    "monthly cost": `$${cost.total.toFixed(2)}`,
    "first bottleneck":
      capacity.bottleneck && `${capacity.bottleneck.name} at ${Math.floor(capacity.bottleneck.requestsPerSecond)}/s`,
  };
}

function routeFacts(route: RouteReport): Facts {
  return {
    integration: integrationCell(route.integration),
    authorizer: authorizerCell(route.authorizer),
    throttle: throttleCell(route.throttles),
    validation: route.validation.join(", "),
    "API key": route.apiKey ? "required" : "not required",
    CORS: route.cors,
  };
}

function routeChanges(old: ApiReport, now: ApiReport): Change[] {
  const before = new Map(old.routes.map((route) => [route.routeKey, route]));
  const after = new Map(now.routes.map((route) => [route.routeKey, route]));
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((key): Change[] => {
    const [was, is] = [before.get(key), after.get(key)];
    if (was === undefined || is === undefined) {
      return [{ api: now.name, kind: was === undefined ? "added" : "removed", what: `route ${key}` }];
    }
    return compared(now.name, routeFacts(was), routeFacts(is), `route ${key}: `);
  });
}

function compared(api: string, before: Facts, after: Facts, place = ""): Change[] {
  return Object.keys(after).flatMap((fact) => {
    const [was = "", is = ""] = [before[fact], after[fact]];
    return was === is ? [] : [{ api, kind: "changed" as const, what: `${place}${fact}`, before: was, after: is }];
  });
}
