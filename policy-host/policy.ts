import { type PropertyValue } from "../engine/graph/value";

/** The enforcement level of a policy. See https://www.pulumi.com/docs/insights/policy/policy-packs/ */
export type EnforcementLevel = "advisory" | "mandatory" | "remediate" | "disabled";

export const ENFORCEMENT_LEVELS: readonly EnforcementLevel[] = ["advisory", "mandatory", "remediate", "disabled"];

export type PolicySeverity = "unspecified" | "low" | "medium" | "high" | "critical";

/** A JSON schema as policies declare it for their configuration. */
export type JsonSchema = { [keyword: string]: PropertyValue };

/** A policy as its pack describes it. */
export interface PolicyInfo {
  name: string;
  displayName: string;
  description: string;
  /** The policy's own level, otherwise its pack's. */
  enforcement: EnforcementLevel;
  severity: PolicySeverity;
  kind: "resource" | "stack" | "unknown";
  remediationSteps: string;
  url: string;
  configSchema: { properties: Record<string, JsonSchema>; required: string[] };
}

/** A pack as it describes itself. */
export interface PolicyPackInfo {
  name: string;
  version: string;
  supportsConfig: boolean;
  /** By name, as the Pulumi engine sorts them. */
  policies: PolicyInfo[];
  /** Configuration that the pack's code sets for itself. */
  initialConfig: PolicyConfig;
}

/** Configuration of a pack: by policy name, or `all`. */
export type PolicyConfig = Record<string, PolicyConfigEntry>;

export interface PolicyConfigEntry {
  enforcement?: EnforcementLevel;
  properties?: Record<string, PropertyValue>;
}

/** A violation, or a note that a policy could not run, as the Pulumi engine reports it. */
export interface PolicyDiagnostic {
  policy: string;
  pack: string;
  packVersion: string;
  description: string;
  /** As the policy wrote it: where it reported a plain text, its description stands in the first line. */
  message: string;
  enforcement: EnforcementLevel;
  severity: PolicySeverity;
  /** The resource; for a stack policy that names none, the stack itself. */
  urn: string;
}

/** A change that a policy made to a resource's inputs. */
export interface PolicyRemediation {
  policy: string;
  pack: string;
  packVersion: string;
  description: string;
  urn: string;
  before: Record<string, PropertyValue>;
  after: Record<string, PropertyValue>;
}

/** The stack that policies are run for: what they can read of it. */
export interface PolicyStack {
  /** @default "organization", as with a self-managed backend */
  organization?: string;
  project: string;
  stack: string;
  /** True where values may be unknown. */
  preview: boolean;
  /** The stack's configuration by `namespace:key`, secrets in plain text. */
  config?: Record<string, string>;
  /** Keys of `config` that are secret. */
  configSecretKeys?: string[];
  tags?: Record<string, string>;
  /** The folder in which a pack finds the program's files: the user's working directory. @default this process's */
  directory?: string;
}

/** A pack that could not be started, configured or run. The message is complete. */
export class PolicyPackError extends Error {
  override readonly name = "PolicyPackError";
}
