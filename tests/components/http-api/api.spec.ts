import assert from "node:assert/strict";
import { Alias, Function } from "@pulumi/aws/lambda";
import {
  cognitoJwt,
  HttpApi,
  httpProxy,
  type IntegrationSpec,
  iam,
  jwt,
  lambda,
  lambdaAuthorizer,
  none,
} from "../../../components";
import { deploy, valueOf } from "../../support/deploy";
import { refused } from "../../support/refused";

const ISSUER = "https://auth.example.com";
const ORDERS_ARN = "arn:aws:lambda:eu-west-1:123456789012:function:orders";
const open = none("a test");

function orders(): Function {
  return new Function("orders", { role: "arn:aws:iam::123456789012:role/orders" });
}

describe("HttpApi", () => {
  it("makes an API, one integration, one permission, the routes, a stage and its log from a bare integration", async () => {
    const { resources, inputsOf } = await deploy(() => {
      return new HttpApi("shop", { defaultAuthorizer: open, routes: { "GET /orders": lambda(orders()) } });
    });
    assert.deepEqual(resources.map((resource) => `${resource.type} ${resource.name}`).sort(), [
      "aws:apigatewayv2/api:Api shop",
      "aws:apigatewayv2/integration:Integration shop-orders-integration",
      "aws:apigatewayv2/route:Route shop-GET /orders",
      "aws:apigatewayv2/stage:Stage shop-default-stage",
      "aws:cloudwatch/logGroup:LogGroup shop-default-access-logs",
      "aws:lambda/function:Function orders",
      "aws:lambda/permission:Permission shop-orders-permission",
    ]);
    assert.deepEqual(inputsOf("apigatewayv2/api:Api"), { protocolType: "HTTP" });
    assert.deepEqual(inputsOf("apigatewayv2/integration:Integration"), {
      apiId: "shop-id",
      connectionType: "INTERNET",
      integrationMethod: "POST",
      integrationType: "AWS_PROXY",
      integrationUri: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${ORDERS_ARN}/invocations`,
      payloadFormatVersion: "2.0",
      timeoutMilliseconds: 30000,
    });
    assert.deepEqual(inputsOf("apigatewayv2/route:Route"), {
      apiId: "shop-id",
      routeKey: "GET /orders",
      target: "integrations/shop-orders-integration-id",
      authorizationType: "NONE",
    });
    assert.deepEqual(inputsOf("lambda/permission:Permission"), {
      action: "lambda:InvokeFunction",
      principal: "apigateway.amazonaws.com",
      function: ORDERS_ARN,
      sourceArn: "arn:aws:execute-api:eu-west-1:123456789012:shop-id/*/*",
    });
  });

  it("shares one integration and one permission among all routes of a function", async () => {
    const { namesOf } = await deploy(() => {
      const fn = orders();
      const routes = { "GET /a": lambda(fn), "GET /b": lambda(fn), "POST /b": { integration: lambda(fn) } };
      return new HttpApi("shop", { defaultAuthorizer: open, routes });
    });
    assert.deepEqual(namesOf("apigatewayv2/integration:Integration"), ["shop-orders-integration"]);
    assert.deepEqual(namesOf("lambda/permission:Permission"), ["shop-orders-permission"]);
    assert.equal(namesOf("apigatewayv2/route:Route").length, 3);
  });

  it("shares one integration where the function is an Output", async () => {
    const { namesOf } = await deploy(() => {
      const arn = orders().arn.apply((value) => `${value}:live`);
      return new HttpApi("shop", { defaultAuthorizer: open, routes: { "GET /a": lambda(arn), "GET /b": lambda(arn) } });
    });
    assert.deepEqual(namesOf("apigatewayv2/integration:Integration"), ["shop-GET-a-f302dfbc-integration"]);
    assert.deepEqual(namesOf("lambda/permission:Permission"), ["shop-GET-a-f302dfbc-permission"]);
  });

  it("makes two integrations but one permission where a function is called in two ways", async () => {
    const { namesOf } = await deploy(() => {
      const fn = orders();
      const routes = { "GET /new": lambda(fn), "GET /old": lambda(fn, { payloadFormatVersion: "1.0" }) };
      return new HttpApi("shop", { defaultAuthorizer: open, routes });
    });
    assert.deepEqual(namesOf("apigatewayv2/integration:Integration"), [
      "shop-orders-66b7d492-integration",
      "shop-orders-integration",
    ]);
    assert.deepEqual(namesOf("lambda/permission:Permission"), ["shop-orders-permission"]);
  });

  it("puts the alias of an ARN into the permission's qualifier", async () => {
    const { inputsOf } = await deploy(() => {
      return new HttpApi("shop", { defaultAuthorizer: open, routes: { "GET /a": lambda(`${ORDERS_ARN}:live`) } });
    });
    const { function: fn, qualifier } = inputsOf("lambda/permission:Permission");
    assert.deepEqual([fn, qualifier], [ORDERS_ARN, "live"]);
    assert.equal(
      inputsOf("apigatewayv2/integration:Integration").integrationUri,
      `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${ORDERS_ARN}:live/invocations`,
    );
  });

  it("takes an alias resource and a structural reference", async () => {
    const { namesOf } = await deploy(() => {
      const alias = new Alias("live", { functionName: "orders", functionVersion: "7" });
      const reference = { arn: "arn:aws:lambda:eu-west-1:123456789012:function:payments" };
      const routes = { "GET /a": lambda(alias), "GET /b": lambda(reference) };
      return new HttpApi("shop", { defaultAuthorizer: open, routes });
    });
    assert.deepEqual(namesOf("lambda/permission:Permission"), ["shop-live-permission", "shop-payments-permission"]);
  });

  it("gives one permission to a function that is an integration and an authorizer", async () => {
    const { namesOf, inputsOf } = await deploy(() => {
      const fn = orders();
      return new HttpApi("shop", { defaultAuthorizer: lambdaAuthorizer(fn), routes: { "GET /a": lambda(fn) } });
    });
    assert.deepEqual(namesOf("lambda/permission:Permission"), ["shop-orders-permission"]);
    assert.deepEqual(inputsOf("apigatewayv2/authorizer:Authorizer"), {
      apiId: "shop-id",
      authorizerType: "REQUEST",
      authorizerUri: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${ORDERS_ARN}/invocations`,
      authorizerPayloadFormatVersion: "2.0",
      authorizerResultTtlInSeconds: 0,
      enableSimpleResponses: true,
      identitySources: ["$request.header.Authorization"],
    });
    assert.equal(inputsOf("apigatewayv2/route:Route").authorizationType, "CUSTOM");
  });

  it("makes one authorizer for routes that differ in scopes alone, and gives each route its scopes", async () => {
    const { namesOf, inputsOf } = await deploy(() => {
      const token = { issuer: ISSUER, audience: "shop" };
      return new HttpApi("shop", {
        defaultAuthorizer: jwt({ ...token, scopes: ["read"] }),
        routes: {
          "GET /a": lambda(ORDERS_ARN),
          "POST /a": { integration: lambda(ORDERS_ARN), scopes: ["write"] },
          "PUT /a": { integration: lambda(ORDERS_ARN), authorizer: jwt({ ...token, scopes: ["admin"] }) },
        },
      });
    });
    assert.deepEqual(namesOf("apigatewayv2/authorizer:Authorizer"), ["shop-auth.example.com-4513f0b7-authorizer"]);
    const scopes = ["GET", "POST", "PUT"].map(
      (m) => inputsOf("apigatewayv2/route:Route", `shop-${m} /a`).authorizationScopes,
    );
    assert.deepEqual(scopes, [["read"], ["write"], ["admin"]]);
  });

  it("tells two authorizers of one kind apart by what they say, whatever the order of the routes", async () => {
    const one = { integration: lambda(ORDERS_ARN), authorizer: jwt({ issuer: ISSUER, audience: "one" }) };
    const two = { integration: lambda(ORDERS_ARN), authorizer: jwt({ issuer: ISSUER, audience: "two" }) };
    const names = async (routes: Record<string, typeof one>): Promise<string[]> =>
      (await deploy(() => new HttpApi("shop", { routes }))).namesOf("apigatewayv2/authorizer:Authorizer");
    const first = await names({ "GET /1": one, "GET /2": two, "GET /3": two });
    assert.equal(first.length, 2);
    assert.deepEqual(await names({ "GET /1": one, "GET /3": two, "GET /2": two }), first);
  });

  it("says who may call each route and where that was decided", async () => {
    const { value } = await deploy(() => {
      return new HttpApi("shop", {
        defaultAuthorizer: cognitoJwt("eu-west-1_AbCdEf", "client"),
        routes: {
          "GET /a": lambda(ORDERS_ARN),
          "GET /health": { integration: lambda(ORDERS_ARN), authorizer: none("load balancer") },
          "GET /internal": { integration: lambda(ORDERS_ARN), authorizer: iam() },
          "GET /b": lambda(ORDERS_ARN),
        },
      });
    });
    assert.deepEqual(await valueOf(value.authorizationCoverage), {
      total: 4,
      authorized: 3,
      anonymous: 1,
      decisions: [
        {
          authorizationType: "JWT",
          authorizer: "cognito-idp.eu-west-1.amazonaws.com-eu-west-1_AbCdEf-22f10c17",
          decidedBy: "api",
          routeKeys: ["GET /a", "GET /b"],
        },
        { authorizationType: "NONE", decidedBy: "route", reason: "load balancer", routeKeys: ["GET /health"] },
        { authorizationType: "AWS_IAM", decidedBy: "route", routeKeys: ["GET /internal"] },
      ],
    });
  });

  it("registers every child in a preview where nothing is known yet", async () => {
    const { inputsOf, namesOf } = await deploy(
      () => {
        const fn = orders();
        const routes = { "GET /a": lambda(fn), "GET /b": lambda(fn.arn.apply((arn) => `${arn}:live`)) };
        return new HttpApi("shop", {
          defaultAuthorizer: jwt({ issuer: fn.arn, audience: "x" }),
          autoDeploy: false,
          deployAs: "resources",
          routes,
        });
      },
      { preview: true },
    );
    assert.deepEqual(namesOf("apigatewayv2/route:Route"), ["shop-GET /a", "shop-GET /b"]);
    assert.deepEqual(namesOf("apigatewayv2/deployment:Deployment"), ["shop-deployment"]);
    assert.equal(namesOf("lambda/permission:Permission").length, 2);
    assert.equal(inputsOf("apigatewayv2/route:Route", "shop-GET /a").routeKey, "GET /a");
    const { apiId } = inputsOf("apigatewayv2/route:Route", "shop-GET /a") as { apiId: { __pulumiUnknown?: boolean } };
    assert.equal(apiId.__pulumiUnknown, true);
  });

  it("refuses everything that is wrong at once, before any child is registered", async () => {
    const { value, resources } = await deploy(() =>
      refused(() => {
        const routes: Record<string, IntegrationSpec> = {
          "get /a": lambda(ORDERS_ARN),
          "GET /b/": httpProxy("ftp://example.com"),
        };
        return new HttpApi("shop", {
          routes,
          stage: "pre prod",
          cors: { allowOrigins: ["*"], allowCredentials: true },
          throttle: { rateLimit: -1 },
          accessLog: { retentionInDays: 31 },
        });
      }),
    );
    assert.deepEqual(resources, []);
    assert.deepEqual(value, [
      'HttpApi "shop": 9 problems',
      '  - routes["get /a"]: got "get /a", expected a route key. Fix: the method must be in capitals; write "GET /a".',
      '  - routes["get /a"].authorizer: expected a decision on who may call the route. Fix: set defaultAuthorizer, name an authorizer, or write none(reason)',
      '  - routes["GET /b/"]: got "GET /b/", expected a route key. Fix: the path ends with a slash, which API Gateway refuses; write "GET /b".',
      '  - routes["GET /b/"].integration.url: got "ftp://example.com", expected an http or https URL, with path parameters as {name}. Fix: start it with https://',
      '  - routes["GET /b/"].authorizer: expected a decision on who may call the route. Fix: set defaultAuthorizer, name an authorizer, or write none(reason)',
      '  - stage: got "pre prod", expected letters, digits, - and _, at most 128 of them, or $default. Fix: write "preprod"',
      "  - accessLog.retentionInDays: got 31, expected one of 0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653. Fix: write 60",
      "  - throttle.rateLimit: got -1, expected a number from 0. Fix: write how many requests",
      '  - cors.allowCredentials: got true, expected no credentials with allowOrigins ["*"]: API Gateway and browsers refuse them. Fix: name the origins, or leave allowCredentials out',
    ]);
  });

  it("refuses a path parameter that the proxy's route does not have", () => {
    const make = (): unknown =>
      new HttpApi("shop", {
        defaultAuthorizer: open,
        routes: { "GET /a/{id}": httpProxy("https://example.com/{proxy}") },
      });
    assert.deepEqual(refused(make).slice(1), [
      `  - routes["GET /a/{id}"].integration.url: got "{proxy}", expected one of {id}. Fix: give the route's path a {proxy}, or take it out of the URL`,
    ]);
  });

  it("refuses scopes on a route that has no token", () => {
    const make = (): unknown =>
      new HttpApi("shop", {
        routes: { "GET /a": { integration: lambda(ORDERS_ARN), authorizer: iam(), scopes: ["x"] } },
      });
    assert.match(
      refused(make)[1] ?? "",
      /routes\["GET \/a"\]\.scopes: got "iam", expected scopes with a JWT authorizer only/,
    );
  });

  it("refuses more integrations than AWS takes, with the limit and its source", () => {
    const table = Object.fromEntries(
      Array.from({ length: 301 }, (_, n) => [`GET /r${n}`, httpProxy(`https://h${n}.example.com`)]),
    );
    const lines = refused(() => new HttpApi("shop", { defaultAuthorizer: open, routes: table }));
    assert.deepEqual(lines.slice(1), [
      `  - integrations: got 301, expected at most 300, AWS's fixed limit "Integrations per API" (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html). Fix: split the API, or share what is the same`,
    ]);
  });

  it("makes 300 routes of one function as 300 routes and 5 further resources, and warns of the limit", async () => {
    const table = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`GET /r${n}/{id}`, lambda(ORDERS_ARN)]));
    const { resources, warnings } = await deploy(() => new HttpApi("shop", { defaultAuthorizer: open, routes: table }));
    assert.equal(resources.length, 305);
    assert.deepEqual(warnings, [
      `warning: [runtime] HttpApi "shop": routes: 300 routes, near the quota of 300 routes per API (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html).`,
    ]);
  });

  it("warns of two routes that match the same requests", async () => {
    const routes = { "GET /a/{x}": lambda(ORDERS_ARN), "GET /a/{y}": lambda(ORDERS_ARN) };
    const { warnings } = await deploy(() => new HttpApi("shop", { defaultAuthorizer: open, routes }));
    assert.deepEqual(warnings, [
      'warning: [runtime] HttpApi "shop": routes "GET /a/{x}" and "GET /a/{y}" match the same requests.',
    ]);
  });
});

describe("HttpApi on an API that exists", () => {
  const reference = {
    id: "abc123",
    executionArn: "arn:aws:execute-api:eu-west-1:123456789012:abc123",
    apiEndpoint: "https://abc123.execute-api.eu-west-1.amazonaws.com",
  };

  it("adds routes and permissions and makes neither an API nor a stage", async () => {
    const { resources, inputsOf, value } = await deploy(() => {
      return new HttpApi("more", { api: reference, defaultAuthorizer: open, routes: { "GET /a": lambda(ORDERS_ARN) } });
    });
    assert.deepEqual(resources.map((resource) => resource.type).sort(), [
      "aws:apigatewayv2/integration:Integration",
      "aws:apigatewayv2/route:Route",
      "aws:lambda/permission:Permission",
    ]);
    assert.equal(inputsOf("apigatewayv2/route:Route").apiId, "abc123");
    assert.equal(inputsOf("lambda/permission:Permission").sourceArn, `${reference.executionArn}/*/*`);
    assert.equal(await valueOf(value.url), reference.apiEndpoint);
  });

  it("reads what an id alone does not say", async () => {
    const { value, namesOf } = await deploy(() => {
      return new HttpApi("more", {
        api: { id: "abc123" },
        defaultAuthorizer: open,
        routes: { "GET /a": lambda(ORDERS_ARN) },
      });
    });
    assert.deepEqual(namesOf("apigatewayv2/api:Api"), ["more"]);
    assert.equal(await valueOf(value.id), "abc123");
    assert.equal(await valueOf(value.url), "https://more-id.execute-api.eu-west-1.amazonaws.com");
  });

  it("takes another HttpApi as the API", async () => {
    const { inputsOf } = await deploy(() => {
      const first = new HttpApi("first", { defaultAuthorizer: open, routes: { "GET /a": lambda(ORDERS_ARN) } });
      return new HttpApi("second", { api: first, defaultAuthorizer: open, routes: { "GET /b": lambda(ORDERS_ARN) } });
    });
    assert.equal(inputsOf("apigatewayv2/route:Route", "second-GET /b").apiId, "first-id");
  });

  it("refuses what only the API's own program can set", () => {
    const make = (): unknown =>
      new HttpApi("more", {
        api: reference,
        name: "x",
        cors: "integration",
        deployAs: "openapi",
        routes: { "GET /a": { integration: lambda(ORDERS_ARN), authorizer: open } },
      });
    assert.deepEqual(
      refused(make).map((line) => line.split(":")[0]),
      ['HttpApi "more"', "  - cors", "  - name", "  - deployAs"],
    );
  });
});
