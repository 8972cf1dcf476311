import assert from "node:assert/strict";
import { ConfigError, type ConfigSource } from "../../config";
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

const KEYS =
  "aws:region, shop:tier, shop:logRetentionDays, shop:throttle, shop:writeThrottle, shop:corsOrigins, shop:jwtIssuer, " +
  "shop:jwtAudiences, shop:partnerTiers, shop:partners";

/** The command that sets a key or a part of it, as the fix of a problem. */
function set(key: string, flags = ""): string {
  return `Fix: pulumi config set --stack prod ${flags}${key} <value>`;
}

/** The lines of the error after its first, without the file's name. */
function problemsIn(changed: Record<string, string | undefined>, more: Partial<ConfigSource> = {}): string[] {
  try {
    parseStackConfig(source(changed, more));
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    const [, ...lines] = error.message.split("\n");
    const prefix = `  Pulumi.${more.stack ?? "prod"}.yaml: `;
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
          `  Pulumi.prod.yaml: shop:corsOrigin is not a key of this program; expected shop:corsOrigins. Fix: rename it\n` +
          `  Pulumi.prod.yaml: aws:region is missing; expected an AWS region such as eu-west-1. ${set("aws:region")}\n` +
          `  Pulumi.prod.yaml: shop:tier is "prod"; expected local, development, staging, production. ${set("shop:tier")}\n` +
          "  Pulumi.prod.yaml: shop:logRetentionDays is 45; expected 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, " +
          `400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653. ${set("shop:logRetentionDays")}`,
      },
    );
  });

  it("counts a single problem as one", () => {
    assert.throws(() => parseStackConfig(source({ "aws:region": "Ireland" })), {
      message:
        "The config of stack prod has 1 problem:\n" +
        `  Pulumi.prod.yaml: aws:region is "Ireland"; expected an AWS region such as eu-west-1. ${set("aws:region")}`,
    });
  });

  const path = (key: string): string => set(`'${key}'`, "--path ");
  const member = (key: string): string => set(key, "--path ");
  const cases: [string, Record<string, string | undefined>, string[]][] = [
    [
      "a list that is not a list",
      { "shop:corsOrigins": "https://a.example.com" },
      [`shop:corsOrigins is "https://a.example.com"; expected a list of origins. ${set("shop:corsOrigins")}`],
    ],
    [
      "one wrong member of a list by its index",
      { "shop:corsOrigins": '["https://a.example.com","https://b.example.com/"]' },
      [
        'shop:corsOrigins[1] is "https://b.example.com/"; expected * or an origin such as https://shop.example.com, ' +
          `without a path or a slash at its end. ${path("shop:corsOrigins[1]")}`,
      ],
    ],
    [
      "an empty list of audiences",
      { "shop:jwtAudiences": "[]" },
      [`shop:jwtAudiences is []; expected a list of at least one client id or audience. ${set("shop:jwtAudiences")}`],
    ],
    [
      "an audience that is empty",
      { "shop:jwtAudiences": '[""]' },
      [`shop:jwtAudiences[0] is ""; expected a client id or audience. ${path("shop:jwtAudiences[0]")}`],
    ],
    [
      "an issuer without https",
      { "shop:jwtIssuer": "http://issuer.example.com" },
      [
        'shop:jwtIssuer is "http://issuer.example.com"; expected an https URL without a query, as it stands in the ' +
          `tokens' iss claim. ${set("shop:jwtIssuer")}`,
      ],
    ],
    [
      "a limit of 0",
      { "shop:throttle": '{"rateLimit":0,"burstLimit":0.5}' },
      [
        `shop:throttle.rateLimit is 0; expected a number of requests a second above 0. ${member("shop:throttle.rateLimit")}`,
        `shop:throttle.burstLimit is 0.5; expected a whole number of requests, 1 or more. ${member("shop:throttle.burstLimit")}`,
      ],
    ],
    [
      "hosts that no URL can have",
      { "shop:corsOrigins": '["https://shop:port"]', "shop:jwtIssuer": "https://[issuer" },
      [
        'shop:corsOrigins[0] is "https://shop:port"; expected * or an origin such as https://shop.example.com, ' +
          `without a path or a slash at its end. ${path("shop:corsOrigins[0]")}`,
        'shop:jwtIssuer is "https://[issuer"; expected an https URL without a query, as it stands in the ' +
          `tokens' iss claim. ${set("shop:jwtIssuer")}`,
      ],
    ],
    [
      "limits that are one number",
      { "shop:throttle": "10" },
      [`shop:throttle is 10; expected an object with rateLimit and burstLimit. ${set("shop:throttle")}`],
    ],
    [
      "a partner on an unknown tier, and a tier without a quota",
      {
        "shop:partners": '{"acme":"gold"}',
        "shop:partnerTiers": JSON.stringify({ ...partnerTiers, free: { throttle: tier.throttle } }),
      },
      [
        "shop:partnerTiers.free.quota is missing; expected an object with throttle (rateLimit and burstLimit) and quota (limit and period). " +
          member("shop:partnerTiers.free.quota"),
        `shop:partners.acme is "gold"; expected free, standard, partner. ${member("shop:partners.acme")}`,
      ],
    ],
    [
      "an unknown key inside an object, with the nearest name",
      { "shop:writeThrottle": '{"ratelimit":5,"burstLimit":5}' },
      ["shop:writeThrottle.ratelimit is not a key of this program; expected rateLimit. Fix: rename it"],
    ],
    [
      "a key in the wrong namespace, with the right one",
      { "shop:region": "eu-west-1" },
      [`shop:region is not a key of this program; expected aws:region. Fix: rename it`],
    ],
    [
      "an unknown key that is near to none, with all keys and without its value, which may be confidential",
      { "shop:databasePassword": "hunter2" },
      [`shop:databasePassword is not a key of this program; expected one of ${KEYS}. Fix: remove it`],
    ],
  ];
  for (const [name, changed, expected] of cases) {
    it(`reports ${name}`, () => assert.deepEqual(problemsIn(changed), expected));
  }

  it("never shows the value of a secret", () => {
    const problems = problemsIn({ "shop:jwtIssuer": "hunter2" }, { secretKeys: ["shop:jwtIssuer"] });
    assert.deepEqual(problems, [
      "shop:jwtIssuer is encrypted; expected a readable value: the program uses it in the open. " +
        "Fix: pulumi config set --stack prod --plaintext shop:jwtIssuer <value>, or declare the key in secrets",
    ]);
  });

  it("takes a text that looks like a number as the text that it is", () => {
    const { jwtIssuer } = parseStackConfig(source({ "shop:jwtIssuer": "https://1.example.com" }));
    assert.equal(jwtIssuer, "https://1.example.com");
    assert.deepEqual(problemsIn({ "shop:jwtIssuer": "1" }), [
      `shop:jwtIssuer is "1"; expected an https URL without a query, as it stands in the tokens' iss claim. ${set("shop:jwtIssuer")}`,
    ]);
  });
});
