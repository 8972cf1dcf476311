import { existsSync, writeFileSync } from "node:fs";
import { Command, Option } from "commander";
import { defined } from "../../language/defined";
import { readSnapshot } from "../../gateway/model/snapshot";
import { DEFAULT_TRAFFIC } from "../../report/cost/traffic";
import { difference } from "../../report/difference";
import { FORMATS, type ReportFormat } from "../../report/format";
import { reportOf } from "../../report/report";
import { type ReportOptions, type StackReport, stackReport } from "../../report/stack-report";
import { type Diagnostic } from "../../engine";
import { reportDiagnostics } from "../shared/diagnostics";
import { evaluateQuietly } from "../shared/evaluation";
import { type LocalOptions } from "../shared/local-options";
import { allStacks, amount, pricedRegion, PROJECT_FOLDER, requestCount, STACKS } from "../shared/options";
import { chosenStacks, openProject } from "../shared/project";
import { diagnosticsOf, failureOf, type Outcome, settleStacks, STACKS_AT_ONCE } from "../shared/settled-stacks";
import { hide, print } from "../shared/terminal";
import { type Project, stacksOf } from "../../engine/project/project";
import { readBaseGraph, wholeGraph } from "../shared/base-graph";
import { refuseOutput } from "../shared/output-file";
import { stackQuotas } from "./quotas";

interface Options extends LocalOptions {
  stack: string[];
  format: ReportFormat;
  json?: boolean;
  output?: string;
  requests: number;
  kilobytes: number;
  milliseconds: number;
  region?: string;
  diff?: string;
}

export function command(): Command {
  return new Command("report")
    .description(
      "Report each stack's routes, use of AWS quotas, monthly cost and first bottleneck, or compare two stacks.",
    )
    .argument(...PROJECT_FOLDER)
    .option(...STACKS)
    .addOption(allStacks())
    .addOption(
      new Option("--format <format>", "the format of the report").choices(Object.keys(FORMATS)).default("text"),
    )
    .addOption(new Option("--json", "the same as --format json").conflicts("format"))
    .option("-o, --output <file>", "write the report to a file instead of stdout")
    .option("--requests <number>", "requests to each API per month", requestCount, DEFAULT_TRAFFIC.requests)
    .option("--kilobytes <number>", "the size of a response or message in KB", amount, DEFAULT_TRAFFIC.kilobytes)
    .option("--milliseconds <number>", "the duration of a function invocation", amount, DEFAULT_TRAFFIC.milliseconds)
    .option("--region <region>", "the Region of the prices (default: each API's own)", pricedRegion)
    .option(
      "--diff <stack or file>",
      "compare with another stack, or with the output of `graph --json` or `pulumi stack export`",
    )
    .action(report);
}

async function report(directory: string, options: Options): Promise<void> {
  if (options.output !== undefined) {
    refuseOutput(`--output ${options.output}`, options.output);
  }
  const project = openProject(directory);
  const stacks = chosenStacks(project, options.stack);
  if (options.diff !== undefined && stacks.length !== 1) {
    throw new Error(`--diff compares one stack with another: name it with --stack, one of ${stacks.join(", ")}.`);
  }
  const base = options.diff;
  const outcomes = await settleStacks(stacks, STACKS_AT_ONCE, (stack) => reportStack(project, stack, options));
  const evaluated = outcomes.flatMap((outcome) => ("value" in outcome ? [outcome.value] : []));
  const failure = failureIn(outcomes);
  if (failure !== undefined && evaluated.length === 0) {
    reportDiagnostics(outcomes.length === 1 ? [] : diagnosticsOf(outcomes, () => []));
    throw failure;
  }
  const compared = base === undefined ? undefined : await reportBase(project, base, options);
  const told = [...outcomes, ...(compared === undefined ? [] : [{ stack: compared.stack, value: compared }])];
  reportDiagnostics(diagnosticsOf(told, ({ diagnostics }) => diagnostics));
  const reports = evaluated.map(({ report }) => report);
  const [first] = reports;
  const { requests, kilobytes, milliseconds } = options;
  const differences =
    base === undefined || compared === undefined || first === undefined
      ? undefined
      : difference(compared.report, first, base);
  const whole = withoutSecrets(reportOf(reports, { requests, kilobytes, milliseconds }, differences));
  const text = FORMATS[options.json ? "json" : options.format](whole);
  if (options.output === undefined) {
    print(text);
  } else {
    writeFileSync(options.output, `${text}\n`);
  }
  if (failure !== undefined) {
    throw failure; // the report has the other stacks
  }
}

/** Returns what went wrong: of a single stack its own error, which needs no name of the stack. */
function failureIn(outcomes: Outcome<unknown>[]): Error | undefined {
  const [only, ...others] = outcomes;
  return only !== undefined && "error" in only && only.error instanceof Error && others.length === 0
    ? only.error
    : failureOf(outcomes, "report");
}

/** A stack's report, and what is to be said of it beside. */
interface ReportedStack {
  stack: string;
  report: StackReport;
  diagnostics: Diagnostic[];
}

async function reportStack(project: Project, stack: string, options: Options): Promise<ReportedStack> {
  const { graph, diagnostics } = await evaluateQuietly({ project, stack, options });
  const snapshot = readSnapshot(graph);
  // what can't be read is missing in the report
  const problems = snapshot.model.problems.map(({ severity, name, text }) => ({
    severity,
    message: `${name}: ${text}`,
  }));
  return {
    stack,
    report: stackReport(snapshot, { ...trafficOf(options), quotas: stackQuotas(project, stack) }),
    diagnostics: [...diagnostics, ...problems],
  };
}

/** A stack of the project comes first, so that a file of the same name doesn't hide it. */
async function reportBase(project: Project, base: string, options: Options): Promise<ReportedStack> {
  const stacks = stacksOf(project);
  if (stacks.includes(base)) {
    return reportStack(project, base, options);
  }
  if (!existsSync(base)) {
    throw new Error(`--diff "${base}" is neither a stack of the project (${stacks.join(", ")}) nor a file.`);
  }
  const graph = wholeGraph(readBaseGraph(base, "--diff"));
  return { stack: graph.stack, report: stackReport(readSnapshot(graph), trafficOf(options)), diagnostics: [] };
}

function trafficOf({ requests, kilobytes, milliseconds, region }: Options): ReportOptions {
  return defined({ traffic: { requests, kilobytes, milliseconds }, region });
}

/** Hides the stacks' secrets in every text before a format escapes it. */
function withoutSecrets<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (_key, item: unknown) => (typeof item === "string" ? hide(item) : item)),
  ) as T;
}
