/** Evaluates Pulumi programs with no CLI and no cloud, and reads what real deployments left. */
export { evaluate } from "./evaluate";
export { EvaluationError, printLocation, type Diagnostic } from "./evaluation-error";
export { printableGraph } from "./printable-graph";
export { readPreview } from "./preview";
export { readStackExport } from "./state";
export type { AnalyzedResource, EngineAnalyzer, EvaluateOptions, Evaluation } from "./options";
export type { ResourceGraph, ResourceNode, ResourceNodeOptions, SourceLocation } from "./graph";
