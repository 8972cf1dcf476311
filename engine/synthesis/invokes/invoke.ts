import type { PropertyValue } from "../../graph/value";
import { Identifiers } from "../identifier";
import type { SynthesisContext } from "../context";

/** Answers one function of the provider; undefined where only AWS knows. */
export type Invoke = (
  args: Record<string, PropertyValue>,
  context: SynthesisContext,
) => Record<string, PropertyValue> | undefined;

/** Identifiers of what a look-up finds: the same question in the same place always finds the same. */
export function identifiersOf(
  token: string,
  args: Record<string, PropertyValue>,
  { account, region }: SynthesisContext,
): Identifiers {
  const question = Object.entries(args).sort(([a], [b]) => (a < b ? -1 : 1));
  return new Identifiers(JSON.stringify([token, account, region, question]));
}
