import type { Random } from "./random";
import type { HttpSpec, ProgramSpec, RestSpec, RouteSpec, SocketSpec } from "./spec";

type Routed = HttpSpec | RestSpec;

export function ofHttp(spec: ProgramSpec, change: (http: HttpSpec) => HttpSpec | undefined): ProgramSpec | undefined {
  const http = spec.http && change(spec.http);
  return http && { ...spec, http };
}

export function ofRest(spec: ProgramSpec, change: (rest: RestSpec) => RestSpec | undefined): ProgramSpec | undefined {
  const rest = spec.rest && change(spec.rest);
  return rest && { ...spec, rest };
}

export function ofSocket(
  spec: ProgramSpec,
  change: (socket: SocketSpec) => SocketSpec | undefined,
): ProgramSpec | undefined {
  const socket = spec.socket && change(spec.socket);
  return socket && { ...spec, socket };
}

export function ofApi(
  spec: ProgramSpec,
  random: Random,
  change: <Api extends Routed>(api: Api) => Api,
): ProgramSpec | undefined {
  return random.chance(0.5)
    ? (ofHttp(spec, change) ?? ofRest(spec, change))
    : (ofRest(spec, change) ?? ofHttp(spec, change));
}

export function ofRoutes(
  spec: ProgramSpec,
  random: Random,
  change: (routes: RouteSpec[], kind: "http" | "rest") => RouteSpec[] | undefined,
): ProgramSpec | undefined {
  const kinds = (["http", "rest"] as const).filter((kind) => spec[kind] !== undefined);
  const kind = kinds.length === 0 ? undefined : random.one(kinds);
  const api = kind && spec[kind];
  const routes = kind && api && change(api.routes, kind);
  return kind && routes ? { ...spec, [kind]: { ...api, routes } } : undefined;
}

export function renamed(spec: ProgramSpec, random: Random, aliased: boolean): ProgramSpec | undefined {
  const kinds = (["http", "rest", "socket"] as const).filter(
    (kind) => spec[kind] !== undefined && spec[kind].alias === undefined,
  );
  if (kinds.length === 0) {
    return undefined;
  }
  const kind = random.one(kinds);
  const api = spec[kind];
  const name = `${api?.name}-${random.below(9)}`;
  return { ...spec, [kind]: { ...api, name, ...(aliased ? { alias: api?.name } : undefined) } };
}

export function keysOf(routes: readonly { key: string }[]): string[] {
  return routes.map(({ key }) => key);
}

export function inserted<Item>(items: Item[], item: Item, at: number): Item[] {
  return [...items.slice(0, at), item, ...items.slice(at)];
}

export function without<Item>(items: Item[], at: number): Item[] {
  return items.filter((_, index) => index !== at);
}

export function changedAt<Item>(items: Item[], random: Random, change: (item: Item) => Item): Item[] {
  const at = random.below(items.length);
  return items.map((item, index) => (index === at ? change(item) : item));
}

export function swapped(routes: RouteSpec[], random: Random, field: "target" | "decision"): RouteSpec[] | undefined {
  const [first, second] = random.shuffled(routes.map((_, index) => index));
  if (first === undefined || second === undefined) {
    return undefined;
  }
  const other: Record<number, number> = { [first]: second, [second]: first };
  return routes.map((route, index) => ({ ...route, [field]: (routes[other[index] ?? index] ?? route)[field] }));
}

export function toggled<Spec extends object>(spec: Spec, field: string, value: string): Spec {
  const { [field as keyof Spec]: had, ...rest } = spec;
  return (had === undefined ? { ...spec, [field]: value } : rest) as Spec;
}

export function withoutRollback({ rollbackTo: _rollbackTo, canary: _canary, ...rest }: RestSpec): RestSpec {
  return rest;
}

/** A canary beside what runs: the release before, or the one that was rolled back to. */
export function canaryOf(rest: RestSpec): RestSpec | undefined {
  const { rollbackTo, keepReleases = 3 } = rest;
  const release = (rest.release ?? 0) + 1;
  return rollbackTo !== undefined && rollbackTo <= release - keepReleases
    ? undefined
    : { ...rest, release, canary: 10 };
}

/** Without its domain an API is called at its own URL. */
export function opened(spec: ProgramSpec): Pick<ProgramSpec, "http" | "rest"> {
  return {
    ...(spec.http === undefined ? undefined : { http: { ...spec.http, closed: false } }),
    ...(spec.rest === undefined ? undefined : { rest: { ...spec.rest, closed: false } }),
  };
}

export function otherPlans(plans: NonNullable<ProgramSpec["plans"]>, random: Random): ProgramSpec["plans"] {
  const consumers = Object.fromEntries(
    Object.entries(plans.consumers).map(([name, consumer]) => {
      const choice = random.below(3);
      return [
        name,
        choice === 0
          ? { ...consumer, plan: consumer.plan === "free" ? "paid" : "free" }
          : choice === 1
            ? { ...consumer, rotation: (consumer.rotation ?? 0) + 1 }
            : consumer,
      ];
    }),
  );
  const dropped = random.chance(0.3) ? random.one(Object.keys(consumers)) : undefined;
  return {
    ...plans,
    consumers: Object.fromEntries(
      Object.entries({ ...consumers, ...(random.chance(0.3) ? { late: { plan: "free" } } : undefined) }).filter(
        ([name]) => name !== dropped,
      ),
    ),
  };
}
