import { NEAR_LIMIT } from "../../../aws/quotas";
import { quotaShare, remedy } from "../../api-use";
import type { ApiReport } from "../../stack-report";
import { authorizerCell, dollars, integrationCell, rate, throttleCell, useCell } from "../cells";
import { pictureOf } from "../picture";
import { escaped } from "./escape";
import { svgOf } from "./svg";
import { type Row, tableOf } from "./table";

/** Returns the part of the page about one API. */
export function apiPart(api: ApiReport, id: string): string {
  const { cost, capacity } = api;
  const bounds = capacity.bounds.map(({ name, requestsPerSecond, why }): Row => {
    return { cells: [name, { text: rate(requestsPerSecond), as: "number" }, why] };
  });
  return [
    `<section aria-labelledby="${id}" data-api="${escaped(api.name)}">`,
    `<h3 id="${id}">${escaped(api.name)} <small>(${api.kind}, ${api.region})</small></h3>`,
    facts(api),
    `<div class="picture" role="region" tabindex="0" aria-label="Picture of ${escaped(api.name)}">`,
    svgOf(
      pictureOf(api),
      `The way of a request through ${api.name}; the table of routes has the same in words`,
      `${id}-picture`,
    ),
    "</div>",
    tableOf(
      `Routes of ${api.name}`,
      ["Route", "Integration", "Authorizer", "Throttle", "Validation", "CORS"],
      routeRows(api),
    ),
    '<p class="empty" hidden>No route of this API fits the search.</p>',
    tableOf(
      `Quotas that ${api.name} uses`,
      ["Quota", "Use", "What to do"],
      api.quotas.map((use): Row => {
        const isNear = quotaShare(use) >= NEAR_LIMIT;
        const useOf = isNear ? { text: useCell(use), as: "near" as const } : useCell(use);
        return { cells: [use.limit.name, useOf, isNear ? remedy(use.limit) : ""] };
      }),
    ),
    tableOf(
      `Monthly cost of ${api.name} in ${cost.region}`,
      ["Part", "Amount", "Dollars"],
      cost.lines.map(({ name, amount, monthly }): Row => {
        return { cells: [name, amount, { text: monthly === undefined ? "no price" : dollars(monthly), as: "number" }] };
      }),
    ),
    tableOf(
      `Limits of ${api.name} in the order in which load meets them`,
      ["Limit", "Requests a second", "Why"],
      bounds,
    ),
    ...(capacity.unknown.length === 0
      ? []
      : [`<p>The own limits of ${escaped(capacity.unknown.join(", "))} are unknown.</p>`]),
    ...(api.breakEvens.length === 0
      ? []
      : [`<h4>Break-even</h4><ul>${api.breakEvens.map((point) => `<li>${escaped(point)}</li>`).join("")}</ul>`]),
    "</section>",
  ].join("\n");
}

function facts({
  cost,
  capacity: { bottleneck },
  stages,
  domains,
  anonymousRoutes,
  ownAddress,
  isPrivate,
}: ApiReport): string {
  const first = bottleneck && `${bottleneck.name}, at ${rate(bottleneck.requestsPerSecond)} requests a second`;
  const rows: [string, string][] = [
    ["Monthly cost", dollars(cost.total)],
    ["First limit", first ?? "none"],
    ["Open to anyone", anonymousRoutes.length === 0 ? "no route" : anonymousRoutes.join(", ")],
    ["Stages", stages.map(({ name }) => name).join(", ") || "none"],
    [
      "Domains",
      domains.map(({ address, mutualTls }) => `${address}${mutualTls ? " (mutual TLS)" : ""}`).join(", ") || "none",
    ],
    ["Own address", isPrivate ? "from VPCs alone" : ownAddress ? "on" : "off"],
    ["Access log", stages.every(({ accessLog }) => accessLog) && stages.length > 0 ? "on" : "off"],
  ];
  const items = rows.map(([name, text]) => `<div><dt>${name}</dt><dd>${escaped(text)}</dd></div>`);
  return `<dl class="facts">${items.join("")}</dl>`;
}

function routeRows({ routes }: ApiReport): Row[] {
  return routes.map((route, index) => ({
    route: index,
    isOpen: route.authorizer.type === "NONE",
    cells: [
      { text: route.routeKey, as: "code" },
      integrationCell(route.integration),
      [
        authorizerCell(route.authorizer),
        ...(route.apiKey ? ["API key"] : []),
        ...decider(route.authorizer.decidedBy),
      ].join(", "),
      throttleCell(route.throttles),
      route.validation.join(", ") || "none",
      route.cors,
    ],
  }));
}

function decider(decidedBy: string | undefined): string[] {
  return decidedBy === undefined ? [] : [`decided by ${decidedBy}`];
}
