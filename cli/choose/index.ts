import { readFileSync } from "node:fs";
import { Command } from "commander";
import { apisToChoose } from "../../report/choice/apis";
import { chooseApi } from "../../report/choice/choice";
import { documentFeatures, type FeatureUse, graphFeatures } from "../../report/choice/features";
import { PRICE_SOURCES, PRICED_REGIONS, PRICES_AS_OF, PRICING_PAGE } from "../../aws/prices/price-list";
import { GraphIndex } from "../../engine/graph/graph-index";
import { evaluateProgram } from "../shared/evaluation";
import { type LocalOptions } from "../shared/local-options";
import { amount, pricedRegion, STACK } from "../shared/options";
import { chosenStack, openProject } from "../shared/project";
import { print, printJson } from "../shared/terminal";
import { choicesText, type NamedChoice, placesText } from "./text";
import { decodedText } from "../../language/decoded-text";

interface ChooseOptions extends LocalOptions {
  stack?: string;
  requests: number;
  kilobytes: number;
  region?: string;
  json?: boolean;
}

const DOCUMENT_REGION = "us-east-1";

export function command(): Command {
  return new Command("choose")
    .description("Recommend an HTTP or a REST API, with the reasons and the monthly cost of each.")
    .argument("[path]", "the folder of Pulumi.yaml, or an OpenAPI document (.json, .yaml, .yml)", ".")
    .option(...STACK)
    .option("-r, --requests <number>", "requests to each API per month", amount, 1_000_000)
    .option("-k, --kilobytes <number>", "the size of a request in KB; HTTP APIs are charged for each 512 KB", amount, 0)
    .option("--region <region>", "the Region of the prices (default: each API's own)", pricedRegion)
    .option("--json", "print the recommendation as JSON")
    .action(async (path: string, options: ChooseOptions) => {
      const { apis, leftOut } = await readInput(path, options);
      const choices = apis.map(({ name, uses, region }): NamedChoice => {
        const choice = chooseApi(uses, options.requests, options.region ?? region, options.kilobytes * 1024);
        return { name, region: options.region ?? region, ...choice };
      });
      if (options.json) {
        const prices = { page: PRICING_PAGE, asOf: PRICES_AS_OF, sources: PRICE_SOURCES, regions: PRICED_REGIONS };
        printJson({ version: 2, apis: choices, leftOut, requests: options.requests, prices });
      } else {
        print(choicesText(choices, leftOut, options.requests).trimEnd());
      }
    });
}

/** The subjects of the choice. */
interface ChoiceInput {
  apis: { name: string; region: string; uses: FeatureUse[] }[];
  /** The names of WebSocket APIs. */
  leftOut: string[];
}

async function readInput(path: string, options: ChooseOptions): Promise<ChoiceInput> {
  return /\.(json|ya?ml)$/.test(path) ? readDocument(path) : readProgram(path, options);
}

function readDocument(path: string): ChoiceInput {
  let text: string;
  try {
    text = decodedText(readFileSync(path));
  } catch (error) {
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    throw new Error(`${path}: ${missing ? "there is no such file" : "it cannot be read"}. Name an OpenAPI document.`);
  }
  try {
    return { apis: [{ name: path, region: DOCUMENT_REGION, uses: documentFeatures(text) }], leftOut: [] };
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
  if (chosen.length === 0) {
    // parts of an API that another program has
    return { apis: [{ name: graph.project, region: DOCUMENT_REGION, uses }], leftOut };
  }
  const apis = chosen.map((api) => ({
    name: api.name,
    region: index.region(api),
    uses: graphFeatures(index, api),
  }));
  return { apis, leftOut };
}
