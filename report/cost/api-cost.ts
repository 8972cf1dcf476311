import {
  cacheCost,
  connectionCost,
  dataOutCost,
  httpRequestsCost,
  logCost,
  messagesCost,
  restRequestsCost,
} from "../../aws/prices/api-gateway";
import { functionCost } from "../../aws/prices/lambda";
import { architectureOf, type FunctionUse, functionUses } from "./function-use";
import type { ReadApi } from "../read-api";
import { FUNCTION_LOG, HOURS, LOG_LINE, type Traffic } from "./traffic";
import { withCommas } from "../../language/with-commas";

const KB = 1024;

/** One part of a month's cost. */
export interface CostLine {
  name: string;
  /** The amount that is paid for. */
  amount: string;
  /** Dollars; undefined where the region has no price. */
  monthly?: number;
}

/** The cost of one API in a month. */
export interface CostReport extends PricedLines {
  /** The region of the prices. */
  region: string;
}

/** Parts of a cost with their sum. */
export interface PricedLines {
  lines: CostLine[];
  /** The sum of the lines that have a price. */
  total: number;
  /** The lines without a price. */
  unpriced: string[];
}

/** Returns what an API costs in a month. */
export function apiCost(api: ReadApi, traffic: Traffic): CostReport {
  const lines = [
    ...requestLines(api, traffic),
    ...cacheLines(api),
    ...dataLines(api, traffic),
    ...functionUses(api.routes).flatMap((use) => functionLines(api, use, traffic)),
    ...logLines(api, traffic),
  ];
  return { region: api.region, ...summed(lines) };
}

/** Returns lines with their sum. */
export function summed(lines: CostLine[]): PricedLines {
  return {
    lines,
    total: lines.reduce((sum, { monthly = 0 }) => sum + monthly, 0),
    unpriced: lines.flatMap(({ name, monthly }) => (monthly === undefined ? [name] : [])),
  };
}

function requestLines({ kind, region }: ReadApi, { requests, kilobytes }: Traffic): CostLine[] {
  if (kind === "WEBSOCKET") {
    return [
      line("Messages", `${count(requests)} messages`, messagesCost(region, requests, kilobytes * KB)),
      line("Connections", `${count(requests)} minutes`, connectionCost(region, requests)),
    ];
  }
  const cost = kind === "HTTP" ? httpRequestsCost(region, requests) : restRequestsCost(region, requests);
  return [line("Requests", `${count(requests)} requests`, cost)];
}

function cacheLines({ region, stages }: ReadApi): CostLine[] {
  return stages.flatMap(({ name, cacheSize }) =>
    cacheSize === undefined
      ? []
      : [line(`Cache of ${name}`, `${cacheSize} GB, ${HOURS} hours`, cacheCost(region, cacheSize, HOURS))],
  );
}

/** Private APIs pay for their endpoint instead; messages to clients go out to the internet as answers do. */
function dataLines({ region, isPrivate }: ReadApi, { requests, kilobytes }: Traffic): CostLine[] {
  const bytes = requests * kilobytes * KB;
  return isPrivate || bytes === 0 ? [] : [line("Data transfer out", gigabytes(bytes), dataOutCost(region, bytes))];
}

function functionLines({ region }: ReadApi, use: FunctionUse, { requests, milliseconds }: Traffic): CostLine[] {
  const { name, role, model } = use;
  const invocations = requests * use.share;
  const memoryMb = model?.memoryMb ?? 128;
  const architecture = architectureOf(model);
  const cost = functionCost(region, { requests: invocations, milliseconds, memoryMb, architecture });
  const what = `${count(invocations)} invocations, ${memoryMb} MB, ${architecture}`;
  const logged = invocations * FUNCTION_LOG;
  return [
    line(`${role === "authorizer" ? "Authorizer" : "Function"} ${name}`, what, cost),
    line(`Log of ${name}`, gigabytes(logged), logCost(region, logged)),
  ];
}

function logLines({ region, stages }: ReadApi, { requests }: Traffic): CostLine[] {
  const bytes = requests * LOG_LINE;
  return stages.some(({ accessLog }) => accessLog)
    ? [line("Access log", gigabytes(bytes), logCost(region, bytes))]
    : [];
}

/** Makes a line of a cost. */
export function line(name: string, amount: string, monthly: number | undefined): CostLine {
  return monthly === undefined ? { name, amount } : { name, amount, monthly };
}

function count(value: number): string {
  return withCommas(Math.round(value));
}

function gigabytes(bytes: number): string {
  return `${(bytes / KB ** 3).toFixed(2)} GB`;
}
