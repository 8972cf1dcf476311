import { setTimeout as delay } from "node:timers/promises";
import { type Diagnostic, EvaluationError, printLocation } from "./evaluation-error";
import { type ResourceGraph } from "./graph";
import { Deployment, type Failure } from "./monitor/deployment";
import { serveMonitor } from "./monitor/server";
import { type EvaluateOptions, type Evaluation } from "./options";
import { failureOf, timeoutFailure } from "./program/failure";
import { type ProgramEnd, startProgram } from "./program/runner";
import { sourcesOf } from "./program/sources";
import { type Configuration, readConfiguration } from "./project/configuration";
import { type Project, readProject, refuseMissingProgram } from "./project/project";

const DEFAULT_TIMEOUT_MS = 60_000;
/** The organization of stacks that no service keeps. */
const DEFAULT_ORGANIZATION = "organization";

/**
 * Runs a Pulumi program for one stage in a process of its own, with no cloud and no CLI, and gives what it declares. Evaluations
 * do not share anything, so several may run at once.
 *
 * @throws EvaluationError for everything that is wrong with the project, its configuration or its program
 */
export async function evaluate(options: EvaluateOptions): Promise<Evaluation> {
  const project = readProject(options.directory);
  refuseMissingProgram(project);
  const [stage = "", , organization = DEFAULT_ORGANIZATION] = options.stage.split("/").reverse();
  const environment = { ...process.env, ...options.environment };
  const configuration = await readConfiguration(project, stage, { overrides: options.config ?? {}, environment });
  const deployment = new Deployment({
    project: project.name,
    stage,
    organization,
    mode: options.mode ?? "deploy",
    configuration: configuration.values,
    secretKeys: configuration.secretKeys,
    environment,
    stackReferences: options.stackReferences ?? {},
    analyzer: options.analyzer,
  });
  deployment.diagnostics.push(...configuration.diagnostics);
  const end = await run(project, configuration, deployment, environment, options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  const graph: ResourceGraph = {
    version: 1,
    project: project.name,
    stage,
    mode: deployment.settings.mode,
    projectDirectory: project.directory,
    workingDirectory: project.workingDirectory,
    resources: [...deployment.nodes.values()],
    outputs: deployment.stackOutputs ?? {},
  };
  const secret = new Set(configuration.secretKeys);
  return {
    graph,
    config: Object.fromEntries(Object.entries(configuration.values).filter(([key]) => !secret.has(key))),
    diagnostics: [...deployment.diagnostics, ...printed(end)],
    sources: sourcesOf(project, configuration.files, end.report?.files ?? [], graph),
  };
}

/** Runs the program to its end. @throws EvaluationError as soon as the deployment, the program or its time is at fault */
async function run(
  project: Project,
  configuration: Configuration,
  deployment: Deployment,
  environment: NodeJS.ProcessEnv,
  timeoutMs: number,
): Promise<ProgramEnd> {
  const { settings } = deployment;
  const server = await serveMonitor(deployment, project.workingDirectory);
  const program = startProgram({
    project,
    configuration,
    organization: settings.organization,
    stage: settings.stage,
    preview: settings.mode === "preview",
    address: server.address,
    environment,
  });
  const timer = new AbortController();
  const timeout = delay(timeoutMs, undefined, { signal: timer.signal }).then(
    () => ({ failure: timeoutFailure(timeoutMs, deployment) }),
    () => ({ failure: undefined }),
  );
  const ended = program.ended.then((end) => ({ end, failure: undefined }));
  try {
    const first = await Promise.race([ended, timeout, deployment.failed.then((failure) => ({ failure }))]);
    const end = "end" in first ? first.end : undefined;
    const failure = end === undefined ? first.failure : failureOf(end, deployment, project);
    if (end === undefined || failure !== undefined) {
      throw failureError(failure ?? { message: "The program did not end." }, deployment, end && printed(end));
    }
    return end;
  } finally {
    timer.abort();
    program.stop();
    await program.ended.catch(() => undefined);
    server.close();
  }
}

function failureError(failure: Failure, deployment: Deployment, printed: Diagnostic[] = []): EvaluationError {
  const { message, location } = failure;
  const place = location === undefined ? "" : `${printLocation(location)}: `;
  const diagnostics = [...deployment.diagnostics, ...printed];
  return new EvaluationError(place + message, { diagnostics, ...(location === undefined ? {} : { location }) });
}

/** What the program wrote to its standard streams, a message a line. */
function printed({ stdout, stderr }: ProgramEnd): Diagnostic[] {
  return [stdout, stderr].flatMap((text) =>
    text
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map((message) => ({ severity: "info" as const, message })),
  );
}
