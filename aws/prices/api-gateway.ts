import { CACHE_SIZES, dataOutPrice, pricesOf } from "./price-list";
import { tieredCost } from "./tiers";

const KB = 1024;
const GB = 1024 ** 3;
const MILLION = 1e6;

/** An HTTP API's request is counted once for each of these bytes. https://aws.amazon.com/api-gateway/pricing/ */
export const HTTP_METER = 512 * KB;
/** A message is counted once for each of these bytes. */
export const MESSAGE_METER = 32 * KB;

/** Returns how often something is counted that is metered in steps. */
export function metered(count: number, bytes: number, step: number): number {
  return count * Math.max(1, Math.ceil(bytes / step));
}

/**
 * Returns what a month's requests of an HTTP API cost; undefined where the region has no price.
 *
 * @param bytes the size of a request, 0 where it is small
 */
export function httpRequestsCost(region: string, requests: number, bytes = 0): number | undefined {
  const prices = pricesOf(region)?.http;
  return prices && tieredCost("http", prices, metered(requests, bytes, HTTP_METER), MILLION);
}

/** Returns what a month's requests of a REST API cost; undefined where the region has no price. */
export function restRequestsCost(region: string, requests: number): number | undefined {
  const prices = pricesOf(region)?.rest;
  return prices && tieredCost("rest", prices, requests, MILLION);
}

/** Returns what a month's messages of a WebSocket API cost; undefined where the region has no price. */
export function messagesCost(region: string, messages: number, bytes = 0): number | undefined {
  const prices = pricesOf(region)?.messages;
  return prices && tieredCost("messages", prices, metered(messages, bytes, MESSAGE_METER), MILLION);
}

/** Returns what the minutes of connections cost; undefined where the region has no price. */
export function connectionCost(region: string, minutes: number): number | undefined {
  const price = pricesOf(region)?.connectionMinutes;
  return price === undefined ? undefined : (minutes / MILLION) * price;
}

/** Returns what a cache costs, whether or not it is used; undefined for a size or a region without a price. */
export function cacheCost(region: string, size: string, hours: number): number | undefined {
  const index = CACHE_SIZES.findIndex((known) => Number(known) === Number(size));
  const price = pricesOf(region)?.cache?.[index];
  return price === undefined ? undefined : price * hours;
}

/**
 * Returns what bytes to the internet cost at the price of the first 10 TB, as AWS's examples reckon; undefined where the region has no price.
 */
export function dataOutCost(region: string, bytes: number): number | undefined {
  const price = dataOutPrice(region);
  return price === undefined ? undefined : (bytes / GB) * price;
}

/** Returns what is paid by the hour and by the gigabyte; undefined where the region has no price. */
export function hourlyCost(
  region: string,
  kind: "nat" | "endpoint",
  { hours, bytes = 0 }: { hours: number; bytes?: number },
): number | undefined {
  const { hour, gigabyte } = pricesOf(region)?.[kind] ?? {};
  return hour === undefined || gigabyte === undefined ? undefined : hours * hour + (bytes / GB) * gigabyte;
}

/** Returns what a log costs that takes bytes in during a month; undefined where the region has no price. */
export function logCost(region: string, bytes: number): number | undefined {
  const price = pricesOf(region)?.logs.ingested;
  return price === undefined ? undefined : (bytes / GB) * price;
}
