import { NEAR_LIMIT } from "../../aws/quotas";
import { quotaShare, remedy } from "../api-use";
import type { Difference } from "../difference";
import type { Report } from "../report";
import type { ApiReport, StackReport } from "../stack-report";
import {
  authorizerCell,
  dollars,
  duration,
  integrationCell,
  monitoringCell,
  PLAN_COLUMNS,
  planCells,
  rate,
  throttleCell,
  useCell,
} from "./cells";
import { mermaid } from "./mermaid";
import { withCommas } from "../../language/with-commas";

/** Returns a report as GitHub shows it, with a picture of each stack. */
export function reportMarkdown(report: Report): string {
  const { stacks, difference, assumptions, prices } = report;
  const notes = [
    `Prices of ${prices.asOf}, [AWS's pricing page](${prices.page}). Assumptions:`,
    "",
    ...assumptions.map((assumption) => `- ${assumption}`),
  ];
  return [
    ...stacks.map((stack) => stackPart(stack, report)),
    ...(difference === undefined ? [] : [differencePart(difference)]),
    notes.join("\n"),
  ].join("\n\n");
}

function stackPart(stack: StackReport, report: Report): string {
  const { apis, account, hourly, firstDeployment, monthlyTotal } = stack;
  if (apis.length === 0) {
    return `# ${stack.stack}\n\nNo API.`;
  }
  const used = account.filter((use) => use.used > 0);
  const [slowest] = firstDeployment.actions;
  const time = slowest === undefined ? "" : `, at least ${duration(firstDeployment.seconds)} (${slowest.action})`;
  return [
    `# ${stack.stack}`,
    `${dollars(monthlyTotal)} a month. First deployment: ${firstDeployment.resources} resources of API Gateway${time}.`,
    mermaid(stack),
    ...apis.map((api) => apiPart(api, report)),
    `Monitoring: ${monitoringCell(stack.monitoring)}.`,
    ...(stack.usagePlans.length === 0 ? [] : [table(PLAN_COLUMNS, planCells(stack))]),
    ...(used.length === 0
      ? []
      : [
          table(
            ["Quota", "Of", "Use"],
            used.map((use) => [use.limit.name, use.of, useCell(use)]),
          ),
        ]),
    ...(hourly.lines.length === 0
      ? []
      : [
          table(
            ["Paid by the hour", "Amount", "Monthly"],
            hourly.lines.map((it) => [it.name, it.amount, money(it.monthly)]),
          ),
        ]),
  ].join("\n\n");
}

function apiPart(api: ApiReport, { traffic }: Report): string {
  const { cost, capacity } = api;
  const { bottleneck } = capacity;
  const requests = withCommas(traffic.requests);
  const facts = [
    `**${dollars(cost.total)}** a month for ${requests} ${api.kind === "WEBSOCKET" ? "messages" : "requests"} in ${cost.region}.`,
    ...(cost.unpriced.length === 0 ? [] : [`No price in ${cost.region}: ${cost.unpriced.join(", ")}.`]),
    ...(bottleneck === undefined
      ? []
      : [`First limit: ${escape(bottleneck.name)}, at **${rate(bottleneck.requestsPerSecond)}** requests a second.`]),
    `Open to anyone: ${api.anonymousRoutes.map(code).join(", ") || "none"}.`,
    `Stages: ${api.stages.map(({ name }) => code(name)).join(", ")}${api.ownAddress ? "" : "; its own address is off"}.`,
    ...(api.domains.length === 0
      ? []
      : [`Domains: ${api.domains.map(({ address, stage }) => `${code(address)} to ${code(stage)}`).join(", ")}.`]),
  ];
  return [
    `## ${escape(api.name)} (${api.kind}, ${api.region})`,
    facts.join("<br>\n"),
    table(
      ["Route", "Integration", "Authorizer", "Throttle", "Validation", "CORS"],
      api.routes.map((route) => [
        code(route.routeKey),
        integrationCell(route.integration),
        `${route.authorizer.type === "NONE" ? "⚠️ " : ""}${authorizerCell(route.authorizer)}${route.apiKey ? ", API key" : ""}`,
        throttleCell(route.throttles),
        route.validation.join(", ") || "none",
        route.cors,
      ]),
    ),
    table(
      ["Quota", "Use", ""],
      api.quotas.map((use) => [
        use.limit.name,
        useCell(use),
        quotaShare(use) < NEAR_LIMIT ? "" : `⚠️ [${remedy(use.limit)}](${use.limit.source})`,
      ]),
    ),
    table(
      ["Cost", "Amount", "Monthly"],
      cost.lines.map((it) => [it.name, it.amount, money(it.monthly)]),
    ),
    table(
      ["Limit", "Requests a second", "Why"],
      capacity.bounds.map((bound) => [bound.name, rate(bound.requestsPerSecond), bound.why]),
    ),
    api.breakEvens.map((point) => `- ${escape(point)}`).join("\n"),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function differencePart({ base, stack, changes }: Difference): string {
  const title = `# ${stack} beside ${base}`;
  return changes.length === 0
    ? `${title}\n\nNo difference.`
    : `${title}\n\n${table(
        ["API", "", "What", base, stack],
        changes.map(({ api, kind, what, before = "", after = "" }) => [api, kind, what, before, after]),
      )}`;
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]): string => `| ${cells.map((cell) => escape(cell)).join(" | ")} |`;
  return [line(head), `| ${head.map(() => "---").join(" | ")} |`, ...rows.map(line)].join("\n");
}

function code(text: string): string {
  return `\`${text.replaceAll("`", "'")}\``;
}

/** Escapes what Markdown would take for a table or HTML; code spans and links of our own stay. */
function escape(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("<", "&lt;").replace(/\s+/g, " ");
}

function money(monthly: number | undefined): string {
  return monthly === undefined ? "no price" : dollars(monthly);
}
