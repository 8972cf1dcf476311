import { Command } from "commander";
import { evaluateProgram } from "../shared/evaluation";
import { type LocalOptions } from "../shared/local-options";
import { allStacks, PROJECT_FOLDER, requestCount, STACKS } from "../shared/options";
import { chosenStacks, openProject } from "../shared/project";
import { type StackReport, stackReport } from "../../report/stack-report";
import { readSnapshot } from "../../gateway/model/snapshot";
import { reportText } from "../../report/text";
import { print, printJson } from "../shared/terminal";

interface ReportOptions extends LocalOptions {
  stack: string[];
  requests: number;
  json?: boolean;
}

const DEFAULT_REQUESTS = 1_000_000;

export function command(): Command {
  return new Command("report")
    .description("Report each stack's use of AWS quotas, who may call its APIs, and what requests cost.")
    .argument(...PROJECT_FOLDER)
    .option(...STACKS)
    .addOption(allStacks())
    .option("--requests <number>", "requests a month that the cost is for", requestCount, DEFAULT_REQUESTS)
    .option("--json", "print it as JSON")
    .action(async (directory: string, options: ReportOptions) => {
      const project = openProject(directory);
      const stacks = chosenStacks(project, options.stack);
      const reports: StackReport[] = [];
      for (const stack of stacks) {
        const { graph } = await evaluateProgram({ project, stack, options });
        reports.push(stackReport(readSnapshot(graph), options.requests));
      }
      if (options.json) {
        printJson({ version: 1, monthlyRequests: options.requests, stacks: reports });
      } else {
        print(reportText(reports, options.requests));
      }
    });
}
