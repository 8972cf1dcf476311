import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
  cognitoUserPools,
  dynamoDb,
  HttpApi,
  httpProxy,
  type IntegrationSpec,
  jwt,
  lambda,
  lambdaAuthorizer,
  none,
  RestApi,
  sqs,
  WebSocketApi,
} from "../../../components";
import { NAMES } from "../../../aws/names";
import { legalName, schemeName } from "../../../components/shared/logical-names";
import { fittingName } from "../../../components/shared/resource-names";
import { deploy } from "../../support/deploy";

const arn = (name: string): string => `arn:aws:lambda:eu-west-1:123456789012:function:${name}`;
const queue = (name: string): string => `arn:aws:sqs:eu-west-1:123456789012:${name}`;
const authorizer = none("a test");

/** The target of each integration by its name, for routes in this order. */
async function named(specs: IntegrationSpec[]): Promise<Record<string, string>> {
  const { resources } = await deploy(
    () =>
      new HttpApi("shop", {
        defaultAuthorizer: authorizer,
        routes: Object.fromEntries(specs.map((spec, index) => [`POST /${index}`, spec])),
      }),
  );
  return Object.fromEntries(
    resources
      .filter(({ type }) => type === "aws:apigatewayv2/integration:Integration")
      .map(({ name, inputs }) => [name, JSON.stringify(inputs)]),
  );
}

describe("the names of an API's children", () => {
  const specs = [
    httpProxy("https://backend.example.com/public"),
    httpProxy("https://backend.example.com/admin"),
    httpProxy("http://backend.example.com/admin"),
    httpProxy("https://backend.example.com"),
    lambda(arn("orders")),
    lambda(arn("orders"), { timeoutMilliseconds: 1000 }),
    lambda(arn("orders"), { requestParameters: { "overwrite:path": "/x" } }),
    lambda(`${arn("orders")}:live`),
    sqs(queue("incoming")),
    sqs(queue("incoming"), { action: "PurgeQueue" }),
  ];

  it("follow from what each is, whatever stands beside or before it", async () => {
    const all = await named(specs);
    assert.equal(Object.keys(all).length, specs.length);
    assert.deepEqual(await named(specs.toReversed()), all);
    for (const spec of specs) {
      const [[name = "", inputs] = []] = Object.entries(await named([spec]));
      assert.equal(all[name], inputs, name);
    }
  });

  // https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html (StatementId)
  // https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html (RoleName)
  it("are legal for AWS where only an Output says the target, and where the API's own name is not", async () => {
    for (const make of [
      (fn: pulumi.Output<string>, q: pulumi.Output<string>) =>
        new HttpApi("shop-orders/v1.2", {
          defaultAuthorizer: lambdaAuthorizer(pulumi.output(arn("check"))),
          routes: { "GET /orders/{id}": lambda(fn), "POST /q": sqs(q) },
        }),
      (fn: pulumi.Output<string>, q: pulumi.Output<string>) =>
        new RestApi("shop-orders/v1.2", {
          defaultAuthorizer: lambdaAuthorizer(pulumi.output(arn("check"))),
          routes: { "GET /orders/{id}": lambda(fn), "POST /q": sqs(q) },
        }),
      (fn: pulumi.Output<string>) =>
        new WebSocketApi("shop-orders/v1.2", { authorizer, routes: { $connect: { integration: lambda(fn) } } }),
    ]) {
      const { namesOf } = await deploy(() => make(pulumi.output(arn("orders")), pulumi.output(queue("incoming"))));
      const permissions = namesOf("lambda/permission:Permission");
      assert.ok(permissions.length > 0);
      for (const name of permissions) {
        assert.match(name, /^[A-Za-z0-9_-]{1,92}$/);
      }
      for (const name of namesOf("iam/role:Role")) {
        assert.match(name, /^[\w+=,.@-]{1,56}$/);
      }
    }
  });

  it("fit AWS's lengths with what Pulumi adds to them, and stay apart", async () => {
    const api = "the-customer-facing-order-management-service";
    const { namesOf } = await deploy(
      () =>
        new HttpApi(api, {
          defaultAuthorizer: authorizer,
          routes: {
            "GET /a": lambda(arn("the-function-that-reads-the-orders-of-one-customer-from-the-table-1")),
            "GET /b": lambda(arn("the-function-that-reads-the-orders-of-one-customer-from-the-table-2")),
            "POST /c": sqs(queue("the-queue-of-all-incoming-orders-of-one-customer-1")),
            "POST /d": sqs(queue("the-queue-of-all-incoming-orders-of-one-customer-2")),
          },
        }),
    );
    const [permissions, roles] = [namesOf("lambda/permission:Permission"), namesOf("iam/role:Role")];
    assert.deepEqual([new Set(permissions).size, new Set(roles).size], [2, 2]);
    assert.ok(permissions.every((name) => name.length + 8 <= 100));
    assert.ok(roles.every((name) => name.length + 8 <= 64));
  });

  it("are never the same for two texts", () => {
    const texts = ["a b", "a-b", "a/b", "a.b", "-a", "a", "a--b", "ä", "{a}", "a_b"];
    const rules = Object.values(NAMES).map((rule) => (text: string) => fittingName(text, rule));
    for (const name of [legalName, schemeName, ...rules]) {
      assert.equal(new Set(texts.map((text) => name(text))).size, texts.length);
    }
  });

  // moto and CloudWatch Logs refuse a second group of one name with ResourceAlreadyExistsException
  it("keep the log groups of an HTTP, a REST and a WebSocket API of one name and stage apart", async () => {
    const { resources } = await deploy(
      () => {
        const integration = lambda(arn("orders"));
        const args = { defaultAuthorizer: authorizer, routes: { "GET /a": integration }, stages: { live: {} } };
        new HttpApi("orders", args);
        new RestApi("orders", args);
        new WebSocketApi("orders", { authorizer, routes: { say: { integration } } });
      },
      { planted: true },
    ); // the mock gives both APIs of one name one id
    const groups = resources.filter(({ type }) => type === "aws:cloudwatch/logGroup:LogGroup");
    const names = groups.map(({ inputs }) => inputs.name);
    // the REST API has one for its execution log too
    assert.deepEqual([names.length, new Set(names).size], [4, 4]);
  });

  // AWS names a REST API's authorizer by its scheme: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
  it("keep two authorizers apart whose names differ in a character that schemes lose", async () => {
    const pool = "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI";
    const { inputsOf } = await deploy(
      () =>
        new RestApi("shop", {
          routes: {
            "GET /a": {
              integration: lambda(arn("a")),
              authorizer: lambdaAuthorizer(arn("customers"), { name: "check.token" }),
            },
            "GET /b": {
              integration: lambda(arn("b")),
              authorizer: lambdaAuthorizer(arn("admins"), { name: "check-token" }),
            },
            "GET /c": {
              integration: lambda(arn("c")),
              authorizer: cognitoUserPools(pool, { name: "api_key" }),
              apiKeyRequired: true,
            },
            "GET /d": {
              integration: lambda(arn("d")),
              authorizer: cognitoUserPools(pool, { name: "api_key-authorizer" }),
            },
          },
        }),
    );
    const body = JSON.parse(inputsOf("apigateway/restApi:RestApi").body as string) as {
      paths: Record<string, { get: { security: Record<string, unknown>[] } }>;
      components: {
        securitySchemes: Record<string, { "x-amazon-apigateway-authorizer"?: { authorizerUri?: string } }>;
      };
    };
    const schemeOf = (path: string) => Object.keys(body.paths[path]?.get.security.at(-1) ?? {})[0] ?? "";
    const functionOf = (path: string) =>
      body.components.securitySchemes[schemeOf(path)]?.["x-amazon-apigateway-authorizer"]?.authorizerUri;
    assert.match(functionOf("/a") ?? "", /function:customers\//);
    assert.match(functionOf("/b") ?? "", /function:admins\//);
    assert.equal(Object.keys(body.components.securitySchemes).length, 5);
    assert.deepEqual(body.components.securitySchemes.api_key, { type: "apiKey", name: "x-api-key", in: "header" });
  });

  it("tell authorizers by their issuers and functions", async () => {
    const { namesOf } = await deploy(
      () =>
        new HttpApi("shop", {
          routes: {
            "GET /a": {
              integration: lambda(arn("a")),
              authorizer: jwt({ issuer: "https://one.example", audience: "x" }),
            },
            "GET /b": {
              integration: lambda(arn("a")),
              authorizer: jwt({ issuer: "https://two.example", audience: "x" }),
            },
            "GET /c": { integration: lambda(arn("a")), authorizer: lambdaAuthorizer(arn("check")) },
          },
        }),
    );
    assert.deepEqual(
      namesOf("apigatewayv2/authorizer:Authorizer").map((name) => name.replace(/-[0-9a-f]{8}/, "")),
      ["shop-check-authorizer", "shop-one.example-authorizer", "shop-two.example-authorizer"],
    );
  });

  it("are roles' names too, for each action of a table", async () => {
    const table = "arn:aws:dynamodb:eu-west-1:123456789012:table/things";
    const { namesOf } = await deploy(
      () =>
        new RestApi("shop", {
          defaultAuthorizer: authorizer,
          routes: { "GET /{id}": dynamoDb(table), "PUT /{id}": dynamoDb(table, { action: "PutItem" }) },
        }),
    );
    assert.equal(namesOf("iam/role:Role").length, 2);
    assert.ok(namesOf("iam/role:Role").includes("shop-things-role"));
  });
});

describe("the permission of a function", () => {
  // "We currently do not support adding policies for $LATEST": https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
  it("is the function's own for $LATEST", async () => {
    const { inputsOf } = await deploy(
      () =>
        new HttpApi("shop", { defaultAuthorizer: authorizer, routes: { "GET /a": lambda(`${arn("items")}:$LATEST`) } }),
    );
    const { function: fn, qualifier } = inputsOf("lambda/permission:Permission");
    assert.deepEqual([fn, qualifier], [arn("items"), undefined]);
  });
});
