import { readFileSync } from "node:fs";
import { Command, InvalidArgumentError } from "commander";
import { evaluate } from "../engine";
import { type Choice, chooseApi } from "../gateway/model/choice/choice";
import { documentFeatures, FEATURES, type FeatureUse, graphFeatures } from "../gateway/model/choice/features";
import { PRICES } from "../gateway/model/choice/prices";
import { reportWarnings } from "./diagnostics";

interface ChooseOptions {
  stage: string;
  requests: number;
  kilobytes: number;
  json?: boolean;
}

export function chooseCommand(): Command {
  return new Command("choose")
    .description("Say whether an HTTP API or a REST API fits, why, and what each costs a month.")
    .argument("[path]", "folder with Pulumi.yaml, or an OpenAPI document (.json, .yaml, .yml)", ".")
    .option("-s, --stage <stage>", "the stage: the Pulumi.<stage>.yaml to evaluate with", "local")
    .option("-r, --requests <number>", "requests a month", amount, 1_000_000)
    .option("-k, --kilobytes <number>", "size of a request in KB: HTTP APIs count one for every 512", amount, 0)
    .option("--json", "print the answer as JSON")
    .action(async (path: string, options: ChooseOptions) => {
      const uses = await featuresOf(path, options.stage);
      const choice = chooseApi(uses, options.requests, options.kilobytes * 1024);
      const answer = { ...choice, requests: options.requests, prices: { ...PRICES } };
      process.stdout.write(
        options.json ? `${JSON.stringify(answer, null, 2)}\n` : choiceText(choice, options.requests),
      );
    });
}

async function featuresOf(path: string, stage: string): Promise<FeatureUse[]> {
  if (/\.(json|ya?ml)$/.test(path)) {
    return documentFeatures(readFileSync(path, "utf8"));
  }
  const { graph, diagnostics } = await evaluate({ directory: path, stage });
  reportWarnings(diagnostics);
  return graphFeatures(graph);
}

/** What the terminal shows. */
export function choiceText(choice: Choice, requests: number): string {
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
