import { analyzeGraph, EarlyAnalysis, type PolicyReport, type PolicyStack, remediator } from "../../policy-host";
import { type Diagnostic, evaluate, type EvaluationError } from "../../engine";
import { type ResourceGraph } from "../../engine/graph/graph";
import { readConfiguration } from "../../engine/project/configuration";
import { type Project } from "../../engine/project/project";
import { defined } from "../../language/defined";
import { Slots } from "../../language/slots";
import { type LocalOptions } from "../shared/local-options";
import { readLocalValues } from "../shared/local-values";
import { diagnosticsOf, failureOf, messageOf, settleStacks } from "../shared/settled-stacks";
import { hideSecrets } from "../shared/terminal";
import { RunningPacks, type PackChoice, type StackPack } from "./packs";
import { EarlierSizes } from "./earlier-sizes";
import { type Progress } from "./progress";
import { stackResult, type StackResult, type UncheckedStack } from "./result";

/** The input of a check: stacks of a program, or a graph that was read from a file. */
export type CheckInput =
  | { of: "program"; project: Project; stacks: string[]; mode: ResourceGraph["mode"]; options?: LocalOptions }
  | { of: "state" | "preview"; graph: ResourceGraph };

export interface CheckOutcome {
  results: StackResult[];
  /** The stacks that could not be checked, in the order of the stacks. */
  unchecked: UncheckedStack[];
  /** The problems as one error; undefined where all were checked. */
  failure?: EvaluationError;
  /** The warnings of the programs and of the packs' configs, each once, those of the stacks that failed too. */
  diagnostics: Diagnostic[];
}

/**
 * Checks every stack, several at once: as many are evaluated as `concurrency` says, and as many again are judged beside them, or wait for
 * a pack. What goes wrong with a stack leaves the others as they are: one error names what could not be checked, and why.
 */
export async function checkStacks(
  input: CheckInput,
  choices: PackChoice[],
  concurrency: number,
  progress: Progress,
): Promise<CheckOutcome> {
  const packs = new RunningPacks(choices);
  try {
    if (input.of !== "program") {
      const { graph } = input;
      const { result, diagnostics } = await checkGraph(
        graph,
        input.of === "state" ? "state" : "program",
        packs,
        progress,
      );
      return { results: [result], unchecked: [], diagnostics };
    }
    const { project, mode, options } = input;
    const evaluations = new Slots(concurrency);
    const earlier = new EarlierSizes(project.directory);
    const settled = await settleStacks(earlier.largestFirst(input.stacks), 2 * concurrency, (stack) =>
      checkStack({ project, stack, mode, options, isAlone: input.stacks.length === 1 }, packs, evaluations, progress),
    );
    const outcomes = input.stacks.flatMap((stack) => settled.filter((outcome) => outcome.stack === stack).slice(0, 1));
    earlier.keep(
      new Map(
        outcomes.flatMap((one) => ("value" in one ? [[one.stack, one.value.result.graph.resources.length]] : [])),
      ),
    );
    const checked = outcomes.flatMap((outcome) => ("value" in outcome ? [outcome.value] : []));
    return defined({
      results: checked.map(({ result }) => result),
      unchecked: outcomes.flatMap((outcome) =>
        "error" in outcome ? [{ stack: outcome.stack, problem: messageOf(outcome.error) }] : [],
      ),
      failure: failureOf(outcomes, "check"),
      diagnostics: diagnosticsOf(outcomes, ({ diagnostics }) => diagnostics),
    });
  } finally {
    await packs.close();
  }
}

interface CheckedStack {
  project: Project;
  stack: string;
  mode: ResourceGraph["mode"];
  options: LocalOptions | undefined;
  /** No other stack is checked. */
  isAlone: boolean;
}

async function checkStack(
  { project, stack, mode, options, isAlone }: CheckedStack,
  packs: RunningPacks,
  evaluations: Slots,
  progress: Progress,
): Promise<{ result: StackResult; diagnostics: Diagnostic[] }> {
  const { config, environment, stackReferences } = readLocalValues(project, stack, options);
  // organization/project/prod is the stack prod
  const name = stack.split("/").at(-1) ?? stack;
  const { values, secretKeys, secretTexts } = await readConfiguration(project, name, {
    overrides: config,
    environment: { ...process.env, ...environment },
  });
  // before the packs start: they get them in plain text, and may write them
  hideSecrets({ secretTexts });
  const policyStack: PolicyStack = {
    project: project.name,
    stack: name,
    preview: mode === "preview",
    config: values,
    configSecretKeys: secretKeys,
    directory: project.directory,
  };
  const evaluated = await evaluations.take();
  const started = packs.start(policyStack);
  const ownPacks = started.then((running) => running.filter(({ shared }) => !shared).map(({ pack }) => pack));
  // awaited by the program's first resource, if it comes to that; `started` says what went wrong in any case
  ownPacks.catch(() => undefined);
  const remediated: PolicyReport = { diagnostics: [], remediations: [] };
  progress.tell(stack, "evaluating");
  const early = new EarlyAnalysis();
  const evaluating = evaluate({
    directory: project.directory,
    stack,
    mode,
    config,
    environment,
    stackReferences,
    analyzer: early.behind(remediator(ownPacks, remediated)),
  }).finally(evaluated);
  const analyzing = started.then(async (running) => {
    if (!isAlone && running.some(({ shared }) => shared)) {
      await evaluating; // stacks that share a pack take turns, and nobody is to wait for another's program
    }
    return packs.run(running, policyStack, async (configured) => {
      early.start(configured);
      const { graph } = await evaluating;
      const report = await analyzeGraph(configured, graph, {
        of: "program",
        early,
        remediated,
        progress: (done, total) => progress.tell(stack, `${done} of ${total} resources`),
      });
      return stackResult(graph, configured, report);
    });
  });
  try {
    const [running, { diagnostics }, result] = await Promise.all([started, evaluating, analyzing]);
    progress.tell(stack, "done");
    return { result, diagnostics: [...configWarnings(running), ...diagnostics] };
  } catch (error) {
    progress.tell(stack, "failed");
    throw error;
  } finally {
    await started.then(
      (running) => packs.stop(running),
      () => undefined,
    );
  }
}

async function checkGraph(
  graph: ResourceGraph,
  of: "program" | "state",
  packs: RunningPacks,
  progress: Progress,
): Promise<{ result: StackResult; diagnostics: Diagnostic[] }> {
  const policyStack: PolicyStack = { project: graph.project, stack: graph.stack, preview: graph.mode === "preview" };
  const running = await packs.start(policyStack);
  const result = await packs.run(running, policyStack, async (configured) => {
    const report = await analyzeGraph(configured, graph, {
      of,
      progress: (done, total) => progress.tell(graph.stack, `${done} of ${total} resources`),
    });
    return stackResult(graph, configured, report);
  });
  return { result, diagnostics: configWarnings(running) };
}

function configWarnings(packs: StackPack[]): Diagnostic[] {
  return packs.flatMap(({ warnings, note }) => [
    ...(note === undefined ? [] : [{ severity: "info" as const, message: `${note}.` }]),
    ...warnings.map((message) => ({ severity: "warning" as const, message })),
  ]);
}
