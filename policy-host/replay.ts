import { type ResourceGraph, type ResourceNode } from "../engine/graph/graph";
import { messageScrubber } from "../engine/graph/scrubber";
import { asChecked } from "./checked-inputs";
import { encodeStackResource } from "./encode";
import { type AnalyzedResource, type AnalyzedStack, type PolicyPack } from "./pack";
import { type PolicyDiagnostic, PolicyPackError, type PolicyRemediation } from "./policy";
import { asNew } from "./request";

const STACK_TYPE = "pulumi:pulumi:Stack";
/** Calls under way at once: enough to keep a pack busy, few enough to keep memory flat. */
const CONCURRENT_CALLS = 128;
const NOTHING: PolicyReport = { diagnostics: [], remediations: [] };

/** The findings of policies on a stack. */
export interface PolicyReport {
  /** Of resource policies in the order of registration, then of stack policies. */
  diagnostics: PolicyDiagnostic[];
  remediations: PolicyRemediation[];
}

export interface ReplayOptions {
  /**
   * - `program`: an evaluated or previewed program, whose remediations were applied while it ran. What it only reads
   *   (`Foo.get`) is not analyzed, as in `pulumi preview`.
   * - `state`: a deployed stack. Remediations are reported and not applied, as in `pulumi policy analyze`. What the program only read
   *   is shown to stack policies, because others refer to it, and nothing is reported on it: it belongs to another stack.
   */
  of: "program" | "state";
  /** The findings of a remediator while the program ran. */
  remediated?: PolicyReport;
  /** Called after each resource. */
  progress?: (done: number, total: number) => void;
}

/** Runs configured packs over a graph in the Pulumi engine's order: each resource's inputs, then the whole stack's outputs. */
export async function analyzeGraph(
  packs: PolicyPack[],
  graph: ResourceGraph,
  options: ReplayOptions,
): Promise<PolicyReport> {
  // policies get secrets in plain, and may write them
  const scrubber = messageScrubber(graph);
  try {
    const { diagnostics, remediations } = await analyze(packs, graph, options);
    return {
      diagnostics: diagnostics.map((diagnostic) => ({ ...diagnostic, message: scrubber.text(diagnostic.message) })),
      remediations,
    };
  } catch (error) {
    throw error instanceof PolicyPackError ? new PolicyPackError(scrubber.text(error.message)) : error;
  }
}

async function analyze(packs: PolicyPack[], graph: ResourceGraph, options: ReplayOptions): Promise<PolicyReport> {
  const nodes = new Map(graph.resources.map((node) => [node.urn, node]));
  const resources = graph.resources
    .filter(({ external }) => options.of === "state" || !external)
    .map((node) => ({
      node: options.of === "state" ? node : asChecked(asNew(node)),
      provider: node.provider === undefined ? undefined : nodes.get(node.provider),
    }));

  let done = 0;
  const messages: Uint8Array[] = [];
  const perResource = await mapConcurrently(resources, CONCURRENT_CALLS, async (resource, index) => {
    const verdict = resource.node.external ? NOTHING : analyzeResource(packs, resource, options.of);
    // while the packs are at work
    messages[index] = encodeStackResource(resource.node, resource.provider);
    const report = await verdict;
    done += 1;
    options.progress?.(done, resources.length);
    return report;
  });
  const before = options.remediated ?? { diagnostics: [], remediations: [] };
  const urns = new Set(resources.map(({ node }) => node.urn));
  const stack: AnalyzedStack = { urn: rootStackUrn(graph), urns, resources: messages };
  const read = new Set(resources.filter(({ node }) => node.external).map(({ node }) => node.urn));
  const ofStack = (await Promise.all(packs.map((pack) => pack.analyzeStack(stack)))).flat();

  return {
    diagnostics: [
      ...before.diagnostics,
      ...perResource.flatMap(({ diagnostics }) => diagnostics),
      ...ofStack.filter(({ urn }) => !read.has(urn)),
    ],
    remediations: [...before.remediations, ...perResource.flatMap(({ remediations }) => remediations)],
  };
}

async function analyzeResource(
  packs: PolicyPack[],
  resource: AnalyzedResource,
  of: ReplayOptions["of"],
): Promise<PolicyReport> {
  const report: PolicyReport = { diagnostics: [], remediations: [] };
  for (const pack of of === "state" ? packs.filter(({ remediates }) => remediates) : []) {
    const { remediations, diagnostics } = await pack.remediate(resource, resource.node.inputs);
    report.remediations.push(...remediations);
    report.diagnostics.push(...diagnostics);
  }
  const verdicts = await Promise.all(packs.map((pack) => pack.analyze(resource)));
  report.diagnostics.push(...verdicts.flat());
  return report;
}

function rootStackUrn(graph: ResourceGraph): string {
  const root: ResourceNode | undefined = graph.resources.find(({ type, parent }) => type === STACK_TYPE && !parent);
  const { project, stack: stack } = graph;
  return root?.urn ?? `urn:pulumi:${stack}::${project}::${STACK_TYPE}::${project}-${stack}`;
}

async function mapConcurrently<Item, Result>(
  items: Item[],
  limit: number,
  map: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) {
      results[index] = await map(item, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
}
