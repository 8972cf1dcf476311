/** Runs unmodified CrossGuard policy packs over the official Analyzer protocol, with the Pulumi engine's semantics. */
export { parsePolicyConfig, type PolicyConfigFile, readPolicyConfig, readPolicyConfigFile } from "./config-file";
export { checkConfigFile, layerPolicyConfig, type ReconciledConfig, remediates } from "./config";
export { type AnalyzedResource, PolicyPack, type PolicyPackOptions } from "./pack";
export {
  type EnforcementLevel,
  type PolicyConfig,
  type PolicyConfigEntry,
  type PolicyDiagnostic,
  type PolicyInfo,
  PolicyPackError,
  type PolicyPackInfo,
  type PolicyRemediation,
  type PolicySeverity,
  type PolicyStack,
} from "./policy";
export { remediator, type ResourceRemediator } from "./remediation";
export { EarlyAnalysis } from "./early-analysis";
export { analyzeGraph, type ReplayOptions } from "./replay";
export { type PolicyReport } from "./resource-analysis";
