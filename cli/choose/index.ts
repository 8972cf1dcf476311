import { readFileSync } from "node:fs";
import { Command, InvalidArgumentError } from "commander";
import { apisToChoose } from "../../report/choice/apis";
import { type Choice, chooseApi } from "../../report/choice/choice";
import { documentFeatures, FEATURES, type FeatureUse, graphFeatures } from "../../report/choice/features";
import { PRICES } from "../../aws/prices";
import { GraphIndex } from "../../engine/graph/graph-index";
import { evaluateProgram } from "../shared/evaluation";
import { type LocalOptions } from "../shared/local-options";
import { STACK } from "../shared/options";
import { chosenStack, openProject } from "../shared/project";
import { print, printJson } from "../shared/terminal";

interface ChooseOptions extends LocalOptions {
  stack?: string;
  requests: number;
  kilobytes: number;
  json?: boolean;
}

export function command(): Command {
  return new Command("choose")
    .description("Recommend an HTTP or a REST API, with the reasons and what each costs a month.")
    .argument("[path]", "folder with Pulumi.yaml, or an OpenAPI document (.json, .yaml, .yml)", ".")
    .option(...STACK)
    .option("-r, --requests <number>", "requests a month", amount, 1_000_000)
    .option("-k, --kilobytes <number>", "size of a request in KB: HTTP APIs count one for every 512", amount, 0)
    .option("--json", "print the answer as JSON")
    .action(async (path: string, options: ChooseOptions) => {
      const { uses, leftOut } = await readInput(path, options);
      const choice = chooseApi(uses, options.requests, options.kilobytes * 1024);
      const answer = { ...choice, leftOut, requests: options.requests, prices: { ...PRICES } };
      if (options.json) {
        printJson(answer);
      } else {
        print(choiceText(choice, leftOut, options.requests).trimEnd());
      }
    });
}

/** The subject of the choice. */
interface ChoiceInput {
  uses: FeatureUse[];
  /** The names of WebSocket APIs. */
  leftOut: string[];
}

async function readInput(path: string, options: ChooseOptions): Promise<ChoiceInput> {
  return /\.(json|ya?ml)$/.test(path) ? readDocument(path) : readProgram(path, options);
}

function readDocument(path: string): ChoiceInput {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    throw new Error(`${path}: ${missing ? "there is no such file" : "it cannot be read"}. Name an OpenAPI document.`);
  }
  try {
    return { uses: documentFeatures(text), leftOut: [] };
  } catch (error) {
    const why = error instanceof Error ? error.message.split("\n")[0] : String(error);
    throw new Error(`${path}: ${why}. Name an OpenAPI document in JSON or YAML, or the folder of a Pulumi project.`);
  }
}

async function readProgram(path: string, options: ChooseOptions): Promise<ChoiceInput> {
  const project = openProject(path);
  const stack = chosenStack(project, options.stack);
  const { graph } = await evaluateProgram({ project, stack, options });
  const index = new GraphIndex(graph);
  const { chosen, leftOut } = apisToChoose(index);
  const uses = graphFeatures(index);
  if (chosen.length + uses.length === 0) {
    const only =
      leftOut.length === 0 ? "" : ` Neither kind can stand in for its WebSocket APIs: ${placesText(leftOut)}.`;
    throw new Error(
      `There is nothing to choose: ${graph.project} declares no HTTP and no REST API in stack "${stack}".${only}`,
    );
  }
  return { uses, leftOut };
}

/** Returns what the terminal shows. */
export function choiceText(choice: Choice, leftOut: string[], requests: number): string {
  const { kind, reasons, against, cost } = choice;
  const head =
    kind === undefined
      ? "Neither: what is used has no one kind of API."
      : `${kind} API: ${kind === "REST" ? "what is used needs it" : "it has all that is used, and costs less"}.`;
  const money = (["HTTP", "REST"] as const).map((it) => `  ${it}  $${cost[it].toFixed(2)} a month`);
  return [
    head,
    ...reasons.map((use) => `  ${FEATURES[use.feature]} only: ${use.feature} (${placesText(use.places)})`),
    ...against.map((use) => `  not with REST: ${use.feature} (${placesText(use.places)})`),
    ...(leftOut.length === 0 ? [] : [`  left out, for neither kind has them: WebSocket APIs (${placesText(leftOut)})`]),
    "",
    `${requests.toLocaleString("en-US")} requests a month, without free tier, cache and data transfer:`,
    ...money,
    `Prices of ${PRICES.region}, ${PRICES.asOf}, ${PRICES.source}`,
    "",
  ].join("\n");
}

function placesText(places: string[]): string {
  return places.length > 3 ? `${places.slice(0, 3).join(", ")} and ${places.length - 3} more` : places.join(", ");
}

function amount(text: string): number {
  const value = Number(text.replaceAll(/[_,]/g, ""));
  if (!Number.isFinite(value) || value < 0) {
    throw new InvalidArgumentError("It must be a number from 0.");
  }
  return value;
}
