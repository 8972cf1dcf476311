import { nearestName } from "../../language/nearest-name";
import { API_COMPONENTS, API_NAMES, ApiProtocol } from "./api-protocol";
import { plainHash } from "./identity";
import { type Expectation, isDeferred, type Problems } from "./problems";

/** The API kinds on which a field of an integration or authorizer is supported, and whether it can be left out. */
export interface FieldSupport {
  /** The kinds of API that support the field. @default all that support the kind */
  on?: readonly ApiProtocol[];
  /** The fix on the other kinds of API. @default the field is removed, or the API is another kind */
  instead?: string;
  /** Specifies whether the resource's label follows from the field, or has nothing to do with it. @default a hash of its value stands in the label */
  named?: boolean;
  /** Indicates that the field has to be known before the deployment: its type has no Output. @default it may be known only later */
  plain?: true;
  /** The problem where the field is missing. @default the field is optional */
  required?: { expected: string; fix: string };
}

/** Every field of a kind: one that is missing here, one too many, or one that is not marked as its type is, does not compile. */
export type FieldTable<Spec> = { readonly [Name in keyof Required<Spec>]: FieldSupport & Mark<Required<Spec>[Name]> };

type Mark<Value> = [Extract<Value, Promise<unknown>>] extends [never] ? { plain: true } : { plain?: undefined };

/** A kind as far as its fields go. */
interface Fields {
  fields: Readonly<Record<string, FieldSupport>>;
  /** The kinds of API that support the kind. */
  protocols: readonly ApiProtocol[];
}

/**
 * Reports the fields that nothing reads, that the kind of API does not support, that are missing, and that are known too late.
 *
 * @returns whether the values of the fields can be checked
 */
export function checkFields(
  problems: Problems,
  spec: object,
  { fields, protocols }: Fields,
  api: ApiProtocol,
): boolean {
  const given = Object.entries(spec).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  const isKnown = problems.knownFirst(
    spec,
    given.filter((name) => fields[name]?.plain === true),
  );
  for (const name of given.filter((field) => !Object.hasOwn(fields, field))) {
    problems.add(name, unknownField(name, fields));
  }
  for (const name of given) {
    const { on, instead } = fields[name] ?? {};
    if (on !== undefined && !on.includes(api)) {
      problems.add(name, unsupportedField(on, instead, protocols));
    }
  }
  for (const [name, { required }] of Object.entries(fields)) {
    if (required !== undefined && !given.includes(name)) {
      problems.add(name, required);
    }
  }
  return isKnown;
}

function unknownField(name: string, fields: Fields["fields"]): Expectation {
  const known = Object.keys(fields).filter((field) => field !== "kind");
  const near = nearestName(name, known);
  return { expected: `one of ${known.join(", ")}`, fix: near === undefined ? "remove it" : `write ${near}` };
}

function unsupportedField(
  on: readonly ApiProtocol[],
  instead: string | undefined,
  protocols: readonly ApiProtocol[],
): Expectation {
  const able = on.filter((other) => protocols.includes(other));
  const names = able.map((other) => API_NAMES[other].replace(/ APIs$/, "")).join(" and ");
  const components = able.map((other) => API_COMPONENTS[other]).join(" or ");
  return {
    expected: `no value: it is supported on ${names} APIs only`,
    fix: instead ?? `remove it, or use ${components}`,
  };
}

/** Returns the kinds of API that support a kind of integration or authorizer. */
export function protocolsOf(kind: { http?: unknown; rest?: unknown; websocket?: unknown }): ApiProtocol[] {
  return [
    ...(kind.http === undefined ? [] : [ApiProtocol.http]),
    ...(kind.rest === undefined ? [] : [ApiProtocol.rest]),
    ...(kind.websocket === undefined ? [] : [ApiProtocol.websocket]),
  ];
}

/**
 * Returns a hash of the plain values of a spec that set it apart from others of the same target; empty if none exist.
 * It is the same in every deployment.
 */
export function optionsHash(spec: object, fields: Readonly<Record<string, FieldSupport>>): string {
  const options = Object.entries(spec).filter(([name, value]) => {
    return value !== undefined && !isDeferred(value) && fields[name]?.named !== true;
  });
  return options.length === 0 ? "" : plainHash(Object.fromEntries(options));
}
