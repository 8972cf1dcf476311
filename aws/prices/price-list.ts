import * as table from "./table.json";
import { ownValue } from "../../language/own-value";

/** One region's prices in dollars, without taxes and free tiers; a member is missing where AWS publishes no price there. */
export interface RegionPrices {
  /** A million requests of HTTP APIs, by tier. */
  http?: readonly number[];
  /** A million requests of REST APIs, by tier. */
  rest?: readonly number[];
  /** A million messages of WebSocket APIs, by tier. */
  messages?: readonly number[];
  /** A million minutes of WebSocket connections. */
  connectionMinutes?: number;
  /** An hour of a REST API's cache, by size as in `CACHE_SIZES`. */
  cache?: readonly number[];
  lambda: LambdaPrices;
  /** A gigabyte that CloudWatch Logs takes in, and one that it keeps for a month. */
  logs: { ingested?: number; stored?: number };
  nat: HourlyPrice;
  /** An interface endpoint in one availability zone. */
  endpoint: HourlyPrice;
}

/** The prices by the hour and by the gigabyte that is processed. */
export interface HourlyPrice {
  hour?: number;
  gigabyte?: number;
}

export interface LambdaPrices {
  /** A million requests. */
  requests?: number;
  /** A gigabyte second, by tier. */
  x86?: readonly number[];
  /** A gigabyte second, by tier. */
  arm64?: readonly number[];
  /** A gigabyte second of storage over 512 MB. */
  storage?: number;
  provisioned?: ProvisionedPrice;
  provisionedArm64?: ProvisionedPrice;
}

/** A gigabyte second of provisioned concurrency: while it is kept, and on top of that while it runs. */
export interface ProvisionedPrice {
  kept: number;
  used: number;
}

/** The sizes of a REST API's cache in GB, as `cacheClusterSize` takes them. */
export const CACHE_SIZES = ["0.5", "1.6", "6.1", "13.5", "28.4", "58.2", "118", "237"] as const;

const REGIONS: Readonly<Record<string, RegionPrices>> = table.regions;
const DATA_OUT: Readonly<Record<string, number>> = table.dataOut.firstTier;

/** The files that the table was made from, with the days when AWS published them. */
export const PRICE_SOURCES: Readonly<Record<string, { url: string; asOf: string }>> = {
  ...table.sources,
  dataOut: table.dataOut,
};

/** The day of the oldest of AWS's files, data transfer apart. */
export const PRICES_AS_OF = Object.values(table.sources)
  .map(({ asOf }) => asOf)
  .sort()[0];

/** The page that shows the prices of API Gateway, with AWS's own examples. */
export const PRICING_PAGE = "https://aws.amazon.com/api-gateway/pricing/";

/** The regions with prices: all commercial ones and GovCloud. China has a price list of its own, in yuan. */
export const PRICED_REGIONS: readonly string[] = Object.keys(REGIONS);

/** Returns the prices of a region; undefined where the table has none. */
export function pricesOf(region: string): RegionPrices | undefined {
  return ownValue(REGIONS, region);
}

/**
 * Returns the price of a gigabyte to the internet, of the first 10 TB a month; undefined for regions whose price isn't in a source.
 * https://aws.amazon.com/ec2/pricing/on-demand/#Data_Transfer
 */
export function dataOutPrice(region: string): number | undefined {
  return DATA_OUT[region];
}
