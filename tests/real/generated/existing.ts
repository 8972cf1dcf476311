import type { PropertyValue } from "../../../engine/graph/value";
import type { EngineOptions } from "../engine";
import type { Program, Value } from "./program";
import { kindOf } from "./resource-kinds";

/** Returns the inputs of the resources that programs import, by type and id: what the cloud would tell of them. */
export function existingResources(programs: readonly Program[]): NonNullable<EngineOptions["existing"]> {
  const known = new Map<string, Record<string, PropertyValue>>();
  for (const { statements } of programs) {
    for (const statement of statements) {
      if (statement.kind === "resource" && statement.options.import !== undefined) {
        known.set(`${kindOf(statement.type)?.token} ${statement.options.import}`, plainRecord(statement.inputs));
      }
    }
  }
  return (type, id) => known.get(`${type} ${id}`);
}

function plainRecord(values: Record<string, Value>): Record<string, PropertyValue> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, plain(value)]));
}

/** @throws for a value that only the program knows */
function plain(value: Value): PropertyValue {
  switch (value.kind) {
    case "plain":
      return value.value;
    case "object":
      return plainRecord(value.of);
    case "list":
      return value.of.map(plain);
    default:
      throw new Error(`A resource that is imported has plain inputs, not ${value.kind}.`);
  }
}
