import { firstFew } from "../../language/first-few";
import { PRICES_AS_OF, PRICING_PAGE } from "../../aws/prices/price-list";
import { type Choice } from "../../report/choice/choice";
import { FEATURES } from "../../report/choice/features";
import { withCommas } from "../../language/with-commas";

/** The choice for one API. */
export interface NamedChoice extends Choice {
  name: string;
  /** The region of the prices. */
  region: string;
}

/** Returns what the terminal shows: a verdict for each API. */
export function choicesText(choices: readonly NamedChoice[], leftOut: readonly string[], requests: number): string {
  const isOne = choices.length === 1;
  const regions = [...new Set(choices.map(({ region }) => region))];
  return [
    ...choices.flatMap((choice) => choiceLines(choice, isOne ? "" : `${choice.name}: `)),
    ...(leftOut.length === 0 ? [] : [`  left out, for neither kind has them: WebSocket APIs (${placesText(leftOut)})`]),
    "",
    `${withCommas(requests)} requests a month${isOne ? "" : " to each"}, without free tier, cache and data transfer:`,
    ...regions.flatMap((region) => costLines(choices, region, regions.length > 1)),
    `Prices of ${regions.join(", ")}, ${PRICES_AS_OF}, ${PRICING_PAGE}`,
    "",
  ].join("\n");
}

function choiceLines({ kind, reasons, against }: Choice, name: string): string[] {
  const head =
    kind === undefined
      ? "Neither: no kind of API supports all features in use."
      : `${kind} API: ${kind === "REST" ? "the features in use require it" : "it supports all features in use, and costs less"}.`;
  return [
    `${name}${head}`,
    ...reasons.map((use) => `  ${FEATURES[use.feature]} only: ${use.feature} (${placesText(use.places)})`),
    ...against.map((use) => `  not with REST: ${use.feature} (${placesText(use.places)})`),
  ];
}

/** The APIs of a region cost the same. */
function costLines(choices: readonly NamedChoice[], region: string, isNamed: boolean): string[] {
  const cost = choices.find((choice) => choice.region === region)?.cost;
  return (["HTTP", "REST"] as const).map((kind) => {
    const monthly = cost?.[kind];
    const price = monthly === undefined ? "no price" : `$${monthly.toFixed(2)} a month`;
    return `  ${kind}  ${price}${isNamed ? ` in ${region}` : ""}`;
  });
}

/** Returns a few names, and how many more there are. */
export function placesText(places: readonly string[]): string {
  return firstFew(places, 3);
}
