import { JavaList, JavaMap, type JavaValue } from "../templates/java-values";
import type { JsonType } from "./instance";
import type { Report } from "./report";
import type { Schema } from "./schema";

/** The run that a keyword is checked in. */
export interface Run {
  validation: {
    process(schema: unknown, instance: JavaValue, path: string, report: Report): void;
    isValid(schema: unknown, instance: JavaValue, path: string): boolean;
  };
  path: string;
  report: Report;
}

export interface Keyword {
  /** The types of values that it says something of. @default all */
  types?: readonly JsonType[];
  check(schema: Schema, instance: JavaValue, run: Run): void;
}

/** A keyword that says something of one value. */
export type NamedKeyword = readonly [name: string, keyword: Keyword];

export const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
export const quotedNames = (names: string[]): string => JSON.stringify(names);

/** The names of an object's members; none of any other value. */
export function memberNames(instance: JavaValue): string[] {
  return instance instanceof JavaMap ? [...instance.entries.keys()].map(String) : [];
}

/** The elements of a list; none of any other value. */
export function elements(instance: JavaValue): JavaValue[] {
  return instance instanceof JavaList ? instance.items : [];
}

/** The text that a value is. */
export function textOf(value: JavaValue): string {
  return typeof value === "string" ? value : "";
}

/** A text between double quotes, as it is. */
export function quoted(value: JavaValue): string {
  return `"${textOf(value)}"`;
}
