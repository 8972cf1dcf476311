import type { PropertyValue } from "../../value";
import type { SynthesisContext } from "../shape";

/** Answers one function of the provider. */
export type Invoke = (args: Record<string, PropertyValue>, context: SynthesisContext) => Record<string, PropertyValue>;
