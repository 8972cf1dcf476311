import assert from "node:assert/strict";
import { asset } from "@pulumi/pulumi";
import {
  CERTIFICATE,
  LAMBDA,
  RECORD,
  USER_POOL,
  USER_POOL_CLIENT,
  V1,
  V2,
  WEB_ACL,
  ZONE,
} from "../../aws/resource-types";
import { rules } from "../../policy/rules";
import { run, secret, type Stack, UNKNOWN } from "./cases";

const TYPES = [
  ...Object.values(V1),
  ...Object.values(V2),
  ...Object.values(LAMBDA),
  CERTIFICATE,
  RECORD,
  USER_POOL,
  USER_POOL_CLIENT,
  WEB_ACL,
  ZONE,
  "cloudflare:index/record:Record",
];

/** Properties that rules read, whatever the type. */
const NAMES =
  "id arn name apiId restApi restApiId resourceId parentId pathPart path routeKey target httpMethod authorization authorizationType authorizerId authorizerType authorizerUri authorizationScopes type uri integrationUri integrationType integrationMethod integrationHttpMethod integrationSubtype payloadFormatVersion authorizerPayloadFormatVersion enableSimpleResponses authorizerResultTtlInSeconds identitySources identitySource jwtConfiguration corsConfiguration body policy stageName stage methodPath settings defaultRouteSettings routeSettings accessLogSettings variables stageVariables triggers deployment domainName domainNameConfiguration certificateArn regionalCertificateArn endpointConfiguration securityPolicy mutualTlsAuthentication records aliases zoneId latencyRoutingPolicies apiStages throttleSettings quotaSettings keyId usagePlanId principal action function sourceArn sourceAccount qualifier code timeout responseParameters responses responseType statusCode protocolType tags tagsAll region executionArn rules invokeArn timeoutMilliseconds minimumCompressionSize".split(
    " ",
  );

/** The same numbers in each run: https://en.wikipedia.org/wiki/Linear_congruential_generator */
class Chance {
  constructor(private state: number) {}

  below(count: number): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * count);
  }

  of<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    assert.ok(item !== undefined);
    return item;
  }
}

const TEXTS = [
  "",
  " ",
  "*",
  "a",
  "abcde12345",
  "NONE",
  "JWT",
  "CUSTOM",
  "AWS_PROXY",
  "HTTP",
  "WEBSOCKET",
  "REGIONAL",
  "GET /orders/{id}",
  "$default",
  "{id}",
  "orders/GET",
  "/orders/GET",
  "TLS_1_2",
  "SecurityPolicy_",
  "7200",
  "{}",
  "[",
  '{"paths":{"/a":{"get":{"x-amazon-apigateway-integration":{"uri":5,"responses":[]}}}},"components":[]}',
  "paths:\n  /a: [",
  "openapi: 3.0.1\npaths:\n  /a:\n    get: null\n",
  '{"Statement":{"Effect":"Allow","Principal":{"AWS":["*",5]},"Action":[null],"Condition":{"x":5}}}',
  "arn:aws:lambda:eu-west-1:111122223333:function:a:b:c",
  "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${stageVariables.fn}/invocations",
  "arn:aws:execute-api:::x",
  "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a",
  "https://[::1",
  "d-abcde12345.execute-api.eu-west-1.amazonaws.com",
  "ü.example",
  "[secret]",
  "https://[secret]/x",
  "integrations/",
  "'*'",
  "\u0000",
] as const;

function valueOf(chance: Chance, depth: number): unknown {
  switch (chance.below(depth > 3 ? 7 : 11)) {
    case 0:
    case 1:
    case 2:
      return chance.of(TEXTS);
    case 3:
      return UNKNOWN;
    case 4:
      return chance.of([0, -1, 1, 1.5, 29_500, 2 ** 40]);
    case 5:
      return chance.of([true, false, null]);
    case 6:
      return secret(chance.of(TEXTS));
    case 7:
      return Array.from({ length: chance.below(3) }, () => valueOf(chance, depth + 1));
    case 8:
      return new asset.AssetArchive({
        [chance.of(["index.js", "app.py", "index.ts"])]: new asset.StringAsset(
          chance.of(["exports.handler = {", 'h["Access-Control-Allow-Origin"] = "*"', "def f(:", "const x: = 1"]),
        ),
      });
    default:
      return Object.fromEntries(
        Array.from({ length: chance.below(4) }, () => [
          chance.of([...NAMES, "loggingLevel", "allowOrigins", "issuer", "audiences", "types", "rateLimit"]),
          valueOf(chance, depth + 1),
        ]),
      );
  }
}

function oddStack(chance: Chance): Stack {
  const names = Array.from({ length: 4 + chance.below(8) }, (_, index) => `r${String(index)}`);
  return Object.fromEntries(
    names.map((name) => {
      const used = Array.from({ length: 3 + chance.below(8) }, () => chance.of(NAMES));
      const props = Object.fromEntries(used.map((property) => [property, valueOf(chance, 0)]));
      const refs = Object.fromEntries(
        used.filter(() => chance.below(3) === 0).map((property) => [property, [chance.of(names)]]),
      );
      return [name, { type: chance.of(TYPES), props, refs, dependsOn: [chance.of(names)] }];
    }),
  );
}

describe("the rules, on stacks of odd values", () => {
  it("report or leave undecided, and never throw", async function () {
    this.timeout(240_000);
    const chance = new Chance(20261129);
    for (let count = 0; count < 60; count++) {
      const stack = oddStack(chance);
      for (const rule of rules) {
        try {
          await run(rule, stack, rule.options.required?.default === false ? { required: true } : {});
        } catch (error) {
          assert.fail(
            `${rule.name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n${JSON.stringify(stack)}`,
          );
        }
      }
    }
  });
});
