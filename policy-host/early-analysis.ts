import { Slots } from "../language/slots";
import { type AnalyzedResource } from "./pack";
import { type ResourceRemediator } from "./remediation";
import { analyzeResource, CONCURRENT_CALLS, type PolicyReport, type ResourcePolicies } from "./resource-analysis";

/**
 * Has resource policies look at each resource as soon as the program registers it, as the Pulumi engine does, instead of at its end. What
 * comes before the packs are ready waits for them.
 */
export class EarlyAnalysis {
  private readonly reports = new Map<string, Promise<PolicyReport>>();
  private readonly calls = new Slots(CONCURRENT_CALLS);
  /** Asks these packs from now on. They have to be configured for the program's stack. */
  start: (packs: ResourcePolicies[]) => void = () => undefined;
  private readonly packs = new Promise<ResourcePolicies[]>((resolve) => (this.start = resolve));

  /** Adds the resources that the remediator lets through. */
  behind(remediator: ResourceRemediator): ResourceRemediator {
    return {
      analyze: async (resource) => {
        const result = await remediator.analyze(resource);
        const { node, providerNode } = resource;
        this.add({ node: { ...node, inputs: result.inputs }, provider: providerNode });
        return result;
      },
    };
  }

  /** Returns the findings on a resource; undefined where it was not asked about. */
  reportOn(urn: string): Promise<PolicyReport> | undefined {
    return this.reports.get(urn);
  }

  private add(resource: AnalyzedResource): void {
    const report = this.packs.then((packs) => this.calls.run(() => analyzeResource(packs, resource, "program")));
    report.catch(() => undefined); // whoever asks for it learns of it
    this.reports.set(resource.node.urn, report);
  }
}
