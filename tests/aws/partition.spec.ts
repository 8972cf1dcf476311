import assert from "node:assert/strict";
import { dnsSuffix, partitionOf } from "../../aws/partition";

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
describe("a partition", () => {
  it("is known by a region's prefix", () => {
    const regions = ["eu-west-1", "cn-north-1", "us-gov-west-1", "us-iso-east-1", "us-isob-east-1", "eusc-de-east-1"];
    const partitions = ["aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-eusc"];
    assert.deepEqual(regions.map(partitionOf), partitions);
  });

  it("has a domain of its services", () => {
    assert.deepEqual(["aws", "aws-us-gov", "aws-cn"].map(dnsSuffix), [
      "amazonaws.com",
      "amazonaws.com",
      "amazonaws.com.cn",
    ]);
  });
});
