/**
 * The answers of AWS, without AWS: the ids and outputs of resources and the results of invokes, in AWS's own forms.
 * Pure and deterministic.
 */
export type { SynthesisContext, SynthesisResource } from "./context";
export { checkedInputs, computedProperties, previewOutputs, synthesise } from "./synthesise";
export { answerInvoke } from "./invokes";
