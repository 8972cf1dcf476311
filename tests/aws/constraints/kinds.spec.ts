import assert from "node:assert/strict";
import { isConstrained, isConstrainedInput, kindViolations, violations, type Context } from "../../../aws/constraints";
import { RECORD, V1, V2 } from "../../../aws/resource-types";

const HTTP: Context = { protocol: "HTTP" };
const WEBSOCKET: Context = { protocol: "WEBSOCKET" };

/** The violations of the rules that are tried here, as texts. */
function found(type: string, inputs: object, context: Context = {}): string[] {
  return violations(type, { ...inputs }, context).map(({ path, expected }) => `${path}: ${expected}`);
}

// https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/
describe("what AWS refuses on one kind of API", () => {
  it("is a routing rule's header, value or path of a wrong form", () => {
    const rule = (condition: object): string[] =>
      found(V2.routingRule, { conditions: [condition] }).filter((text) => text.startsWith("conditions"));
    const header = (name: string): string[] => rule({ matchHeaders: { anyOfs: [{ header: name, valueGlob: "a" }] } });
    const glob = (valueGlob: unknown): string[] => rule({ matchHeaders: { anyOfs: [{ header: "a", valueGlob }] } });
    const base = (path: string): string[] => rule({ matchBasePaths: { anyOfs: [path] } });
    assert.deepEqual(header("x".repeat(40)), []);
    for (const name of ["x".repeat(41), "a b", " a", "a "]) {
      assert.deepEqual(
        header(name).map((text) => text.split(": ")[1]),
        ["a header's name of 1 to 40 characters"],
        name,
      );
    }
    for (const value of ["a", "*a", "a*", "*a*", "*", "x".repeat(128), { ref: 1 }]) {
      assert.deepEqual(glob(value), []);
    }
    for (const value of ["", "a*b", "x".repeat(129), "**a"]) {
      assert.deepEqual(
        glob(value).map((text) => text.split(": ")[1]),
        ["a value of 1 to 128 characters with * at its start or end alone"],
      );
    }
    assert.deepEqual(base("a".repeat(128)), []);
    assert.deepEqual(
      base("a".repeat(129)).map((text) => text.split(": ")[1]),
      ["a base path of at most 128 characters"],
    );
  });

  it("is the route key of an HTTP API that is none", () => {
    assert.deepEqual(found(V2.route, { apiId: "a", routeKey: "GET /a" }, HTTP), []);
    assert.match(found(V2.route, { apiId: "a", routeKey: "GET a" }, HTTP).join(), /^routeKey: a route key: /);
    assert.deepEqual(found(V2.route, { apiId: "a", routeKey: "GET a" }, WEBSOCKET), []);
    assert.deepEqual(found(V2.route, { apiId: "a", routeKey: { ref: 1 } }, HTTP), []);
  });

  it("is the route key of a quick create that is none, or another expression that selects routes", () => {
    const api = (inputs: object): string[] => found(V2.api, { name: "a", protocolType: "HTTP", ...inputs });
    assert.deepEqual(api({ target: "https://a.example.com", routeKey: "GET /a" }), []);
    assert.match(api({ target: "https://a.example.com", routeKey: "GET a" }).join(), /^routeKey: a route key: [^.]*$/);
    assert.deepEqual(api({ routeSelectionExpression: "${request.method} ${request.path}" }), []);
    assert.deepEqual(api({ routeSelectionExpression: "$request.body.action" }), [
      "routeSelectionExpression: ${request.method} ${request.path}, the only one of HTTP APIs",
    ]);
    assert.deepEqual(api({ protocolType: "WEBSOCKET", routeSelectionExpression: "$request.body.action" }), []);
  });

  it("is an integration that calls nothing, or with a method that is none", () => {
    const of = (inputs: object, context = HTTP): string[] => found(V2.integration, { apiId: "a", ...inputs }, context);
    assert.deepEqual(of({ integrationType: "HTTP_PROXY", integrationMethod: "GET" }), [
      "integrationUri: a URL or an ARN to call, which HTTP_PROXY requires",
    ]);
    assert.deepEqual(of({ integrationType: "AWS_PROXY" }, WEBSOCKET), [
      "integrationUri: a URL or an ARN to call, which AWS_PROXY requires",
    ]);
    assert.deepEqual(of({ integrationType: "MOCK" }, WEBSOCKET), []);
    assert.deepEqual(
      of({ integrationType: "HTTP_PROXY", integrationUri: "https://a.example.com", integrationMethod: "get" }),
      ["integrationMethod: GET, POST, PUT, DELETE, PATCH, HEAD, OPTIONS or ANY"],
    );
  });

  // https://github.com/sst/sst/issues/5510 has what AWS answers.
  it("is a VPC link of an HTTP API to what is neither a listener nor a Cloud Map service", () => {
    const of = (integrationUri: unknown, context = HTTP): string[] => {
      const link = {
        integrationType: "HTTP_PROXY",
        integrationMethod: "ANY",
        connectionType: "VPC_LINK",
        connectionId: "a",
      };
      return found(V2.integration, { apiId: "a", ...link, integrationUri }, context);
    };
    const balancing = "arn:aws:elasticloadbalancing:eu-west-1:123456789012";
    for (const uri of [
      `${balancing}:listener/app/a/50dc6c495c0c9188/f2f7dc8efc522ab2`,
      `${balancing}:listener/net/a/50dc6c495c0c9188/f2f7dc8efc522ab2`,
      "arn:aws-cn:servicediscovery:cn-north-1:123456789012:service/srv-id?stage=prod",
      "${stageVariables.listener}",
      { ref: 1 },
    ]) {
      assert.deepEqual(of(uri), []);
    }
    for (const uri of [
      `${balancing}:loadbalancer/app/a/50dc6c495c0c9188`,
      "http://a.internal",
      `x${balancing}:listener/app/a/b`,
    ]) {
      assert.deepEqual(of(uri), [
        "integrationUri: the ARN of a load balancer's listener or of a Cloud Map service, where an HTTP API has a VPC link",
      ]);
    }
    assert.deepEqual(of("http://a.internal", WEBSOCKET), []);
  });

  // https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html
  it("is a service that a REST API's integration of the type doesn't call", () => {
    const of = (type: string, uri: unknown): string[] =>
      found(V1.integration, {
        restApi: "a",
        resourceId: "b",
        httpMethod: "POST",
        type,
        uri,
        integrationHttpMethod: "POST",
      });
    const start = "arn:aws:apigateway:eu-west-1";
    const invoked = `${start}:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:a/invocations`;
    for (const uri of [`${start}:sqs:path/123456789012/q`, `${start}:abc.execute-api:path/a`, invoked, { ref: 1 }]) {
      assert.deepEqual(of("AWS", uri), []);
    }
    assert.deepEqual(of("AWS", "arn:aws:sqs:eu-west-1:123456789012:q"), [
      "uri: arn:aws:apigateway:<region>:<service>:<action|path>/<api>",
    ]);
    assert.deepEqual(of("AWS_PROXY", invoked), []);
    assert.deepEqual(of("AWS_PROXY", `${start}:firehose:action/PutRecord`), []);
    assert.deepEqual(of("AWS_PROXY", `${start}:sqs:path/123456789012/q`), [
      "uri: the invocation of a function: AWS_PROXY has no other service",
    ]);
  });

  it("is an authorizer without a function, a domain with a scheme, and a truststore that is not in S3", () => {
    assert.deepEqual(found(V2.authorizer, { apiId: "a", authorizerType: "REQUEST", name: "a" }, WEBSOCKET), [
      "authorizerUri: a function's URI, which REQUEST requires",
    ]);
    const domain = (inputs: object): string[] =>
      found(V1.domainName, inputs).filter((text) => /^(domainName|mutual)/.test(text));
    for (const domainName of ["api.example.com", "*.example.com", { ref: 1 }]) {
      assert.deepEqual(domain({ domainName }), []);
    }
    for (const domainName of ["https://api.example.com", "api.example.com/v1", "api.example.com:443"]) {
      assert.deepEqual(domain({ domainName }), [
        "domainName: a name such as api.example.com, without a scheme, a port, a path, an underscore or an upper-case letter",
      ]);
    }
    const trust = (truststoreUri: unknown): string[] =>
      domain({ domainName: "a.example.com", mutualTlsAuthentication: { truststoreUri } });
    assert.deepEqual(trust("s3://bucket/a/b.pem"), []);
    assert.deepEqual(trust({ ref: 1 }), []);
    for (const uri of ["https://bucket/a.pem", "s3://bucket", "xs3://bucket/a"]) {
      assert.deepEqual(trust(uri), ["mutualTlsAuthentication.truststoreUri: s3://bucket/key"]);
    }
  });

  it("is an identity source in the other kind's words", () => {
    const sources = (authorizerType: string, context: Context, ...identitySources: unknown[]): string[] =>
      found(V2.authorizer, { apiId: "a", authorizerType, authorizerUri: "arn:x", identitySources }, context).filter(
        (text) => text.startsWith("identitySources"),
      );
    for (const source of ["$request.header.A", "$request.querystring.a", "$context.a", "$stageVariables.a"]) {
      assert.deepEqual(sources("REQUEST", HTTP, source), []);
    }
    for (const source of [
      "request.header.A",
      "x$request.header.A",
      "$request.header.A b",
      "$request.path",
      "$context.",
    ]) {
      assert.deepEqual(sources("REQUEST", HTTP, source), [
        "identitySources[0]: $request.<header|querystring>.<name>, $context.<variable> or $stageVariables.<name>",
      ]);
    }
    for (const source of ["route.request.header.A", "route.request.querystring.a", "context.a", "stageVariables.a"]) {
      assert.deepEqual(sources("REQUEST", WEBSOCKET, source), []);
    }
    for (const source of ["$request.header.A", "xroute.request.header.A", "route.request.header.A b", "context."]) {
      assert.deepEqual(sources("REQUEST", WEBSOCKET, source), [
        "identitySources[0]: route.request.<header|querystring>.<name>, context.<variable> or stageVariables.<name>",
      ]);
    }
    assert.deepEqual(sources("JWT", HTTP, "$request.header.A"), []);
    for (const source of ["$context.a", "x$request.header.A", "$request.header.A b"]) {
      assert.deepEqual(sources("JWT", HTTP, source), [
        "identitySources[0]: $request.header.<name> or $request.querystring.<name>, the only sources of a token",
      ]);
    }
    assert.deepEqual(sources("REQUEST", {}, "anything"), []);
  });

  it("is a cache without sources, and a cache or a format of a WebSocket API", () => {
    const authorizer = (inputs: object, context: Context): string[] =>
      found(V2.authorizer, { apiId: "a", authorizerType: "REQUEST", authorizerUri: "arn:x", ...inputs }, context);
    const cached = "identitySources: identity sources where results are cached";
    const http = { authorizerPayloadFormatVersion: "2.0" };
    assert.deepEqual(authorizer({ ...http, authorizerResultTtlInSeconds: 0 }, HTTP), []);
    assert.deepEqual(authorizer({ ...http, authorizerResultTtlInSeconds: 1 }, HTTP), [cached]);
    assert.deepEqual(authorizer({ ...http, authorizerResultTtlInSeconds: 1, identitySources: [] }, HTTP), [cached]);
    const source = { identitySources: ["$request.header.A"] };
    assert.deepEqual(authorizer({ ...http, ...source, authorizerResultTtlInSeconds: 1 }, HTTP), []);
    const sourced = { identitySources: ["route.request.header.A"] };
    assert.deepEqual(authorizer(sourced, WEBSOCKET), []);
    assert.deepEqual(authorizer({ ...sourced, authorizerPayloadFormatVersion: "1.0" }, WEBSOCKET), []);
    assert.match(
      authorizer({ ...sourced, authorizerPayloadFormatVersion: "2.0" }, WEBSOCKET).join(),
      /^authorizerPayloadFormatVersion: nothing: it is supported on HTTP APIs only/,
    );
    assert.match(
      authorizer({ ...sourced, authorizerResultTtlInSeconds: 5 }, WEBSOCKET).join(),
      /authorizerResultTtlInSeconds: nothing: it is supported on HTTP APIs only/,
    );
  });

  it("is a parameter mapping in the other kind's words", () => {
    const HTTP_PROXY = {
      apiId: "a",
      integrationType: "HTTP_PROXY",
      integrationUri: "https://a.example.com",
      integrationMethod: "GET",
    };
    const mapped = (key: string, context: Context, more: object = {}): string[] =>
      found(V2.integration, { ...HTTP_PROXY, requestParameters: { [key]: "$request.path" }, ...more }, context);
    assert.deepEqual(mapped("append:header.a", HTTP), []);
    assert.match(mapped("integration.request.header.a", HTTP).join(), /^requestParameters\["integration/);
    for (const place of ["path", "querystring", "header"]) {
      assert.deepEqual(mapped(`integration.request.${place}.a`, WEBSOCKET), []);
    }
    for (const key of [
      "append:header.a",
      "xintegration.request.header.a",
      "integration.request.header.a b",
      "integration.request.body.a",
    ]) {
      assert.deepEqual(mapped(key, WEBSOCKET), [
        `requestParameters["${key}"]: integration.request.<path|querystring|header>.<name>`,
      ]);
    }
    assert.deepEqual(mapped("integration.request.header.a", {}), []);
    assert.match(mapped("append:body.a", {}).join(), /^requestParameters\["append:body\.a"\]: /);
    assert.match(mapped("append:body.a", HTTP).join(), /^requestParameters\["append:body\.a"\]: /);
    const service = { integrationType: "AWS_PROXY", integrationSubtype: "SQS-SendMessage", integrationUri: undefined };
    assert.ok(!mapped("x", HTTP, service).some((text) => text.startsWith('requestParameters["x"]')));
    const response = (statusCode: unknown, mappings: unknown): string[] =>
      found(V2.integration, { ...HTTP_PROXY, responseParameters: [{ statusCode, mappings }] }, HTTP);
    assert.deepEqual(response("200", { "append:header.a": "b" }), []);
    assert.deepEqual(response(200, { "append:header.a": "b" }), []);
    assert.match(response("700", { "append:header.a": "b" }).join(), /^responseParameters\[0\]: /);
    assert.match(response(404, { "append:querystring.a": "b" }).join(), /^responseParameters\[0\]: /);
    assert.deepEqual(response({ ref: 1 }, { x: "b" }), []);
    assert.deepEqual(response("200", "x"), []);
  });

  it("is a timeout over 29 seconds of a WebSocket API", () => {
    const timeout = (timeoutMilliseconds: number, context: Context): string[] =>
      found(V2.integration, { apiId: "a", integrationType: "MOCK", timeoutMilliseconds }, context).filter((text) =>
        text.startsWith("timeout"),
      );
    assert.deepEqual(timeout(29_000, WEBSOCKET), []);
    for (const value of [29_001, 30_000]) {
      assert.deepEqual(timeout(value, WEBSOCKET), [
        "timeoutMilliseconds: a whole number from 50 to 29000 on a WebSocket API",
      ]);
      assert.deepEqual(timeout(value, HTTP), []);
    }
    assert.equal(timeout(30_001, WEBSOCKET).length, 1);
  });

  it("is a form of integration that the kind does not have", () => {
    const form = (inputs: object, context: Context): string[] =>
      found(V2.integration, { apiId: "a", integrationUri: "arn:x", ...inputs }, context).filter(
        (text) => text.startsWith("integrationType") || text.startsWith("payload"),
      );
    for (const integrationType of ["AWS", "HTTP", "MOCK"]) {
      assert.deepEqual(form({ integrationType }, HTTP), ["integrationType: AWS_PROXY or HTTP_PROXY on an HTTP API"]);
      assert.deepEqual(form({ integrationType }, WEBSOCKET), []);
    }
    const version = (payloadFormatVersion: string, more: object, context: Context): string[] =>
      form({ integrationType: "AWS_PROXY", payloadFormatVersion, ...more }, context);
    const one = "payloadFormatVersion: 1.0, the only format but for functions of HTTP APIs";
    assert.deepEqual(version("1.0", {}, WEBSOCKET), []);
    assert.deepEqual(version("2.0", {}, HTTP), []);
    assert.deepEqual(version("2.0", {}, {}), []);
    assert.deepEqual(version("2.0", {}, WEBSOCKET), [one]);
    assert.deepEqual(version("3.0", {}, HTTP), ["payloadFormatVersion: 1.0 or 2.0"]);
    assert.deepEqual(version("2.0", { integrationType: "HTTP_PROXY" }, HTTP), [one]);
    assert.deepEqual(version("2.0", { integrationSubtype: "SQS-SendMessage" }, HTTP), [one]);
  });

  it("is authorization of a WebSocket API's route other than $connect", () => {
    const route = (inputs: object, context = WEBSOCKET): string[] =>
      found(V2.route, { apiId: "a", ...inputs }, context);
    for (const authorizationType of ["NONE", "AWS_IAM"]) {
      assert.deepEqual(route({ routeKey: "$connect", authorizationType }), []);
    }
    assert.deepEqual(route({ routeKey: "$connect", authorizationType: "CUSTOM", authorizerId: "a" }), []);
    assert.deepEqual(
      route({ routeKey: "$connect", authorizationType: "JWT", authorizerId: "a" }).filter((text) =>
        text.startsWith("auth"),
      ),
      ["authorizationType: one of NONE, AWS_IAM, CUSTOM on a WebSocket API"],
    );
    assert.deepEqual(route({ routeKey: "say", authorizationType: "NONE" }), []);
    assert.deepEqual(route({ routeKey: "say", authorizationType: "AWS_IAM" }), [
      "authorizationType: NONE: $connect is the only route with authorization",
    ]);
    // AWS takes a key on any route: TestAccAPIGatewayV2Route_simpleAttributes of
    // https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/apigatewayv2/route_test.go
    for (const routeKey of ["$default", "$connect", "say"]) {
      assert.deepEqual(route({ routeKey, apiKeyRequired: true }), []);
    }
    assert.deepEqual(route({ routeKey: { ref: 1 }, authorizationType: "AWS_IAM" }), []);
    assert.deepEqual(route({ routeKey: "GET /a", authorizationType: "AWS_IAM" }, HTTP), []);
  });

  it("is a stage of the other kind", () => {
    const stage = (inputs: object, context: Context): string[] =>
      found(V2.stage, { apiId: "a", name: "dev", ...inputs }, context);
    assert.deepEqual(stage({ name: "$default" }, HTTP), []);
    assert.match(
      stage({ name: "$default" }, WEBSOCKET).join(),
      /name: letters, digits, hyphens and underscores on a WebSocket API/,
    );
    const settings = (defaultRouteSettings: object, context: Context): string[] =>
      stage({ defaultRouteSettings }, context);
    const refused = "nothing: it is supported on WebSocket APIs only";
    assert.deepEqual(settings({ loggingLevel: "INFO" }, HTTP), [`defaultRouteSettings.loggingLevel: ${refused}`]);
    assert.deepEqual(settings({ dataTraceEnabled: true }, HTTP), [`defaultRouteSettings.dataTraceEnabled: ${refused}`]);
    assert.deepEqual(settings({ loggingLevel: "OFF", dataTraceEnabled: false }, HTTP), []);
    assert.deepEqual(settings({ loggingLevel: "INFO", dataTraceEnabled: true }, WEBSOCKET), []);
    assert.deepEqual(found(V2.api, { name: "a", protocolType: "WEBSOCKET" }), [
      "routeSelectionExpression: an expression such as $request.body.action",
    ]);
    assert.deepEqual(found(V2.api, { name: "a", protocolType: "HTTP" }), []);
  });

  it("is kept apart from what AWS refuses on each", () => {
    const inputs = {
      apiId: "a",
      integrationType: "HTTP",
      integrationUri: "https://a.example.com",
      timeoutMilliseconds: 1,
    };
    assert.deepEqual(
      kindViolations(V2.integration, inputs, "HTTP").map(({ path }) => path),
      ["integrationType"],
    );
    assert.deepEqual(kindViolations(V2.integration, inputs, "WEBSOCKET"), []);
  });
});

// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies.html and the pages of each rule
describe("what AWS refuses of an endpoint", () => {
  const domain = (inputs: object): string[] =>
    found(V1.domainName, { domainName: "api.example.com", ...inputs }).filter(
      (text) => !text.startsWith("certificateArn: one"),
    );
  const types = (type: unknown, more: object = {}): object => ({ endpointConfiguration: { types: type, ...more } });

  it("is a private one without dualstack, and a public one with VPC endpoints", () => {
    const api = (type: unknown, more: object): string[] => found(V1.restApi, { name: "a", ...types(type, more) });
    assert.deepEqual(api("PRIVATE", { ipAddressType: "ipv4" }), [
      "endpointConfiguration.ipAddressType: dualstack for a private endpoint",
    ]);
    assert.deepEqual(api("PRIVATE", { ipAddressType: "dualstack" }), []);
    assert.deepEqual(api("REGIONAL", { ipAddressType: "ipv4" }), []);
    for (const type of ["REGIONAL", "EDGE", ["REGIONAL"]]) {
      assert.deepEqual(api(type, { vpcEndpointIds: ["vpce-1"] }), [
        "endpointConfiguration.vpcEndpointIds: nothing: VPC endpoints are for private APIs only",
      ]);
      assert.deepEqual(api(type, { vpcEndpointIds: [] }), []);
    }
    assert.deepEqual(api("PRIVATE", { vpcEndpointIds: ["vpce-1"] }), []);
    assert.deepEqual(api(["PRIVATE", "REGIONAL"], { vpcEndpointIds: ["vpce-1"] }), []);
    assert.deepEqual(api({ ref: 1 }, { vpcEndpointIds: ["vpce-1"] }), []);
  });

  it("is a security policy of another endpoint, or without its access mode", () => {
    const policy = (securityPolicy: string, type?: string, endpointAccessMode?: string): string[] =>
      domain({ securityPolicy, endpointAccessMode, ...(type === undefined ? undefined : types(type)) });
    const EDGE = "SecurityPolicy_TLS13_2025_EDGE";
    const REGIONAL = "SecurityPolicy_TLS13_1_3_2025_09";
    assert.deepEqual(policy(EDGE, "EDGE", "STRICT"), []);
    assert.deepEqual(policy(REGIONAL, "REGIONAL", "BASIC"), []);
    assert.deepEqual(policy(REGIONAL, undefined, "BASIC"), []);
    assert.deepEqual(policy(EDGE, "REGIONAL", "BASIC"), [
      "securityPolicy: a policy that does not end with _EDGE, for an endpoint that is not edge-optimized",
    ]);
    assert.deepEqual(policy(REGIONAL, "EDGE", "BASIC"), [
      "securityPolicy: a policy that ends with _EDGE, for an edge-optimized endpoint",
    ]);
    assert.deepEqual(policy(REGIONAL, "REGIONAL"), [`endpointAccessMode: BASIC or STRICT, which ${REGIONAL} requires`]);
    assert.deepEqual(policy("TLS_1_2", "REGIONAL"), []);
  });

  it("is mutual TLS that is not Regional with TLS 1.2, and CloudFront's certificate elsewhere", () => {
    const tls = { mutualTlsAuthentication: { truststoreUri: "s3://a/b.pem" } };
    assert.deepEqual(domain({ ...tls, ...types("REGIONAL"), securityPolicy: "TLS_1_2" }), []);
    assert.deepEqual(domain({ ...tls, ...types("EDGE") }), [
      "endpointConfiguration.types: REGIONAL beside mutualTlsAuthentication",
    ]);
    assert.deepEqual(domain({ ...tls, securityPolicy: "TLS_1_0" }), [
      "securityPolicy: TLS_1_2 beside mutualTlsAuthentication",
    ]);
    assert.deepEqual(domain({ ...tls, securityPolicy: { ref: 1 } }), []);
    assert.deepEqual(domain({ ...types("EDGE"), securityPolicy: "TLS_1_0" }), []);
    const certificate = (region: string, type = "EDGE", service = "acm"): string[] =>
      domain({ ...types(type), certificateArn: `arn:aws:${service}:${region}:123456789012:certificate/a` });
    assert.deepEqual(certificate("us-east-1"), []);
    assert.deepEqual(certificate("eu-west-1"), [
      "certificateArn: a certificate in us-east-1 for an edge-optimized domain",
    ]);
    assert.deepEqual(certificate("eu-west-1", "EDGE", "iam"), []);
  });

  it("is an edge-optimized domain or an old policy of HTTP and WebSocket APIs", () => {
    const v2 = (domainNameConfiguration: object): string[] =>
      found(V2.domainName, { domainName: "api.example.com", domainNameConfiguration });
    assert.deepEqual(v2({ endpointType: "REGIONAL", securityPolicy: "TLS_1_2" }), []);
    assert.deepEqual(v2({ endpointType: "EDGE" }), [
      "domainNameConfiguration.endpointType: REGIONAL, the only endpoint of HTTP and WebSocket APIs",
    ]);
    assert.deepEqual(v2({ securityPolicy: "TLS_1_0" }), [
      "domainNameConfiguration.securityPolicy: TLS_1_2, the only policy of HTTP and WebSocket APIs",
    ]);
  });
});

// https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html
describe("what AWS refuses of records, ranges and tasks", () => {
  it("is an alias with a time to live or records, and addresses of another version", () => {
    const record = (inputs: object): string[] => found(RECORD, { zoneId: "Z1", name: "a", type: "A", ...inputs });
    const alias = { aliases: [{ name: "a", zoneId: "Z1", evaluateTargetHealth: false }] };
    assert.deepEqual(record(alias), []);
    assert.deepEqual(record({ ...alias, ttl: 60 }), ["ttl: no ttl beside aliases: an alias has its target's"]);
    assert.deepEqual(record({ aliases: [], ttl: 60, records: ["192.0.2.1"] }), []);
    assert.deepEqual(record({ ...alias, records: ["192.0.2.1"] }), ["records: no records beside aliases"]);
    assert.deepEqual(record({ ...alias, records: [] }), []);
    assert.deepEqual(record({ records: ["2001:db8::1"] }), ["records[0]: an IPv4 address in a record of type A"]);
    assert.deepEqual(record({ type: "AAAA", records: ["192.0.2.1"] }), [
      "records[0]: an IPv6 address in a record of type AAAA",
    ]);
    assert.deepEqual(record({ type: "AAAA", records: ["2001:db8::1"] }), []);
    assert.deepEqual(record({ records: [{ ref: 1 }] }), []);
    assert.deepEqual(record({ type: "TXT", records: ["a", "b"] }), []);
    assert.deepEqual(record({ type: "CNAME", records: ["a"] }), []);
    assert.deepEqual(record({ type: "CNAME", records: ["a", "b"] }), ["records: one name in a record of type CNAME"]);
  });

  it("is a range whose ports are not in order, or that is no block of addresses", () => {
    const range = (inputs: object): string[] =>
      found("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", {
        securityGroupId: "sg-1",
        ipProtocol: "tcp",
        fromPort: 80,
        toPort: 80,
        ...inputs,
      });
    assert.deepEqual(range({}), []);
    for (const ipProtocol of ["tcp", "UDP", "6", "17"]) {
      assert.deepEqual(range({ ipProtocol, toPort: 79 }), ["toPort: at least 80, the fromPort"], ipProtocol);
    }
    for (const ipProtocol of ["icmp", "16", "170", { ref: 1 }]) {
      assert.deepEqual(range({ ipProtocol, toPort: 79 }), []);
    }
    assert.deepEqual(range({ fromPort: undefined }), []);
    assert.deepEqual(range({ toPort: undefined }), []);
    for (const cidrIpv4 of ["0.0.0.0/0", "10.0.0.0/32", "", { ref: 1 }]) {
      assert.deepEqual(range({ cidrIpv4 }), []);
    }
    for (const cidrIpv4 of ["10.0.0.0", "10.0.0.0/33", "10.0.0.0/x1", "10.0.0.0/1x", "2001:db8::/32", "x/8"]) {
      assert.deepEqual(range({ cidrIpv4 }), ["cidrIpv4: a block of IPv4 addresses, such as 10.0.0.0/16"], cidrIpv4);
    }
    for (const cidrIpv6 of ["::/0", "2001:db8::/128"]) {
      assert.deepEqual(range({ cidrIpv6 }), []);
    }
    for (const cidrIpv6 of ["2001:db8::/129", "10.0.0.0/8"]) {
      assert.deepEqual(range({ cidrIpv6 }), ["cidrIpv6: a block of IPv6 addresses, such as 2001:db8::/32"]);
    }
  });

  it("is a network or a size that Fargate does not have", () => {
    const task = (inputs: object): string[] =>
      found("aws:ecs/taskDefinition:TaskDefinition", {
        family: "a",
        containerDefinitions: "[]",
        requiresCompatibilities: ["FARGATE"],
        networkMode: "awsvpc",
        cpu: "256",
        memory: "512",
        ...inputs,
      });
    for (const cpu of [256, "512", 1_024, 2_048, 4_096, 8_192, 16_384]) {
      assert.deepEqual(task({ cpu }), []);
    }
    assert.deepEqual(task({ cpu: 300 }), ["cpu: one of 256, 512, 1024, 2048, 4096, 8192, 16384 on Fargate"]);
    assert.deepEqual(task({ networkMode: "bridge" }), ["networkMode: awsvpc, the only network mode of Fargate"]);
    assert.deepEqual(task({ networkMode: { ref: 1 }, cpu: undefined }), []);
    assert.deepEqual(task({ requiresCompatibilities: ["EC2"], networkMode: "bridge", cpu: 300 }), []);
    assert.deepEqual(task({ requiresCompatibilities: undefined, networkMode: "bridge" }), []);
  });
});

describe("what is known of a type", () => {
  it("is by AWS's models, or by its pages", () => {
    assert.equal(isConstrained(V2.api), true);
    assert.equal(isConstrained(RECORD), true);
    assert.equal(isConstrained("azure:unheard/of:Of"), false);
    assert.equal(isConstrainedInput(V2.api, "name"), true);
    assert.equal(isConstrainedInput(V2.api, "corsConfiguration"), true);
    assert.equal(isConstrainedInput(RECORD, "aliases"), true);
    assert.equal(isConstrainedInput(V2.api, "unheard"), false);
    assert.equal(isConstrainedInput("azure:unheard/of:Of", "name"), false);
  });
});
