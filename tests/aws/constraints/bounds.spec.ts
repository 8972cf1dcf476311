import assert from "node:assert/strict";
import { violations, type Context } from "../../../aws/constraints";
import { hasEdgeEndpoints } from "../../../aws/constraints/rules/partitions";
import { LAMBDA, LOG_GROUP, RECORD, V1, V2 } from "../../../aws/resource-types";

/** The violations of some inputs, as texts. */
function found(type: string, inputs: object, path: string, context: Context = {}): string[] {
  return violations(type, { ...inputs }, context)
    .filter((violation) => violation.path.startsWith(path))
    .map((violation) => `${violation.path}: ${violation.expected}`);
}

// https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
describe("tags at their bounds", () => {
  const tags = (given: Record<string, unknown>): string[] => found("aws:sqs/queue:Queue", { tags: given }, "tags");

  it("have keys of 1 to 128 and values of up to 256 characters", () => {
    assert.deepEqual(tags({ ["k".repeat(128)]: "v".repeat(256) }), []);
    const long = "k".repeat(129);
    assert.deepEqual(tags({ [long]: "v" }), [`tags["${long}"]: a key of 1 to 128 characters`]);
    assert.ok(tags({ "": "v" }).includes('tags[""]: a key of 1 to 128 characters'));
    assert.deepEqual(tags({ k: "v".repeat(257) }), ['tags["k"]: a value of at most 256 characters']);
    assert.deepEqual(tags({ k: { ref: "x".repeat(300) } }), []);
  });

  it("have no key of AWS's own", () => {
    for (const key of ["aws:a", "AWS:a"]) {
      assert.deepEqual(tags({ [key]: "v" }), [`tags["${key}"]: a key that does not start with aws:`]);
    }
    assert.deepEqual(tags({ "x-aws:a": "v" }), []);
  });
});

// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
describe("schedules", () => {
  const schedule = (scheduleExpression: unknown, eventPattern?: unknown): string[] =>
    found("aws:cloudwatch/eventRule:EventRule", { scheduleExpression, eventPattern }, "");

  for (const text of [
    ...["rate(1 minute)", "rate(5 minutes)", "rate(12 hours)", "rate(1 hour)", "rate(1 day)", "rate(30 days)"],
    ...["cron(0 12 * * ? *)", "cron( 0 12 ? * MON-FRI * )", "cron(0   12 * * ?  *)"],
  ]) {
    it(`are ${text}`, () => assert.deepEqual(schedule(text), []));
  }

  for (const text of [
    ...["rate(0 minutes)", "rate(1 minutes)", "rate(5 minute)", "rate(2 hour)", "rate(2 weeks)", "xrate(1 minute)"],
    ...[
      "rate(1 minute)x",
      "cron(0 12 * * *)",
      "cron(0 12 * * * *)",
      "cron(0 12 ? * ? *)",
      "cron()",
      "xcron(0 12 * * ? *)",
    ],
    ...["cron(0 12 * * ? *)x", "cron(0 12 * * ? * *)", "daily"],
  ]) {
    it(`are not ${text}`, () => {
      assert.deepEqual(
        schedule(text).map((problem) => problem.slice(0, 23)),
        ["scheduleExpression: rat"],
      );
    });
  }

  it("stand for themselves, or a pattern does", () => {
    assert.deepEqual(schedule(undefined), ["eventPattern: a pattern, or a scheduleExpression"]);
    assert.deepEqual(schedule(undefined, '{"source":["a"]}'), []);
    assert.deepEqual(schedule(undefined, "source: a"), ["eventPattern: an event pattern as JSON"]);
    assert.deepEqual(schedule({ ref: 1 }, { ref: 1 }), []);
  });

  // https://docs.aws.amazon.com/step-functions/latest/dg/statemachine-structure.html
  it("of a state machine start at one of its states", () => {
    const machine = (definition: unknown): string[] =>
      found("aws:sfn/stateMachine:StateMachine", { definition }, "definition");
    assert.deepEqual(machine('{"StartAt":"a","States":{"a":{}}}'), []);
    assert.deepEqual(machine('{"StartAt":"b","States":{"a":{},"c":{}}}'), ["definition: StartAt: one of a, c"]);
    assert.deepEqual(machine('{"StartAt":"b"}'), ["definition: StartAt: the name of a state in States"]);
    for (const text of ["[]", "{", "1"]) {
      assert.deepEqual(machine(text), ["definition: a definition in Amazon States Language, as JSON"]);
    }
    assert.deepEqual(machine({ ref: 1 }), []);
  });
});

// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html
describe("networks at their bounds", () => {
  it("have ports from 0 to 65535, and not 0 alone", () => {
    const ports = (ipProtocol: string, fromPort: unknown, toPort: unknown): string[] =>
      found(
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        { securityGroupId: "sg-1", ipProtocol, fromPort, toPort },
        "",
      ).filter((text) => text.endsWith("65535"));
    for (const protocol of ["tcp", "udp"]) {
      assert.deepEqual(ports(protocol, 0, 65_535), []);
      assert.deepEqual(ports(protocol, 1, 65_536), ["toPort: a port from 1 to 65535"]);
      assert.deepEqual(ports(protocol, -1, 80), ["fromPort: a port from 1 to 65535"]);
      assert.deepEqual(ports(protocol, 0, 0), ["fromPort: a port from 1 to 65535", "toPort: a port from 1 to 65535"]);
    }
    assert.deepEqual(ports("icmp", -1, -1), []);
    assert.deepEqual(ports("tcp", { ref: 1 }, 0), []);
  });

  it("have health checks on a path, every 10 or 30 seconds", () => {
    const path = (value: string): string[] =>
      found("aws:lb/targetGroup:TargetGroup", { healthCheck: { path: value } }, "healthCheck.path");
    assert.deepEqual(path("/a"), []);
    assert.deepEqual(path("a/"), ["healthCheck.path: a path that starts with /"]);
    const interval = (requestInterval: unknown): string[] =>
      found("aws:route53/healthCheck:HealthCheck", { type: "TCP", requestInterval }, "requestInterval");
    assert.deepEqual([10, 30, undefined].flatMap(interval), []);
    assert.deepEqual(interval(20), ["requestInterval: 10 or 30 seconds"]);
  });

  it("have certificates of names up to 64 octets", () => {
    const named = (domainName: string): string[] =>
      found("aws:acm/certificate:Certificate", { domainName, validationMethod: "DNS" }, "domainName: at most 64");
    assert.deepEqual(named(`${"a".repeat(60)}.com`), []);
    assert.equal(
      violations("aws:acm/certificate:Certificate", { domainName: `${"a".repeat(61)}.com` }).some(({ expected }) =>
        expected.startsWith("at most 64 octets"),
      ),
      true,
    );
  });

  it("may ask for the health of a distribution, which Route 53 takes and does not evaluate", () => {
    // API_AliasTarget.html states that it cannot be true. Route 53 accepts it: SST deploys each of its domains in front of CloudFront so,
    // https://github.com/sst/sst/blob/dev/platform/src/components/aws/dns.ts (createAlias), and Pulumi its example of a static website,
    // https://github.com/pulumi/examples/blob/master/aws-ts-static-website/index.ts
    const aliases = [{ name: "d3abc.cloudfront.net", zoneId: "Z2FDTNDATAQYW2", evaluateTargetHealth: true }];
    assert.deepEqual(found(RECORD, { zoneId: "Z1", name: "a", type: "A", aliases }, "aliases"), []);
  });
});

// https://docs.amazonaws.cn/en_us/aws/latest/userguide/api-gateway.html, https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-abp.html
describe("partitions", () => {
  const CHINA = { region: "cn-north-1" };
  const WEST = { region: "us-gov-west-1" };
  const EAST = { region: "us-gov-east-1" };
  const HERE = { region: "eu-west-1" };

  it("have edge-optimized endpoints in one alone", () => {
    assert.deepEqual(["eu-west-1", "cn-north-1", "us-gov-west-1"].map(hasEdgeEndpoints), [true, false, false]);
    const pages = (context: Context, types: unknown = "EDGE"): unknown[] =>
      violations(V1.restApi, { name: "a", endpointConfiguration: { types } }, context).map(({ page }) => page);
    assert.deepEqual(pages(HERE), []);
    assert.match(String(pages(CHINA)[0]), /amazonaws\.cn/);
    assert.match(String(pages(WEST)[0]), /govcloud/);
    assert.match(String(pages({ region: "eusc-de-east-1" })[0]), /^https:\/\/docs\.aws\.amazon\.com\/apigateway\//);
    assert.equal(pages(CHINA, ["EDGE"]).length, 1);
    assert.deepEqual(pages(CHINA, "REGIONAL"), []);
  });

  it("have no user pools in China", () => {
    const pools = { name: "a", restApi: "r", type: "COGNITO_USER_POOLS", providerArns: ["arn"] };
    assert.equal(found(V1.authorizer, pools, "type", CHINA).length, 1);
    assert.deepEqual(found(V1.authorizer, pools, "type", WEST), []);
    assert.deepEqual(found(V1.authorizer, { ...pools, type: "TOKEN", authorizerUri: "x" }, "type", CHINA), []);
    const document = (type: unknown): object => ({
      body: JSON.stringify({
        openapi: "3.0.1",
        components: { securitySchemes: { a: { type: "apiKey", "x-amazon-apigateway-authorizer": { type } } } },
      }),
    });
    const at = "body: authorizer a, type";
    assert.equal(found(V1.restApi, document("cognito_user_pools"), at, CHINA).length, 1);
    assert.deepEqual(found(V1.restApi, document("cognito_user_pools"), at, WEST), []);
    assert.deepEqual(found(V1.restApi, document("token"), at, CHINA), []);
    assert.deepEqual(found(V1.restApi, document(7), at, CHINA), []);
  });

  it("have no enhanced security policies in GovCloud", () => {
    const policy = {
      domainName: "a.example.com",
      securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09",
      endpointAccessMode: "BASIC",
    };
    assert.equal(found(V1.domainName, policy, "securityPolicy", WEST).length, 1);
    assert.deepEqual(found(V1.domainName, policy, "securityPolicy", HERE), []);
    assert.deepEqual(found(V1.domainName, policy, "securityPolicy", CHINA), []);
  });

  it("have no private integrations in some regions", () => {
    const LISTENER = "arn:aws:elasticloadbalancing:x:123456789012:listener/app/a/b/c";
    const CLOUD_MAP = "arn:aws:servicediscovery:x:123456789012:service/srv-1";
    const link = (integrationUri: unknown, context: Context, connectionType = "VPC_LINK"): string[] =>
      violations(
        V2.integration,
        {
          apiId: "a",
          integrationType: "HTTP_PROXY",
          integrationMethod: "ANY",
          connectionId: "c",
          connectionType,
          integrationUri,
        },
        context,
      )
        .filter(({ expected }) => /us-gov|Cloud Map/.test(expected))
        .map(({ path }) => path);
    assert.deepEqual(link(LISTENER, EAST), ["connectionType"]);
    assert.deepEqual(link(LISTENER, WEST), []);
    assert.deepEqual(link(CLOUD_MAP, WEST), ["integrationUri"]);
    assert.deepEqual(link(CLOUD_MAP, CHINA), ["integrationUri"]);
    assert.deepEqual(link(CLOUD_MAP, HERE), []);
    assert.deepEqual(link({ ref: 1 }, WEST), []);
    assert.deepEqual(link("https://a.example.com", EAST, "INTERNET"), []);
  });
});

describe("policies, versions and logs at their bounds", () => {
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
  it("name accounts of twelve digits", () => {
    const principal = (AWS: unknown): string[] =>
      found(
        "aws:sqs/queuePolicy:QueuePolicy",
        {
          queueUrl: "q",
          policy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Principal: { AWS }, Action: "sqs:*", Resource: "*" }],
          }),
        },
        "policy",
      );
    for (const account of [
      ...["*", "123456789012", "arn:aws:iam::123456789012:root", "arn:aws-cn:sts::123456789012:assumed-role/a/b"],
      ...["arn:aws:iam::aws:contextProvider/a", "arn:aws:iam::cloudfront:user/a", ["123456789012", "*"]],
    ]) {
      assert.deepEqual(principal(account), [], String(account));
    }
    for (const account of ["12345678901", "1234567890123", "arn:aws:iam::12345678901:root", "arn:aws:iam::me:root"]) {
      assert.equal(principal(account).length, 1, account);
      assert.equal(principal(["*", account]).length, 1, account);
    }
  });

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
  it("have a number of characters, without white space", () => {
    const policy = (length: number): string => {
      const text = (sid: string): string =>
        JSON.stringify({ Statement: [{ Sid: sid, Effect: "Allow", Action: "s3:*", Resource: "*" }] });
      return text("a".repeat(length - text("").length));
    };
    const size = (type: string, text: string): string[] =>
      found(type, { role: "r", policy: text }, "policy").filter((problem) => problem.includes("characters"));
    assert.deepEqual(size("aws:iam/rolePolicy:RolePolicy", policy(10_240)), []);
    assert.equal(size("aws:iam/rolePolicy:RolePolicy", policy(10_241)).length, 1);
    assert.deepEqual(size("aws:iam/policy:Policy", `${policy(6_144)}  \n`), []);
    assert.equal(size("aws:iam/policy:Policy", policy(6_145)).length, 1);
  });

  // https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html
  it("route an alias to another version", () => {
    const alias = (version: string): string[] =>
      found(
        LAMBDA.alias,
        { functionName: "f", functionVersion: "1", routingConfig: { additionalVersionWeights: { [version]: 0.1 } } },
        "routingConfig",
      );
    assert.deepEqual(alias("2"), []);
    assert.equal(alias("1").length, 1);
    assert.match(alias("1")[0] ?? "", /: another version than functionVersion$/);
  });

  it("keep a log for a time that there is", () => {
    const days = (retentionInDays: unknown): number =>
      found(LOG_GROUP, { name: "a", retentionInDays }, "retention").length;
    assert.deepEqual([0, 1, 30, { ref: 1 }].map(days), [0, 0, 0, 0]);
    assert.deepEqual([2, 31].map(days), [1, 1]);
  });

  // https://docs.aws.amazon.com/apigateway/latest/api/API_QuotaSettings.html
  it("begin a quota within its period", () => {
    const offset = (period: unknown, days: number): number =>
      found(
        "aws:apigateway/usagePlan:UsagePlan",
        { name: "a", quotaSettings: { limit: 1, period, offset: days } },
        "quota",
      ).length;
    assert.deepEqual([offset("DAY", 0), offset("WEEK", 0), offset("WEEK", 6), offset("MONTH", 27)], [0, 0, 0, 0]);
    assert.ok([offset("DAY", 1), offset("WEEK", 7), offset("MONTH", 28)].every((count) => count > 0));
  });

  // https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
  it("send access logs to a group or to a Firehose stream of API Gateway's", () => {
    const log = (destinationArn: string): number =>
      found(
        V1.stage,
        {
          restApi: "r",
          stageName: "s",
          deployment: "d",
          accessLogSettings: { destinationArn, format: "$context.requestId" },
        },
        "accessLogSettings.destinationArn",
      ).length;
    const arn = (service: string, resource: string): string => `arn:aws:${service}:eu-west-1:123456789012:${resource}`;
    assert.equal(log(arn("logs", "log-group:a")), 0);
    assert.equal(log(arn("firehose", "deliverystream/amazon-apigateway-a")), 0);
    assert.equal(log(arn("firehose", "deliverystream/a")), 1);
    assert.equal(log(arn("logs", "a:log-group:")), 1);
    assert.equal(log(arn("s3", "log-group:a")), 1);
    const role = (cloudwatchRoleArn: string): number =>
      found("aws:apigateway/account:Account", { cloudwatchRoleArn }, "cloudwatchRoleArn").length;
    assert.equal(role("arn:aws:iam::123456789012:role/a"), 0);
    assert.equal(role("arn:aws:iam::123456789012:user/a"), 1);
  });
});
