import { writeFileSync } from "node:fs";
import { Command, Option } from "commander";
import { defined } from "../../language/defined";
import { readSnapshot } from "../../gateway/model/snapshot";
import { DEFAULT_TRAFFIC } from "../../report/cost/traffic";
import { difference } from "../../report/difference";
import { FORMATS, type ReportFormat } from "../../report/format";
import { reportOf } from "../../report/report";
import { type ReportOptions, type StackReport, stackReport } from "../../report/stack-report";
import { evaluateProgram } from "../shared/evaluation";
import { type LocalOptions } from "../shared/local-options";
import { allStacks, amount, pricedRegion, PROJECT_FOLDER, requestCount, STACKS } from "../shared/options";
import { chosenStacks, openProject } from "../shared/project";
import { hide, print, printAside } from "../shared/terminal";
import { type Project, stacksOf } from "../../engine/project/project";
import { readBaseGraph, wholeGraph } from "../shared/base-graph";
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
    .addOption(new Option("--format <format>", "the form of the report").choices(Object.keys(FORMATS)).default("text"))
    .addOption(new Option("--json", "the same as --format json").conflicts("format"))
    .option("-o, --output <file>", "write the report there instead of to stdout")
    .option("--requests <number>", "requests a month of each API", requestCount, DEFAULT_TRAFFIC.requests)
    .option("--kilobytes <number>", "size of a response or a message in KB", amount, DEFAULT_TRAFFIC.kilobytes)
    .option("--milliseconds <number>", "duration of a function", amount, DEFAULT_TRAFFIC.milliseconds)
    .option("--region <region>", "region of the prices (default: each API's own)", pricedRegion)
    .option(
      "--diff <stack or file>",
      "what to compare with: another stack, or a `graph --json` or `pulumi stack export` of another commit",
    )
    .action(report);
}

async function report(directory: string, options: Options): Promise<void> {
  const project = openProject(directory);
  const stacks = chosenStacks(project, options.stack);
  if (options.diff !== undefined && stacks.length !== 1) {
    throw new Error(`--diff compares one stack with another: name it with --stack, one of ${stacks.join(", ")}.`);
  }
  const reports: StackReport[] = [];
  for (const stack of stacks) {
    reports.push(await reportStack(project, stack, options));
  }
  const [first] = reports;
  const { requests, kilobytes, milliseconds } = options;
  const differences =
    options.diff === undefined || first === undefined
      ? undefined
      : difference(await reportBase(project, options.diff, options), first, options.diff);
  const whole = withoutSecrets(reportOf(reports, { requests, kilobytes, milliseconds }, differences));
  const text = FORMATS[options.json ? "json" : options.format](whole);
  if (options.output === undefined) {
    print(text);
  } else {
    writeFileSync(options.output, `${text}\n`);
  }
}

async function reportStack(project: Project, stack: string, options: Options): Promise<StackReport> {
  const { graph } = await evaluateProgram({ project, stack, options });
  const snapshot = readSnapshot(graph);
  // what can't be read is missing in the report
  for (const { severity, name, text } of snapshot.model.problems) {
    printAside(`${severity}: ${stack}: ${name}: ${text}`);
  }
  return stackReport(snapshot, { ...trafficOf(options), quotas: stackQuotas(project, stack) });
}

/** A stack of the project comes first, so that a file of the same name doesn't hide it. */
async function reportBase(project: Project, base: string, options: Options): Promise<StackReport> {
  return stacksOf(project).includes(base)
    ? reportStack(project, base, options)
    : stackReport(readSnapshot(wholeGraph(readBaseGraph(base, "--diff"))), trafficOf(options));
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
