import { writeFileSync } from "node:fs";
import { Command, Option } from "commander";
import { printableGraph, readPreview, readStackExport } from "../../engine";
import { type ResourceGraph } from "../../engine/graph/graph";
import { reportDiagnostics } from "../shared/diagnostics";
import { readWarmFunctions } from "../../report/warm-functions";
import { apiUses } from "../../report/api-use";
import { type UseReport } from "./format/api-use";
import { type ReportParts, REPORTS } from "./format";
import { type TextStyle } from "./format/text";
import { diffGraphs } from "./graph-diff";
import { type BaseGraph, readBaseGraph, wholeGraph } from "../shared/base-graph";
import { optimiseLater } from "../../engine/sdk-patches/optimise-later";
import { choosePacks } from "./packs";
import { progressLine } from "./progress";
import { reportTarget, type ReportTarget, reportTargets } from "./report-target";
import { unseenText } from "./unseen";
import { byEnforcement, hasMandatory, type StackResult } from "./result";
import { updateFindings } from "./update-findings";
import { checkStacks, type CheckInput } from "./stacks";
import { type LocalOptions } from "../shared/local-options";
import { requirePackages } from "../shared/optional-packages";
import { allStacks, collect, PROJECT_FOLDER, requestCount, STACK_PLACEHOLDER, STACKS } from "../shared/options";
import { chosenStacks, openProject } from "../shared/project";
import { reportProblem } from "../shared/problem";
import { STACKS_AT_ONCE } from "../shared/settled-stacks";
import { harmless, hide } from "../shared/terminal";
import { paintOf } from "../shared/colours";
import { defined } from "../../language/defined";
import { readSnapshot } from "../../gateway/model/snapshot";

interface CheckOptions extends LocalOptions {
  stack: string[];
  allStacks?: boolean;
  policyPack: string[];
  config: string[];
  format: ReportTarget[];
  json?: boolean;
  output?: string;
  state?: string;
  preview?: string;
  base: string[];
  accept: string[];
  requests?: number;
  allowUnseen: string[];
  mode: ResourceGraph["mode"];
}

export function command(): Command {
  return new Command("check")
    .description("Run policy packs over the program's stacks, and fail if a mandatory policy is violated.")
    .argument(...PROJECT_FOLDER)
    .option(...STACKS)
    .addOption(allStacks())
    .option(
      "--policy-pack <dir>",
      "run this CrossGuard pack for Node.js instead of Gatewright's; repeatable",
      collect,
      [],
    )
    .option(
      "--config <file>",
      "the JSON config of a policy pack, once for each pack; {stack} is replaced by the stack's name",
      collect,
      [],
    )
    .option("--format <format>", `${Object.keys(REPORTS).join(", ")}, or <format>=<file>; repeatable`, reportTarget, [])
    .addOption(new Option("--json", "the same as --format json").conflicts("format"))
    .option("-o, --output <file>", "write the report to a file instead of stdout")
    .addOption(
      new Option("--state <file>", "check the output of `pulumi stack export`").conflicts([
        "stack",
        "allStacks",
        "preview",
      ]),
    )
    .addOption(
      new Option("--preview <file>", "check the output of `pulumi preview --json`").conflicts(["stack", "allStacks"]),
    )
    .option(
      "--base <file>",
      "compare with the output of `graph --json` or `pulumi stack export`; {stack} is replaced by the stack's name",
      collect,
      [],
    )
    .option(
      "--accept <resource>",
      "the name of a resource that the update may delete, replace or open; repeatable",
      collect,
      [],
    )
    .option(
      "--allow-unseen <component>",
      "the name or type of a component of a plugin that has no API and need not be checked; repeatable",
      collect,
      [],
    )
    .option("--requests <count>", "requests to each API per month; the md report then shows their cost", requestCount)
    .addOption(
      new Option("--mode <mode>", "deploy: synthesize outputs in AWS's form; preview: keep them unknown")
        .choices(["deploy", "preview"])
        .default("deploy"),
    )
    .addHelpText(
      "after",
      "\nExit codes: 0 without mandatory findings, 1 with mandatory findings, 2 if not everything could be checked.",
    )
    .action(check);
}

async function check(directory: string, options: CheckOptions, command: Command): Promise<void> {
  optimiseLater({ load: require });
  const targets = reportTargets(options.json ? [{ format: "json" }] : options.format, options.output);
  const input = checkInput(directory, options);
  const projectDirectory = input.of === "program" ? input.project.directory : undefined;
  const packs = choosePacks(options.policyPack, options.config, projectDirectory);
  if (packs.some(({ stackIndependent }) => stackIndependent)) {
    // our own pack has a config, and runs from this package's folder
    requirePackages(["@pulumi/policy", "ajv"]);
  }

  const progress = progressLine(process.stderr);
  const {
    results: checked,
    unchecked,
    failure,
    diagnostics,
  } = await checkStacks(input, packs, STACKS_AT_ONCE, progress).finally(() => progress.close());
  reportDiagnostics(diagnostics);
  if (failure !== undefined && checked.length > 0) {
    reportProblem(failure, command.optsWithGlobals<{ trace?: boolean }>().trace ?? false);
  }
  const notChecked = unchecked.map(({ stack, problem }) => ({ stack, problem: hide(problem) }));
  const bases = basesOf(options.base, checked);
  const results = checked.map((result) => ({
    ...withUpdate(result, bases.get(result.stack), options.accept),
    allowedUnseen: options.allowUnseen,
  }));
  const diffs = new Map([...bases].map(([stack, base]) => [stack, diffGraphs(base, graphOf(stack, checked))]));
  const use = targets.some(({ format }) => format === "md") ? useOf(results, options.requests) : undefined;
  const project = input.of === "program" ? input.project.name : input.graph.project;
  const parts = { project, diffs, unchecked: notChecked, ...defined({ use }) };
  // a report of nothing is for whoever reads files after the run: people have the error
  for (const target of targets.filter(({ file }) => file !== undefined || checked.length > 0)) {
    writeReport(target, results, parts);
  }
  if (failure !== undefined && checked.length === 0) {
    throw failure;
  }
  const passed = unseenText(results) === undefined ? 0 : 2;
  process.exitCode = failure !== undefined ? 2 : hasMandatory(results) ? 1 : passed;
}

function writeReport({ format, file }: ReportTarget, results: StackResult[], parts: ReportParts): void {
  const style = file === undefined ? terminalStyle(process.stdout) : undefined;
  const written = REPORTS[format](results, { ...parts, ...defined({ style }) });
  // findings hide secrets themselves; what md says of quotas does not, and md is prose, which may be searched as a whole
  const report = harmless(format === "md" ? hide(written) : written);
  if (file === undefined) {
    process.stdout.write(report.endsWith("\n") || report === "" ? report : `${report}\n`);
  } else {
    writeFileSync(file, report.endsWith("\n") ? report : `${report}\n`);
  }
}

/** Returns how a report is shown on a stream. */
function terminalStyle(stream: NodeJS.WriteStream): TextStyle {
  return defined({ columns: stream.isTTY ? stream.columns : undefined, paint: paintOf(stream) });
}

function useOf(results: StackResult[], monthlyRequests: number | undefined): UseReport {
  const read = results.map(({ stack, graph }) => ({ stack, snapshot: readSnapshot(graph) }));
  return {
    apis: new Map(read.map(({ stack, snapshot }) => [stack, apiUses(snapshot.model)])),
    warm: new Map(read.map(({ stack, snapshot }) => [stack, readWarmFunctions(snapshot)])),
    monthlyRequests,
  };
}

function checkInput(directory: string, options: CheckOptions): CheckInput {
  const { state, preview, stack, mode } = options;
  if (state !== undefined) {
    return { of: "state", graph: readStackExport(state) };
  }
  if (preview !== undefined) {
    return { of: "preview", graph: readPreview(preview) };
  }
  const project = openProject(directory);
  return { of: "program", project, stacks: chosenStacks(project, stack), mode, options };
}

/** By stack, what it is compared with; a base that is given for one stack serves that stack alone. */
function basesOf(files: string[], results: StackResult[]): Map<string, BaseGraph> {
  return new Map(
    results.flatMap(({ stack }) => {
      const own = new Set(files.map((file) => file.replaceAll(STACK_PLACEHOLDER, stack)));
      const base = [...own].map((file) => readBaseGraph(file)).find((candidate) => candidate.stack === stack);
      return base === undefined ? [] : [[stack, base]];
    }),
  );
}

/** Adds what the update from the base does to the findings. */
function withUpdate(result: StackResult, base: BaseGraph | undefined, accepted: string[]): StackResult {
  if (base === undefined) {
    return result;
  }
  const after = readSnapshot(printableGraph(result.graph));
  const found = updateFindings(readSnapshot(wholeGraph(base)), after, accepted);
  return { ...result, findings: [...result.findings, ...found].sort(byEnforcement) };
}

function graphOf(stack: string, results: StackResult[]): ResourceGraph {
  const result = results.find((one) => one.stack === stack);
  if (result === undefined) {
    throw new Error(`the stack ${stack} was not checked`);
  }
  return result.graph;
}
