import {
  type AnalyzerInfo,
  EnforcementLevel as WireLevel,
  type PolicyInfo as WirePolicyInfo,
  PolicySeverity as WireSeverity,
  PolicyType,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { type PropertyValue } from "../engine/graph/value";
import {
  type EnforcementLevel,
  type JsonSchema,
  type PolicyConfig,
  type PolicyInfo,
  type PolicyPackInfo,
  PolicyPackError,
  type PolicySeverity,
} from "./policy";
import { fromStruct } from "./properties";
import { isRecord } from "../language/is-record";

const LEVELS: Record<EnforcementLevel, WireLevel> = {
  advisory: WireLevel.ADVISORY,
  mandatory: WireLevel.MANDATORY,
  remediate: WireLevel.REMEDIATE,
  disabled: WireLevel.DISABLED,
};

const SEVERITIES: Record<WireSeverity, PolicySeverity> = {
  [WireSeverity.POLICY_SEVERITY_UNSPECIFIED]: "unspecified",
  [WireSeverity.POLICY_SEVERITY_LOW]: "low",
  [WireSeverity.POLICY_SEVERITY_MEDIUM]: "medium",
  [WireSeverity.POLICY_SEVERITY_HIGH]: "high",
  [WireSeverity.POLICY_SEVERITY_CRITICAL]: "critical",
};

const KINDS: Record<PolicyType, PolicyInfo["kind"]> = {
  [PolicyType.POLICY_TYPE_UNKNOWN]: "unknown",
  [PolicyType.POLICY_TYPE_RESOURCE]: "resource",
  [PolicyType.POLICY_TYPE_STACK]: "stack",
};

export function wireLevel(level: EnforcementLevel): WireLevel {
  return LEVELS[level];
}

export function enforcementLevel(wire: WireLevel): EnforcementLevel {
  for (const level of Object.keys(LEVELS) as EnforcementLevel[]) {
    if (LEVELS[level] === wire) {
      return level;
    }
  }
  throw new PolicyPackError(`invalid enforcement level ${wire}`);
}

export function policySeverity(wire: WireSeverity): PolicySeverity {
  return SEVERITIES[wire];
}

/** A pack's metadata; the version in PulumiPolicy.yaml wins over the package's. */
export function packInfo(wire: AnalyzerInfo, version: string | undefined): PolicyPackInfo {
  const initialConfig: PolicyConfig = {};
  wire.getInitialconfigMap().forEach((entry, policy) => {
    initialConfig[policy] = {
      enforcement: enforcementLevel(entry.getEnforcementlevel()),
      properties: properties(entry.getProperties()),
    };
  });
  return {
    name: wire.getName(),
    version: version ?? wire.getVersion(),
    supportsConfig: wire.getSupportsconfig(),
    policies: wire.getPoliciesList().map(policyInfo).sort(byName),
    initialConfig,
  };
}

function policyInfo(wire: WirePolicyInfo): PolicyInfo {
  return {
    name: wire.getName(),
    displayName: wire.getDisplayname(),
    description: wire.getDescription(),
    enforcement: enforcementLevel(wire.getEnforcementlevel()),
    severity: policySeverity(wire.getSeverity()),
    kind: KINDS[wire.getPolicyType()],
    remediationSteps: wire.getRemediationSteps(),
    url: wire.getUrl(),
    configSchema: {
      properties: schemas(properties(wire.getConfigschema()?.getProperties())),
      required: wire.getConfigschema()?.getRequiredList() ?? [],
    },
  };
}

function properties(struct: Parameters<typeof fromStruct>[0] | undefined): Record<string, PropertyValue> {
  return struct === undefined ? {} : fromStruct(struct);
}

function schemas(declared: Record<string, PropertyValue>): Record<string, JsonSchema> {
  const result: Record<string, JsonSchema> = {};
  for (const [name, schema] of Object.entries(declared)) {
    if (isRecord(schema)) {
      result[name] = schema;
    }
  }
  return result;
}

function byName(left: PolicyInfo, right: PolicyInfo): number {
  return left.name < right.name ? -1 : Number(left.name > right.name);
}
