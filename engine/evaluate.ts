import { setTimeout as delay } from "node:timers/promises";
import { type Diagnostic } from "./evaluation-error";
import { type ResourceGraph } from "./graph/graph";
import { Deployment } from "./monitor/deployment";
import { serveMonitor } from "./monitor/server";
import { type EvaluateOptions, type Evaluation } from "./options";
import { buildOf, type ProgramBuild } from "./program/build";
import { failureOf, timeoutFailure } from "./program/failure";
import { type Program, type ProgramEnd, startProgram } from "./program/runner";
import { programFiles, sourcesOf } from "./program/sources";
import { type Configuration, readConfiguration } from "./project/configuration";
import { type Project, readProject, refuseMissingProgram } from "./project/project";
import { RunReport } from "./run-report";
import { CONFIG_PLACES } from "../language/config-places";
import { defined } from "../language/defined";

/** Several times what a large program takes for the first time, on a machine that is busy. */
const DEFAULT_TIMEOUT_MS = 120_000;
/** The organization of stacks that no service keeps. */
const DEFAULT_ORGANIZATION = "organization";

/**
 * Runs a Pulumi program for one stack in a process of its own, with no cloud and no CLI, and resolves with what it declares.
 * Evaluations do not share anything, so several may run at once.
 *
 * @example
 * ```ts
 * const { graph } = await evaluate({ directory: ".", stack: "dev" });
 * console.log(graph.resources.map(({ urn }) => urn));
 * ```
 * @throws EvaluationError for everything that is wrong with the project, its configuration or its program
 */
export function evaluate(options: EvaluateOptions): Promise<Evaluation> {
  return evaluateBuild(options);
}

/** An evaluation with what of the program's files went into it, and how. */
export interface BuiltEvaluation extends Evaluation {
  readonly build: ProgramBuild;
}

/** Evaluates as `evaluate` does, and keeps what is needed to make the code of functions again. @throws EvaluationError as `evaluate` */
export async function evaluateBuild(options: EvaluateOptions): Promise<BuiltEvaluation> {
  // rounded up: what was written in this millisecond was written before
  const since = Date.now() + 1;
  const project = readProject(options.directory);
  refuseMissingProgram(project);
  const [stack = "", , organization = DEFAULT_ORGANIZATION] = options.stack.split("/").reverse();
  const environment = { ...process.env, ...configPlaces(options), ...options.environment };
  const configuration = await readConfiguration(project, stack, { overrides: options.config ?? {}, environment });
  const deployment = new Deployment({
    project: project.name,
    stack,
    organization,
    mode: options.mode ?? "deploy",
    configuration: configuration.values,
    secretKeys: configuration.secretKeys,
    environment,
    stackReferences: options.stackReferences ?? {},
    analyzer: options.analyzer,
  });
  deployment.diagnostics.push(...configuration.diagnostics);
  const { end, diagnostics } = await run(project, configuration, deployment, environment, options);
  const graph: ResourceGraph = defined({
    version: 1,
    project: project.name,
    stack,
    mode: deployment.settings.mode,
    projectDirectory: project.directory,
    workingDirectory: project.workingDirectory,
    resources: [...deployment.nodes.values()],
    outputs: deployment.stackOutputs ?? {},
    secretTexts: configuration.secretTexts.length === 0 ? undefined : configuration.secretTexts,
  });
  const secret = new Set(configuration.secretKeys);
  let sources: string[] | undefined;
  const readSources = (): string[] =>
    (sources ??= sourcesOf(project, configuration.files, end.report?.files ?? [], graph));
  return {
    graph,
    config: Object.fromEntries(Object.entries(configuration.values).filter(([key]) => !secret.has(key))),
    diagnostics,
    // reads every imported file, for what watches them: most commands don't
    get sources() {
      return readSources();
    },
    get build() {
      const files = programFiles(project, configuration.files, end.report?.files ?? [], graph);
      return buildOf(project, end.report, files, since);
    },
  };
}

/** Names the option as the place of its values, for messages about them. A command names its own options. */
function configPlaces({ config = {} }: EvaluateOptions): NodeJS.ProcessEnv {
  const keys = Object.keys(config);
  return keys.length === 0
    ? {}
    : { [CONFIG_PLACES]: JSON.stringify(Object.fromEntries(keys.map((key) => [key, "the option config"]))) };
}

/** Runs the program to its end. @throws EvaluationError as soon as the deployment, the program or its time is at fault */
async function run(
  project: Project,
  configuration: Configuration,
  deployment: Deployment,
  environment: NodeJS.ProcessEnv,
  { timeoutMs = DEFAULT_TIMEOUT_MS, signal }: EvaluateOptions,
): Promise<{ end: ProgramEnd; diagnostics: Diagnostic[] }> {
  const { settings } = deployment;
  const server = await serveMonitor(deployment, project.workingDirectory);
  let program: Program;
  try {
    program = startProgram({
      project,
      configuration,
      organization: settings.organization,
      stack: settings.stack,
      preview: settings.mode === "preview",
      address: server.address,
      environment,
    });
  } catch (error) {
    // an open server would keep the process of the command alive
    server.close();
    throw error;
  }
  const report = new RunReport(deployment, configuration.secretTexts, program.lines);
  const timer = new AbortController();
  const timeout = delay(timeoutMs, undefined, { signal: timer.signal }).then(
    () => timeoutFailure(timeoutMs, deployment),
    () => undefined,
  );
  const failed = Promise.race([timeout, deployment.failed]).then((failure) => ({ failure, end: undefined }));
  const ended = program.ended.then((end) => ({ failure: failureOf(end, deployment, project), end }));
  const outcome = await Promise.race([ended, failed, abortOf(signal, timer.signal)]).finally(async () => {
    timer.abort();
    program.stop();
    await program.ended.catch(() => undefined);
    server.close();
  });
  if (outcome.end === undefined || outcome.failure !== undefined) {
    throw report.error(outcome.failure ?? { message: "The program did not end." });
  }
  return { end: outcome.end, diagnostics: report.diagnostics() };
}

/** Fails with the signal's reason as soon as it is given; what waits for it is let go with the run. */
function abortOf(signal: AbortSignal | undefined, run: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const refuse = (): void => reject(signal?.reason as Error);
    signal?.addEventListener("abort", refuse, { once: true, signal: run });
    if (signal?.aborted) {
      refuse();
    }
  });
}
