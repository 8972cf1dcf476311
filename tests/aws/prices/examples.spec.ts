import assert from "node:assert/strict";
import {
  cacheCost,
  connectionCost,
  dataOutCost,
  hourlyCost,
  httpRequestsCost,
  messagesCost,
  restRequestsCost,
} from "../../../aws/prices/api-gateway";
import { functionCost, LAMBDA_FREE_TIER, provisionedCost } from "../../../aws/prices/lambda";

const REGION = "us-east-1";
const KB = 1024;
const MB = 1024 * KB;

function cents(...costs: (number | undefined)[]): string {
  return costs.reduce<number>((sum, cost) => sum + (cost ?? Number.NaN), 0).toFixed(2);
}

// https://aws.amazon.com/api-gateway/pricing/, "Pricing Examples"
describe("AWS's examples of API Gateway's prices, to the cent", () => {
  it("HTTP API 1: a page with 10,000 loads a minute", () => {
    assert.equal(cents(httpRequestsCost(REGION, 10_000 * 60 * 24 * 30, 12 * KB)), "418.80");
  });

  it("HTTP API 2: 25 uploads of 4.5 MB a minute, counted by 512 KB", () => {
    assert.equal(cents(httpRequestsCost(REGION, 25 * 60 * 24 * 30, 4.5 * MB)), "9.72");
  });

  it("REST API: five million calls with answers of 3 KB", () => {
    assert.equal(cents(restRequestsCost(REGION, 5e6)), "17.50");
    assert.equal(cents(dataOutCost(REGION, 3 * KB * 5e6)), "1.29");
    assert.equal(cents(restRequestsCost(REGION, 5e6), dataOutCost(REGION, 3 * KB * 5e6)), "18.79");
  });

  it("REST API: 15 billion calls with answers of 4 KB, through three tiers", () => {
    assert.equal(cents(restRequestsCost(REGION, 15e9)), "36353.10");
    assert.equal(cents(restRequestsCost(REGION, 15e9), dataOutCost(REGION, 4 * KB * 15e9)), "41502.94");
  });

  it("private REST API: five million calls through an endpoint in one zone", () => {
    const endpoint = hourlyCost(REGION, "endpoint", { hours: 720, bytes: 3.3 * KB * 5e6 });
    assert.equal(cents(endpoint), "7.36");
    assert.equal(cents(restRequestsCost(REGION, 5e6), endpoint), "24.86");
  });

  it("a cache of 1.6 GB for a day", () => {
    assert.equal(cacheCost(REGION, "1.6", 24)?.toFixed(3), "0.912");
  });

  it("WebSocket API: a chat of 1,000 users", () => {
    const messages = (100 + 500) * 1000 * 30;
    assert.equal(cents(messagesCost(REGION, messages, 3 * KB)), "18.00");
    assert.equal(cents(connectionCost(REGION, 1000 * 12 * 60 * 30)), "5.40");
    assert.equal(cents(messagesCost(REGION, messages, 3 * KB), connectionCost(REGION, 1000 * 12 * 60 * 30)), "23.40");
  });

  it("counts a message of 33 KB twice", () => {
    assert.equal(messagesCost(REGION, 1e6, 33 * KB), 2);
  });
});

// https://aws.amazon.com/lambda/pricing/, "Pricing Examples" and "Provisioned Concurrency Pricing"
describe("AWS's examples of Lambda's prices, to the cent", () => {
  it("1: a mobile backend, within the free tier for a part", () => {
    const use = { requests: 3e6, milliseconds: 120, memoryMb: 1536 };
    assert.equal(cents(functionCost(REGION, use, LAMBDA_FREE_TIER)), "2.73");
  });

  it("2: telemetry of 10,000 vehicles", () => {
    const use = { requests: 10_000 * 24 * 31, milliseconds: 2000, memoryMb: 1024 };
    assert.equal(cents(functionCost(REGION, use)), "249.49");
  });

  it("3: a language model with 2,048 MB of storage", () => {
    const use = { requests: 6e6, milliseconds: 280, memoryMb: 4096, storageMb: 2048 };
    assert.equal(cents(functionCost(REGION, use, LAMBDA_FREE_TIER)), "106.41");
  });

  it("provisioned concurrency 1: the day of a launch", () => {
    const kept = provisionedCost(REGION, { environments: 100, memoryMb: 1536, hours: 8 });
    const during = functionCost(
      REGION,
      { requests: 500_000, milliseconds: 100, memoryMb: 1536, provisioned: true },
      { requests: 500_000, gigabyteSeconds: 0 },
    );
    const rest = functionCost(
      REGION,
      { requests: 2.5e6, milliseconds: 120, memoryMb: 1536 },
      { requests: 500_000, gigabyteSeconds: 400_000 },
    );
    assert.equal(cents(kept), "18.00");
    assert.equal(cents(kept, during, rest), "19.96");
  });

  it("provisioned concurrency 2: a sale of 24 hours", () => {
    const kept = provisionedCost(REGION, { environments: 7, memoryMb: 4096, hours: 24 });
    const use = { requests: 2e6, milliseconds: 280, memoryMb: 4096, provisioned: true };
    assert.equal(cents(kept, functionCost(REGION, use)), "32.26");
  });
});
