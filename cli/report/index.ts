import { Command } from "commander";
import { evaluateProgram } from "../shared/evaluation";
import { collectStages, requestCount } from "../shared/option-values";
import { chosenStages, openProject } from "../shared/project";
import { readSnapshot } from "../../gateway/model/snapshot";
import { type StageReport, stageReport } from "../../report/stage-report";
import { reportText } from "../../report/text";
import { print, printJson } from "../shared/terminal";

interface ReportOptions {
  stage: string[];
  requests: number;
  json?: boolean;
}

const DEFAULT_REQUESTS = 1_000_000;

export function reportCommand(): Command {
  return new Command("report")
    .description("Say what each stage's APIs use of AWS's quotas, who may call them, and what their requests cost.")
    .argument("[dir]", "folder with Pulumi.yaml", ".")
    .option(
      "-s, --stage <stage>",
      "a stage, or several with commas; may be repeated; every stage of the project unless given",
      collectStages,
      [],
    )
    .option("--requests <number>", "requests a month that the cost is for", requestCount, DEFAULT_REQUESTS)
    .option("--json", "print it as JSON")
    .action(async (directory: string, options: ReportOptions) => {
      const project = openProject(directory);
      const stages = chosenStages(project, options.stage);
      const reports: StageReport[] = [];
      for (const stage of stages) {
        const { graph } = await evaluateProgram({ directory: project.directory, stage });
        reports.push(stageReport(readSnapshot(graph), options.requests));
      }
      if (options.json) {
        printJson({ version: 1, monthlyRequests: options.requests, stages: reports });
      } else {
        print(reportText(reports, options.requests));
      }
    });
}
