import { Command, Option } from "commander";
import { type EvaluateOptions, printableGraph } from "../../engine";
import { type ResourceGraph } from "../../engine/graph/graph";
import { evaluateProgram } from "../shared/evaluation";
import { type LocalOptions } from "../shared/local-options";
import { PROJECT_FOLDER, STACK } from "../shared/options";
import { chosenStack, openProject } from "../shared/project";
import { harmless } from "../shared/terminal";
import { resourceTree } from "./tree";

interface GraphOptions extends LocalOptions {
  stack?: string;
  mode: NonNullable<EvaluateOptions["mode"]>;
  json?: boolean;
}

export function command(): Command {
  return new Command("graph")
    .description("Print the resources that a stack declares, as a tree or as JSON.")
    .argument(...PROJECT_FOLDER)
    .option(...STACK)
    .addOption(
      new Option("--mode <mode>", "deploy: synthesize outputs in AWS's form; preview: keep them unknown")
        .choices(["deploy", "preview"])
        .default("deploy"),
    )
    .option("--json", "print the whole graph as JSON, with secrets masked")
    .action(async (directory: string, options: GraphOptions) => {
      const project = openProject(directory);
      const stack = chosenStack(project, options.stack);
      const { graph } = await evaluateProgram({ project, stack, options, mode: options.mode });
      process.stdout.write(
        options.json
          ? `${JSON.stringify(graphJson(graph), null, 2)}\n`
          : `${harmless(resourceTree(printableGraph(graph)))}\n`,
      );
    });
}

/** The documented JSON form of a graph. Scripts depend on it: fields are added, never renamed or removed. */
export function graphJson(evaluated: ResourceGraph): unknown {
  const graph = printableGraph(evaluated);
  return {
    version: graph.version,
    project: graph.project,
    stack: graph.stack,
    mode: graph.mode,
    projectDirectory: graph.projectDirectory,
    resources: graph.resources.map(({ urn, type, name, parent, inputs, outputs, dependencies, ...rest }) => ({
      urn,
      type,
      name,
      parent,
      inputs,
      outputs,
      dependencies,
      propertyDependencies: rest.propertyDependencies,
      provider: rest.provider,
      id: rest.id,
      options: rest.options,
      source: rest.source,
    })),
    outputs: graph.outputs,
  };
}
