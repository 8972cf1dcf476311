import assert from "node:assert/strict";
import { isSecret, type PropertyValue } from "../../../../engine/graph/value";
import { IRELAND, synthesised, text } from "../synthesised";

type Case = [type: string, inputs: Record<string, PropertyValue>, property: string, value: PropertyValue];

const CASES: Case[] = [
  ["aws:cloudwatch/logGroup:LogGroup", { name: "/a/b" }, "arn", "arn:aws:logs:eu-west-1:123456789012:log-group:/a/b"],
  [
    "aws:cloudwatch/dashboard:Dashboard",
    { dashboardName: "d" },
    "dashboardArn",
    "arn:aws:cloudwatch::123456789012:dashboard/d",
  ],
  ["aws:cloudwatch/eventRule:EventRule", { name: "r" }, "arn", "arn:aws:events:eu-west-1:123456789012:rule/r"],
  [
    "aws:cloudwatch/eventRule:EventRule",
    { name: "r", eventBusName: "b" },
    "arn",
    "arn:aws:events:eu-west-1:123456789012:rule/b/r",
  ],
  ["aws:iam/role:Role", { name: "r", path: "/team/" }, "arn", "arn:aws:iam::123456789012:role/team/r"],
  ["aws:dynamodb/table:Table", { name: "t" }, "arn", "arn:aws:dynamodb:eu-west-1:123456789012:table/t"],
  ["aws:s3/bucket:Bucket", { bucket: "b" }, "bucketRegionalDomainName", "b.s3.eu-west-1.amazonaws.com"],
  ["aws:sqs/queue:Queue", { name: "q" }, "url", "https://sqs.eu-west-1.amazonaws.com/123456789012/q"],
  ["aws:sns/topic:Topic", { name: "t" }, "arn", "arn:aws:sns:eu-west-1:123456789012:t"],
  ["aws:sfn/stateMachine:StateMachine", { name: "m" }, "arn", "arn:aws:states:eu-west-1:123456789012:stateMachine:m"],
  ["aws:kinesis/stream:Stream", { name: "s" }, "arn", "arn:aws:kinesis:eu-west-1:123456789012:stream/s"],
  [
    "aws:ssm/parameter:Parameter",
    { name: "/a/b", type: "String", value: "v" },
    "arn",
    "arn:aws:ssm:eu-west-1:123456789012:parameter/a/b",
  ],
  [
    "aws:kms/alias:Alias",
    { name: "alias/k", targetKeyId: "1" },
    "targetKeyArn",
    "arn:aws:kms:eu-west-1:123456789012:key/1",
  ],
  [
    "aws:ecs/service:Service",
    { name: "s", cluster: "arn:aws:ecs:eu-west-1:1:cluster/c" },
    "arn",
    "arn:aws:ecs:eu-west-1:123456789012:service/c/s",
  ],
  ["aws:ecr/repository:Repository", { name: "r" }, "repositoryUrl", "123456789012.dkr.ecr.eu-west-1.amazonaws.com/r"],
];

describe("synthesised ARNs and URLs", () => {
  for (const [type, inputs, property, value] of CASES) {
    it(`${type} ${property} ${JSON.stringify(inputs)}`, () => {
      assert.equal(synthesised(type, inputs).outputs[property], value);
    });
  }

  it("give an origin access identity the principal and the path that CloudFront gives it", () => {
    const { id, outputs } = synthesised("aws:cloudfront/originAccessIdentity:OriginAccessIdentity");
    // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
    assert.equal(outputs.iamArn, `arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ${id}`);
    assert.equal(outputs.cloudfrontAccessIdentityPath, `origin-access-identity/cloudfront/${id}`);
  });

  it("give a Network Load Balancer the name with the id of its ARN, and an Application Load Balancer one with a number", () => {
    const inputs = { name: "front", internal: true };
    const type = "aws:lb/loadBalancer:LoadBalancer";
    const network = synthesised(type, { ...inputs, loadBalancerType: "network" });
    // https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html#dns-name
    const part = network.id.split("/").at(-1) ?? "";
    assert.equal(network.outputs.dnsName, `front-${part}.elb.eu-west-1.amazonaws.com`);
    assert.match(
      text(synthesised(type, inputs).outputs.dnsName),
      /^internal-front-\d{10}\.eu-west-1\.elb\.amazonaws\.com$/,
    );
  });

  it("give a user pool the id, endpoint and ARN that its issuer comes from", () => {
    const { id, outputs } = synthesised("aws:cognito/userPool:UserPool");
    assert.match(id, /^eu-west-1_[A-Za-z0-9]{9}$/);
    assert.equal(outputs.endpoint, `cognito-idp.eu-west-1.amazonaws.com/${id}`);
    assert.equal(outputs.arn, `arn:aws:cognito-idp:eu-west-1:123456789012:userpool/${id}`);
  });

  it("give a user pool client a secret only where it asks for one", () => {
    const type = "aws:cognito/userPoolClient:UserPoolClient";
    const withSecret = synthesised(type, { userPoolId: "p", generateSecret: true }).outputs.clientSecret;
    assert.ok(isSecret(withSecret));
    assert.match(text(withSecret.value), /^[a-z0-9]{52}$/);
    const without = synthesised(type, { userPoolId: "p" }).outputs.clientSecret;
    assert.ok(isSecret(without));
    assert.equal(without.value, "");
  });

  it("give a wildcard the validation record of the name below it", () => {
    const { outputs } = synthesised("aws:acm/certificate:Certificate", {
      domainName: "example.com",
      subjectAlternativeNames: ["*.example.com", "api.example.com"],
      validationMethod: "DNS",
    });
    const options = outputs.domainValidationOptions as Record<string, string>[];
    assert.deepEqual(
      options.map(({ domainName }) => domainName),
      ["example.com", "*.example.com", "api.example.com"],
    );
    assert.match(options[0]?.resourceRecordName ?? "", /^_[0-9a-f]{32}\.example\.com\.$/);
    assert.match(options[0]?.resourceRecordValue ?? "", /^_[0-9a-f]{32}\.[a-z0-9]{10}\.acm-validations\.aws\.$/);
    assert.equal(options[1]?.resourceRecordName, options[0]?.resourceRecordName);
    assert.notEqual(options[2]?.resourceRecordName, options[0]?.resourceRecordName);
  });

  it("complete a record's name with its zone's", () => {
    const find = () => ({ name: "example.com" });
    const fqdn = (name: string) =>
      synthesised("aws:route53/record:Record", { name, type: "A", zoneId: "Z1" }, { ...IRELAND, find }).outputs.fqdn;
    assert.deepEqual(["api", "api.example.com", "", "example.com"].map(fqdn), [
      "api.example.com",
      "api.example.com",
      "example.com",
      "example.com",
    ]);
  });

  it("give a first-in-first-out queue a name that ends as it must", () => {
    assert.match(
      text(synthesised("aws:sqs/queue:Queue", { fifoQueue: true }).outputs.name),
      /^orders-[0-9a-f]{7}\.fifo$/,
    );
  });

  it("derive a listener's ARN from its load balancer's", () => {
    const loadBalancerArn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/web/0123456789abcdef";
    assert.match(
      synthesised("aws:lb/listener:Listener", { loadBalancerArn, defaultActions: [] }).id,
      /^arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener\/app\/web\/0123456789abcdef\/[0-9a-f]{16}$/,
    );
  });
});
