/** Evaluates Pulumi programs with no CLI and no cloud, and reads what real deployments left. */
export { evaluate } from "./evaluate";
export { EvaluationError, printLocation, type Diagnostic } from "./evaluation-error";
export { printableGraph } from "./graph/printable-graph";
export { readPreview } from "./recorded/preview";
export { readStackExport } from "./recorded/state";
export type { AnalyzedResource, EngineAnalyzer, EvaluateOptions, Evaluation } from "./options";
export type { ResourceGraph, ResourceNode, ResourceNodeOptions, SourceLocation } from "./graph/graph";
