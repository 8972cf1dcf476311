import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import {
  ApiKey,
  ConnectionStore,
  CustomDomain,
  type CustomDomainArgs,
  HttpApi,
  type HttpApiArgs,
  httpProxy,
  lambda,
  none,
  resourcePolicy,
  RestApi,
  type RestApiArgs,
  UsagePlan,
  VpcLink,
  WebSocketApi,
  type WebSocketApiArgs,
} from "../../components";
import { refused } from "../support/refused";
import { deploy } from "../support/deploy";

const FN = "arn:aws:lambda:eu-west-1:123456789012:function:orders";
const defaultAuthorizer = none("a test");
const routes = { "GET /a": lambda(FN) };
const FIREHOSE = "arn:aws:firehose:eu-west-1:123456789012:deliverystream";

/** The first problem of a component's arguments, without its fix. */
async function problemOf(make: () => unknown): Promise<string> {
  const lines = await deploy(() => refused(make));
  return lines.value[1]?.replace(/\. Fix: .*/, "").replace("  - ", "") ?? "";
}

const http = (args: HttpApiArgs): Promise<string> =>
  problemOf(() => new HttpApi("shop", { defaultAuthorizer, routes, ...args }));
const rest = (args: RestApiArgs): Promise<string> =>
  problemOf(() => new RestApi("shop", { defaultAuthorizer, routes, ...args }));
const chat = (args: Partial<WebSocketApiArgs>): Promise<string> =>
  problemOf(
    () =>
      new WebSocketApi("chat", {
        authorizer: defaultAuthorizer,
        routes: { say: { integration: lambda(FN) } },
        ...args,
      }),
  );
const domain = (args: Partial<CustomDomainArgs>): Promise<string> =>
  problemOf(() => new CustomDomain("api", { domainName: "api.example.com", region: "eu-west-1", ...args }));

const tooMany = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`v${index}`, "x"]));

/** The inputs that AWS's API models and pages reject, each with the start of the problem. */
const cases: [what: string, problem: () => Promise<string>, expected: RegExp][] = [
  // https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html
  ["an API's name of 129", () => http({ name: "n".repeat(129) }), /^name: got 129, expected at most 128 /],
  ["a description of 1025", () => http({ description: "d".repeat(1025) }), /^description: got 1025, /],
  [
    "a stage's description of 1025",
    () => http({ stages: { a: { description: "d".repeat(1025) } } }),
    /^stages\["a"\]\.description: /,
  ],
  [
    "cors.maxAge 100000",
    () => http({ cors: { maxAge: 100_000 } }),
    /^cors\.maxAge: got 100000, expected a whole number from -1 to 86400 /,
  ],
  // CreateIntegration's integrationUri is a URL: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html
  [
    "a URL whose brace is not closed",
    () => http({ routes: { "GET /a/{id}": httpProxy("https://backend.example.com/a/{id") } }),
    /integration\.url: got "https:\/\/backend\.example\.com\/a\/\{id", expected an http or https URL, with path/,
  ],
  [
    "a URL whose brace is not opened",
    () => http({ routes: { "GET /a/{id}": httpProxy("https://backend.example.com/a/id}") } }),
    /integration\.url: got "https:\/\/backend\.example\.com\/a\/id\}", expected an http or https URL/,
  ],
  ["burstLimit 2^31", () => http({ throttle: { burstLimit: 2 ** 31 } }), /^throttle\.burstLimit: /],
  ["101 stage variables", () => http({ stageVariables: tooMany }), /^stageVariables: got 101, expected at most 100/],
  [
    "operationName of 65",
    () => http({ routes: { "GET /a": { integration: lambda(FN), operationName: "o".repeat(65) } } }),
    /operationName: got 65, /,
  ],
  ["51 tags", () => http({ tags: Object.fromEntries(Object.entries(tooMany).slice(0, 51)) }), /^tags: got 51, /],
  ["a tag aws:x", () => http({ tags: { "aws:x": "1" } }), /^tags: got "aws:x", /],
  ["ipAddressType ipv6", () => http({ ipAddressType: "ipv6" as "ipv4" }), /^ipAddressType: got "ipv6", /],
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html
  [
    "an HTTP log to Firehose",
    () => http({ accessLog: { destinationArn: `${FIREHOSE}/amazon-apigateway-a` } }),
    /Firehose is supported on REST APIs only/,
  ],
  [
    "a log destination that is a name",
    () => http({ accessLog: { destinationArn: "logs" } }),
    /^accessLog\.destinationArn: got "logs", /,
  ],
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-logging-to-kinesis.html
  [
    "a REST log to a stream of another name",
    () => rest({ accessLog: { destinationArn: `${FIREHOSE}/logs` } }),
    /starts with amazon-apigateway-/,
  ],
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-list.html
  [
    "securityPolicy TLS_1_3",
    () => rest({ securityPolicy: "TLS_1_3" }),
    /^securityPolicy: got "TLS_1_3", expected one of TLS_1_0, /,
  ],
  [
    "an edge policy on a regional API",
    () => rest({ securityPolicy: "SecurityPolicy_TLS13_2025_EDGE" }),
    /^securityPolicy: /,
  ],
  [
    "endpointAccessMode LOOSE",
    () => rest({ securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09", endpointAccessMode: "LOOSE" as "BASIC" }),
    /^endpointAccessMode: got "LOOSE"/,
  ],
  ["endpointAccessMode without such a policy", () => rest({ endpointAccessMode: "BASIC" }), /^endpointAccessMode: /],
  [
    "a web ACL of CloudFront",
    () => rest({ webAclArn: "arn:aws:wafv2:us-east-1:123456789012:global/webacl/a/b" }),
    /^webAclArn: .*regional web ACL/,
  ],
  [
    "a canary's variable with a dollar",
    () => rest({ release: 2, canary: { percentTraffic: 1, stageVariableOverrides: { a: "$" } } }),
    /^canary\.stageVariableOverrides\.a: got "\$"/,
  ],
  [
    "a route's cache ttl of 4000",
    () => rest({ routes: { "GET /a": { integration: lambda(FN), cache: { ttlInSeconds: 4000 } } } }),
    /cache\.ttlInSeconds: got 4000, expected 0 to 3600/,
  ],
  [
    "a cache key page[size]",
    () =>
      rest({ routes: { "GET /a": { integration: lambda(FN), cache: { keyParameters: ["querystring.page[size]"] } } } }),
    /keyParameters: got "querystring\.page\[size\]"/,
  ],
  [
    "a header with a space",
    () => rest({ routes: { "GET /a": { integration: lambda(FN), requiredHeaders: ["x y"] } } }),
    /requiredHeaders: got "x y"/,
  ],
  [
    "a query parameter page[size]",
    () => rest({ routes: { "GET /a": { integration: lambda(FN), requiredQueryParameters: ["page[size]"] } } }),
    /requiredQueryParameters: got "page\[size\]"/,
  ],
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
  [
    "a gateway response's header without quotes",
    () => rest({ gatewayResponses: { DEFAULT_4XX: { headers: { "x-a": "plain" } } } }),
    /^gatewayResponses\.DEFAULT_4XX\.headers\.x-a: got "plain"/,
  ],
  [
    "a policy's account of 3 digits",
    () => problemOf(() => resourcePolicy({ accounts: ["123"] })),
    /^accounts: got "123", /,
  ],
  ["a WebSocket API's tag aws:x", () => chat({ tags: { "aws:x": "1" } }), /^tags: got "aws:x", /],
  // https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TimeToLiveSpecification.html
  [
    "expiresAttribute of 256",
    () => problemOf(() => new ConnectionStore("c", { expiresAttribute: "e".repeat(256) })),
    /^expiresAttribute: got 256, /,
  ],
  // https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html
  [
    "a certificate's first name of 65",
    () => domain({ domainName: `${"a".repeat(53)}.example.com` }),
    /^domainName: .*at most 64 characters/,
  ],
  [
    "101 names on a certificate",
    () => domain({ subjectAlternativeNames: Array.from({ length: 100 }, (_, index) => `a${index}.example.com`) }),
    /^subjectAlternativeNames: got 100, /,
  ],
  [
    "a domain's policy SecurityPolicy_X",
    () => domain({ securityPolicy: "SecurityPolicy_X" }),
    /^securityPolicy: got "SecurityPolicy_X", /,
  ],
  [
    "an edge policy on a regional domain",
    () => domain({ securityPolicy: "SecurityPolicy_TLS12_2018_EDGE" }),
    /^securityPolicy: /,
  ],
  ["a domain's ipAddressType ipv6", () => domain({ ipAddressType: "ipv6" as "ipv4" }), /^ipAddressType: /],
  [
    "a record's setIdentifier of 129",
    () => domain({ recordRouting: { policy: "latency", setIdentifier: "s".repeat(129) } }),
    /^recordRouting\.setIdentifier: /,
  ],
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-routing-rules.html
  ["a routing rule's star in the middle", () => rule({ "x-a": "a*b" }), /headers\.x-a: got "a\*b"/],
  ["a routing rule's empty value", () => rule({ "x-a": "" }), /headers\.x-a: got ""/],
  ["a routing rule's value of 129", () => rule({ "x-a": "v".repeat(129) }), /headers\.x-a: /],
  ["a routing rule's header of 41", () => rule({ [`x-${"a".repeat(39)}`]: "v" }), /headers: got "x-a+", /],
  [
    "routing rules on a private domain",
    () => domain({ endpointType: "PRIVATE", routingRules: { a: { priority: 1, api: { id: "a" }, stage: "live" } } }),
    /^routingRules: expected no value on a private domain/,
  ],
  // https://docs.aws.amazon.com/apigateway/latest/api/API_QuotaSettings.html
  [
    "a quota's offset of 5 a DAY",
    () => plan({ limit: 1, period: "DAY", offset: 5 }),
    /^quota\.offset: got 5, expected 0 for a DAY/,
  ],
  [
    "a quota's offset of 7 a WEEK",
    () => plan({ limit: 1, period: "WEEK", offset: 7 }),
    /^quota\.offset: got 7, expected a whole number from 0 to 6 for a WEEK/,
  ],
  ["a quota's offset of 28 a MONTH", () => plan({ limit: 1, period: "MONTH", offset: 28 }), /^quota\.offset: got 28, /],
  ["a quota's negative offset", () => plan({ limit: 1, period: "MONTH", offset: -1 }), /^quota\.offset: got -1, /],
  [
    "two keys of one value",
    () =>
      problemOf(
        () =>
          new UsagePlan("p", {
            stages: [{ api: { id: "a" }, stage: "live" }],
            keys: { a: { value: "v".repeat(20) }, b: { value: "v".repeat(20) } },
          }),
      ),
    /^keys\.b\.value: expected a value of its own: "a" has the same/,
  ],
  ["a key's tag aws:x", () => problemOf(() => new ApiKey("k", { tags: { "aws:x": "1" } })), /^tags: got "aws:x", /],
  [
    "a VPC link's target port 0",
    () =>
      problemOf(
        () => new VpcLink("l", { vpcId: "v", subnetIds: ["s"], targets: { web: { securityGroupId: "g", port: 0 } } }),
      ),
    /^targets\.web\.port: got 0, expected a port from 1 to 65535/,
  ],
];

function rule(headers: Record<string, string>): Promise<string> {
  return domain({ routingRules: { a: { priority: 1, headers, api: { id: "a" }, stage: "live" } } });
}

function plan(quota: { limit: number; period: "DAY" | "WEEK" | "MONTH"; offset: number }): Promise<string> {
  return problemOf(() => new UsagePlan("p", { stages: [{ api: { id: "a" }, stage: "live" }], quota }));
}

describe("what AWS rejects is rejected before anything is registered:", () => {
  for (const [what, problem, expected] of cases) {
    it(what, async () => {
      assert.match(await problem(), expected);
    });
  }

  it("a usage plan of an HttpApi", async () => {
    const api = await problemOf(() => {
      return new UsagePlan("p", { stages: [{ api: new HttpApi("shop", { defaultAuthorizer, routes }) }] });
    });
    assert.match(api, /^stages\[0\]\.api: got "HTTP API", expected a REST or WebSocket API/);
  });

  // "you must also set the endpoint access mode": https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies.html
  for (const known of [true, false]) {
    it(`and an enhanced policy has the access mode that it needs, ${known ? "where it is known" : "as an Output too"}`, async () => {
      const modeOf = async (policy: string): Promise<unknown> => {
        const securityPolicy = known ? policy : pulumi.output(policy);
        const { inputsOf } = await deploy(() => new RestApi("shop", { defaultAuthorizer, routes, securityPolicy }));
        return inputsOf("apigateway/restApi:RestApi").endpointAccessMode;
      };
      assert.equal(await modeOf("SecurityPolicy_TLS13_1_3_2025_09"), "STRICT");
      assert.equal(await modeOf("TLS_1_2"), undefined);
    });
  }
});
