import { type ResourceNode } from "../engine/graph/graph";
import { type PropertyValue } from "../engine/graph/value";
import { type PolicyPack } from "./pack";
import { type PolicyReport } from "./resource-analysis";
import { asNew } from "./request";

/** The callback that the engine calls for each resource that a program registers, before it is synthesised. */
export interface ResourceRemediator {
  analyze(resource: {
    inputs: Record<string, PropertyValue>;
    node: ResourceNode;
    providerNode?: ResourceNode;
  }): Promise<{ inputs: Record<string, PropertyValue> }>;
}

/**
 * Remediates resources while a program is evaluated, before they are synthesised, so that what follows sees the changed
 * inputs. Packs that change nothing cost nothing. What they did is added to the report.
 */
export function remediator(packs: Promise<PolicyPack[]>, report: PolicyReport): ResourceRemediator {
  return {
    async analyze({ inputs, node, providerNode }) {
      let current = inputs;
      // one after the other: each pack sees what those before it changed
      for (const pack of (await packs).filter(({ remediates }) => remediates)) {
        const result = await pack.remediate({ node: asNew(node), provider: providerNode }, current);
        report.remediations.push(...result.remediations);
        report.diagnostics.push(...result.diagnostics);
        current = result.inputs;
      }
      return { inputs: current };
    },
  };
}
