import assert from "node:assert/strict";
import { httpRequestsCost, restRequestsCost } from "../../../aws/prices/api-gateway";
import { dataOutPrice, PRICE_SOURCES, PRICED_REGIONS, PRICES_AS_OF, pricesOf } from "../../../aws/prices/price-list";

const REGION = "us-east-1";
const close = (actual: number | undefined, expected: number): void =>
  assert.ok(Math.abs((actual ?? Number.NaN) - expected) < 1e-9, `${actual}`);

describe("the price of a month's requests", () => {
  it("is a dollar a million for HTTP and 3.50 for REST in the first tier", () => {
    close(httpRequestsCost(REGION, 1e6), 1);
    close(restRequestsCost(REGION, 1e6), 3.5);
    assert.match(PRICES_AS_OF ?? "", /^\d{4}-\d\d-\d\d$/);
  });

  it("goes through the tiers", () => {
    close(httpRequestsCost(REGION, 400e6), 300 + 100 * 0.9);
    close(restRequestsCost(REGION, 1_500e6), 333 * 3.5 + 667 * 2.8 + 500 * 2.38);
    close(restRequestsCost(REGION, 21_000e6), 333 * 3.5 + 667 * 2.8 + 19_000 * 2.38 + 1_000 * 1.51);
  });

  it("counts an HTTP API's request once for every 512 KB", () => {
    close(httpRequestsCost(REGION, 1e6, 512 * 1024 + 1), 2);
  });
});

describe("the table of prices", () => {
  it("has the commercial regions and GovCloud, each with the prices of REST APIs, Lambda, logs, NAT and endpoints", () => {
    assert.equal(PRICED_REGIONS.length, 36);
    for (const region of PRICED_REGIONS) {
      const prices = pricesOf(region);
      assert.equal(prices?.rest?.length, 4, region);
      assert.equal(prices.cache?.length, 8, region);
      assert.equal(prices.lambda.x86?.length, 3, region);
      const { requests, storage } = prices.lambda;
      const all = [requests, storage, prices.logs.ingested, prices.nat.hour, prices.endpoint.hour];
      assert.ok(
        all.every((price) => price !== undefined && price > 0),
        region,
      );
    }
  });

  it("lacks what AWS does not sell in a region, or what no source has", () => {
    const without = (key: "http" | "messages" | "connectionMinutes"): string[] =>
      PRICED_REGIONS.filter((region) => pricesOf(region)?.[key] === undefined);
    assert.deepEqual(without("http"), ["ap-east-2", "ap-southeast-6", "mx-central-1"]);
    assert.deepEqual(without("messages"), ["ap-east-2", "ap-southeast-5", "ap-southeast-6"]);
    assert.deepEqual(without("connectionMinutes"), ["ap-east-2", "ap-southeast-5"]);
    assert.equal(PRICED_REGIONS.filter((region) => dataOutPrice(region) === undefined).length, 10);
    assert.equal(pricesOf("cn-north-1"), undefined);
  });

  it("names its sources with their days", () => {
    for (const { url, asOf } of Object.values(PRICE_SOURCES)) {
      assert.match(url, /^https:\/\/(b0\.p\.awsstatic\.com|aws\.amazon\.com)\//);
      assert.match(asOf, /^\d{4}-\d\d-\d\d$/);
    }
  });
});
