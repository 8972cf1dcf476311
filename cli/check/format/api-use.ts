import { type ApiUse, type QuotaUse } from "../api-use";

/** From this share of a quota on it is time to ask for more, or to split the API. */
const NEAR = 0.8;

/** What the comment says of quotas and cost. */
export interface UseReport {
  /** By stage. */
  apis: Map<string, ApiUse[]>;
  /** How many requests a month each API gets, if that was said. */
  monthlyRequests?: number;
}

interface Placed extends QuotaUse {
  stage: string;
  api: string;
}

/** The quotas that are nearly used up, and in any case one line with the highest use and the cost. */
export function useSections({ apis, monthlyRequests }: UseReport, inline: (text: string) => string): string[] {
  const uses = [...apis].flatMap(([stage, list]) =>
    list.flatMap(({ name, quotas }) => quotas.map((quota): Placed => ({ ...quota, stage, api: name }))),
  );
  const [highest] = [...uses].sort((left, right) => share(right) - share(left));
  if (highest === undefined) {
    return [];
  }
  const near = uses.filter((use) => share(use) >= NEAR);
  const lines = near.map((use) => {
    const over = use.used > use.limit.value;
    const way = use.limit.adjustable ? "ask AWS to raise it, or split the API" : "AWS does not raise it: split the API";
    return `- ${over ? "❌" : "⚠️"} ${describe(use, inline)}: [${way}](${use.limit.source})`;
  });
  const summary = `**Quotas:** ${near.length === 0 ? "none is nearly used up" : `${String(near.length)} nearly or wholly used up`}; the highest use is ${describe(highest, inline)}.`;
  const costs = costText(apis, monthlyRequests, inline);
  return [
    ...(lines.length === 0 ? [] : [`### Quotas\n\n${lines.join("\n")}`]),
    costs === undefined ? summary : `${summary}<br>${costs}`,
  ];
}

function share({ used, limit }: QuotaUse): number {
  return used / limit.value;
}

function describe(use: Placed, inline: (text: string) => string): string {
  const percent = `${String(Math.round(share(use) * 100))} %`;
  return `${inline(use.limit.name)} of ${inline(use.api)} in ${inline(use.stage)}, ${String(use.used)} of ${String(use.limit.value)} (${percent})`;
}

function costText(
  apis: UseReport["apis"],
  requests: number | undefined,
  inline: (text: string) => string,
): string | undefined {
  if (requests === undefined) {
    return undefined;
  }
  const prices = new Map<string, string>();
  for (const { name, cost } of [...apis.values()].flat()) {
    if (cost !== undefined) {
      prices.set(name, `$${cost(requests).toFixed(2)}`);
    }
  }
  const parts = [...prices].map(([name, price]) => `${inline(name)} ${price}`);
  return parts.length === 0
    ? undefined
    : `**Cost** of ${requests.toLocaleString("en-US")} requests a month, API Gateway alone, in us-east-1: ${parts.join(", ")}.`;
}
