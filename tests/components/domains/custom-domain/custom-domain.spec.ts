import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Api } from "@pulumi/aws/apigatewayv2";
import { RestApi } from "@pulumi/aws/apigateway";
import { CustomDomain, type CustomDomainArgs, HttpApi, httpProxy, none, WebSocketApi } from "../../../../components";
import { deploy, valueOf } from "../../../support/deploy";
import { refused } from "../../../support/refused";

const routes = { "GET /orders": httpProxy("https://backend.example.com") };
const CERTIFICATE = "arn:aws:acm:eu-west-1:123456789012:certificate/0a1b2c3d-0000-4000-8000-000000000000";
const ZONE = "Z0123456789";

function shop(args: object = {}): HttpApi {
  return new HttpApi("shop", { defaultAuthorizer: none("a test"), routes, ...args });
}

function domain(args: Partial<CustomDomainArgs> = {}): CustomDomain {
  return new CustomDomain("domain", { domainName: "api.example.com", hostedZoneId: ZONE, ...args });
}

describe("CustomDomain", () => {
  it("makes a validated certificate, a TLS 1.2 domain, a mapping and alias records", async () => {
    const { resources, inputsOf } = await deploy(() => domain({ mappings: { "/v1/": { api: shop() } } }));
    assert.deepEqual(
      resources
        .map(({ type, name }) => `${type} ${name}`)
        .filter((line) => line.includes(" domain"))
        .sort(),
      [
        "aws:acm/certificate:Certificate domain-certificate",
        "aws:acm/certificateValidation:CertificateValidation domain-certificate-validation",
        "aws:apigatewayv2/apiMapping:ApiMapping domain-v1-mapping",
        "aws:apigatewayv2/domainName:DomainName domain",
        "aws:route53/record:Record domain-alias-a",
        "aws:route53/record:Record domain-alias-aaaa",
        "aws:route53/record:Record domain-validation-api.example.com",
      ],
    );
    assert.deepEqual(inputsOf("acm/certificate:Certificate"), {
      domainName: "api.example.com",
      validationMethod: "DNS",
    });
    assert.deepEqual(inputsOf("apigatewayv2/domainName:DomainName"), {
      domainName: "api.example.com",
      domainNameConfiguration: {
        certificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/domain-certificate",
        endpointType: "REGIONAL",
        securityPolicy: "TLS_1_2",
      },
    });
    assert.deepEqual(inputsOf("apigatewayv2/apiMapping:ApiMapping"), {
      apiId: "shop-id",
      apiMappingKey: "v1",
      domainName: "domain-id",
      stage: "$default",
    });
    assert.deepEqual(inputsOf("route53/record:Record", "domain-alias-aaaa"), {
      zoneId: ZONE,
      name: "api.example.com",
      type: "AAAA",
      aliases: [
        {
          name: "d-domain.execute-api.eu-west-1.amazonaws.com",
          zoneId: "ZLY8HYME6SFDD",
          evaluateTargetHealth: false,
        },
      ],
    });
    assert.deepEqual(inputsOf("route53/record:Record", "domain-validation-api.example.com"), {
      zoneId: ZONE,
      name: "_proof.api.example.com",
      type: "CNAME",
      ttl: 300,
      records: ["_value.acm-validations.aws."],
      allowOverwrite: true,
    });
  });

  it("proves a wildcard and the name below it with one record", async () => {
    const { namesOf, inputsOf } = await deploy(() =>
      domain({ domainName: "*.example.com", subjectAlternativeNames: ["example.com", "example.org"] }),
    );
    assert.deepEqual(
      namesOf("route53/record:Record").filter((name) => name.includes("validation")),
      ["domain-validation-example.com", "domain-validation-example.org"],
    );
    assert.deepEqual(inputsOf("acm/certificateValidation:CertificateValidation").validationRecordFqdns, [
      "_proof.example.com",
      "_proof.example.org",
    ]);
  });

  it("without a zone says which records to create elsewhere, and makes none", async () => {
    const { value, namesOf, notes } = await deploy(() =>
      domain({ hostedZoneId: undefined, mappings: { "": { api: shop() } } }),
    );
    assert.deepEqual(namesOf("route53/record:Record"), []);
    assert.deepEqual(await valueOf(value.recordsToCreate), [
      {
        purpose: "validation",
        name: "_proof.api.example.com",
        type: "CNAME",
        value: "_value.acm-validations.aws.",
      },
      {
        purpose: "address",
        name: "api.example.com",
        type: "CNAME",
        value: "d-domain.execute-api.eu-west-1.amazonaws.com",
      },
    ]);
    assert.deepEqual(notes, [
      'info: [runtime] CustomDomain "domain": create _proof.api.example.com CNAME _value.acm-validations.aws. to validate the certificate; the deployment waits for it.',
      'info: [runtime] CustomDomain "domain": create api.example.com CNAME d-domain.execute-api.eu-west-1.amazonaws.com to route clients to the domain.',
    ]);
    assert.deepEqual(
      value.dnsRecords.map(({ purpose, label, type }) => [purpose, label, type]),
      [
        ["validation", "api.example.com", "CNAME"],
        ["address", "api.example.com", "CNAME"],
      ],
    );
  });

  it("asks for nothing to be created elsewhere where the zone is given", async () => {
    const { value } = await deploy(() => domain());
    assert.deepEqual(await valueOf(value.recordsToCreate), []);
  });

  it("makes no certificate where one is given, and takes a late one", async () => {
    const { namesOf, inputsOf } = await deploy(() => domain({ certificateArn: pulumi.output(CERTIFICATE) }));
    assert.deepEqual(namesOf("acm/certificate:Certificate"), []);
    const configuration = inputsOf("apigatewayv2/domainName:DomainName").domainNameConfiguration;
    assert.equal((configuration as { certificateArn: string }).certificateArn, CERTIFICATE);
  });

  it("tries routing rules before mappings, and alone where there are no mappings", async () => {
    const rules = (api: RestApi): Partial<CustomDomainArgs> => ({
      routingRules: {
        beta: { priority: 100, api, stage: "beta", headers: { "x-version": "beta*" }, basePaths: ["orders"] },
        rest: { priority: 1000, api, stage: "prod", stripBasePath: true },
      },
    });
    const { inputsOf } = await deploy(() => domain(rules(new RestApi("legacy"))));
    assert.equal(inputsOf("apigatewayv2/domainName:DomainName").routingMode, "ROUTING_RULE_ONLY");
    assert.deepEqual(inputsOf("apigatewayv2/routingRule:RoutingRule", "domain-beta-rule"), {
      domainName: "domain-id",
      priority: 100,
      conditions: [
        { matchBasePaths: { anyOfs: ["orders"] } },
        { matchHeaders: { anyOf: { header: "x-version", valueGlob: "beta*" } } },
      ],
      actions: [{ invokeApi: { apiId: "legacy-id", stage: "beta", stripBasePath: false } }],
    });
    assert.deepEqual(inputsOf("apigatewayv2/routingRule:RoutingRule", "domain-rest-rule").conditions, []);
    const both = await deploy(() => domain({ ...rules(new RestApi("legacy")), mappings: { "": { api: shop() } } }));
    assert.equal(both.inputsOf("apigatewayv2/domainName:DomainName").routingMode, "ROUTING_RULE_THEN_API_MAPPING");
  });

  it("has AWS's enhanced policies for REST APIs, strict unless said otherwise", async () => {
    const { inputsOf } = await deploy(() => {
      const api = new RestApi("legacy");
      return domain({ securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09", mappings: { "": { api, stage: "prod" } } });
    });
    assert.deepEqual(inputsOf("apigateway/domainName:DomainName"), {
      domainName: "api.example.com",
      regionalCertificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/domain-certificate",
      endpointConfiguration: { types: "REGIONAL" },
      securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09",
      endpointAccessMode: "STRICT",
    });
    assert.equal(inputsOf("apigatewayv2/apiMapping:ApiMapping").stage, "prod");
  });

  // https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-edge-optimized-custom-domain-name.html
  it("is edge-optimized with a certificate in us-east-1, base path mappings, and aliases of CloudFront's name and zone", async () => {
    const program = (args: Partial<CustomDomainArgs> = {}): CustomDomain =>
      domain({
        endpointType: "EDGE",
        region: "eu-west-1",
        mappings: { v1: { api: new RestApi("legacy"), stage: "prod" } },
        ...args,
      });
    const { inputsOf, value, namesOf } = await deploy(() => program());
    assert.deepEqual(inputsOf("apigateway/domainName:DomainName"), {
      domainName: "api.example.com",
      certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/domain-certificate",
      endpointConfiguration: { types: "EDGE" },
      securityPolicy: "TLS_1_2",
      region: "eu-west-1",
    });
    assert.equal(inputsOf("acm/certificate:Certificate").region, "us-east-1");
    assert.equal(inputsOf("acm/certificateValidation:CertificateValidation").region, "us-east-1");
    assert.deepEqual(namesOf("apigatewayv2/apiMapping:ApiMapping"), []);
    assert.deepEqual(inputsOf("apigateway/basePathMapping:BasePathMapping"), {
      domainName: "api.example.com",
      restApi: "legacy-id",
      basePath: "v1",
      stageName: "prod",
      region: "eu-west-1",
    });
    assert.deepEqual(inputsOf("route53/record:Record", "domain-alias-a").aliases, [
      { name: "ddomain.cloudfront.net", zoneId: "Z2FDTNDATAQYW2", evaluateTargetHealth: false },
    ]);
    assert.equal(await valueOf(value.targetHostedZoneId), "Z2FDTNDATAQYW2");
    const enhanced = await deploy(() => program({ securityPolicy: "SecurityPolicy_TLS13_2025_EDGE" }));
    const { securityPolicy, endpointAccessMode } = enhanced.inputsOf("apigateway/domainName:DomainName");
    assert.deepEqual([securityPolicy, endpointAccessMode], ["SecurityPolicy_TLS13_2025_EDGE", "STRICT"]);
  });

  it("associates each VPC endpoint with a private domain, lets no other in and points the zone to the first", async () => {
    const { inputsOf, namesOf } = await deploy(() => {
      const api = new RestApi("legacy");
      const dnsEntries = [{ dnsName: "vpce-1.execute-api.eu-west-1.vpce.amazonaws.com", hostedZoneId: "Z7" }];
      return domain({
        endpointType: "PRIVATE",
        vpcEndpoints: [{ id: "vpce-1", dnsEntries }, { id: "vpce-2" }],
        validationZoneId: "ZPUBLIC",
        mappings: { v1: { api, stage: "prod" } },
      });
    });
    const { policy, ...inputs } = inputsOf("apigateway/domainName:DomainName");
    assert.deepEqual(inputs, {
      domainName: "api.example.com",
      certificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/domain-certificate",
      endpointConfiguration: { types: "PRIVATE" },
      securityPolicy: "TLS_1_2",
    });
    assert.deepEqual((JSON.parse(String(policy)) as { Statement: object[] }).Statement[1], {
      Effect: "Deny",
      Principal: "*",
      Action: "execute-api:Invoke",
      Resource: "execute-api:/*",
      Condition: { StringNotEquals: { "aws:SourceVpce": ["vpce-1", "vpce-2"] } },
    });
    assert.deepEqual(namesOf("apigateway/domainNameAccessAssociation:DomainNameAccessAssociation"), [
      "domain-access-1",
      "domain-access-2",
    ]);
    assert.deepEqual(inputsOf("apigateway/basePathMapping:BasePathMapping"), {
      domainName: "api.example.com",
      domainNameId: "abcde12345",
      restApi: "legacy-id",
      basePath: "v1",
      stageName: "prod",
    });
    assert.deepEqual(inputsOf("route53/record:Record", "domain-alias-a").aliases, [
      { name: "vpce-1.execute-api.eu-west-1.vpce.amazonaws.com", zoneId: "Z7", evaluateTargetHealth: false },
    ]);
    assert.equal(inputsOf("route53/record:Record", "domain-validation-api.example.com").zoneId, "ZPUBLIC");
  });

  it("routes its records among those of other regions", async () => {
    const { inputsOf } = await deploy(() =>
      domain({ region: "eu-west-1", recordRouting: { policy: "weighted", weight: 10, healthCheckId: "check" } }),
    );
    const { setIdentifier, weightedRoutingPolicies, healthCheckId, aliases } = inputsOf(
      "route53/record:Record",
      "domain-alias-a",
    );
    assert.deepEqual([setIdentifier, weightedRoutingPolicies, healthCheckId], ["eu-west-1", [{ weight: 10 }], "check"]);
    assert.equal((aliases as { evaluateTargetHealth: boolean }[])[0]?.evaluateTargetHealth, true);
  });

  it("registers every child in a preview where nothing is known yet", async () => {
    const { resources } = await deploy(() => domain({ mappings: { "": { api: shop() } } }), { preview: true });
    assert.equal(resources.filter(({ name }) => name.startsWith("domain")).length, 7);
  });
});

describe("what a CustomDomain refuses", () => {
  afterEach(() => pulumi.runtime.setAllConfig({}));

  it("is everything that is wrong at once, before any child is registered", async () => {
    pulumi.runtime.setAllConfig({ "aws:region": "eu-west-1" });
    const { value, resources } = await deploy(() =>
      refused(() =>
        domain({
          domainName: "https://API.example.com/",
          certificateArn: CERTIFICATE.replace("eu-west-1", "us-east-1"),
          securityPolicy: "TLS_1_0",
          mappings: { "": { api: { id: "a1" } }, "/": { api: { id: "a2" } }, "a b": { api: { id: "a3" } } },
          recordRouting: { policy: "latency", weight: 3 },
        }),
      ),
    );
    assert.deepEqual(resources, []);
    assert.deepEqual(value, [
      'CustomDomain "domain": 6 problems',
      '  - domainName: got "https://API.example.com/", expected a name in lowercase letters, such as api.example.com or *.example.com. Fix: write "api.example.com"',
      `  - certificateArn: got "${CERTIFICATE.replace("eu-west-1", "us-east-1")}", expected a certificate in eu-west-1, where the domain and its APIs are; this one is in us-east-1. Fix: request the certificate in eu-west-1, or leave the argument out to get a new one there`,
      '  - securityPolicy: got "TLS_1_0", expected TLS_1_2 or a policy that starts with SecurityPolicy_ (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html). Fix: leave it out for TLS_1_2',
      "  - recordRouting.weight: expected a weight with the weighted policy only. Fix: remove it",
      `  - mappings["a b"]: got "a b", expected letters, digits and $-_.+!*'() between slashes (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mappings.html). Fix: rename the path`,
      '  - mappings["/"]: got "/", expected a path of its own: "" is the same one. Fix: give one of the two another path',
    ]);
  });

  const cases: [what: string, args: () => Partial<CustomDomainArgs>, line: RegExp][] = [
    [
      "a server certificate of IAM",
      () => ({ certificateArn: "arn:aws:iam::123456789012:server-certificate/api" }),
      /certificateArn: got .*, expected an ACM certificate: an IAM server certificate can't serve a Regional domain/,
    ],
    [
      "an API of another region than the one named",
      () => ({
        region: "eu-west-1",
        mappings: { "": { api: { id: "a1", executionArn: "arn:aws:execute-api:us-east-1:123456789012:a1" } } },
      }),
      /mappings\[""\]\.api: got "us-east-1", expected an API in eu-west-1, where the domain is\. Fix: make a domain in each/,
    ],
    [
      "a stage that the API does not have",
      () => ({ mappings: { "": { api: shop(), stage: "prod" } } }),
      /mappings\[""\]\.stage: got "prod", expected one of \$default/,
    ],
    [
      "a REST API without a stage",
      () => ({ mappings: { "": { api: new RestApi("legacy") } } }),
      /mappings\[""\]\.stage: expected the stage of the REST API/,
    ],
    [
      "an HTTP API behind an enhanced security policy",
      () => ({ securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09", mappings: { "": { api: shop() } } }),
      /mappings\[""\]\.api: got "HTTP API", expected a REST API: SecurityPolicy_TLS13_1_3_2025_09 is for REST APIs only/,
    ],
    [
      "mutual TLS with an enhanced security policy",
      () => ({ securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09", mutualTls: { truststoreUri: "s3://trust/ca.pem" } }),
      /securityPolicy: got .*, expected TLS_1_2 with mutual TLS/,
    ],
    [
      "an HTTP API on a private domain",
      () => ({ endpointType: "PRIVATE", vpcEndpoints: [{ id: "vpce-1" }], mappings: { "": { api: shop() } } }),
      /expected a REST API: private domains support REST APIs only/,
    ],
    [
      "an edge-optimized domain's certificate of another region than us-east-1",
      () => ({ endpointType: "EDGE", certificateArn: CERTIFICATE }),
      /certificateArn: got .*, expected a certificate in us-east-1, the only region that CloudFront takes an edge-optimized domain's certificate from; this one is in eu-west-1\. Fix: request the certificate in us-east-1/,
    ],
    [
      "an HTTP API on an edge-optimized domain",
      () => ({ endpointType: "EDGE", mappings: { "": { api: shop() } } }),
      /mappings\[""\]\.api: got "HTTP API", expected a REST API: edge-optimized domains support REST APIs only/,
    ],
    [
      "mutual TLS on an edge-optimized domain",
      () => ({ endpointType: "EDGE", mutualTls: { truststoreUri: "s3://trust/ca.pem" } }),
      /mutualTls: expected nothing of it on an edge-optimized domain\. Fix: remove it, or make the domain Regional/,
    ],
    [
      "a Regional domain's policy on an edge-optimized one",
      () => ({ endpointType: "EDGE", securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09" }),
      /securityPolicy: got .*, expected TLS_1_2 or a policy that starts with SecurityPolicy_ and ends with _EDGE/,
    ],
    [
      "a path of two parts on an edge-optimized domain",
      () => ({ endpointType: "EDGE", mappings: { "v1/orders": { api: { id: "a1" } } } }),
      /mappings\["v1\/orders"\]: got "v1\/orders", expected a path of one part on an edge-optimized domain/,
    ],
    [
      "an edge-optimized domain in AWS GovCloud (US)",
      () => ({ endpointType: "EDGE", region: "us-gov-west-1" }),
      /endpointType: got "EDGE", expected a Regional domain in us-gov-west-1: the partition aws-us-gov has no edge/,
    ],
    [
      "an enhanced security policy in AWS GovCloud (US)",
      () => ({ securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09", region: "us-gov-west-1" }),
      /securityPolicy: got .*, expected TLS_1_2 in us-gov-west-1: AWS GovCloud \(US\) has no policies that start with/,
    ],
    [
      "an ownership certificate on a private domain",
      () => ({ endpointType: "PRIVATE", vpcEndpoints: [{ id: "vpce-1" }], ownershipCertificateArn: CERTIFICATE }),
      /ownershipCertificateArn: expected nothing of it on a private domain/,
    ],
    [
      "IPv4 addresses alone on a private domain",
      () => ({ endpointType: "PRIVATE", vpcEndpoints: [{ id: "vpce-1" }], ipAddressType: "ipv4" }),
      /ipAddressType: got "ipv4", expected "dualstack" for a private domain\. Fix: leave it out/,
    ],
    [
      "an HTTP API behind a routing rule",
      () => ({ routingRules: { all: { priority: 1, api: shop() } } }),
      /routingRules\["all"\]\.api: got "HTTP API", expected a REST API: routing rules support REST APIs only/,
    ],
    [
      "a WebSocket API beside an HTTP API",
      () => {
        const routes = { $default: { integration: httpProxy("https://backend.example.com") } };
        const chat = new WebSocketApi("chat", { authorizer: none("a test"), routes });
        return { mappings: { "": { api: shop() }, chat: { api: chat } } };
      },
      /mappings\["chat"\]\.api: got "WEBSOCKET API", expected no WebSocket API beside HTTP and REST APIs on one domain/,
    ],
    [
      "two rules of one priority",
      () => {
        const api = { id: "a1" };
        return { routingRules: { a: { priority: 5, api }, b: { priority: 5, api } } };
      },
      /routingRules\["b"\]\.priority: got 5, expected a priority of its own: "a" has the same/,
    ],
    [
      "an API that answers on its own URL beside mutual TLS",
      () => ({ mutualTls: { truststoreUri: "s3://trust/ca.pem" }, mappings: { "": { api: shop() } } }),
      /mappings\[""\]\.api: expected an API whose own URL is off: .* Fix: set disableExecuteApiEndpoint: true on the API/,
    ],
    [
      "more than 200 paths of several parts",
      () => ({
        mappings: Object.fromEntries(Array.from({ length: 201 }, (_, n) => [`v1/p${n}`, { api: { id: "a1" } }])),
      }),
      /mappings: got 201, expected at most 200, AWS's fixed limit "Multi-level API mappings per domain"/,
    ],
  ];
  for (const [what, args, line] of cases) {
    it(`is ${what}`, async () => {
      const { value } = await deploy(() => {
        const given = args();
        return refused(() => domain(given));
      });
      assert.equal(value.length, 2, value.join("\n"));
      assert.match(value[1] ?? "", line);
    });
  }

  it("is nothing of an API that is known by its id alone", async () => {
    const { inputsOf } = await deploy(() => {
      return domain({ mappings: { "": { api: new Api("other", { protocolType: "HTTP" }) } } });
    });
    assert.equal(inputsOf("apigatewayv2/apiMapping:ApiMapping").stage, "$default");
  });
});

describe("the address of an HttpApi with a domain", () => {
  it("is the domain and the path of the mapping", async () => {
    const { value, inputsOf } = await deploy(() =>
      shop({ domain: { domainName: "api.example.com", hostedZoneId: ZONE, path: "v1" } }),
    );
    assert.equal(await valueOf(value.url), "https://api.example.com/v1");
    assert.equal(await valueOf(value.urlFor("GET /orders")), "https://api.example.com/v1/orders");
    assert.equal((await valueOf(value.stages)).$default?.url, "https://api.example.com/v1");
    assert.equal(inputsOf("apigatewayv2/apiMapping:ApiMapping").apiMappingKey, "v1");
  });

  it("is the only one with mutual TLS", async () => {
    const { inputsOf, warnings } = await deploy(() =>
      shop({ domain: { domainName: "api.example.com", mutualTls: { truststoreUri: "s3://trust/ca.pem" } } }),
    );
    assert.equal(inputsOf("apigatewayv2/api:Api").disableExecuteApiEndpoint, true);
    assert.deepEqual(warnings, []);
  });

  it("is refused with the API's other problems, before the API is made", async () => {
    const { value, resources } = await deploy(() =>
      refused(() => shop({ stage: "a b", domain: { domainName: "api", path: "a//b" } })),
    );
    assert.deepEqual(resources, []);
    assert.deepEqual(
      value.map((line) => line.split(":")[0]),
      ['HttpApi "shop"', "  - stage", "  - domain.domainName", "  - domain.path"],
    );
  });

  it("is warned about where the API has no other and does not know of the domain", async () => {
    const { warnings } = await deploy(() =>
      domain({ mappings: { v1: { api: shop({ disableExecuteApiEndpoint: true }) } } }),
    );
    assert.match(
      warnings.at(-1) ?? "",
      /CustomDomain "domain": mappings\["v1"\]\.api: .* set publicAddress: \{ domainName: "api\.example\.com", path: "v1" \} on the API\./,
    );
  });
});
