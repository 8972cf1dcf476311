import assert from "node:assert/strict";
import {
  cacheCost,
  connectionCost,
  dataOutCost,
  hourlyCost,
  httpRequestsCost,
  logCost,
  messagesCost,
  restRequestsCost,
} from "../../../aws/prices/api-gateway";
import { functionCost, provisionedCost } from "../../../aws/prices/lambda";

describe("a price", () => {
  const use = { requests: 1e6, milliseconds: 100 };
  const kept = { environments: 1, memoryMb: 1024, hours: 1 };

  it("of a region that is not in the list is not known", () => {
    const region = "xx-nowhere-1";
    assert.deepEqual(
      [
        ...[httpRequestsCost(region, 1), restRequestsCost(region, 1), messagesCost(region, 1)],
        ...[connectionCost(region, 1), cacheCost(region, "0.5", 1), dataOutCost(region, 1), logCost(region, 1)],
        ...[hourlyCost(region, "nat", { hours: 1 }), hourlyCost(region, "endpoint", { hours: 1 })],
        ...[functionCost(region, use), functionCost(region, { ...use, provisioned: true })],
        ...[functionCost(region, { ...use, architecture: "arm64" }), provisionedCost(region, kept)],
        provisionedCost(region, { ...kept, architecture: "arm64" }),
      ],
      Array(14).fill(undefined),
    );
  });

  it("of a cache is for the sizes that there are", () => {
    assert.equal(cacheCost("us-east-1", "7", 1), undefined);
  });

  it("of a log is by the gigabyte that it takes in", () => {
    // $0.50 per GB in us-east-1: https://aws.amazon.com/cloudwatch/pricing/
    assert.equal(logCost("us-east-1", 2 * 1024 ** 3), 1);
  });

  it("of warm environments is by gigabyte and second, less on Arm", () => {
    // $0.0000041667 and $0.0000033334 for every GB-second in us-east-1: https://aws.amazon.com/lambda/pricing/
    assert.equal(provisionedCost("us-east-1", kept)?.toFixed(6), "0.015000");
    assert.equal(provisionedCost("us-east-1", { ...kept, architecture: "arm64" })?.toFixed(6), "0.012000");
  });
});
