import { type ResourceGraph, type ResourceNode } from "../engine/graph/graph";
import { messageScrubber } from "../engine/graph/scrubber";
import { mapConcurrently } from "../language/map-concurrently";
import { type EarlyAnalysis } from "./early-analysis";
import { encodeStackResource } from "./encode";
import { type AnalyzedStack, type PolicyPack } from "./pack";
import { PolicyPackError } from "./policy";
import { asNew } from "./request";
import { analyzeResource, type AnalyzedAs, CONCURRENT_CALLS, type PolicyReport } from "./resource-analysis";

const STACK_TYPE = "pulumi:pulumi:Stack";
const NOTHING: PolicyReport = { diagnostics: [], remediations: [] };

export interface ReplayOptions {
  of: AnalyzedAs;
  /** The analysis that began while the program ran. @default every resource is analyzed now */
  early?: EarlyAnalysis;
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
      node: options.of === "state" ? node : asNew(node),
      provider: node.provider === undefined ? undefined : nodes.get(node.provider),
    }));

  let done = 0;
  const messages: Uint8Array[] = [];
  const perResource = await mapConcurrently(resources, CONCURRENT_CALLS, async (resource, index) => {
    const { node } = resource;
    const verdict = node.external
      ? Promise.resolve(NOTHING)
      : (options.early?.reportOn(node.urn) ?? analyzeResource(packs, resource, options.of));
    verdict.catch(() => undefined); // it is awaited, unless the resource can't be encoded
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

function rootStackUrn(graph: ResourceGraph): string {
  const root: ResourceNode | undefined = graph.resources.find(({ type, parent }) => type === STACK_TYPE && !parent);
  const { project, stack: stack } = graph;
  return root?.urn ?? `urn:pulumi:${stack}::${project}::${STACK_TYPE}::${project}-${stack}`;
}
