import { countedBy, limitText, NEAR_LIMIT } from "../../../aws/quotas";
import { type WarmFunction } from "../../../report/warm-functions";
import { type ApiUse, type QuotaUse, quotaShare, remedy } from "../../../report/api-use";
import { withCommas } from "../../../language/with-commas";

/** The comment's part on quotas and cost. */
export interface UseReport {
  /** By stack. */
  apis: Map<string, Pick<ApiUse, "name" | "quotas" | "cost">[]>;
  /** By stack: the functions that are kept warm. */
  warm?: Map<string, WarmFunction[]>;
  /** The number of requests a month that each API gets, if it is specified. */
  monthlyRequests?: number;
}

interface Placed extends QuotaUse {
  stack: string;
  api: string;
}

/** The quotas that are nearly used up, and in any case one line with the highest use and the cost. */
export function useSections({ apis, warm, monthlyRequests }: UseReport, inline: (text: string) => string): string[] {
  const uses = [...apis].flatMap(([stack, list]) =>
    list.flatMap(({ name, quotas }) => quotas.map((quota): Placed => ({ ...quota, stack, api: name }))),
  );
  const [highest] = [...uses].sort((left, right) => quotaShare(right) - quotaShare(left));
  if (highest === undefined) {
    return [];
  }
  const near = uses.filter((use) => quotaShare(use) >= NEAR_LIMIT);
  const lines = near.map((use) => {
    const [mark, where] = use.used > use.limit.value ? ["❌", "over"] : ["⚠️", "near"];
    const { api, stack, used, limit } = use;
    return `- ${mark} ${inline(api)} in ${inline(stack)}: ${used} ${countedBy(limit)}, ${where} the quota of ${limitText(limit)}: [${remedy(limit)}](${limit.source})`;
  });
  const summary = `**Quotas:** ${near.length === 0 ? "none is nearly used up" : `${near.length} nearly or wholly used up`}; the highest use is ${describe(highest, inline)}.`;
  const last = [summary, warmText(warm, inline), costText(apis, monthlyRequests, inline)];
  return [
    ...(lines.length === 0 ? [] : [`### Quotas\n\n${lines.join("\n")}`]),
    last.filter((text) => text !== undefined).join("<br>"),
  ];
}

/** Which environments are kept warm, and who calls past them. */
function warmText(warm: UseReport["warm"], inline: (text: string) => string): string | undefined {
  const parts = [...(warm ?? [])].flatMap(([stack, functions]) =>
    functions.map(({ functionName, qualifier, environments, usedBy, missedBy }) => {
      const used = usedBy.length === 0 ? "no API of the stack" : usedBy.map(inline).join(" and ");
      const past = missedBy.map(({ api, qualifier: other }) => {
        return `${inline(api)} calls ${other === undefined ? "the function itself" : inline(`:${other}`)} and starts cold`;
      });
      const kept = `${inline(`${functionName}:${qualifier}`)} in ${inline(stack)} keeps ${String(environments)} for ${used}`;
      return `${usedBy.length === 0 || past.length > 0 ? "⚠️ " : ""}${[kept, ...past].join(", ")}`;
    }),
  );
  return parts.length === 0 ? undefined : `**Provisioned concurrency:** ${parts.join("; ")}.`;
}

function describe(use: Placed, inline: (text: string) => string): string {
  const percent = `${String(Math.round(quotaShare(use) * 100))} %`;
  return `${use.used} of ${limitText(use.limit)}, by ${inline(use.api)} in ${inline(use.stack)} (${percent})`;
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
    const monthly = cost?.(requests);
    if (monthly !== undefined) {
      prices.set(name, `$${monthly.toFixed(2)}`);
    }
  }
  const parts = [...prices].map(([name, price]) => `${inline(name)} ${price}`);
  return parts.length === 0
    ? undefined
    : `**Cost** of ${withCommas(requests)} requests a month, API Gateway alone, in us-east-1: ${parts.join(", ")}.`;
}
