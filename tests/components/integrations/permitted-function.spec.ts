import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
  HttpApi,
  httpCustom,
  httpProxy,
  type IntegrationSpec,
  lambda,
  lambdaAuthorizer,
  type LambdaAuthorizer,
  lambdaCustom,
  mock,
  none,
  RestApi,
  type RestApiArgs,
  sqs,
  WebSocketApi,
} from "../../../components";
import { deploy } from "../../support/deploy";

const FUNCTION = "arn:aws:lambda:us-east-1:222222222222:function:elsewhere";
const ROLE = "arn:aws:iam::123456789012:role/caller";
const open = none("a test");
const url = "https://backend.example.com/orders";
const PERMISSION = "lambda/permission:Permission";
const REST_API = "apigateway/restApi:RestApi";

const withRoute = (integration: IntegrationSpec, args: Partial<RestApiArgs> = {}) =>
  deploy(() => new RestApi("shop", { defaultAuthorizer: open, routes: { "GET /a": integration }, ...args }));

async function extension(integration: IntegrationSpec, args?: Partial<RestApiArgs>): Promise<Record<string, unknown>> {
  const { inputsOf } = await withRoute(integration, args);
  const body = JSON.parse(inputsOf(REST_API).body as string) as {
    paths: Record<string, Record<string, Record<string, Record<string, unknown>>>>;
  };
  return body.paths["/a"]?.get?.["x-amazon-apigateway-integration"] ?? {};
}

describe("a function that is invoked with a role, or allowed elsewhere,", () => {
  for (const options of [{ credentials: ROLE }, { permission: false }]) {
    const title = Object.keys(options).join();

    it(`gets no permission as an integration: ${title}`, async () => {
      const http = await deploy(
        () => new HttpApi("shop", { defaultAuthorizer: open, routes: { "GET /a": lambda(FUNCTION, options) } }),
      );
      const chat = await deploy(
        () =>
          new WebSocketApi("chat", { authorizer: open, routes: { say: { integration: lambda(FUNCTION, options) } } }),
      );
      const rest = await withRoute(lambda(FUNCTION, options));
      const custom = await withRoute(lambdaCustom(FUNCTION, options));
      for (const { namesOf } of [http, chat, rest, custom]) {
        assert.deepEqual(namesOf(PERMISSION), []);
      }
    });

    it(`gets no permission as an authorizer: ${title}`, async () => {
      const authorizer: LambdaAuthorizer = lambdaAuthorizer(FUNCTION, options);
      const routes = { "GET /a": httpProxy(url) };
      const http = await deploy(() => new HttpApi("shop", { defaultAuthorizer: authorizer, routes }));
      const rest = await deploy(() => new RestApi("shop", { defaultAuthorizer: authorizer, routes }));
      const chat = await deploy(
        () => new WebSocketApi("chat", { authorizer, routes: { say: { integration: mock() } } }),
      );
      for (const { namesOf } of [http, rest, chat]) {
        assert.deepEqual(namesOf(PERMISSION), []);
      }
      const role = "credentials" in options ? ROLE : undefined;
      assert.equal(http.inputsOf("apigatewayv2/authorizer:Authorizer").authorizerCredentialsArn, role);
      assert.equal(chat.inputsOf("apigatewayv2/authorizer:Authorizer").authorizerCredentialsArn, role);
      const body = rest.inputsOf(REST_API).body as string;
      assert.equal(/"authorizerCredentials":"([^"]*)"/.exec(body)?.[1], role);
    });
  }
});

describe("a function of another region", () => {
  afterEach(() => pulumi.runtime.setAllConfig({}));

  // https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
  it("gets its permission there, by whatever calls it", async () => {
    pulumi.runtime.setAllConfig({ "aws:region": "eu-west-1" });
    const there = FUNCTION.replace("222222222222", "123456789012");
    const here = there.replace("us-east-1", "eu-west-1");
    const { resources } = await deploy(() => {
      const routes = { "GET /a": lambda(there), "GET /b": lambda(here) };
      new HttpApi("http", { defaultAuthorizer: lambdaAuthorizer(`${there}-authorizer`), routes });
      new RestApi("rest", { defaultAuthorizer: open, routes });
      new WebSocketApi("chat", { authorizer: open, routes: { say: { integration: lambda(there) } } });
    });
    const permissions = resources.filter(({ type }) => type === `aws:${PERMISSION}`);
    assert.equal(permissions.length, 6);
    for (const { inputs } of permissions) {
      assert.equal(inputs.region, String(inputs.function).includes(":us-east-1:") ? "us-east-1" : undefined);
    }
  });
});

describe("an integration of a REST API", () => {
  it("takes a backend's certificate of any authority where it says so", async () => {
    const given = { insecureSkipVerification: true };
    assert.deepEqual((await extension(httpProxy(url, given))).tlsConfig, given);
    assert.deepEqual((await extension(httpCustom(url, given))).tlsConfig, given);
    assert.equal((await extension(httpProxy(url))).tlsConfig, undefined);
    assert.throws(
      () => new HttpApi("shop", { defaultAuthorizer: open, routes: { "GET /a": httpProxy(url, given) } }),
      /insecureSkipVerification: expected no value: it is supported on REST APIs only/,
    );
  });

  it("gives its templates text where every media type is binary", async () => {
    const all = { binaryMediaTypes: ["*/*"] };
    const templates = { requestTemplates: { "application/json": "{}" } };
    const queue = {
      url: "https://sqs.eu-west-1.amazonaws.com/123456789012/orders",
      arn: "arn:aws:sqs:eu-west-1:123456789012:orders",
    };
    for (const integration of [mock(), lambdaCustom(FUNCTION, templates), sqs(queue)]) {
      assert.equal((await extension(integration, all)).contentHandling, "CONVERT_TO_TEXT");
      assert.equal((await extension(integration)).contentHandling, undefined);
    }
    assert.equal((await extension(lambda(FUNCTION), all)).contentHandling, undefined);
    const own = lambdaCustom(FUNCTION, { ...templates, contentHandling: "CONVERT_TO_BINARY" });
    assert.equal((await extension(own, all)).contentHandling, "CONVERT_TO_BINARY");
  });
});
