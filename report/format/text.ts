import { firstFew } from "../../language/first-few";
import { NEAR_LIMIT } from "../../aws/quotas";
import { type QuotaUse, quotaShare, remedy } from "../api-use";
import type { Bound } from "../capacity/capacity";
import type { Difference } from "../difference";
import type { Report } from "../report";
import type { ApiReport, StackReport } from "../stack-report";
import {
  authorizerCell,
  dollars,
  duration,
  integrationCell,
  monitoringCell,
  planCells,
  rate,
  throttleCell,
} from "./cells";
import { withCommas } from "../../language/with-commas";

/** The routes of an API that the terminal shows; the other formats have all. */
const MOST_ROUTES = 60;
const MOST_BOUNDS = 5;
/** The names of a list on one line. */
const MOST_NAMES = 20;

/** Returns a report for the terminal. */
export function reportText(report: Report): string {
  const { stacks, difference, assumptions, prices } = report;
  const notes = [
    `Prices of ${prices.asOf} (${prices.page}). Assumptions:`,
    ...assumptions.map((assumption) => `  ${assumption}`),
  ];
  return [
    ...stacks.map((stack) => stackText(stack, report)),
    ...(difference === undefined ? [] : [differenceText(difference)]),
    ...(stacks.some(({ apis }) => apis.length > 0) ? [notes.join("\n")] : []),
  ].join("\n\n");
}

function stackText(stack: StackReport, report: Report): string {
  const { apis } = stack;
  if (apis.length === 0) {
    return `${stack.stack}: no API`;
  }
  return [
    `${stack.stack}: ${apis.length} API${apis.length === 1 ? "" : "s"}, ${dollars(stack.monthlyTotal)} a month`,
    ...apis.map((api) => apiText(api, report)),
    ...sharedText(stack),
  ].join("\n\n");
}

function apiText(api: ApiReport, { traffic }: Report): string {
  const { cost, capacity } = api;
  const unit = api.kind === "WEBSOCKET" ? "messages" : "requests";
  const unpriced =
    cost.unpriced.length === 0 ? "" : `, without ${cost.unpriced.join(", ")}: no price of ${cost.region}`;
  return [
    `${api.name} (${api.kind}, ${api.region})`,
    ...rows([
      [
        "Stages",
        `${api.stages.map(({ name }) => name).join(", ") || "none"}${api.ownAddress ? "" : ", its own address is off"}`,
      ],
      ...(api.domains.length === 0
        ? []
        : [
            [
              "Domains",
              firstFew(
                api.domains.map(({ address, stage }) => `${address} to ${stage}`),
                MOST_NAMES,
              ),
            ],
          ]),
      ["Open to anyone", firstFew(api.anonymousRoutes, MOST_NAMES) || "none"],
      [
        "Cost",
        `${dollars(cost.total)} a month for ${withCommas(traffic.requests)} ${unit} in ${cost.region}${unpriced}`,
      ],
      ["First limit", firstLimit(api)],
    ]),
    "  Routes",
    ...routeRows(api),
    "  Quotas",
    ...rows(api.quotas.map((quota) => [quota.limit.name, quotaText(quota)])).map(indented),
    "  Cost",
    ...rows(cost.lines.map(({ name, amount, monthly }) => [name, `${money(monthly)}  ${amount}`])).map(indented),
    ...boundRows(
      "Requests a second at which limits bind",
      capacity.bounds.filter(({ perConsumer }) => !perConsumer),
    ),
    ...boundRows(
      "Requests a second of one consumer",
      capacity.bounds.filter(({ perConsumer }) => perConsumer),
    ),
    ...(capacity.unknown.length === 0 ? [] : [`    The own limits of ${capacity.unknown.join(", ")} are unknown`]),
    "  Break-even",
    ...api.breakEvens.map((point) => `    ${point}`),
  ].join("\n");
}

function boundRows(title: string, bounds: readonly Bound[]): string[] {
  const shown = bounds
    .slice(0, MOST_BOUNDS)
    .map(({ name, requestsPerSecond, why }) => [name, `${rate(requestsPerSecond)}  ${why}`]);
  return bounds.length === 0 ? [] : [`  ${title}`, ...rows(shown).map(indented)];
}

function firstLimit({ capacity: { bottleneck } }: ApiReport): string {
  return bottleneck === undefined
    ? "none"
    : `${bottleneck.name}, at ${rate(bottleneck.requestsPerSecond)} requests a second`;
}

function routeRows({ routes }: ApiReport): string[] {
  const shown = table(
    routes
      .slice(0, MOST_ROUTES)
      .map(({ routeKey, integration, authorizer, throttles, validation, apiKey, cors }) => [
        routeKey,
        integrationCell(integration),
        [authorizerCell(authorizer), ...(apiKey ? ["API key"] : [])].join(", "),
        throttleCell(throttles),
        validation.length === 0 ? "not validated" : `validates ${validation.join(", ")}`,
        cors === "none" ? "" : `CORS: ${cors}`,
      ]),
  );
  const more = routes.length - MOST_ROUTES;
  return [
    ...shown.map((text) => `    ${text}`),
    ...(more > 0 ? [`    and ${more} more: --format md, html or json has all`] : []),
  ];
}

function sharedText(stack: StackReport): string[] {
  const { account, hourly, firstDeployment, provisionedConcurrency, monitoring, usagePlans } = stack;
  const used = account.filter(({ used: count }) => count > 0);
  const warm = provisionedConcurrency.flatMap(({ functionName, qualifier, environments, usedBy, missedBy }) => [
    `  ${functionName}:${qualifier} keeps ${environments} for ${usedBy.join(", ") || "no API of the stack"}`,
    ...missedBy.map(({ api, qualifier: other }) => {
      return `    ${api} calls ${other === undefined ? "the function itself" : `:${other}`} and starts cold`;
    }),
  ]);
  const [slowest] = firstDeployment.actions;
  const time =
    slowest === undefined
      ? "not slowed down by AWS's rates"
      : `at least ${duration(firstDeployment.seconds)}: ${slowest.action}, ${slowest.count} times`;
  return [
    ["Account, domains and plans", ...rows(used.map((use) => [`${use.limit.name} (${use.of})`, quotaText(use)]))].join(
      "\n",
    ),
    `Monitoring: ${monitoringCell(monitoring)}`,
    ...(usagePlans.length === 0 ? [] : [["Usage plans", ...rows(planCells(stack))].join("\n")]),
    ...(hourly.lines.length === 0
      ? []
      : [
          [
            "Paid by the hour",
            ...rows(hourly.lines.map(({ name, amount, monthly }) => [name, `${money(monthly)}  ${amount}`])),
          ].join("\n"),
        ]),
    `First deployment: ${firstDeployment.resources} resources of API Gateway, ${time}`,
    ...(warm.length === 0 ? [] : [["Provisioned concurrency", ...warm].join("\n")]),
  ];
}

function differenceText({ base, stack, changes }: Difference): string {
  const marks = { added: "+", removed: "-", changed: "~" } as const;
  const lines = changes.map(({ api, kind, what, before, after }) => {
    const values = kind === "changed" ? `: ${before || "none"} -> ${after || "none"}` : "";
    return `  ${marks[kind]} ${api}: ${what}${values}`;
  });
  return [
    `${stack} beside ${base}: ${changes.length === 0 ? "no difference" : `${changes.length} differences`}`,
    ...lines,
  ].join("\n");
}

function quotaText(quota: QuotaUse): string {
  const { used, limit } = quota;
  const share = quotaShare(quota);
  const near = share < NEAR_LIMIT ? "" : ` (${Math.round(share * 100)} %: ${remedy(limit)}, ${limit.source})`;
  return `${used} of ${limit.value}${near}`;
}

function money(monthly: number | undefined): string {
  return monthly === undefined ? "no price" : dollars(monthly);
}

function rows(pairs: string[][]): string[] {
  return table(pairs).map((text) => `  ${text}`);
}

function indented(text: string): string {
  return `  ${text}`;
}

/** Aligns the cells of each column. */
function table(lines: string[][]): string[] {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((cells) => (cells[column] ?? "").length)));
  return lines.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
