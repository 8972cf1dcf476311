import assert from "node:assert/strict";
import { cloudFrontHostedZoneId } from "../../../aws/cloudfront";
import { apiHostedZoneId } from "../../../engine/synthesis/hosted-zone";

describe("hosted zones", () => {
  it("are those that AWS lists for a region's API endpoints, in young regions too", () => {
    const regions = ["us-east-1", "eu-west-1", "ap-east-2", "ap-southeast-6", "ap-southeast-7", "mx-central-1"];
    assert.deepEqual(regions.map(apiHostedZoneId), [
      "Z1UJRXOUMOOFQ8",
      "ZLY8HYME6SFDD",
      "Z02909591O7FG9Q56HWB1",
      "Z01392953RKV2Q3RBP0KU",
      "Z048508712PZLK5NKG8R0",
      "Z00020171WIGL5M88SHRM",
    ]);
    assert.equal(apiHostedZoneId("eu-nowhere-1"), undefined);
  });

  it("are one for every edge-optimized domain of a partition", () => {
    assert.equal(cloudFrontHostedZoneId("aws"), "Z2FDTNDATAQYW2");
    assert.equal(cloudFrontHostedZoneId("aws-cn"), "Z3RFFRIM2A3IF5");
  });
});
