import {
  ApiKey,
  ConnectionStore,
  CustomDomain,
  EcsBackend,
  Ec2Backend,
  FunctionAlias,
  HttpApi,
  httpProxy,
  jwt,
  lambda,
  lambdaAuthorizer,
  lambdaCustom,
  mock,
  MultiRegionDomain,
  NetworkLoadBalancerLink,
  none,
  resourcePolicy,
  sns,
  UsagePlan,
  VpcLink,
} from "../../../components";
import {
  chat,
  domain,
  FIREHOSE,
  FN,
  http,
  httpRoute,
  many,
  plan,
  raw,
  rest,
  restDocument,
  restIntegration,
  restRoute,
  rule,
  text,
} from "./programs";

/** The planted input, the program, the refusal, and the AWS page. */
export type RefusedInput = [title: string, make: () => unknown, expected: RegExp, page: string];

const GUIDE = "https://docs.aws.amazon.com/apigateway/latest/developerguide";
const API = "https://docs.aws.amazon.com/apigateway/latest/api";
const V2 = "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference";
const LAMBDA = "https://docs.aws.amazon.com/lambda/latest/api";
const ELB = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference";
const ROUTE53 = "https://docs.aws.amazon.com/Route53/latest/APIReference";

const network = { vpcId: "v", subnetIds: ["s1", "s2"] };
const link = (): VpcLink => new VpcLink("l", { ...network, securityGroupId: "g" });
const regions = (check: object) => (): unknown =>
  new MultiRegionDomain("m", {
    domainName: "api.example.com",
    hostedZoneId: "Z1",
    healthCheck: { path: "/health", ...check },
    regions: {
      "eu-west-1": { api: { id: "a" }, stage: "live" },
      "us-east-1": { api: { id: "a" }, stage: "live" },
    },
  });
const alias = (args: object) => (): unknown =>
  new FunctionAlias("live", { functionName: "orders", alias: "live", version: "1", ...args });
const check = lambdaAuthorizer(FN);

/** The inputs that were found by translating resources into the calls of AWS's service models. */
export const BY_ALL: readonly RefusedInput[] = [
  [
    "101 names on a certificate",
    domain({ subjectAlternativeNames: Array.from({ length: 100 }, (_, i) => `a${i}.example.com`) }),
    /at most 99 names/,
    "https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html",
  ],
  [
    "101 stage variables",
    http({ stageVariables: many(101) }),
    /stageVariables: got 101, expected at most 100/,
    `${GUIDE}/http-api-quotas.html`,
  ],
  [
    "101 stage variables of a REST API",
    rest({ stageVariables: many(101) }),
    /stageVariables: got 101, expected at most 100/,
    `${GUIDE}/api-gateway-execution-service-limits-table.html`,
  ],
  [
    "51 tags",
    http({ tags: many(51) }),
    /tags: got 51, expected at most 50 tags/,
    "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html",
  ],
  [
    "CustomDomain securityPolicy SecurityPolicy_X",
    domain({ securityPolicy: "SecurityPolicy_X" }),
    /securityPolicy: got "SecurityPolicy_X"/,
    `${GUIDE}/apigateway-custom-domain-tls-version.html`,
  ],
  [
    "HTTP log to a Firehose",
    http({ accessLog: { destinationArn: `${FIREHOSE}/amazon-apigateway-a` } }),
    /Firehose is supported on REST APIs only/,
    `${GUIDE}/http-api-logging.html`,
  ],
  [
    "HttpApi description of 1025",
    http({ description: text(1025) }),
    /description: got 1025, expected at most 1024/,
    `${V2}/apis.html`,
  ],
  ["HttpApi name of 129", http({ name: text(129) }), /name: got 129, expected at most 128/, `${V2}/apis.html`],
  [
    "NLB link to an ALB",
    () =>
      new NetworkLoadBalancerLink("l", {
        loadBalancerArn: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/x/50dc6c495c0c9188",
      }),
    /the ARN of a Network Load Balancer \(https/,
    `${API}/API_CreateVpcLink.html`,
  ],
  [
    "REST authorizer cache without identity",
    restRoute({ authorizer: lambdaAuthorizer(FN, { identitySources: [], resultTtlInSeconds: 60 }) }),
    /resultTtlInSeconds: got 60, expected 0 without identitySources/,
    `${API}/API_CreateAuthorizer.html`,
  ],
  [
    "REST log to a Firehose without prefix",
    rest({ accessLog: { destinationArn: `${FIREHOSE}/logs` } }),
    /starts with amazon-apigateway-/,
    `${GUIDE}/apigateway-logging-to-kinesis.html`,
  ],
  [
    "RestApi securityPolicy TLS_1_3",
    rest({ securityPolicy: "TLS_1_3" }),
    /securityPolicy: got "TLS_1_3", expected one of TLS_1_0/,
    `${GUIDE}/apigateway-security-policies-list.html`,
  ],
  [
    "SNS FIFO topic without group",
    restIntegration(sns("arn:aws:sns:eu-west-1:123456789012:news.fifo")),
    /MessageGroupId/,
    "https://docs.aws.amazon.com/sns/latest/dg/fifo-message-grouping.html",
  ],
  [
    "VpcLink target name with an umlaut, by hand",
    raw("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", { description: "to Bestellungen für Kunden" }),
    /at most 255 of the characters/,
    "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpRange.html",
  ],
  [
    "VpcLink target port 0",
    () => new VpcLink("l", { ...network, targets: { web: { securityGroupId: "g", port: 0 } } }),
    /targets\.web\.port: got 0, expected a port from 1 to 65535/,
    "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html",
  ],
  [
    "WebSocket authorizer format 2.0",
    chat({ authorizer: lambdaAuthorizer(FN, { payloadFormatVersion: "2.0" }) }),
    /payloadFormatVersion: expected no value: it is supported on HTTP and REST APIs only/,
    `${V2}/apis-apiid-authorizers.html`,
  ],
  [
    "WebSocket cached authorizer",
    chat({ authorizer: lambdaAuthorizer(FN, { resultTtlInSeconds: 60 }) }),
    /resultTtlInSeconds: expected no value/,
    `${V2}/apis-apiid-authorizers.html`,
  ],
  [
    "WebSocket response headers",
    chat({
      routes: {
        say: { integration: mock({ responses: [{ statusCode: "200", headers: { x: "'1'" } }] }), response: true },
      },
    }),
    /responses\[0\]\.headers: expected no value/,
    `${V2}/apis-apiid-integrations-integrationid-integrationresponses.html`,
  ],
  [
    "alias of digits",
    alias({ alias: "12" }),
    /alias: got "12", expected 1 to 128 letters/,
    `${LAMBDA}/API_CreateAlias.html`,
  ],
  ["alias with a dot", alias({ alias: "v1.2" }), /alias: got "v1\.2"/, `${LAMBDA}/API_CreateAlias.html`],
  [
    "authorizer cache without identity",
    httpRoute({ authorizer: lambdaAuthorizer(FN, { identitySources: [], resultTtlInSeconds: 60 }) }),
    /identity sources where results are cached/,
    `${GUIDE}/http-api-lambda-authorizer.html`,
  ],
  [
    "burstLimit 2^31",
    http({ throttle: { burstLimit: 2 ** 31 } }),
    /throttle\.burstLimit: got 2147483648/,
    `${V2}/apis-apiid-stages.html`,
  ],
  [
    "cache key of a path parameter that is not there",
    restRoute({ cache: { keyParameters: ["path.id"] } }),
    /cache\.keyParameters: got "path\.id", expected no path parameter/,
    `${GUIDE}/api-gateway-caching.html`,
  ],
  [
    "cache key page[size]",
    restRoute({ cache: { keyParameters: ["querystring.page[size]"] } }),
    /keyParameters: got "querystring\.page\[size\]"/,
    `${GUIDE}/request-response-data-mappings.html`,
  ],
  [
    "canary variable with a dollar",
    rest({ release: 2, canary: { percentTraffic: 1, stageVariableOverrides: { a: "$" } } }),
    /stageVariableOverrides\.a: got "\$"/,
    `${API}/API_CreateStage.html`,
  ],
  [
    "cors.maxAge 100000",
    http({ cors: { maxAge: 100_000 } }),
    /cors\.maxAge: got 100000, expected a whole number from -1 to 86400/,
    `${V2}/apis.html`,
  ],
  [
    "document with 2XX",
    restDocument({ paths: { "/a": { get: { responses: { "2XX": { description: "ok" } } } } } }),
    /got "2XX", expected a status of three digits/,
    `${GUIDE}/api-gateway-known-issues.html`,
  ],
  [
    "document with http bearer alone",
    restDocument({
      components: { securitySchemes: { x: { type: "http", scheme: "bearer" } } },
      paths: {
        "/a": { get: { responses: {}, security: [{ x: [] }], "x-amazon-apigateway-integration": { type: "mock" } } },
      },
    }),
    /got "x", expected a scheme that API Gateway imports: this one is of the type "http"/,
    `${GUIDE}/api-gateway-known-issues.html`,
  ],
  [
    "document with oauth2 alone",
    restDocument({
      components: { securitySchemes: { x: { type: "oauth2", flows: {} } } },
      paths: {
        "/a": { get: { responses: {}, security: [{ x: [] }], "x-amazon-apigateway-integration": { type: "mock" } } },
      },
    }),
    /this one is of the type "oauth2"/,
    `${GUIDE}/api-gateway-known-issues.html`,
  ],
  [
    "document with page[size]",
    restDocument({ paths: { "/a": { get: { responses: {}, parameters: [{ name: "page[size]", in: "query" }] } } } }),
    /got "page\[size\]", expected a name of letters/,
    `${GUIDE}/api-gateway-known-issues.html`,
  ],
  [
    "document with siblings {id} and {name}",
    restDocument({ paths: { "/a/{id}": { get: { responses: {} } }, "/a/{name}/b": { get: { responses: {} } } } }),
    /\{id\}, the one path variable below \/a/,
    `${GUIDE}/api-gateway-known-issues.html`,
  ],
  [
    "domain ipAddressType ipv6",
    domain({ ipAddressType: "ipv6" as "ipv4" }),
    /ipAddressType: got "ipv6"/,
    `${GUIDE}/api-gateway-ip-address-type.html`,
  ],
  [
    "edge policy on a regional domain",
    domain({ securityPolicy: "SecurityPolicy_TLS13_2025_EDGE" }),
    /securityPolicy: got "SecurityPolicy_TLS13_2025_EDGE"/,
    `${GUIDE}/apigateway-security-policies-list.html`,
  ],
  [
    "endpointAccessMode LOOSE",
    rest({ securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09", endpointAccessMode: "LOOSE" as "BASIC" }),
    /endpointAccessMode: got "LOOSE"/,
    `${GUIDE}/apigateway-security-policies.html`,
  ],
  [
    "expiresAttribute of 256",
    () => new ConnectionStore("c", { expiresAttribute: text(256) }),
    /expiresAttribute: got 256, expected at most 255/,
    "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TimeToLiveSpecification.html",
  ],
  [
    "gateway response header value unquoted",
    rest({ gatewayResponses: { DEFAULT_4XX: { headers: { "x-a": "plain" } } } }),
    /headers\.x-a: got "plain", expected text in single quotes/,
    `${GUIDE}/api-gateway-gatewayResponse-definition.html`,
  ],
  [
    "header name with a space",
    restRoute({ requiredHeaders: ["x y"] }),
    /requiredHeaders: got "x y"/,
    `${GUIDE}/request-response-data-mappings.html`,
  ],
  [
    "header and query parameter of one name",
    restRoute({ requiredQueryParameters: ["id"], requiredHeaders: ["id"] }),
    /requiredHeaders: got "header\.id", expected another name than that of querystring\.id/,
    `${API}/API_PutMethod.html`,
  ],
  [
    "query parameter of the path's name",
    restRoute({ requiredQueryParameters: ["id"] }, "GET /a/{id}"),
    /requiredQueryParameters: got "querystring\.id", expected another name than that of path\.id/,
    `${API}/API_PutMethod.html`,
  ],
  [
    "health check failureThreshold 11",
    regions({ failureThreshold: 11 }),
    /failureThreshold: got 11, expected a whole number from 1 to 10/,
    `${ROUTE53}/API_HealthCheckConfig.html`,
  ],
  [
    "health check path of 300",
    regions({ path: `/${text(299)}` }),
    /healthCheck\.path: .*at most 126 characters/,
    `${ROUTE53}/API_HealthCheckConfig.html`,
  ],
  [
    "health check requestInterval 20",
    regions({ requestInterval: 20 }),
    /requestInterval: got 20, expected 10 or 30/,
    `${ROUTE53}/API_HealthCheckConfig.html`,
  ],
  [
    "healthCheckPath without a slash",
    () => new EcsBackend("e", { ...network, vpcLink: link(), port: 80, healthCheckPath: "health" }),
    /healthCheckPath: got "health", expected a path that starts with a slash/,
    `${ELB}/API_CreateTargetGroup.html`,
  ],
  [
    "integration description of 1025",
    httpRoute({ integration: lambda(FN, { description: text(1025) }) }),
    /0 to 1024 characters \(CreateIntegration\.Description\) \(https/,
    `${V2}/apis-apiid-integrations.html`,
  ],
  [
    "jwt identity from context",
    httpRoute({
      authorizer: jwt({ issuer: "https://a.example", audience: "b", identitySource: "$context.identity.sourceIp" }),
    }),
    /identitySources: got "\$context\.identity\.sourceIp", expected \$request\.header/,
    `${GUIDE}/http-api-jwt-authorizer.html`,
  ],
  [
    "jwt issuer of 2049",
    httpRoute({ authorizer: jwt({ issuer: `https://a.example/${text(2031)}`, audience: "b" }) }),
    /issuer: got 2049, expected at most 2048/,
    `${V2}/apis-apiid-authorizers.html`,
  ],
  [
    "log destination that is a name",
    http({ accessLog: { destinationArn: "logs" } }),
    /destinationArn: got "logs", expected the ARN of a log group/,
    `${GUIDE}/http-api-logging.html`,
  ],
  [
    "one subnet for an ALB",
    () => new EcsBackend("e", { ...network, subnetIds: ["s1"], vpcLink: link(), port: 80 }),
    /subnetIds: got 1, expected subnets in at least two Availability Zones/,
    `${ELB}/API_CreateLoadBalancer.html`,
  ],
  [
    "operationName of 65",
    httpRoute({ operationName: text(65) }),
    /operationName: got 65, expected at most 64/,
    `${V2}/apis-apiid-routes.html`,
  ],
  [
    "port 0",
    () => new EcsBackend("e", { ...network, vpcLink: link(), port: 0 }),
    /port: got 0, expected a port from 1 to 65535/,
    `${ELB}/API_CreateTargetGroup.html`,
  ],
  [
    "port 70000",
    () => new Ec2Backend("e", { ...network, vpcLink: link(), port: 70_000 }),
    /port: got 70000/,
    `${ELB}/API_CreateTargetGroup.html`,
  ],
  [
    "provisionedConcurrency 0",
    alias({ provisionedConcurrency: 0 }),
    /provisionedConcurrency: got 0, expected a whole number from 1/,
    `${LAMBDA}/API_PutProvisionedConcurrencyConfig.html`,
  ],
  [
    "query name page[size]",
    restRoute({ requiredQueryParameters: ["page[size]"] }),
    /requiredQueryParameters: got "page\[size\]"/,
    `${GUIDE}/request-response-data-mappings.html`,
  ],
  [
    "quota offset 28 a MONTH",
    plan({ limit: 1, period: "MONTH", offset: 28 }),
    /offset: got 28, expected a whole number from 0 to 27/,
    `${API}/API_QuotaSettings.html`,
  ],
  [
    "quota offset 5 a DAY",
    plan({ limit: 1, period: "DAY", offset: 5 }),
    /offset: got 5, expected 0 for a DAY/,
    `${API}/API_QuotaSettings.html`,
  ],
  [
    "quota offset 7 a WEEK",
    plan({ limit: 1, period: "WEEK", offset: 7 }),
    /offset: got 7, expected a whole number from 0 to 6/,
    `${API}/API_QuotaSettings.html`,
  ],
  [
    "quota offset negative",
    plan({ limit: 1, period: "WEEK", offset: -1 }),
    /offset: got -1/,
    `${API}/API_QuotaSettings.html`,
  ],
  [
    "record setIdentifier of 129",
    domain({ recordRouting: { policy: "latency", setIdentifier: text(129) } }),
    /setIdentifier: .*1 to 128 characters/,
    `${ROUTE53}/API_ResourceRecordSet.html`,
  ],
  [
    "request parameter of a REST form on an HttpApi",
    httpRoute({ integration: lambda(FN, { requestParameters: { "integration.request.header.x": "'a'" } }) }),
    /requestParameters.*append:, overwrite: or remove:/,
    `${GUIDE}/http-api-parameter-mapping.html`,
  ],
  [
    "reserved header mapping written by hand",
    httpRoute({
      integration: httpProxy("https://a.example", { requestParameters: { "overwrite:header.x-amzn-trace": "a" } }),
    }),
    /x-amzn-trace.*reserved/,
    `${GUIDE}/http-api-parameter-mapping.html`,
  ],
  [
    "resourcePolicy with a bad account",
    () => resourcePolicy({ accounts: ["123"] }),
    /accounts: got "123", expected an account's 12 digits/,
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
  ],
  [
    "policy text with a bad account",
    rest({
      policy: JSON.stringify({
        Statement: [{ Effect: "Allow", Principal: { AWS: "12345" }, Action: "execute-api:Invoke", Resource: "*" }],
      }),
    }),
    /policy: got "12345", expected an account of 12 digits/,
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
  ],
  [
    "response header value unquoted",
    restIntegration(mock({ responses: [{ statusCode: "200", headers: { x: "plain" } }] })),
    /headers\["x"\]: got "plain", expected 'text' in quotes/,
    `${GUIDE}/rest-api-parameter-mapping.html`,
  ],
  [
    "response parameter key nonsense",
    httpRoute({
      integration: lambda(FN, { responseParameters: [{ statusCode: "200", mappings: { nonsense: "a" } }] }),
    }),
    /overwrite:statuscode/,
    `${GUIDE}/http-api-parameter-mapping.html`,
  ],
  [
    "response parameter status 700",
    httpRoute({
      integration: lambda(FN, { responseParameters: [{ statusCode: "700", mappings: { "append:header.x": "a" } }] }),
    }),
    /200 to 599/,
    `${GUIDE}/http-api-parameter-mapping.html`,
  ],
  [
    "route cache ttl 4000",
    restRoute({ cache: { ttlInSeconds: 4000 } }),
    /cache\.ttlInSeconds: got 4000, expected 0 to 3600/,
    `${GUIDE}/api-gateway-caching.html`,
  ],
  [
    "routing rule empty header value",
    rule({ "x-a": "" }),
    /headers\.x-a: got "", expected 1 to 128 characters/,
    `${GUIDE}/rest-api-routing-rules.html`,
  ],
  [
    "routing rule header of 41",
    rule({ [`x-${text(39)}`]: "v" }),
    /the name of a header, at most 40 characters/,
    `${GUIDE}/rest-api-routing-rules.html`,
  ],
  [
    "routing rule star in the middle",
    rule({ "x-a": "a*b" }),
    /headers\.x-a: got "a\*b"/,
    `${GUIDE}/rest-api-routing-rules.html`,
  ],
  [
    "routing rule value of 129",
    rule({ "x-a": text(129) }),
    /expected 1 to 128 characters/,
    `${GUIDE}/rest-api-routing-rules.html`,
  ],
  [
    "scope of 65 characters",
    httpRoute({ scopes: [text(65)], authorizer: jwt({ issuer: "https://a.example", audience: "b" }) }),
    /1 to 64 characters \(CreateRoute\.AuthorizationScopes\)/,
    `${V2}/apis-apiid-routes.html`,
  ],
  [
    "stage description of 1025",
    http({ stages: { a: { description: text(1025) } } }),
    /description: got 1025/,
    `${V2}/apis-apiid-stages.html`,
  ],
  [
    "tag aws:x",
    http({ tags: { "aws:x": "1" } }),
    /tags: got "aws:x", expected names that don't start with aws:/,
    "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html",
  ],
  [
    "two keys of one value",
    () =>
      new UsagePlan("p", {
        stages: [{ api: { id: "a" }, stage: "live" }],
        keys: { a: { value: text(20) }, b: { value: text(20) } },
      }),
    /keys\.b\.value: expected a value of its own/,
    `${GUIDE}/api-gateway-api-usage-plans.html`,
  ],
  [
    "usage plan of an HttpApi",
    () =>
      new UsagePlan("p", {
        stages: [{ api: new HttpApi("shop", { defaultAuthorizer: none("a test"), routes: { "GET /a": lambda(FN) } }) }],
      }),
    /api: got "HTTP API", expected a REST or WebSocket API/,
    `${GUIDE}/api-gateway-api-usage-plans.html`,
  ],
  [
    "webAclArn of CloudFront",
    rest({ webAclArn: "arn:aws:wafv2:us-east-1:123456789012:global/webacl/a/b" }),
    /webAclArn: .*expected the ARN of a regional web ACL/,
    "https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html",
  ],
  // those that the list leaves open, and others of their kinds
  [
    "cors origin with a path",
    http({ cors: { allowOrigins: ["https://a.example/*"] } }),
    /allowOrigins: got "https:\/\/a\.example\/\*", expected an origin/,
    `${GUIDE}/http-api-cors.html`,
  ],
  [
    "nextVersion the same as version",
    alias({ nextVersion: "1" }),
    /nextVersion: got "1", expected another version/,
    "https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html",
  ],
  [
    "resourcePolicy with a bad block",
    () => resourcePolicy({ ipRanges: ["10.0.0.0/33"] }),
    /ipRanges: got "10\.0\.0\.0\/33", expected an address or a CIDR block/,
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
  ],
  [
    "operationId doubled",
    restDocument({
      paths: { "/a": { get: { operationId: "a", responses: {} } }, "/b": { get: { operationId: "a", responses: {} } } },
    }),
    /operationId: got "a", expected an operationId of its own/,
    `${GUIDE}/api-gateway-known-issues.html`,
  ],
  [
    "document with an undefined scheme",
    restDocument({
      paths: {
        "/a": { get: { responses: {}, security: [{ x: [] }], "x-amazon-apigateway-integration": { type: "mock" } } },
      },
    }),
    /got "x", expected a scheme that API Gateway imports: this one, which the document lacks/,
    `${GUIDE}/api-gateway-known-issues.html`,
  ],
  [
    "certificate's first name of 65",
    domain({ domainName: `${text(53)}.example.com` }),
    /domainName: .*at most 64 characters/,
    "https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html",
  ],
  [
    "instance id with a space in Cloud Map",
    () =>
      new Ec2Backend("e", {
        ...network,
        vpcLink: link(),
        port: 80,
        namespaceId: "ns-1",
        instanceAddresses: { "a b": "10.0.0.1" },
      }),
    /RegisterInstance\.InstanceId/,
    "https://docs.aws.amazon.com/cloud-map/latest/api/API_RegisterInstance.html",
  ],
  [
    "API key value of 19",
    () => new ApiKey("k", { value: text(19) }),
    /value: expected 20 to 128/,
    `${API}/API_CreateApiKey.html`,
  ],
  [
    "health check path of 1025 characters",
    () => new EcsBackend("e", { ...network, vpcLink: link(), port: 80, healthCheckPath: `/${text(1024)}` }),
    /healthCheckPath: .*at most 1,024 characters/,
    `${ELB}/API_CreateTargetGroup.html`,
  ],
  [
    "selection pattern twice",
    restIntegration(lambdaCustom(FN, { responses: [{ statusCode: "200" }, { statusCode: "201" }] })),
    /selectionPattern: got "default", expected a pattern of its own/,
    `${API}/API_PutIntegrationResponse.html`,
  ],
  [
    "model name with a dash",
    rest({ models: { "a-b": {} } }),
    /models: got "a-b", expected a name of letters and digits/,
    `${API}/API_CreateModel.html`,
  ],
  [
    "a private domain's mutual TLS",
    domain({ endpointType: "PRIVATE", mutualTls: { truststoreUri: "s3://bucket/key" } }),
    /mutualTls: expected nothing of it on a private domain/,
    `${GUIDE}/rest-api-mutual-tls.html`,
  ],
  [
    "a TOKEN authorizer of two headers",
    restRoute({
      authorizer: lambdaAuthorizer(FN, {
        authorizerType: "TOKEN",
        identitySources: ["$request.header.a", "$request.header.b"],
      }),
    }),
    /identitySources: .*the one header that has the token/,
    `${API}/API_CreateAuthorizer.html`,
  ],
  [
    "an authorizer's TTL of 3601",
    httpRoute({ authorizer: { ...check, resultTtlInSeconds: 3601 } }),
    /resultTtlInSeconds: got 3601, expected 0 to 3600/,
    `${GUIDE}/http-api-lambda-authorizer.html`,
  ],
  [
    "a domain name with an underscore",
    () => new CustomDomain("d", { domainName: "a_b.example.com", region: "eu-west-1" }),
    /domainName: got "a_b\.example\.com"/,
    `${GUIDE}/how-to-custom-domains.html`,
  ],
];
