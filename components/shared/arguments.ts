import { nearestName } from "../../language/nearest-name";
import { ARGUMENT_NAMES } from "./argument-names";
import { isDeferred, KNOWN_FIRST, Problems, throwIfInvalid } from "./problems";
import { isRecord } from "../../language/is-record";

/** Returns whether a value is an object where its type is one: programs that are not type-checked pass anything, an Output too. */
export function isObject<T>(value: T): value is T & object {
  return isRecord(value) && !isDeferred(value);
}

/**
 * Checks the names of a component's arguments and the types of their values. The compiler does it too, but programs in JavaScript
 * or YAML are not type-checked, and those in TypeScript are transpiled only when they run.
 *
 * @param shape the name of the arguments' interface in the table
 * @throws ComponentError where something that must be an object is none: then nothing else can be checked
 */
export function checkArgumentNames(
  component: string,
  problems: Problems,
  args: unknown,
  shape: string,
  table: typeof ARGUMENT_NAMES = ARGUMENT_NAMES,
): void {
  const found: Found = { names: new Problems(), forms: new Problems(), types: new Problems(), table };
  look(args, shape, "", found);
  if (found.forms.all.length > 0) {
    throwIfInvalid(component, [...found.forms.all, ...found.types.all, ...found.names.all]);
  }
  problems.include(found.names.all);
  problems.includeTypes(found.types.all);
}

interface Found {
  /** Names that nothing reads. */
  names: Problems;
  /** Values that are no object and must be one. */
  forms: Problems;
  /** Values of another type than the argument's. */
  types: Problems;
  table: typeof ARGUMENT_NAMES;
}

function look(value: unknown, given: string, argument: string, found: Found): void {
  if (isDeferred(value)) {
    if (!given.startsWith("~")) {
      found.forms.add(argument || "args", KNOWN_FIRST);
    }
    return;
  }
  const shape = given.replace(/^~/, "");
  if (shape === "") {
    return;
  }
  if (shape === "boolean" || shape === "number" || shape === "string") {
    found.types.unless(isOfType(value, shape), argument, { received: value, ...TYPES[shape] });
    return;
  }
  if (shape.startsWith("[")) {
    if (Array.isArray(value)) {
      value.forEach((item, index) => look(item, shape.slice(1, -1), `${argument}[${index}]`, found));
    } else {
      found.forms.add(argument, { received: value, expected: "a list", fix: "put it in brackets: [...]" });
    }
    return;
  }
  const fields = shape.startsWith("{") ? undefined : found.table[shape];
  if (!isRecord(value)) {
    const known = Object.keys(fields ?? {}).slice(0, 3);
    found.forms.add(argument || "args", {
      received: value === undefined ? "undefined" : value,
      expected: `an object${fields === undefined ? "" : ` with ${known.join(", ")} ...`}`,
      fix: "write one, or leave it out",
    });
  } else if (fields === undefined) {
    for (const [name, item] of Object.entries(value)) {
      look(item, shape.slice(1, -1), `${argument}[${JSON.stringify(name)}]`, found);
    }
  } else {
    lookAtFields(value, fields, argument, found);
  }
}

const TYPES = {
  boolean: { expected: "true or false", fix: "write it without quotes, or leave it out" },
  number: { expected: "a number", fix: "write it without quotes, or leave it out" },
  string: { expected: "a string", fix: "write one, or leave it out" },
} as const;

function isOfType(value: unknown, type: keyof typeof TYPES): boolean {
  return typeof value === type && !Number.isNaN(value);
}

const required = new WeakMap<Readonly<Record<string, string>>, readonly string[]>();

/** Returns the fields that have to be set. */
function requiredOf(fields: Readonly<Record<string, string>>): readonly string[] {
  const names = required.get(fields) ?? Object.keys(fields).filter((key) => fields[key]?.startsWith("!"));
  required.set(fields, names);
  return names;
}

function lookAtFields(value: object, fields: Readonly<Record<string, string>>, argument: string, found: Found): void {
  const under = argument === "" ? "" : `${argument}.`;
  for (const name of requiredOf(fields)) {
    found.forms.unless(Reflect.get(value, name) !== undefined, `${under}${name}`, {
      received: "undefined",
      expected: "a value",
      fix: "write one",
    });
  }
  for (const [name, item] of Object.entries(value)) {
    const shape = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (shape === undefined) {
      const known = Object.keys(fields);
      const near = nearestName(name, known);
      const fix = near === undefined ? "leave it out" : `write ${near}`;
      found.names.add(`${under}${name}`, { expected: `one of ${known.join(", ")}`, fix });
    } else if (item !== undefined) {
      look(item, shape.replace("!", ""), `${under}${name}`, found);
    }
  }
}
