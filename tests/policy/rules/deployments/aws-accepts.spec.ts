import assert from "node:assert/strict";
import { awsAccepts } from "../../../../policy/rules/deployments/aws-accepts";
import { V2 } from "../../../../aws/resource-types";
import { defined } from "../../../../language/defined";
import { REFUSED } from "../../../aws/constraints/cases";
import { describeRule, run, secret, UNKNOWN } from "../../cases";

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const BALANCER = "aws:lb/loadBalancer:LoadBalancer";

describeRule(awsAccepts, {
  baseline: {
    api: {
      type: V2.api,
      props: { name: "orders", protocolType: "HTTP", corsConfiguration: { maxAge: 3600 }, tags: { owner: "shop" } },
    },
    orders: { type: V2.integration, props: { timeoutMilliseconds: 29000, __defaults: ["connectionType"] } },
    link: { type: GROUP, props: { description: "for the VPC link" } },
    "orders-nlb": { type: BALANCER, props: {} },
  },
  passes: {
    "an explicit name of 32 characters": { "orders-nlb.name": "a".repeat(32) },
    "a text that the provider filled in": { "api.description": "" },
  },
  fails: {
    "a number out of range": [
      { "api.corsConfiguration.maxAge": 90000 },
      /^The corsConfiguration\.maxAge of api is 90000, and AWS accepts a whole number from -1 to 86400 \(CreateApi\.MaxAge\)\.\nFix: Set corsConfiguration\.maxAge to a whole number from -1 to 86400: https:\/\/docs/,
    ],
    "a number as text": [{ "orders.timeoutMilliseconds": "31000" }, /timeoutMilliseconds of orders is "31000"/],
    "characters that EC2 refuses": [
      { "link.description": "API Gateway's VPC link" },
      /description of link is "API Gateway's VPC link", and AWS accepts/,
    ],
    "a name that is too long with Pulumi's suffix": [
      { [`${"b".repeat(25)}`]: { type: BALANCER, props: {} } },
      /The name of b{25} is "b{25}", and AWS accepts at most 32 characters with Pulumi's random suffix/,
    ],
    "a long value, shortened": [
      { "api.description": "x".repeat(1025) },
      /description of api is "x+\.\.\. \(1027 characters\), and AWS accepts/,
    ],
  },
  unknown: {
    "a value that is not known yet": [
      { "api.corsConfiguration.maxAge": UNKNOWN, "link.description": UNKNOWN },
      "not needed",
    ],
  },
});

describe("aws-accepts", () => {
  it("shows no secret", async () => {
    const value = `${"hush".repeat(300)}`;
    const findings = await run(awsAccepts, { api: { type: V2.api, props: { description: secret(value) } } });
    assert.equal(findings.length, 1);
    assert.match(findings[0]?.message ?? "", /^The description of api is a secret, and AWS accepts/);
  });

  for (const { title, type, inputs, context, path, expected } of REFUSED) {
    // which kind of API another resource is of, its own inputs do not tell
    if (context?.protocol !== undefined && type !== V2.api) {
      continue;
    }
    it(`reports ${title}`, async () => {
      const protocol = context?.protocol === undefined ? {} : { protocolType: context.protocol };
      const findings = await run(awsAccepts, {
        [context?.logicalName ?? "one"]: defined({
          type,
          props: { ...inputs, ...protocol },
          providerRegion: context?.region,
        }),
      });
      const found = findings.find(({ message }) => message.startsWith(`The ${path} of `));
      assert.ok(found, JSON.stringify(findings));
      assert.match(found.message, expected);
      assert.equal(found.level, "mandatory");
    });
  }
});
