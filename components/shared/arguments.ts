import { nearestName } from "../../language/nearest-name";
import { isDeferred, type Problem, throwIfInvalid } from "./problems";

/** What an argument may hold, as far as names go: anything, fields by their names, or entries that the user names. */
export type Shape = "any" | { fields: ReadonlyMap<string, Shape>; required: readonly string[] } | { each: Shape };

/**
 * The fields of an interface: one that is missing here, or one too many, does not compile.
 *
 * @param required those without which nothing else can be decided
 */
export function fieldsOf<Args extends object>(
  fields: Record<keyof Required<Args>, Shape>,
  required: readonly (keyof Args & string)[] = [],
): Shape {
  return { fields: new Map(Object.entries<Shape>(fields)), required };
}

/** Entries with names of the user's own, such as routes by their key. */
export function each(of: Shape): Shape {
  return { each: of };
}

/** Whether a value is what its type says where that is an object: programs that are not type-checked pass anything. */
export function isObject<T>(value: T): value is T & object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * What is wrong with the names of a component's arguments. The compiler says it too, where it is asked: a program in JavaScript
 * or YAML is not type-validateOutput, and one in TypeScript is transpiled only when it runs.
 *
 * @throws ComponentError where something that must be an object is none, after which nothing else can be looked at
 */
export function argumentProblems(component: string, args: unknown, shape: Shape): Problem[] {
  const found: Found = { names: [], forms: [] };
  look(args, shape, "", found);
  if (found.forms.length > 0) {
    throwIfInvalid(component, [...found.forms, ...found.names]);
  }
  return found.names;
}

interface Found {
  /** Names that nothing reads. */
  names: Problem[];
  /** What is no object and must be one. */
  forms: Problem[];
}

function look(value: unknown, shape: Shape, argument: string, found: Found): void {
  if (shape === "any" || isDeferred(value)) {
    return;
  }
  if (!isObject(value)) {
    const names = "fields" in shape ? ` with ${[...shape.fields.keys()].slice(0, 3).join(", ")} ...` : "";
    const received = value === undefined ? "undefined" : value;
    const expected = `an object${names}`;
    found.forms.push({ argument: argument || "args", received, expected, fix: "write one, or leave it out" });
    return;
  }
  for (const name of "required" in shape ? shape.required : []) {
    if (Reflect.get(value, name) === undefined) {
      const path = argument === "" ? name : `${argument}.${name}`;
      found.forms.push({ argument: path, received: "undefined", expected: "a value", fix: "write one" });
    }
  }
  for (const [name, item] of Object.entries(value)) {
    const path =
      "each" in shape ? `${argument}[${JSON.stringify(name)}]` : argument === "" ? name : `${argument}.${name}`;
    const inner = "each" in shape ? shape.each : shape.fields.get(name);
    if (inner === undefined) {
      found.names.push(unknownName(path, name, "fields" in shape ? [...shape.fields.keys()] : []));
    } else if (item !== undefined || "each" in shape) {
      look(item, inner, path, found);
    }
  }
}

function unknownName(argument: string, name: string, known: string[]): Problem {
  const near = nearestName(name, known);
  return {
    argument,
    expected: `one of ${known.join(", ")}`,
    fix: near === undefined ? "leave it out" : `write ${near}`,
  };
}
