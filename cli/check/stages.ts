import { analyzeGraph, type PolicyReport, type PolicyStack, remediator } from "../../policy-host";
import { type Diagnostic, evaluate, type Evaluation, EvaluationError } from "../../engine";
import { type ResourceGraph } from "../../engine/graph/graph";
import { readConfiguration } from "../../engine/project/configuration";
import { type Project } from "../../engine/project/project";
import { hideSecrets } from "../shared/terminal";
import { RunningPacks, type PackChoice, type StagePack } from "./packs";
import { type Progress } from "./progress";
import { stageResult, type StageResult } from "./result";

/** What to check: stages of a program, or a graph that was read from a file. */
export type Subject =
  | { of: "program"; project: Project; stages: string[]; mode: ResourceGraph["mode"] }
  | { of: "state" | "preview"; graph: ResourceGraph };

export interface CheckOutcome {
  results: StageResult[];
  /** What the programs and the packs' configs warned of, each once. */
  diagnostics: Diagnostic[];
}

/** Checks every stage, several at once. Throws one error that names what could not be checked, and why. */
export async function checkStages(
  subject: Subject,
  choices: PackChoice[],
  concurrency: number,
  progress: Progress,
): Promise<CheckOutcome> {
  const packs = new RunningPacks(choices);
  try {
    if (subject.of !== "program") {
      const { graph } = subject;
      const { result, diagnostics } = await checkGraph(
        graph,
        subject.of === "state" ? "state" : "program",
        packs,
        progress,
      );
      return { results: [result], diagnostics };
    }
    const { project, mode } = subject;
    const outcomes = await settleConcurrently(subject.stages, concurrency, (stage) =>
      checkStage(project, stage, mode, packs, progress),
    );
    refuseFailures(outcomes);
    const checked = outcomes.flatMap((outcome) => ("value" in outcome ? [outcome.value] : []));
    return {
      results: checked.map(({ result }) => result),
      diagnostics: distinct(checked.flatMap(({ diagnostics }) => diagnostics)),
    };
  } finally {
    await packs.close();
  }
}

async function checkStage(
  project: Project,
  stage: string,
  mode: ResourceGraph["mode"],
  packs: RunningPacks,
  progress: Progress,
): Promise<{ result: StageResult; diagnostics: Diagnostic[] }> {
  const { values, secretKeys, secretTexts } = await readConfiguration(project, stage, {
    overrides: {},
    environment: process.env,
  });
  // before the packs start: they get them in plain text, and may write them
  hideSecrets({ secretTexts });
  const stack: PolicyStack = {
    project: project.name,
    stage,
    preview: mode === "preview",
    config: values,
    configSecretKeys: secretKeys,
    directory: project.directory,
  };
  const started = packs.start(stack);
  const ownPacks = started.then((running) => running.filter(({ shared }) => !shared).map(({ pack }) => pack));
  // awaited by the program's first resource, if it comes to that; `started` says what went wrong in any case
  ownPacks.catch(() => undefined);
  const remediated: PolicyReport = { diagnostics: [], remediations: [] };
  progress.tell(stage, "evaluating");
  const [running, evaluation] = await Promise.all<[typeof started, Promise<Evaluation>]>([
    started,
    evaluate({ directory: project.directory, stage, mode, analyzer: remediator(ownPacks, remediated) }),
  ]);
  const { graph, diagnostics } = evaluation;
  const result = await packs.run(running, stack, async (configured) => {
    const report = await analyzeGraph(configured, graph, {
      of: "program",
      remediated,
      progress: (done, total) => progress.tell(stage, `${done} of ${total} resources`),
    });
    return stageResult(graph, configured, report);
  });
  progress.tell(stage, "done");
  return { result, diagnostics: [...configWarnings(running), ...diagnostics] };
}

async function checkGraph(
  graph: ResourceGraph,
  of: "program" | "state",
  packs: RunningPacks,
  progress: Progress,
): Promise<{ result: StageResult; diagnostics: Diagnostic[] }> {
  const stack: PolicyStack = { project: graph.project, stage: graph.stage, preview: graph.mode === "preview" };
  const running = await packs.start(stack);
  const result = await packs.run(running, stack, async (configured) => {
    const report = await analyzeGraph(configured, graph, {
      of,
      progress: (done, total) => progress.tell(graph.stage, `${done} of ${total} resources`),
    });
    return stageResult(graph, configured, report);
  });
  return { result, diagnostics: configWarnings(running) };
}

function configWarnings(packs: StagePack[]): Diagnostic[] {
  return packs.flatMap(({ warnings }) => warnings.map((message) => ({ severity: "warning" as const, message })));
}

type Outcome<Value> = { stage: string } & ({ value: Value } | { error: unknown });

async function settleConcurrently<Value>(
  stages: string[],
  limit: number,
  run: (stage: string) => Promise<Value>,
): Promise<Outcome<Value>[]> {
  const outcomes: Outcome<Value>[] = [];
  const queue = stages.entries();
  const worker = async (): Promise<void> => {
    for (const [index, stage] of queue) {
      outcomes[index] = await run(stage).then(
        (value) => ({ stage, value }),
        (error: unknown) => ({ stage, error }),
      );
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, stages.length) }, worker));
  return outcomes;
}

/** One error for all that went wrong: what is the same in several stages is said once. */
function refuseFailures(outcomes: Outcome<unknown>[]): void {
  const stagesOf = new Map<string, string[]>();
  const diagnostics: Diagnostic[] = [];
  const frames = new Set<string>();
  for (const outcome of outcomes) {
    if ("error" in outcome) {
      const { error, stage } = outcome;
      const message = error instanceof Error ? error.message : String(error);
      stagesOf.set(message, [...(stagesOf.get(message) ?? []), stage]);
      diagnostics.push(...(error instanceof EvaluationError ? error.diagnostics : []));
      framesOf(error).forEach((frame) => frames.add(frame));
    }
  }
  if (stagesOf.size > 0) {
    throw new EvaluationError(
      [...stagesOf].map(([message, stages]) => `could not check ${stages.join(", ")}: ${message}`).join("\n"),
      { diagnostics: distinct(diagnostics), frames: [...frames] },
    );
  }
}

function framesOf(error: unknown): string[] {
  const lines = error instanceof Error ? (error.stack ?? "").split("\n") : [];
  return lines.filter((line) => /^\s+at /.test(line));
}

function distinct(diagnostics: Diagnostic[]): Diagnostic[] {
  return [
    ...new Map(
      diagnostics.map((diagnostic) => [
        `${diagnostic.severity} ${diagnostic.stream} ${diagnostic.message}`,
        diagnostic,
      ]),
    ).values(),
  ];
}
