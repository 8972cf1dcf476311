import assert from "node:assert/strict";
import { violations, type Context } from "../../../aws/constraints";
import { V1, V2 } from "../../../aws/resource-types";

const found = (type: string, inputs: object, context: Context = {}): string[] =>
  violations(type, { ...inputs }, context).map(({ path, expected }) => `${path}: ${expected}`);
const PARAMETER_VALUES =
  "a string in single quotes, method.request.<path|querystring|header>.<name>, method.request.body, stageVariables. or context.";

// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
describe("a REST API's document", () => {
  const of = (document: object, more: object = {}): string[] =>
    found(V1.restApi, { body: JSON.stringify({ openapi: "3.0.1", ...document }), ...more }).map((text) =>
      text.replace(/^body: /, ""),
    );
  const SERVICE = "arn:aws:apigateway:eu-west-1:states:action/StartExecution";
  const integration = (
    extension: { type?: unknown; uri?: string } & Record<string, unknown>,
    more: object = {},
  ): string[] => {
    const { type, uri = String(type).startsWith("http") ? "https://a.example" : SERVICE } = extension;
    const whole = { "x-amazon-apigateway-integration": { ...extension, uri }, ...more };
    return of({ paths: { "/a": { get: whole } } }).map((text) => text.replace(/^GET \/a, integration /, ""));
  };

  // https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html
  it("calls places of their kind's form", () => {
    const expected = {
      aws: "uri: arn:aws:apigateway:<region>:<service>:path/... or :action/...",
      http: "uri: an http or https URL",
    };
    for (const [kind, uri, fits] of [
      ["aws", SERVICE, true],
      ["aws_proxy", "arn:aws-cn:apigateway:cn-north-1:lambda:path/2015-03-31/functions/arn:x/invocations", true],
      ["aws", "arn:aws:apigateway:${stageVariables.region}:sqs:path/1/q", true],
      ["aws", "arn:aws:apigateway:eu-west-1:bucket.s3:path/{key}", true],
      ["aws_proxy", "arn:aws:lambda:eu-west-1:1:function:a", false],
      ["aws", "https://sqs.eu-west-1.amazonaws.com", false],
      ["http", "http://${stageVariables.host}/a", true],
      ["http_proxy", "${stageVariables.url}", true],
      ["http", "HTTPS://a.example", true],
      ["http_proxy", "a.example", false],
      ["http", "", false],
      ["mock", "", true],
    ] as const) {
      const wrong = kind.startsWith("aws") ? expected.aws : expected.http;
      assert.deepEqual(integration({ type: kind, uri }), fits ? [] : [wrong], `${kind} ${uri}`);
    }
    assert.deepEqual(integration({ connectionType: "VPC_LINK" }), ["connectionId: the id of the VPC link"]);
    assert.deepEqual(integration({ connectionType: "VPC_LINK", connectionId: "${stageVariables.link}" }), []);
  });

  it("that is whole, YAML, or no document is accepted", () => {
    assert.deepEqual(of({}), []);
    assert.deepEqual(of({ paths: { "/a": { get: {}, parameters: [] } } }), []);
    for (const body of ["openapi: 3.0.1", "{", undefined, 7]) {
      assert.deepEqual(found(V1.restApi, { body }), []);
    }
  });

  it("has integrations of the kinds that there are, in any case", () => {
    for (const type of ["aws", "AWS_PROXY", "http", "http_proxy", "mock"]) {
      assert.deepEqual(integration({ type }), []);
    }
    assert.deepEqual(integration({ type: "lambda" }), ["type: one of aws, aws_proxy, http, http_proxy, mock"]);
    assert.deepEqual(integration({ connectionType: "VPC" }), ["connectionType: one of INTERNET, VPC_LINK"]);
    assert.deepEqual(integration({ contentHandling: "x" }), [
      "contentHandling: one of CONVERT_TO_BINARY, CONVERT_TO_TEXT",
    ]);
    assert.deepEqual(integration({ passthroughBehavior: "always" }), [
      "passthroughBehavior: one of when_no_match, when_no_templates, never",
    ]);
    assert.deepEqual(integration({ responseTransferMode: "x" }), ["responseTransferMode: one of BUFFERED, STREAM"]);
    assert.deepEqual(integration({ type: ["aws"] }), []);
  });

  it("has timeouts from 50 milliseconds to 15 minutes, and streams of proxies alone", () => {
    for (const timeoutInMillis of [50, 29_000, 900_000, "300"]) {
      assert.deepEqual(integration({ timeoutInMillis }), []);
    }
    for (const timeoutInMillis of [49, 900_001]) {
      assert.deepEqual(integration({ timeoutInMillis }), ["timeoutInMillis: a number from 50 to 900000"]);
    }
    for (const type of ["aws_proxy", "http_proxy"]) {
      assert.deepEqual(integration({ type, responseTransferMode: "STREAM" }), []);
    }
    const refused = "responseTransferMode: BUFFERED, but for aws_proxy and http_proxy";
    assert.deepEqual(integration({ type: "http", responseTransferMode: "STREAM" }), [refused]);
    assert.deepEqual(integration({ type: "http", responseTransferMode: "BUFFERED" }), []);
    assert.deepEqual(integration({ responseTransferMode: "STREAM" }), []);
  });

  it("maps parameters of requests from and to places that there are", () => {
    const mapped = (requestParameters: object, name = "b"): string[] =>
      integration({ requestParameters }, { parameters: [{ in: "header", name }] });
    for (const place of ["path", "querystring", "header", "multivaluequerystring", "multivalueheader"]) {
      assert.deepEqual(mapped({ [`integration.request.${place}.a`]: "method.request.header.b" }), []);
    }
    for (const value of ["'fixed'", "''", "'a\nb'", "stageVariables.a", "context.requestId", "method.request.body.a"]) {
      assert.deepEqual(mapped({ "integration.request.header.a": value }), []);
    }
    const keys = "requestParameters: integration.request.<path|querystring|header>.<name>";
    for (const key of [
      "integration.request.body.a",
      "x.integration.request.header.a",
      "integration.request.header.a b",
    ]) {
      assert.deepEqual(mapped({ [key]: "'x'" }), [keys], key);
    }
    for (const value of ["fixed", "x'fixed'", "'fixed'x", "'it's'", "request.header.a", "context.", ""]) {
      assert.deepEqual(mapped({ "integration.request.header.a": value }), [
        `requestParameters integration.request.header.a: ${PARAMETER_VALUES}`,
      ]);
    }
    assert.deepEqual(mapped({ "integration.request.header.a": { ref: "not known" } }), []);
    // "Invalid mapping expression parameter specified: method.request.header.Authorization": https://github.com/Testlio/lambda-tools/issues/56
    const header = { "integration.request.header.a": "method.request.multivalueheader.Authorization" };
    assert.deepEqual(mapped(header, "authorization"), []);
    assert.deepEqual(mapped(header), [
      "requestParameters integration.request.header.a: a parameter that the operation declares",
    ]);
    const query = { "integration.request.header.a": "method.request.querystring.b" };
    assert.deepEqual(mapped(query), [
      "requestParameters integration.request.header.a: a parameter that the operation declares",
    ]);
  });

  // https://repost.aws/knowledge-center/api-gateway-proxy-path-parameter-error
  it("maps the variable of a path that the operation or the path declares, in the document or by reference", () => {
    const proxied = (parameters: object[], item: object[] = [], components = {}): string[] =>
      of({
        paths: {
          "/{proxy+}": {
            parameters: item,
            get: {
              parameters,
              "x-amazon-apigateway-integration": {
                requestParameters: { "integration.request.path.proxy": "method.request.path.proxy" },
              },
            },
          },
        },
        components: { parameters: components },
      });
    const proxy = { in: "path", name: "proxy" };
    const reference = { $ref: "#/components/parameters/proxy" };
    assert.deepEqual(proxied([proxy]), []);
    assert.deepEqual(proxied([], [proxy]), []);
    assert.deepEqual(proxied([reference], [], { proxy }), []);
    assert.deepEqual(proxied([reference]), []);
    const refused = [
      "GET /{proxy+}, integration requestParameters integration.request.path.proxy: a parameter that the operation declares",
    ];
    assert.deepEqual(proxied([]), refused);
    assert.deepEqual(proxied([reference], [], { proxy: { in: "cookie", name: "proxy" } }), refused);
  });

  // https://github.com/amazon-archives/aws-apigateway-importer/issues/209 and 121 have AWS's answers
  it("maps headers that the operation's response of the status declares", () => {
    const header = "method.response.header.Location";
    const answered = (
      responses: object | undefined,
      statusCode: unknown = "302",
      parameters: object = { [header]: "'/'" },
    ) =>
      of({
        paths: {
          "/a": {
            get: {
              responses,
              "x-amazon-apigateway-integration": {
                responses: { default: { statusCode, responseParameters: parameters } },
              },
            },
          },
        },
        components: { responses: { found: { headers: { location: {} } } } },
      }).map((text) => text.replace("GET /a, integration responses default, ", ""));
    const found = { headers: { location: {} } };
    assert.deepEqual(answered({ 302: found }), []);
    assert.deepEqual(answered({ 302: found }, 302), []);
    assert.deepEqual(answered({ 302: { $ref: "#/components/responses/found" } }), []);
    assert.deepEqual(answered({ 302: { $ref: "#/components/responses/gone" } }), []);
    assert.deepEqual(answered({ default: found }), []);
    assert.deepEqual(answered({ "3XX": found }), []);
    assert.deepEqual(answered({ 302: {} }, undefined), [
      "responseParameters: a header that the operation's response 302 declares",
    ]);
    assert.deepEqual(answered({ 302: {} }, { ref: "not known" }), []);
    assert.deepEqual(answered({ 200: found }, "302", {}), []);
    const missing = ["statusCode: a status that the operation's responses have, for its headers"];
    assert.deepEqual(answered({ 200: found }), missing);
    assert.deepEqual(answered({ "x-own": found }), missing);
    assert.deepEqual(answered({}), missing);
    assert.deepEqual(answered(undefined), missing);
  });

  // "Parameter names must be unique across querystring, header and path"
  it("has parameters of different names, of the characters that API Gateway takes", () => {
    const named = (...parameters: [place: string, name: string][]): string[] =>
      of({ paths: { "/a": { get: { parameters: parameters.map(([place, name]) => ({ in: place, name })) } } } });
    assert.deepEqual(named(["query", "id"], ["header", "Id"], ["path", "a"], ["cookie", "id"], ["cookie", "c d"]), []);
    assert.deepEqual(named(["query", "a$b:c-d.e_f"]), []);
    assert.deepEqual(named(["query", "id"], ["header", "id"]), [
      "GET /a, parameter: another name than that of querystring.id",
    ]);
    assert.deepEqual(of({ paths: { "/a": { parameters: [{ in: "header", name: "x y" }], get: {} } } }), [
      "GET /a, parameter: a name of the characters a-z A-Z 0-9 : . _ $ -",
    ]);
    assert.deepEqual(named(["query", "filter[a]"]), [
      "GET /a, parameter: a name of the characters a-z A-Z 0-9 : . _ $ -",
    ]);
  });

  it("maps responses of a status, to headers", () => {
    const response = (changes: object): string[] => integration({ responses: { "4\\d\\d": changes } });
    const at = "responses 4\\d\\d, ";
    for (const statusCode of [200, "404", 100, "599"]) {
      assert.deepEqual(response({ statusCode }), []);
    }
    for (const statusCode of [99, 600, "2000", "x200", "20"]) {
      assert.deepEqual(response({ statusCode }), [`${at}statusCode: a status of three digits`]);
    }
    const parameters = (key: string, value: string): string[] => response({ responseParameters: { [key]: value } });
    // without a status, which of the operation's responses it is is not known
    assert.deepEqual(parameters("method.response.header.a", "integration.response.header.b"), []);
    assert.deepEqual(parameters("method.response.multivalueheader.a", "'*'"), []);
    assert.deepEqual(parameters("method.response.body.a", "'*'"), [
      `${at}responseParameters: method.response.header.<name>`,
    ]);
    assert.deepEqual(parameters("xmethod.response.header.a", "'*'"), [
      `${at}responseParameters: method.response.header.<name>`,
    ]);
    for (const value of ["*", "method.request.header.a", "x'*'", "'*'x"]) {
      assert.deepEqual(parameters("method.response.header.a", value), [
        `${at}responseParameters method.response.header.a: a string in single quotes, integration.response.header.<name>, integration.response.body, stageVariables. or context.`,
      ]);
    }
  });

  it("has cache keys that are parameters of the method or of its path", () => {
    const cached = (key: unknown, parameters: object[], item: object[] = []): string[] =>
      of({
        paths: {
          "/a": {
            parameters: item,
            get: { parameters, "x-amazon-apigateway-integration": { cacheKeyParameters: [key] } },
          },
        },
      });
    const q = { in: "query", name: "q" };
    assert.deepEqual(cached("method.request.querystring.q", [q]), []);
    assert.deepEqual(cached("method.request.multivaluequerystring.q", [q]), []);
    assert.deepEqual(cached("method.request.path.id", [], [{ in: "path", name: "id" }]), []);
    assert.deepEqual(cached("method.request.header.h", [{ in: "header", name: "h" }]), []);
    const refused = ["GET /a, integration cacheKeyParameters: a parameter of the method"];
    assert.deepEqual(cached("method.request.querystring.other", [q]), refused);
    assert.deepEqual(cached("method.request.header.q", [q]), refused);
    assert.deepEqual(cached("method.request.querystring.other", [q, { $ref: "#/x" }]), []);
    assert.deepEqual(cached("integration.request.path.id", [q]), []);
    assert.deepEqual(cached(7, [q]), []);
  });

  it("has gateway responses with statuses and headers", () => {
    const response = (changes: object): string[] =>
      of({ "x-amazon-apigateway-gateway-responses": { DEFAULT_4XX: changes } });
    const at = "gateway response DEFAULT_4XX";
    for (const statusCode of ["200", "599"]) {
      assert.deepEqual(response({ statusCode }), []);
    }
    for (const statusCode of ["199", "600", "4040", "x404"]) {
      assert.deepEqual(response({ statusCode }), [`${at}, statusCode: 200 to 599`]);
    }
    for (const place of ["header", "querystring", "path"]) {
      assert.deepEqual(response({ responseParameters: { [`gatewayresponse.${place}.a`]: "'*'" } }), []);
    }
    assert.deepEqual(response({ responseParameters: { "method.response.header.a": "'*'" } }), [
      `${at}: gatewayresponse.header.<name>`,
    ]);
    assert.deepEqual(response({ responseParameters: { "gatewayresponse.header.a": "*" } }), [
      `${at} gatewayresponse.header.a: ${PARAMETER_VALUES}`,
    ]);
  });

  it("has models with names of letters and digits", () => {
    assert.deepEqual(of({ components: { schemas: { Order1: {} } }, definitions: { Pet: {} } }), []);
    assert.deepEqual(of({ components: { schemas: { "an-order": {} } }, definitions: { "a pet": {} } }), [
      "model: a name of letters and digits",
      "model: a name of letters and digits",
    ]);
  });

  it("has one path variable below a path", () => {
    const paths = (...names: string[]): string[] => of({ paths: Object.fromEntries(names.map((name) => [name, {}])) });
    assert.deepEqual(paths("/a/{id}", "/a/{id}/b/{other}", "/c/{x}"), []);
    assert.deepEqual(paths("/a/{id}", "/a/{key}/b"), ["/a/{key}/b: {id}, the one path variable below /a"]);
    assert.deepEqual(paths("/{a}", "/{b+}"), ["/{b+}: {a}, the one path variable below /"]);
    assert.deepEqual(paths("/", "/a/", "/v1/events:batch/a.b_c-d,e"), []);
    // "'resource/{path_parameter_name}' is valid; 'resource{path_parameter_name}' is not":
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html#api-gateway-known-issues-rest-apis
    const part = "letters, digits and . _ - : , $ in a part of a path, or a variable alone in it";
    assert.deepEqual(paths("/x{a}", "/{b}y", "/{c}", "/a b", "/*"), [
      `/x{a}: ${part}`,
      `/{b}y: ${part}`,
      `/a b: ${part}`,
      `/*: ${part}`,
    ]);
    assert.deepEqual(paths("/a/{b+}", "/b/{b+}/c"), ["/b/{b+}/c: {b+} as the last part of a path: it takes the rest"]);
  });

  it("warns of schemes, statuses and securities, which fails it where failOnWarnings is set", () => {
    const document = {
      components: {
        securitySchemes: {
          key: { type: "apiKey" },
          oauth: { type: "oauth2" },
          own: { type: "oauth2", "x-amazon-apigateway-authorizer": { type: "jwt", jwtConfiguration: { ref: 1 } } },
          open: {},
        },
      },
      paths: {
        "/a": {
          get: {
            responses: { 200: {}, default: {}, "x-own": {}, "2XX": {}, 999: {} },
            security: [{ key: [] }, { none: [] }],
          },
        },
      },
    };
    const expected = [
      "security scheme oauth: apiKey, the only type of security scheme that REST APIs import without a warning",
      "GET /a, response: a status of three digits",
      "GET /a, response: a status of three digits",
      "GET /a, security: one of key, oauth, own, open",
    ];
    const warned = (failOnWarnings?: unknown): string[] =>
      of(document, { failOnWarnings }).filter((text) => !text.startsWith("authorizer"));
    assert.deepEqual(warned(true), expected);
    assert.deepEqual(warned("true"), expected);
    assert.deepEqual(warned(false), []);
    assert.deepEqual(warned(), []);
    const none = { paths: { "/a": { get: { security: [{ x: [] }] } } } };
    assert.deepEqual(of(none, { failOnWarnings: true }), [
      "GET /a, security: a scheme of the document, which has none",
    ]);
  });
});

const AUTHORIZER_TYPES = "type: one of TOKEN, REQUEST, COGNITO_USER_POOLS, JWT";
const ONE_HEADER = "identitySource: one header, method.request.header.<name>";
const ALGORITHMS = "RS256, RS384, RS512, ES256, ES384, ES512";

// https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
describe("an authorizer in a REST API's document", () => {
  const of = (extension: object): string[] =>
    found(V1.restApi, {
      body: JSON.stringify({
        openapi: "3.0.1",
        components: { securitySchemes: { a: { type: "apiKey", "x-amazon-apigateway-authorizer": extension } } },
      }),
    }).map((text) => text.replace("body: authorizer a, ", ""));
  const HEADER = "method.request.header.Auth";
  const token = (changes: object = {}): string[] =>
    of({ type: "token", authorizerUri: "uri", identitySource: HEADER, ...changes });
  const request = (changes: object = {}): string[] => of({ type: "request", authorizerUri: "uri", ...changes });

  it("is of a type that there is", () => {
    assert.deepEqual(of({ type: "lambda" }), [AUTHORIZER_TYPES]);
    assert.deepEqual(of({}), []);
    assert.deepEqual(of({ type: 7 }), []);
  });

  it("of a TOKEN has a function and one header", () => {
    assert.deepEqual(token(), []);
    assert.deepEqual(token({ authorizerUri: "" }), ["authorizerUri: a function's URI, which TOKEN requires"]);
    assert.deepEqual(token({ authorizerUri: undefined }), ["authorizerUri: a function's URI, which TOKEN requires"]);
    // Only request and jwt take one from the extension; the header of a token is the scheme's name, as in AWS's own example:
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
    for (const identitySource of [undefined, ""]) {
      assert.deepEqual(token({ identitySource }), []);
    }
    for (const identitySource of ["Auth", `x${HEADER}`, `${HEADER} b`, `${HEADER},${HEADER}`]) {
      assert.deepEqual(token({ identitySource }), [ONE_HEADER]);
    }
    assert.deepEqual(token({ identitySource: { ref: 1 } }), []);
  });

  it("of a REQUEST has sources where answers are cached", () => {
    const cached = "identitySource: identity sources where results are cached, or a TTL of 0";
    assert.deepEqual(request({ authorizerUri: "", identitySource: HEADER }), [
      "authorizerUri: a function's URI, which REQUEST requires",
    ]);
    assert.deepEqual(request(), [cached]);
    assert.deepEqual(request({ identitySource: "" }), [cached]);
    assert.deepEqual(request({ authorizerResultTtlInSeconds: 1 }), [cached]);
    assert.deepEqual(request({ authorizerResultTtlInSeconds: 0 }), []);
    assert.deepEqual(request({ authorizerResultTtlInSeconds: "0" }), []);
    for (const source of [
      ...[HEADER, "method.request.querystring.a", "method.request.multivalueheader.a", "method.request.path.a"],
      ...["method.request.multivaluequerystring.a", "stageVariables.a", "context.a", `${HEADER} , context.b`],
    ]) {
      assert.deepEqual(request({ identitySource: source }), [], source);
    }
    for (const source of ["Auth", "method.request.body.a", "stageVariables.", `x${HEADER}`, "context.a b"]) {
      assert.deepEqual(request({ identitySource: source }), [
        "identitySource: method.request.<header|querystring>.<name>, stageVariables.<name> or context.<name>, with commas between",
      ]);
    }
    assert.deepEqual(request({ identitySource: { ref: 1 } }), []);
  });

  it("of user pools has pools", () => {
    const pools = (providerARNs?: unknown): string[] =>
      of({ type: "cognito_user_pools", identitySource: HEADER, providerARNs });
    assert.deepEqual(pools(["arn"]), []);
    assert.deepEqual(pools({ ref: 1 }), []);
    assert.deepEqual(pools([]), ["providerArns: the ARNs of user pools"]);
    assert.deepEqual(pools(), ["providerArns: the ARNs of user pools"]);
    assert.deepEqual(of({ type: "cognito_user_pools", providerARNs: ["arn"] }), []);
    assert.deepEqual(of({ type: "cognito_user_pools", providerARNs: ["arn"], identitySource: "" }), []);
  });

  it("keeps answers for an hour at most", () => {
    for (const authorizerResultTtlInSeconds of [0, 3_600]) {
      assert.deepEqual(token({ authorizerResultTtlInSeconds }), []);
    }
    for (const authorizerResultTtlInSeconds of [-1, 3_601]) {
      assert.deepEqual(token({ authorizerResultTtlInSeconds }), [
        "authorizerResultTtlInSeconds: a number from 0 to 3600",
      ]);
    }
  });

  // https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-jwt-authorizer-create.html
  describe("of JWTs", () => {
    const ISSUER = { issuer: "https://a.example.com", audiences: ["a"] };
    const jwt = (changes: object, more: object = {}): string[] =>
      of({
        type: "jwt",
        identitySource: HEADER,
        jwtConfiguration: { defaultAlgorithms: ["RS256"], issuers: [ISSUER], ...changes },
        ...more,
      }).map((text) => text.replace("jwtConfiguration.", ""));
    const issuers = (...all: unknown[]): string[] => jwt({ issuers: all });

    it("has a configuration, and nothing of a function's", () => {
      assert.deepEqual(jwt({}), []);
      assert.deepEqual(of({ type: "jwt", identitySource: HEADER }), [
        "jwtConfiguration: issuers and defaultAlgorithms",
      ]);
      assert.deepEqual(of({ type: "jwt", identitySource: HEADER, jwtConfiguration: "x" }), []);
      for (const path of ["authorizerUri", "authorizerCredentials", "authorizerResultTtlInSeconds"]) {
        const value = path === "authorizerResultTtlInSeconds" ? 5 : "x";
        assert.deepEqual(jwt({}, { [path]: value }), [`${path}: nothing: a JWT authorizer has none`]);
        assert.deepEqual(of({ type: "jwt", identitySource: HEADER, [path]: value }), [
          `${path}: nothing: a JWT authorizer has none`,
          "jwtConfiguration: issuers and defaultAlgorithms",
        ]);
      }
      assert.deepEqual(jwt({}, { providerARNs: ["x"] }), ["providerArns: nothing: a JWT authorizer has none"]);
      assert.deepEqual(jwt({}, { identitySource: undefined }), [ONE_HEADER]);
    });

    it("has algorithms that there are", () => {
      assert.deepEqual(jwt({ defaultAlgorithms: ALGORITHMS.split(", ") }), []);
      assert.deepEqual(jwt({ defaultAlgorithms: ["RS256", "HS256"] }), [`defaultAlgorithms: one of ${ALGORITHMS}`]);
      assert.deepEqual(jwt({ defaultAlgorithms: [] }), [`defaultAlgorithms: ${ALGORITHMS}`]);
      assert.deepEqual(jwt({ defaultAlgorithms: undefined }), [`defaultAlgorithms: ${ALGORITHMS}`]);
      assert.deepEqual(jwt({ defaultAlgorithms: [7] }), []);
    });

    it("has issuers by their URLs, each once", () => {
      assert.deepEqual(jwt({ issuers: undefined }), ["issuers: at least one issuer"]);
      assert.deepEqual(issuers(), ["issuers: at least one issuer"]);
      assert.deepEqual(issuers("x"), []);
      assert.deepEqual(issuers(ISSUER, { ...ISSUER, issuer: "https://b.example.com/pool" }), []);
      assert.deepEqual(issuers(ISSUER, ISSUER), ["issuers[1].issuer: an issuer that is there once"]);
      for (const issuer of [
        ...["http://a.example.com", "a.example.com", "https://", "https://a.example.com?x", "https://a.example.com#x"],
        ...["https://u@a.example.com", "xhttps://a.example.com", "https://a.example.com/ x"],
      ]) {
        assert.deepEqual(
          issuers({ ...ISSUER, issuer }),
          ["issuers[0].issuer: an https URL with no query, fragment or user"],
          issuer,
        );
      }
    });

    it("has audiences that are not empty", () => {
      for (const audiences of [undefined, [], ["a", ""]]) {
        assert.deepEqual(issuers({ ...ISSUER, audiences }), [
          "issuers[0].audiences: at least one audience, none of them empty",
        ]);
      }
      assert.deepEqual(issuers({ ...ISSUER, audiences: "x" }), []);
    });

    it("has further claims that are not looked at already, each once", () => {
      const claims = (...additionalClaims: unknown[]): string[] =>
        issuers({ ...ISSUER, additionalClaims }).map((text) => text.replace("issuers[0].additionalClaims", "claims"));
      assert.deepEqual(claims({ claimName: "plan", format: "SINGLE_STRING", expectedValues: ["gold"] }, "x"), []);
      for (const claimName of ["iss", "aud", "exp", "nbf", "iat", "scope", "scp", ""]) {
        assert.deepEqual(claims({ claimName }), [
          "claims[0].claimName: a claim other than iss, aud, exp, nbf, iat, scope, scp",
        ]);
      }
      assert.deepEqual(claims({ claimName: "a" }, { claimName: "b" }, { claimName: "a" }), [
        "claims[2].claimName: a claim that is there once",
      ]);
      assert.deepEqual(claims({ claimName: "a", format: "LIST" }), ["claims[0].format: SINGLE_STRING"]);
      assert.deepEqual(claims({ claimName: "a", expectedValues: ["b", ""] }), [
        "claims[0].expectedValues: values that are not empty",
      ]);
      assert.deepEqual(claims({ claimName: { ref: 1 } }, { claimName: { ref: 1 } }), []);
    });
  });
});

describe("a REST API's authorizer as a resource", () => {
  it("has no source and no configuration of JWTs that Pulumi could set", () => {
    const of = (inputs: object): string[] => found(V1.authorizer, { name: "a", restApi: "r", ...inputs });
    assert.deepEqual(of({ authorizerUri: "arn:aws:x" }), []);
    assert.deepEqual(of({ type: "REQUEST", authorizerUri: "arn:aws:x" }), []);
    assert.deepEqual(of({ identitySource: "x", authorizerUri: "arn:aws:x" }), [ONE_HEADER]);
    assert.ok(of({}).includes("authorizerUri: a function's URI, which TOKEN requires"));
    assert.deepEqual(of({ type: "COGNITO_USER_POOLS" }), ["providerArns: the ARNs of user pools"]);
  });
});

// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html
describe("the parts of an HTTP API's document", () => {
  const of = (document: object, protocolType = "HTTP"): string[] =>
    found(V2.api, { name: "a", protocolType, body: JSON.stringify({ openapi: "3.0.1", ...document }) });
  const integration = (extension: object): object => ({
    paths: { "/a": { get: { "x-amazon-apigateway-integration": extension } } },
  });

  it("are judged as the resources that they are, of HTTP APIs alone", () => {
    const slow = { type: "http_proxy", httpMethod: "GET", uri: "https://a.example.com", timeoutInMillis: 30_001 };
    assert.match(of(integration(slow)).join(), /^body: GET \/a, integration, timeoutMilliseconds: .*30000/);
    assert.deepEqual(of(integration({ ...slow, timeoutInMillis: 30_000 })), []);
    assert.deepEqual(of(integration({ ...slow, type: undefined })), []);
    assert.deepEqual(
      of(integration(slow), "WEBSOCKET").filter((text) => text.includes("integration, ")),
      [],
    );
    const named = { components: { "x-amazon-apigateway-integrations": { orders: slow } } };
    assert.match(of(named).join(), /^body: integration orders, timeoutMilliseconds: /);
    assert.match(of(integration({ ...slow, type: "mock", timeoutInMillis: undefined })).join(), /integrationType: /);
  });

  it("have authorizers with a type of HTTP APIs", () => {
    const scheme = (extension: object): string[] =>
      of({ components: { securitySchemes: { a: { type: "oauth2", "x-amazon-apigateway-authorizer": extension } } } });
    const jwt = {
      type: "jwt",
      identitySource: "$request.header.Authorization",
      jwtConfiguration: { issuer: "https://a.example.com", audience: ["a"] },
    };
    assert.deepEqual(scheme(jwt), []);
    assert.deepEqual(scheme({}), []);
    assert.match(scheme({ ...jwt, type: "token" }).join(), /^body: authorizer a, authorizerType: /);
  });
});
