import { awsService, httpProxy, jwt, lambda, lambdaAuthorizer, loadBalancer, mock } from "../../../components";
import type { RefusedInput } from "./inputs";
import { chat, chatRoute, domain, FN, http, httpRoute, raw, rest, restIntegration, restRoute, text } from "./programs";

const GUIDE = "https://docs.aws.amazon.com/apigateway/latest/developerguide";
const API = "https://docs.aws.amazon.com/apigateway/latest/api";
const V2 = "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference";
const WAF = "https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html";
const ASSOCIATION = "aws:wafv2/webAclAssociation:WebAclAssociation";
const LISTENER =
  "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2";
const ACL = "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/a/b";
const token = { issuer: "https://a.example", audience: "b" };
const v1 = (name: string): string => `aws:apigateway/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
const v2 = (name: string): string => `aws:apigatewayv2/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
const body = (operation: object, document: object = {}): (() => unknown) =>
  raw(v1("RestApi"), { body: JSON.stringify({ paths: { "/a": { get: operation } }, ...document }) });
const integrationOf = (extension: object): (() => unknown) =>
  body({ "x-amazon-apigateway-integration": { type: "mock", ...extension } });
const authorizerOf = (extension: object): (() => unknown) =>
  body({}, { components: { securitySchemes: { a: { type: "apiKey", "x-amazon-apigateway-authorizer": extension } } } });
const IAM = "https://docs.aws.amazon.com/IAM/latest/UserGuide";
const statement = (more: object): string => {
  const allow = { Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*" };
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ ...allow, ...more }] });
};
const jwtOf = (configuration: object, more: object = {}): (() => unknown) =>
  authorizerOf({
    type: "jwt",
    identitySource: "method.request.header.Authorization",
    jwtConfiguration: {
      issuers: [{ issuer: "https://a.example", audiences: ["b"] }],
      defaultAlgorithms: ["RS256"],
      ...configuration,
    },
    ...more,
  });
const issuers = (...all: object[]): (() => unknown) => jwtOf({ issuers: all });

/** The inputs that depend on another member, or on the kind of API. */
export const BY_KIND: readonly RefusedInput[] = [
  [
    "30 seconds on a WebSocket API",
    chatRoute({ integration: lambda(FN, { timeoutMilliseconds: 30_000 }) }),
    /timeoutMilliseconds: got 30000, expected 50 to 29000/,
    `${V2}/apis-apiid-integrations.html`,
  ],
  [
    "31 seconds on an HTTP API",
    httpRoute({ integration: lambda(FN, { timeoutMilliseconds: 31_000 }) }),
    /timeoutMilliseconds: got 31000, expected 50 to 30000/,
    `${V2}/apis-apiid-integrations.html`,
  ],
  [
    "49 milliseconds on a REST API",
    restIntegration(lambda(FN, { timeoutMilliseconds: 49 })),
    /timeoutMilliseconds: got 49/,
    `${API}/API_PutIntegration.html`,
  ],
  [
    "16 minutes of streaming",
    restIntegration(lambda(FN, { streaming: true, timeoutMilliseconds: 960_000 })),
    /timeoutMilliseconds: got 960000, expected 50 to 900000/,
    `${GUIDE}/response-transfer-mode.html`,
  ],
  [
    "format 2.0 on a REST API",
    restIntegration(lambda(FN, { payloadFormatVersion: "2.0" })),
    /payloadFormatVersion: got "2\.0", expected "1\.0"/,
    `${GUIDE}/set-up-lambda-proxy-integrations.html`,
  ],
  [
    "format 3.0 on an HTTP API",
    httpRoute({ integration: lambda(FN, { payloadFormatVersion: "3.0" as "2.0" }) }),
    /payloadFormatVersion: got "3\.0"/,
    `${V2}/apis-apiid-integrations.html`,
  ],
  [
    "format 2.0 of an HTTP proxy",
    raw(v2("Integration"), { integrationType: "HTTP_PROXY", payloadFormatVersion: "2.0" }),
    /payloadFormatVersion is "2\.0", expected 1\.0/,
    `${V2}/apis-apiid-integrations.html`,
  ],
  [
    "format 2.0 of a service",
    raw(v2("Integration"), {
      integrationType: "AWS_PROXY",
      integrationSubtype: "SQS-SendMessage",
      payloadFormatVersion: "2.0",
    }),
    /payloadFormatVersion is "2\.0", expected 1\.0/,
    `${V2}/apis-apiid-integrations.html`,
  ],
  [
    "a mapping template on an HTTP API",
    httpRoute({ integration: mock() }),
    /got "mock"/,
    `${V2}/apis-apiid-integrations.html`,
  ],
  [
    "a service call by templates on an HTTP API",
    httpRoute({
      integration: awsService({
        service: "sqs",
        action: "SendMessage",
        region: "eu-west-1",
        credentials: "arn:aws:iam::123456789012:role/a",
      }),
    }),
    /got "awsService"/,
    `${V2}/apis-apiid-integrations.html`,
  ],
  [
    "a response mapping on a REST API",
    restIntegration(lambda(FN, { responseParameters: [] })),
    /responseParameters: expected no value: it is supported on HTTP APIs only/,
    `${V2}/apis-apiid-integrations.html`,
  ],
  [
    "a private integration on a WebSocket API",
    chatRoute({ integration: loadBalancer(LISTENER, { vpcLink: "v" }) }),
    /got "loadBalancer"/,
    `${GUIDE}/http-api-develop-integrations-private.html`,
  ],
  [
    "simple responses with format 1.0",
    httpRoute({ authorizer: lambdaAuthorizer(FN, { simpleResponses: true, payloadFormatVersion: "1.0" }) }),
    /simpleResponses: got true/,
    `${GUIDE}/http-api-lambda-authorizer.html`,
  ],
  [
    "simple responses on a REST API",
    restRoute({ authorizer: lambdaAuthorizer(FN, { simpleResponses: true }) }),
    /simpleResponses: expected no value/,
    `${GUIDE}/http-api-lambda-authorizer.html`,
  ],
  [
    "a JWT on a WebSocket API",
    chat({ authorizer: jwt(token) }),
    /authorizer: got "jwt"/,
    `${V2}/apis-apiid-authorizers.html`,
  ],
  [
    "an identity source of HTTP APIs on a WebSocket API",
    chat({ authorizer: lambdaAuthorizer(FN, { identitySources: ["$request.header.a"] }) }),
    /identitySources: got "\$request\.header\.a", expected route\.request/,
    `${GUIDE}/apigateway-websocket-api-lambda-auth.html`,
  ],
  [
    "a token in the query of a REST API",
    restRoute({ authorizer: jwt({ ...token, identitySource: "$request.querystring.token" }) }),
    /identitySources: got "\$request\.querystring\.token", expected \$request\.header/,
    `${API}/API_CreateAuthorizer.html`,
  ],
  [
    "the algorithm HS256",
    restRoute({ authorizer: jwt({ ...token, algorithms: ["HS256" as "RS256"] }) }),
    /algorithms: got "HS256", expected RS256, /,
    `${API}/API_CreateAuthorizer.html`,
  ],
  [
    "algorithms on an HTTP API",
    httpRoute({ authorizer: jwt({ ...token, algorithms: ["ES256"] }) }),
    /algorithms: expected no value: it is supported on REST APIs only/,
    `${V2}/apis-apiid-authorizers.html`,
  ],
  [
    "the claim iss as a further one",
    restRoute({ authorizer: jwt({ ...token, requiredClaims: { iss: "a" } }) }),
    /requiredClaims\["iss"\]: got "iss", expected a claim other than/,
    `${API}/API_CreateAuthorizer.html`,
  ],
  [
    "one issuer twice",
    restRoute({ authorizer: jwt({ ...token, furtherIssuers: [{ issuer: token.issuer, audience: ["c"] }] }) }),
    /furtherIssuers\[0\]\.issuer: .*there once/,
    `${API}/API_CreateAuthorizer.html`,
  ],
  [
    "a JWT without algorithms in a body",
    jwtOf({ defaultAlgorithms: [] }),
    /defaultAlgorithms is \[\], expected RS256/,
    `${API}/API_CreateAuthorizer.html`,
  ],
  [
    "a JWT's algorithm none in a body",
    jwtOf({ defaultAlgorithms: ["none"] }),
    /defaultAlgorithms is "none", expected one of RS256/,
    `${API}/API_CreateAuthorizer.html`,
  ],
  [
    "a JWT without issuers in a body",
    issuers(),
    /jwtConfiguration\.issuers is \[\], expected at least one issuer/,
    `${API}/API_CreateAuthorizer.html`,
  ],
  [
    "a JWT's issuer over http in a body",
    issuers({ issuer: "http://a.example", audiences: ["b"] }),
    /issuer is "http:\/\/a\.example", expected an https URL/,
    `${API}/API_CreateAuthorizer.html`,
  ],
  [
    "a JWT without audiences in a body",
    issuers({ issuer: "https://a.example", audiences: [] }),
    /audiences is \[\], expected at least one audience/,
    `${API}/API_CreateAuthorizer.html`,
  ],
  [
    "a JWT's claim of another format in a body",
    issuers({ issuer: "https://a.example", audiences: ["b"], additionalClaims: [{ claimName: "t", format: "LIST" }] }),
    /format is "LIST", expected SINGLE_STRING/,
    `${API}/API_CreateAuthorizer.html`,
  ],
  [
    "a JWT with a TTL in a body",
    jwtOf({}, { authorizerResultTtlInSeconds: 60 }),
    /authorizerResultTtlInSeconds is 60, expected nothing/,
    `${API}/API_CreateAuthorizer.html`,
  ],
  [
    "a JWT's token in the query in a body",
    jwtOf({}, { identitySource: "method.request.querystring.t" }),
    /identitySource is "method\.request\.querystring\.t", expected one header/,
    `${API}/API_CreateAuthorizer.html`,
  ],
  [
    "an authorizer of an unknown type in a body",
    authorizerOf({ type: "oidc" }),
    /type is "OIDC", expected one of TOKEN/,
    `${API}/API_CreateAuthorizer.html`,
  ],
  [
    "an authorizer's TTL of 3601 in a body",
    authorizerOf({
      type: "token",
      authorizerUri: "arn:aws:x",
      identitySource: "method.request.header.a",
      authorizerResultTtlInSeconds: 3601,
    }),
    /authorizerResultTtlInSeconds is 3601, expected a number from 0 to 3600/,
    `${API}/API_CreateAuthorizer.html`,
  ],
  [
    "a user pool authorizer without pools in a body",
    authorizerOf({ type: "cognito_user_pools", identitySource: "method.request.header.a" }),
    /providerArns is undefined, expected the ARNs/,
    `${API}/API_CreateAuthorizer.html`,
  ],
  [
    "a TOKEN authorizer without a function",
    raw(v1("Authorizer"), { type: "TOKEN" }),
    /authorizerUri is undefined, expected a function's URI/,
    `${API}/API_CreateAuthorizer.html`,
  ],
  [
    "a user pool authorizer without pools",
    raw(v1("Authorizer"), { type: "COGNITO_USER_POOLS" }),
    /providerArns is undefined, expected the ARNs of user pools/,
    `${API}/API_CreateAuthorizer.html`,
  ],
  [
    "a header's value unquoted in a body",
    integrationOf({
      responses: { default: { statusCode: "200", responseParameters: { "method.response.header.x": "plain" } } },
    }),
    /is "plain", expected a string in single quotes/,
    `${GUIDE}/rest-api-parameter-mapping.html`,
  ],
  [
    "a status of four digits in a body",
    integrationOf({ responses: { default: { statusCode: "2000" } } }),
    /statusCode is "2000", expected a status of three digits/,
    `${GUIDE}/api-gateway-swagger-extensions-integration.html`,
  ],
  [
    "a cache key that is no parameter in a body",
    integrationOf({ cacheKeyParameters: ["method.request.path.id"] }),
    /cacheKeyParameters is "method\.request\.path\.id", expected a parameter of the method/,
    `${GUIDE}/api-gateway-caching.html`,
  ],
  [
    "a timeout of 20 in a body",
    integrationOf({ timeoutInMillis: 20 }),
    /timeoutInMillis is 20, expected a number from 50/,
    `${GUIDE}/api-gateway-swagger-extensions-integration.html`,
  ],
  [
    "a streamed mock in a body",
    integrationOf({ responseTransferMode: "STREAM" }),
    /responseTransferMode is "STREAM", expected BUFFERED/,
    `${GUIDE}/response-transfer-mode.html`,
  ],
  [
    "a gateway response's value unquoted in a body",
    body(
      {},
      {
        "x-amazon-apigateway-gateway-responses": {
          DEFAULT_4XX: { responseParameters: { "gatewayresponse.header.x": "*" } },
        },
      },
    ),
    /is "\*", expected a string in single quotes/,
    `${GUIDE}/api-gateway-gatewayResponse-definition.html`,
  ],
  [
    "a gateway response's status of 700 in a body",
    body({}, { "x-amazon-apigateway-gateway-responses": { DEFAULT_4XX: { statusCode: "700" } } }),
    /statusCode is "700", expected 200 to 599/,
    `${GUIDE}/api-gateway-gatewayResponse-definition.html`,
  ],
  [
    "a policy's bad account in a body",
    body({}, { "x-amazon-apigateway-policy": { Statement: [{ Principal: { AWS: "123" } }] } }),
    /x-amazon-apigateway-policy is "123", expected an account of 12 digits/,
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
  ],
  [
    "an HTTP API's timeout in a body",
    raw(v2("Api"), {
      protocolType: "HTTP",
      body: JSON.stringify({
        paths: {
          "/a": { get: { "x-amazon-apigateway-integration": { type: "http_proxy", timeoutInMillis: 31_000 } } },
        },
      }),
    }),
    /timeoutMilliseconds is 31000, expected a whole number from 50 to 30000/,
    `${V2}/apis-apiid-integrations.html`,
  ],
  [
    "a reserved header mapping in an HTTP API's body",
    http({
      deployAs: "openapi",
      routes: { "GET /a": lambda(FN, { requestParameters: { "append:header.via": "a" } }) },
    }),
    /requestParameters.*via.*reserved|header "via" is reserved/,
    `${GUIDE}/http-api-parameter-mapping.html`,
  ],
  [
    "an edge policy on a REST API of a region",
    rest({ securityPolicy: "SecurityPolicy_TLS13_2025_EDGE" }),
    /securityPolicy: got/,
    `${GUIDE}/apigateway-security-policies-list.html`,
  ],
  [
    "a policy of regions on an edge API",
    rest({ endpointType: "EDGE", securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09" }),
    /securityPolicy: got/,
    `${GUIDE}/apigateway-security-policies-list.html`,
  ],
  [
    "endpointAccessMode with TLS_1_2",
    rest({ securityPolicy: "TLS_1_2", endpointAccessMode: "BASIC" }),
    /endpointAccessMode: got "BASIC"/,
    `${GUIDE}/apigateway-security-policies.html`,
  ],
  [
    "ipv4 of a private API",
    rest({ endpointType: "PRIVATE", vpcEndpointIds: ["vpce-1"], ipAddressType: "ipv4" }),
    /ipAddressType: got "ipv4", expected "dualstack"/,
    `${GUIDE}/api-gateway-ip-address-type.html`,
  ],
  [
    "VPC endpoints of a public API",
    rest({ vpcEndpointIds: ["vpce-1"] }),
    /vpcEndpointIds: expected endpointType "PRIVATE"/,
    `${GUIDE}/apigateway-private-apis.html`,
  ],
  [
    "mutual TLS with an enhanced policy",
    domain({ securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09", mutualTls: { truststoreUri: "s3://bucket/key" } }),
    /securityPolicy: .*TLS_1_2 with mutual TLS/,
    `${GUIDE}/rest-api-mutual-tls.html`,
  ],
  [
    "mutual TLS at the edge",
    raw(v1("DomainName"), {
      endpointConfiguration: { types: "EDGE" },
      mutualTlsAuthentication: { truststoreUri: "s3://b/k" },
    }),
    /types is "EDGE", expected REGIONAL beside mutualTlsAuthentication/,
    `${GUIDE}/rest-api-mutual-tls.html`,
  ],
  [
    "an edge domain's certificate in eu-west-1",
    raw(v1("DomainName"), {
      endpointConfiguration: { types: "EDGE" },
      certificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/a",
    }),
    /expected a certificate in us-east-1/,
    `${GUIDE}/how-to-edge-optimized-custom-domain-name.html`,
  ],
  [
    "an edge domain of version 2",
    raw(v2("DomainName"), { domainNameConfiguration: { endpointType: "EDGE" } }),
    /endpointType is "EDGE", expected REGIONAL/,
    `${V2}/domainnames.html`,
  ],
  [
    "TLS_1_0 of a domain of version 2",
    raw(v2("DomainName"), { domainNameConfiguration: { securityPolicy: "TLS_1_0" } }),
    /securityPolicy is "TLS_1_0", expected TLS_1_2/,
    `${GUIDE}/apigateway-custom-domain-tls-version.html`,
  ],
  [
    "a cache of 1 GB",
    rest({ cacheSize: "1" }),
    /cacheSize: got "1", expected 0\.5, 1\.6/,
    `${API}/API_CreateStage.html`,
  ],
  [
    "a web ACL of an HTTP API's stage",
    raw(ASSOCIATION, { webAclArn: ACL, resourceArn: "arn:aws:apigateway:eu-west-1::/apis/abc/stages/live" }),
    /resourceArn is .*expected the ARN of a REST API's stage: HTTP and WebSocket APIs have no web ACL/,
    WAF,
  ],
  ["webAclArn of an HttpApi", http({ webAclArn: ACL } as object), /webAclArn: expected one of/, WAF],
  [
    "a WebSocket API without a route selection",
    raw(v2("Api"), { protocolType: "WEBSOCKET" }),
    /routeSelectionExpression is undefined, expected an expression/,
    `${V2}/apis.html`,
  ],
  [
    "CORS of a WebSocket API",
    raw(v2("Api"), {
      protocolType: "WEBSOCKET",
      routeSelectionExpression: "$request.body.a",
      corsConfiguration: { allowOrigins: ["*"] },
    }),
    /corsConfiguration is .*supported on HTTP APIs only/,
    `${V2}/apis.html`,
  ],
  [
    "a $default stage of a WebSocket API",
    chat({ stage: "$default" }),
    /stage: got "\$default"/,
    `${GUIDE}/websocket-api-stages.html`,
  ],
  [
    "a route's tlsServerName on a REST API",
    restIntegration(httpProxy("https://a.example", { tlsServerName: "b" })),
    /tlsServerName: expected no value: it is supported on HTTP APIs only/,
    `${V2}/apis-apiid-integrations.html`,
  ],
  [
    "a WebSocket route's name of 65",
    chatRoute({ operationName: text(65) }),
    /operationName: got 65/,
    `${V2}/apis-apiid-routes.html`,
  ],
  [
    "an HTTP integration without a URL",
    integrationOf({ type: "http_proxy", httpMethod: "GET" }),
    /integration uri .*expected an http or https URL/,
    `${API}/API_PutIntegration.html`,
  ],
  [
    "a service integration with a URL",
    integrationOf({ type: "aws", uri: "https://sqs.eu-west-1.amazonaws.com" }),
    /integration uri is "https:.*expected arn:aws:apigateway:<region>:<service>:path/,
    `${API}/API_PutIntegration.html`,
  ],
  [
    "a private integration without a link",
    integrationOf({ type: "http", uri: "http://a.example", connectionType: "VPC_LINK" }),
    /integration connectionId .*expected the id of the VPC link/,
    `${API}/API_PutIntegration.html`,
  ],
  [
    "an unknown conversion of a response",
    integrationOf({ responses: { default: { statusCode: "200", contentHandling: "TEXT" } } }),
    /responses default, contentHandling is "TEXT", expected one of CONVERT_TO_BINARY, CONVERT_TO_TEXT/,
    `${GUIDE}/api-gateway-swagger-extensions-integration-responses.html`,
  ],
  [
    "an unknown gateway response in a document",
    body({}, { "x-amazon-apigateway-gateway-responses": { NOT_FOUND: { statusCode: 404 } } }),
    /gateway response NOT_FOUND is "NOT_FOUND", expected one of ACCESS_DENIED, /,
    `${GUIDE}/supported-gateway-response-types.html`,
  ],
  [
    "a gateway response of status 700, as a number",
    body({}, { "x-amazon-apigateway-gateway-responses": { THROTTLED: { statusCode: 700 } } }),
    /gateway response THROTTLED, statusCode is 700, expected 200 to 599/,
    `${GUIDE}/api-gateway-gatewayResponse-definition.html`,
  ],
  [
    "a request validator that the document does not have",
    body(
      { "x-amazon-apigateway-request-validator": "all" },
      { "x-amazon-apigateway-request-validators": { body: { validateRequestBody: true } } },
    ),
    /GET \/a, request validator is "all", expected one of body/,
    `${GUIDE}/api-gateway-swagger-extensions-request-validator.html`,
  ],
  [
    "an unknown source of API keys",
    body({}, { "x-amazon-apigateway-api-key-source": "QUERY" }),
    /api-key-source is "QUERY", expected HEADER or AUTHORIZER/,
    `${GUIDE}/api-gateway-swagger-extensions-api-key-source.html`,
  ],
  [
    "a condition of a resource policy by an operator that IAM does not have",
    rest({ policy: statement({ Condition: { StringEqual: { "aws:SourceVpc": "vpc-1" } } }) }),
    /policy.*"StringEqual", expected an operator of IAM, such as StringEquals/,
    `${IAM}/reference_policies_elements_condition_operators.html`,
  ],
  [
    "a condition without an operator",
    rest({ policy: statement({ Condition: { StringEquals: "vpc-1" } }) }),
    /policy.*expected an object of keys with their values/,
    `${IAM}/reference_policies_grammar.html`,
  ],
  [
    "a principal of an unknown kind, in a document",
    body({}, { "x-amazon-apigateway-policy": JSON.parse(statement({ Principal: { Aws: "*" } })) as object }),
    /Principal is "Aws", expected one of AWS, Federated, Service, CanonicalUser/,
    `${IAM}/reference_policies_grammar.html`,
  ],
  [
    "5 KB of environment variables",
    raw("aws:lambda/function:Function", {
      role: "arn:aws:iam::123456789012:role/a",
      environment: { variables: { TABLE: "a", KEY: "x".repeat(4096) } },
    }),
    /environment.variables is "4118 bytes", expected at most 4096 bytes/,
    "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
  ],
];
