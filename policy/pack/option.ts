import { type PolicyConfigJSONSchema } from "@pulumi/policy/schema";
import { defined } from "../../language/defined";

/** One setting of a rule: its schema, which the engine validates, and its default. */
export interface Option<T> {
  schema: PolicyConfigJSONSchema & { description: string };
  default: T;
}

export type Options = Record<string, Option<unknown>>;

/** The settings of a rule as it reads them: every option has a value. */
export type Settings<O extends Options> = { readonly [K in keyof O]: O[K]["default"] };

export function texts(value: string[], description: string): Option<string[]> {
  return { schema: { type: "array", items: { type: "string" }, default: value, description }, default: value };
}

export function text(value: string, description: string, allowed?: string[]): Option<string> {
  return {
    schema: defined({ type: "string", default: value, description, enum: allowed || undefined }),
    default: value,
  };
}

export function whole(value: number, description: string, minimum = 0): Option<number> {
  return { schema: { type: "integer", minimum, default: value, description }, default: value };
}

export function flag(value: boolean, description: string): Option<boolean> {
  return { schema: { type: "boolean", default: value, description }, default: value };
}

/** Returns the user's settings over the defaults: `getConfig()` is empty until the engine configures the pack. */
export function settings<O extends Options>(options: O, given: object): Settings<O> {
  const defaults = Object.fromEntries(Object.entries(options).map(([name, option]) => [name, option.default]));
  return { ...defaults, ...given } as Settings<O>;
}
