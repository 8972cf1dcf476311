import { createHash } from "node:crypto";
import type { Difference } from "../../difference";
import type { Report } from "../../report";
import type { StackReport } from "../../stack-report";
import { dollars, duration, monitoringCell, PLAN_COLUMNS, planCells, useCell } from "../cells";
import { apiPart } from "./api";
import { escaped } from "./escape";
import { SCRIPT } from "./script";
import { STYLE } from "./style";
import { type Row, tableOf } from "./table";
import { withCommas } from "../../../language/with-commas";

/** Returns a report as one page that loads nothing: its policy allows its own style and script alone. */
export function reportHtml(report: Report): string {
  const { stacks, difference, assumptions, prices } = report;
  const title = `API report: ${stacks.map(({ stack }) => stack).join(", ")}`;
  const links = stacks.flatMap(({ stack, apis }, number) =>
    apis.map(({ name }, index) => `<li><a href="#${idOf(number, index)}">${escaped(stack)}: ${escaped(name)}</a></li>`),
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'; style-src ${hash(STYLE)}; script-src ${hash(SCRIPT)}">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<header>
<h1>${escaped(title)}</h1>
<nav aria-label="APIs"><ul>${links.join("")}</ul></nav>
</header>
<main id="main">
<form class="controls" role="search" aria-label="Routes">
<label>Search routes ( / )<input id="search" type="search" autocomplete="off"></label>
<label>Access<select id="access"><option value="">all</option><option value="open">open to anyone</option><option value="asks">with an authorizer</option></select></label>
<span id="count" role="status"></span>
</form>
${stacks.map((stack, number) => stackPart(stack, number, report)).join("\n")}
${difference === undefined ? "" : differencePart(difference)}
</main>
<footer>
<p>Prices of ${escaped(prices.asOf)}, from <a href="${escaped(prices.page)}">AWS's pricing page</a>. The costs assume:</p>
<ul>${assumptions.map((assumption) => `<li>${escaped(assumption)}</li>`).join("")}</ul>
</footer>
<script>${SCRIPT}</script>
</body>
</html>`;
}

function hash(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

function idOf(stack: number, api: number): string {
  return `api-${stack}-${api}`;
}

function stackPart(stack: StackReport, number: number, { traffic }: Report): string {
  const { apis, account, hourly, firstDeployment, monthlyTotal } = stack;
  const id = `stack-${number}`;
  const [slowest] = firstDeployment.actions;
  const time = slowest === undefined ? "" : `, at least ${duration(firstDeployment.seconds)} (${slowest.action})`;
  const requests = withCommas(traffic.requests);
  const used = account.filter((use) => use.used > 0);
  return [
    `<section aria-labelledby="${id}">`,
    `<h2 id="${id}">${escaped(stack.stack)}</h2>`,
    apis.length === 0
      ? "<p>No API.</p>"
      : `<p>${dollars(monthlyTotal)} a month with ${requests} requests or messages to each API. First deployment: ${firstDeployment.resources} resources of API Gateway${escaped(time)}.</p>`,
    ...apis.map((api, index) => apiPart(api, idOf(number, index))),
    ...(apis.length === 0 ? [] : [`<p>Monitoring: ${escaped(monitoringCell(stack.monitoring))}.</p>`]),
    ...(stack.usagePlans.length === 0
      ? []
      : [
          tableOf(
            `Usage plans of ${stack.stack}`,
            PLAN_COLUMNS,
            planCells(stack).map((cells): Row => ({ cells })),
          ),
        ]),
    ...(used.length === 0
      ? []
      : [
          tableOf(
            `Quotas of the account, domains and plans in ${stack.stack}`,
            ["Quota", "Of", "Use"],
            used.map((use): Row => ({ cells: [use.limit.name, use.of, useCell(use)] })),
          ),
        ]),
    ...(hourly.lines.length === 0
      ? []
      : [
          tableOf(
            `Paid by the hour in ${stack.stack}`,
            ["Part", "Amount", "Dollars a month"],
            hourly.lines.map(({ name, amount, monthly }): Row => {
              const text = monthly === undefined ? "no price" : dollars(monthly);
              return { cells: [name, amount, { text, as: "number" }] };
            }),
          ),
        ]),
    "</section>",
  ].join("\n");
}

function differencePart({ base, stack, changes }: Difference): string {
  const title = `${stack} beside ${base}`;
  return [
    '<section aria-labelledby="difference">',
    `<h2 id="difference">${escaped(title)}</h2>`,
    changes.length === 0
      ? "<p>No difference.</p>"
      : tableOf(
          `What ${stack} has that ${base} has not, and the other way round`,
          ["API", "Kind", "What", base, stack],
          changes.map(({ api, kind, what, before = "", after = "" }): Row => ({
            cells: [api, kind, what, before, after],
          })),
        ),
    "</section>",
  ].join("\n");
}
