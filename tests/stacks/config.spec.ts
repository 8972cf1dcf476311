import assert from "node:assert/strict";
import { ConfigError } from "../../stacks/config-problems";
import { type ConfigSource } from "../../stacks/config-values";
import { parseStackConfig } from "../../stacks/config";

const tier = { throttle: { rateLimit: 1, burstLimit: 2 }, quota: { limit: 100, period: "DAY" } };
const partnerTiers = { free: tier, standard: tier, partner: tier };

/** The values of a production stack in which everything is right. */
const right: Record<string, string> = {
  "aws:region": "eu-west-1",
  "shop:tier": "production",
  "shop:logRetentionDays": "365",
  "shop:throttle": '{"rateLimit":1000,"burstLimit":2000}',
  "shop:writeThrottle": "{}",
  "shop:corsOrigins": '["https://shop.example.com"]',
  "shop:jwtIssuer": "https://issuer.example.com",
  "shop:jwtAudiences": '["client"]',
  "shop:partnerTiers": JSON.stringify(partnerTiers),
  "shop:partners": '{"acme":"partner"}',
};

function source(changed: Record<string, string | undefined>, more: Partial<ConfigSource> = {}): ConfigSource {
  const values = Object.entries({ ...right, ...changed }).filter((entry): entry is [string, string] => {
    return entry[1] !== undefined;
  });
  return { project: "shop", stack: "prod", values: Object.fromEntries(values), secretKeys: [], ...more };
}

/** The lines of the error after its first, without the file's name. */
function problemsIn(changed: Record<string, string | undefined>, more: Partial<ConfigSource> = {}): string[] {
  try {
    parseStackConfig(source(changed, more));
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    const [, ...lines] = error.message.split("\n");
    const prefix = `  stacks/Pulumi.${more.stack ?? "prod"}.yaml: `;
    return lines.map((line) => {
      assert.ok(line.startsWith(prefix), line);
      return line.slice(prefix.length);
    });
  }
  return [];
}

describe("the config of a stack", () => {
  it("is typed, with the stack's name and region", () => {
    assert.deepEqual(parseStackConfig(source({})), {
      stack: "prod",
      region: "eu-west-1",
      tier: "production",
      logRetentionDays: 365,
      throttle: { rateLimit: 1000, burstLimit: 2000 },
      writeThrottle: undefined,
      corsOrigins: ["https://shop.example.com"],
      jwtIssuer: "https://issuer.example.com",
      jwtAudiences: ["client"],
      partnerTiers,
      partners: { acme: "partner" },
    });
  });

  it("ignores the keys of other namespaces", () => {
    assert.equal(parseStackConfig(source({ "aws:profile": "shop", "datadog:site": "eu" })).region, "eu-west-1");
  });

  it("reports all problems at once, each with its file, key, value and what is allowed", () => {
    assert.throws(
      () =>
        parseStackConfig(
          source({
            "shop:tier": "prod",
            "shop:logRetentionDays": "45",
            "shop:corsOrigin": "[]",
            "aws:region": undefined,
          }),
        ),
      {
        message:
          "The config of stack prod has 4 problems:\n" +
          "  stacks/Pulumi.prod.yaml: shop:corsOrigin is not a key of this program; did you mean shop:corsOrigins?\n" +
          "  stacks/Pulumi.prod.yaml: aws:region is missing; allowed: an AWS region such as eu-west-1\n" +
          '  stacks/Pulumi.prod.yaml: shop:tier is "prod"; allowed: local, development, staging, production\n' +
          "  stacks/Pulumi.prod.yaml: shop:logRetentionDays is 45; allowed: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, " +
          "400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
      },
    );
  });

  it("counts a single problem as one", () => {
    assert.throws(() => parseStackConfig(source({ "aws:region": "Ireland" })), {
      message:
        "The config of stack prod has 1 problem:\n" +
        '  stacks/Pulumi.prod.yaml: aws:region is "Ireland"; allowed: an AWS region such as eu-west-1',
    });
  });

  const cases: [string, Record<string, string | undefined>, string[]][] = [
    [
      "a list that is not a list",
      { "shop:corsOrigins": "https://a.example.com" },
      ['shop:corsOrigins is "https://a.example.com"; allowed: a list of origins'],
    ],
    [
      "one wrong member of a list by its index",
      { "shop:corsOrigins": '["https://a.example.com","https://b.example.com/"]' },
      [
        'shop:corsOrigins[1] is "https://b.example.com/"; allowed: * or an origin such as https://shop.example.com, ' +
          "without a path or a slash at its end",
      ],
    ],
    [
      "an empty list of audiences",
      { "shop:jwtAudiences": "[]" },
      ["shop:jwtAudiences is []; allowed: a list of at least one client id or audience"],
    ],
    [
      "an audience that is empty",
      { "shop:jwtAudiences": '[""]' },
      ['shop:jwtAudiences[0] is ""; allowed: a client id or audience'],
    ],
    [
      "an issuer without https",
      { "shop:jwtIssuer": "http://issuer.example.com" },
      [
        'shop:jwtIssuer is "http://issuer.example.com"; allowed: an https URL without a query, as it stands in the ' +
          "tokens' iss claim",
      ],
    ],
    [
      "a limit of 0",
      { "shop:throttle": '{"rateLimit":0,"burstLimit":0.5}' },
      [
        "shop:throttle.rateLimit is 0; allowed: a number of requests a second above 0",
        "shop:throttle.burstLimit is 0.5; allowed: a whole number of requests, 1 or more",
      ],
    ],
    [
      "hosts that no URL can have",
      { "shop:corsOrigins": '["https://shop:port"]', "shop:jwtIssuer": "https://[issuer" },
      [
        'shop:corsOrigins[0] is "https://shop:port"; allowed: * or an origin such as https://shop.example.com, ' +
          "without a path or a slash at its end",
        'shop:jwtIssuer is "https://[issuer"; allowed: an https URL without a query, as it stands in the ' +
          "tokens' iss claim",
      ],
    ],
    [
      "limits that are one number",
      { "shop:throttle": "10" },
      ["shop:throttle is 10; allowed: an object with rateLimit and burstLimit"],
    ],
    [
      "a partner on a tier that there is not, and a tier without a quota",
      {
        "shop:partners": '{"acme":"gold"}',
        "shop:partnerTiers": JSON.stringify({ ...partnerTiers, free: { throttle: tier.throttle } }),
      },
      [
        "shop:partnerTiers.free.quota is missing; allowed: an object with throttle (rateLimit and burstLimit) and quota (limit and period)",
        'shop:partners.acme is "gold"; allowed: free, standard, partner',
      ],
    ],
    [
      "an unknown key inside an object, with the nearest name",
      { "shop:writeThrottle": '{"ratelimit":5,"burstLimit":5}' },
      ["shop:writeThrottle.ratelimit is not a key of this program; did you mean rateLimit?"],
    ],
    [
      "a key in the wrong namespace, with the right one",
      { "shop:region": "eu-west-1" },
      ["shop:region is not a key of this program; did you mean aws:region?"],
    ],
    [
      "an unknown key that is near to none, with all keys and without its value, which may be confidential",
      { "shop:databasePassword": "hunter2" },
      [
        "shop:databasePassword is not a key of this program; the keys are aws:region, shop:tier, shop:logRetentionDays, " +
          "shop:throttle, shop:writeThrottle, shop:corsOrigins, shop:jwtIssuer, shop:jwtAudiences, " +
          "shop:partnerTiers, shop:partners",
      ],
    ],
  ];
  for (const [name, changed, expected] of cases) {
    it(`reports ${name}`, () => assert.deepEqual(problemsIn(changed), expected));
  }

  it("never shows the value of a secret", () => {
    const problems = problemsIn({ "shop:jwtIssuer": "hunter2" }, { secretKeys: ["shop:jwtIssuer"] });
    assert.deepEqual(problems, ["shop:jwtIssuer is a secret, but stands readable in the API: set it with --plaintext"]);
  });

  it("takes a text that looks like a number as the text that it is", () => {
    const { jwtIssuer } = parseStackConfig(source({ "shop:jwtIssuer": "https://1.example.com" }));
    assert.equal(jwtIssuer, "https://1.example.com");
    assert.deepEqual(problemsIn({ "shop:jwtIssuer": "1" }), [
      `shop:jwtIssuer is "1"; allowed: an https URL without a query, as it stands in the tokens' iss claim`,
    ]);
  });
});
