import { containsUnknown, UNKNOWN, type PropertyValue } from "../../graph/value";
import type { SynthesisContext } from "../context";
import { accountInvokes } from "./account";
import type { Invoke } from "./invoke";
import { lookupInvokes } from "./lookups";
import { managedPolicyInvokes } from "./managed-policies";
import { policyDocumentInvokes } from "./policy-document";

const invokes = new Map<string, Invoke>(
  Object.entries({ ...accountInvokes, ...lookupInvokes, ...managedPolicyInvokes, ...policyDocumentInvokes }),
);

/** Returns what the function would answer once deployed; undefined where the token isn't known. Unknown arguments: all is unknown. */
export function answerInvoke(
  token: string,
  args: Record<string, PropertyValue>,
  context: SynthesisContext,
): Record<string, PropertyValue> | undefined {
  const invoke = invokes.get(token);
  if (invoke === undefined || !containsUnknown(args)) {
    return invoke?.(args, context);
  }
  const known = Object.fromEntries(Object.entries(args).filter(([, value]) => !containsUnknown(value)));
  const answer = invoke(known, context);
  return Object.fromEntries(Object.keys({ ...answer, ...args }).map((key) => [key, known[key] ?? UNKNOWN]));
}
