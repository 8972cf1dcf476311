import assert from "node:assert/strict";
import { GraphIndex } from "../../../../engine/graph/graph-index";
import { AwsServices } from "../../../../gateway/server/aws-services/aws-services";
import { LocalServices } from "../../../../gateway/server/aws-services/local-services";
import { graphOf, node } from "../../../support/http-program";

const ROLE = "arn:aws:iam::123456789012:role/caller";
const role = node("aws:iam/role:Role", "caller", { name: "caller" }, { arn: ROLE });

describe("a call that the integration's role does not allow", () => {
  // https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html (AccessDenied)
  // https://docs.aws.amazon.com/kinesis/latest/APIReference/CommonErrors.html
  // https://docs.aws.amazon.com/sns/latest/api/CommonErrors.html
  for (const [service, path, body, status] of [
    ["s3", "pictures/cat.png", "", 403],
    ["sns", "", "Action=Publish&TopicArn=arn:aws:sns:eu-west-1:123456789012:news&Message=hi", 403],
    ["kinesis", "", '{"StreamName":"clicks","Data":"eA==","PartitionKey":"1"}', 400],
  ] as const) {
    it(`is denied with ${status} by ${service}`, async () => {
      const log = (): void => undefined;
      const services = new AwsServices(undefined, new LocalServices(() => undefined, log), log);
      services.configure(new GraphIndex(graphOf([role])), undefined);
      const caller = { service, region: "eu-west-1", account: "123456789012", partition: "aws", credentialsArn: ROLE };
      const reply = await services.send(
        { ...caller, route: "GET /a" },
        {
          action: service === "kinesis" ? "PutRecord" : undefined,
          path,
          method: "GET",
          headers: {},
          querystring: {},
          body: Buffer.from(body),
        },
      );
      assert.equal(reply?.status, status);
      assert.match(reply.body.toString(), /AccessDeniedException/);
    });
  }
});
