import { defined } from "../../language/defined";

/** A file of one of AWS's pricing pages: by the name of a region, the price of each unit by its name. */
export interface PriceFile {
  manifest: { hawkFilePublicationDate: string };
  regions: Record<string, Record<string, { price: string }>>;
}

const MILLION = 6;

/** The sizes of caches in the order of the table. */
const CACHES = ["0 5", "1 6", "6 1", "13 5", "28 4", "58 2", "118", "237"];

/** Returns one region's prices as aws/prices/table.json has them; a unit that AWS doesn't sell there is left out. */
export function regionPrices(region: string, files: Record<string, PriceFile>): object {
  const units = (file: string) => {
    const prices = files[file]?.regions[region] ?? {};
    const one = (name: string, power = 0): number | undefined => scaled(prices[name]?.price, power);
    const several = (names: string[], power = 0): number[] | undefined => {
      const found = names.map((name) => one(name, power)).filter((price) => price !== undefined);
      return found.length === names.length ? found : undefined;
    };
    return { one, several };
  };
  const api = units("apiGateway");
  const lambda = units("lambda");
  const logs = units("cloudWatch");
  const nat = units("natGateway");
  const vpc = units("vpc");
  const duration = (suffix: string): string[] =>
    ["", " Tier2", " Tier3"].map((tier) => `Lambda Duration${suffix}${tier}`);
  return defined({
    http: api.several(["ApiGatewayHttpApi First 300 million", "ApiGatewayHttpApi more than 300 million"], MILLION),
    rest: api.several(
      [
        "API Calls Number of up to 333 million",
        "API Calls Number of Request Next 667 million",
        "API Calls Number of Request Next 19 billion",
        "API Calls Number of Request Over 20 billion",
      ],
      MILLION,
    ),
    messages: api.several(
      ["WebSocket Messages Messages first 1 billion", "WebSocket Messages Messages over 1 billion"],
      MILLION,
    ),
    connectionMinutes: api.one("WebSocket Connection Minutes", MILLION),
    cache: api.several(CACHES.map((size) => `Caching Memory Size ${size}`)),
    lambda: defined({
      requests: lambda.one("Lambda Requests", MILLION),
      x86: lambda.several(duration("")),
      arm64: lambda.several(duration("-ARM")),
      storage: lambda.one("Lambda Storage-Duration"),
      provisioned: provisioned(lambda, ""),
      provisionedArm64: provisioned(lambda, "-ARM"),
    }),
    logs: defined({ ingested: logs.one("Logs Collected Data Ingestion"), stored: logs.one("Stored Data") }),
    nat: defined({
      hour: nat.one("Hourly charge for NAT Gateways"),
      gigabyte: nat.one("Charge for per GB data processed by NatGateways"),
    }),
    endpoint: defined({
      hour: vpc.one("Hourly charge for VPC Endpoints per Hrs"),
      gigabyte: vpc.one("Charge for per GB data processed by VPC Endpoints per GB from 0 to 1048576"),
    }),
  });
}

function provisioned(lambda: { one(name: string): number | undefined }, suffix: string): object | undefined {
  const kept = lambda.one(`Lambda Provisioned-Concurrency${suffix}`);
  const used = lambda.one(`Lambda Duration-Provisioned${suffix}`);
  return kept === undefined || used === undefined ? undefined : { kept, used };
}

/** Returns a price times a power of ten, without the error of a multiplication. */
function scaled(price: string | undefined, power: number): number | undefined {
  return price === undefined ? undefined : Number(`${price}e${power}`);
}
