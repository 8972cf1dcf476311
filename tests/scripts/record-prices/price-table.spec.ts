import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type PriceFiles, priceTable, tableText } from "../../../scripts/record-prices/price-table";
import { type PriceFile } from "../../../scripts/record-prices/region-prices";

const TABLE = join(__dirname, "../../../aws/prices/table.json");
const NAME = "Europe (Sample)";

/** A file in AWS's format: each price stands under an opaque key too, with codes beside it. */
function file(day: string, prices: Record<string, string>, others: Record<string, string> = {}): PriceFile {
  const rows = (of: Record<string, string>): Record<string, { rateCode: string; price: string }> =>
    Object.fromEntries(
      Object.entries(of).flatMap(([unit, price], index) => [
        [`opaque${index}`, { rateCode: "A.B.C", price, RegionlessRateCode: `opaque${index}` }],
        [unit, { rateCode: "A.B.C", price, RegionlessRateCode: `opaque${index}` }],
      ]),
    );
  const manifest = { serviceId: "sample", currencyCode: "USD", hawkFilePublicationDate: `${day}T13:22:36Z` };
  return { manifest, regions: { [NAME]: rows(prices), "Asia Pacific (Sample)": rows(others) } };
}

const REST = {
  "API Calls Number of up to 333 million": "0.0000040000",
  "API Calls Number of Request Next 667 million": "0.0000030000",
  "API Calls Number of Request Next 19 billion": "0.0000020000",
  "API Calls Number of Request Over 20 billion": "0.0000010000",
};
const CACHES = ["0 5", "1 6", "6 1", "13 5", "28 4", "58 2", "118", "237"].map((size, index): [string, string] => [
  `Caching Memory Size ${size}`,
  `${index + 1}.5000000000`,
]);

const FILES: PriceFiles = {
  apiGateway: file(
    "2026-01-02",
    {
      ...REST,
      ...Object.fromEntries(CACHES),
      "ApiGatewayHttpApi First 300 million": "0.0000011100",
      "ApiGatewayHttpApi more than 300 million": "0.0000010000",
      "WebSocket Messages Messages first 1 billion": "0.0000011400",
      "WebSocket Messages Messages over 1 billion": "0.0000009100",
      "WebSocket Connection Minutes": "0.0000002850",
    },
    { ...REST, "WebSocket Messages Messages first 1 billion": "0.0000011400" },
  ),
  lambda: file("2026-01-03", {
    "Lambda Requests": "0.0000002000",
    "Lambda Duration": "0.0000166667",
    "Lambda Duration Tier2": "0.0000150000",
    "Lambda Duration Tier3": "0.0000133334",
    "Lambda Duration-ARM": "0.0000133334",
    "Lambda Duration-ARM Tier2": "0.0000120001",
    "Lambda Duration-ARM Tier3": "0.0000106667",
    "Lambda Storage-Duration": "0.0000000309",
    "Lambda Provisioned-Concurrency": "0.0000041667",
    "Lambda Duration-Provisioned": "0.0000097222",
    "Lambda Provisioned-Concurrency-ARM": "0.0000033334",
  }),
  cloudWatch: file("2026-01-04", { "Logs Collected Data Ingestion": "0.5700000000", "Stored Data": "0.0300000000" }),
  natGateway: file("2026-01-05", {
    "Hourly charge for NAT Gateways": "0.0480000000",
    "Charge for per GB data processed by NatGateways": "0.0480000000",
  }),
  vpc: file("2026-01-06", {
    "Hourly charge for VPC Endpoints per Hrs": "0.0110000000",
    "Charge for per GB data processed by VPC Endpoints per GB from 0 to 1048576": "0.0100000000",
  }),
};
const LOCATIONS = {
  [NAME]: { name: NAME, code: "eu-sample-1", type: "AWS Region" },
  "Asia Pacific (Sample)": { name: "Asia Pacific (Sample)", code: "ap-sample-1", type: "AWS Region" },
  "Europe (Sample) - Dorf": { name: "Dorf", code: "eu-sample-1-dor-1", type: "AWS Local Zone" },
  "Region without prices": { name: "Region without prices", code: "aa-sample-1", type: "AWS Region" },
};

interface Table {
  sources: Record<string, { url: string; asOf: string }>;
  dataOut: unknown;
  regions: Record<string, Record<string, unknown>>;
}

/** The paths of all members in their order. */
function order(value: unknown): string[] {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.entries(value).flatMap(([key, member]) => [key, ...order(member).map((path) => `${key}.${path}`)])
    : [];
}

describe("the table of prices, recorded from AWS's files", () => {
  const table = priceTable(FILES, LOCATIONS, { asOf: "2023-07-07" }) as Table;
  const committed = JSON.parse(readFileSync(TABLE, "utf8")) as Table;

  it("has a region's prices by the million, the hour and the gigabyte, exact to the last digit", () => {
    assert.deepEqual(table.regions["eu-sample-1"], {
      http: [1.11, 1],
      rest: [4, 3, 2, 1],
      messages: [1.14, 0.91],
      connectionMinutes: 0.285,
      cache: [1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5],
      lambda: {
        requests: 0.2,
        x86: [0.0000166667, 0.000015, 0.0000133334],
        arm64: [0.0000133334, 0.0000120001, 0.0000106667],
        storage: 3.09e-8,
        provisioned: { kept: 0.0000041667, used: 0.0000097222 },
      },
      logs: { ingested: 0.57, stored: 0.03 },
      nat: { hour: 0.048, gigabyte: 0.048 },
      endpoint: { hour: 0.011, gigabyte: 0.01 },
    });
  });

  it("leaves out what a region does not have, or has in part", () => {
    const nothing = { lambda: {}, logs: {}, nat: {}, endpoint: {} };
    assert.deepEqual(table.regions["ap-sample-1"], { rest: [4, 3, 2, 1], ...nothing });
  });

  it("has the regions with prices alone, sorted by code", () => {
    assert.deepEqual(Object.keys(table.regions), ["ap-sample-1", "eu-sample-1"]);
  });

  it("has the day of each file, and keeps the prices of data transfer", () => {
    assert.deepEqual(
      Object.values(table.sources).map(({ asOf }) => asOf),
      ["2026-01-02", "2026-01-03", "2026-01-04", "2026-01-05", "2026-01-06"],
    );
    assert.deepEqual(table.dataOut, { asOf: "2023-07-07" });
    assert.deepEqual(
      Object.values(table.sources).map(({ url }) => url),
      Object.values(committed.sources).map(({ url }) => url),
    );
  });

  it("stands in the repository in the form and the order that are written", async () => {
    assert.equal(readFileSync(TABLE, "utf8"), await tableText(committed, TABLE));
    assert.deepEqual(Object.keys(committed), Object.keys(table));
    assert.deepEqual(Object.keys(committed.regions), Object.keys(committed.regions).sort());
    const members = order(table.regions["eu-sample-1"]);
    const full = members.flatMap((path) =>
      path === "lambda.provisioned.used"
        ? [path, "lambda.provisionedArm64", "lambda.provisionedArm64.kept", "lambda.provisionedArm64.used"]
        : [path],
    );
    for (const [region, prices] of Object.entries(committed.regions)) {
      const own = order(prices);
      assert.deepEqual(
        own,
        full.filter((path) => own.includes(path)),
        region,
      );
    }
  });
});
