import type { PropertyValue } from "../../value";
import type { SynthesisContext } from "../shape";
import { accountInvokes } from "./account";
import type { Invoke } from "./invoke";
import { policyDocumentInvokes } from "./policy-document";

const invokes = new Map<string, Invoke>(Object.entries({ ...accountInvokes, ...policyDocumentInvokes }));

/** What the function would answer once deployed; undefined where the token isn't known. */
export function answerInvoke(
  token: string,
  args: Record<string, PropertyValue>,
  context: SynthesisContext,
): Record<string, PropertyValue> | undefined {
  return invokes.get(token)?.(args, context);
}
