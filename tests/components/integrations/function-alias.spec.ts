import assert from "node:assert/strict";
import * as aws from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";
import { FunctionAlias, HttpApi, lambda, lambdaCustom, none, RestApi, WebSocketApi } from "../../../components";
import { functionTimeoutProblems } from "../../../components/integrations/function-uri";
import { LIMITS } from "../../../aws/quotas";
import { deploy } from "../../support/deploy";
import { refused } from "../../support/refused";

const base = { functionName: "orders", alias: "live", version: "7" };
const defaultAuthorizer = none("a test");

function orders(timeout: number): aws.Function {
  return new aws.Function("orders", { role: "arn:aws:iam::123456789012:role/orders", timeout });
}

describe("FunctionAlias", () => {
  it("sends a share of the requests to the next version, and keeps environments warm", async () => {
    const { inputsOf } = await deploy(
      () => new FunctionAlias("live", { ...base, nextVersion: "8", nextWeight: 0.25, provisionedConcurrency: 3 }),
    );
    assert.deepEqual(inputsOf("lambda/alias:Alias"), {
      name: "live",
      functionName: "orders",
      functionVersion: "7",
      routingConfig: { additionalVersionWeights: { 8: 0.25 } },
    });
    assert.deepEqual(inputsOf("lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig"), {
      functionName: "orders",
      qualifier: "live",
      provisionedConcurrentExecutions: 3,
    });
  });

  it("has no share of the version that gets all requests, which is known only later", async () => {
    const { inputsOf } = await deploy(
      () => new FunctionAlias("live", { ...base, nextVersion: pulumi.output("7"), nextWeight: 0.25 }),
    );
    assert.equal(inputsOf("lambda/alias:Alias").routingConfig, undefined);
  });

  it("is what lambda() takes, with a permission of its own", async () => {
    const { inputsOf } = await deploy(() => {
      const live = new FunctionAlias("live", base);
      new HttpApi("shop", { defaultAuthorizer, routes: { "GET /orders": lambda(live) } });
    });
    const { function: name, qualifier } = inputsOf("lambda/permission:Permission");
    assert.deepEqual([name, qualifier], ["arn:aws:lambda:eu-west-1:123456789012:function:orders", "live"]);
  });

  it("refuses arguments of other names, as programs in JavaScript have them", () => {
    const problems = refused(() => {
      Reflect.construct(FunctionAlias, ["live", { function: "orders", name: "live", functionVersion: "7" }]);
    }).join("\n");
    assert.match(problems, /^FunctionAlias "live": \d problems/);
    for (const name of ["functionName", "alias", "version", "functionVersion"]) {
      assert.match(problems, new RegExp(`- ${name}: `));
    }
  });

  it("refuses versions that are not published, and a share that is none", () => {
    assert.deepEqual(
      refused(() => new FunctionAlias("live", { ...base, version: "$LATEST", nextVersion: "next", nextWeight: 10 })),
      [
        'FunctionAlias "live": 3 problems',
        '  - version: got "$LATEST", expected a published version, such as 7. Fix: set publish: true on the function',
        '  - nextVersion: got "next", expected a published version, such as 7. Fix: set publish: true on the function',
        "  - nextWeight: got 10, expected a share above 0 and up to 1. Fix: write 0.1 for a tenth",
      ],
    );
    assert.match(
      refused(() => new FunctionAlias("live", { ...base, nextWeight: 0.5 }))[1] ?? "",
      /nextWeight: expected a nextVersion/,
    );
  });
});

describe("the timeout of a function behind lambda()", () => {
  const tooLong = (timeout: number): { refuses: RegExp } => ({
    refuses: new RegExp(`functionArn: got "a function with a timeout of ${timeout} seconds"`),
  });
  const made = async (timeout: number, options?: { refuses: RegExp }): Promise<string[]> => {
    const { namesOf } = await deploy(
      () => new HttpApi("shop", { defaultAuthorizer, routes: { "GET /orders": lambda(orders(timeout)) } }),
      options,
    );
    return namesOf("apigatewayv2/integration:Integration");
  };

  it("may be all of the 30 seconds that an HTTP API waits, and no more", async () => {
    assert.deepEqual(await made(30), ["shop-orders-integration"]);
    assert.deepEqual(await made(31, tooLong(31)), []);
  });

  it("is compared behind an alias that says it", async () => {
    const behindAlias = async (timeout: number, options?: { refuses: RegExp }): Promise<string[]> => {
      const { namesOf } = await deploy(() => {
        const live = new FunctionAlias("live", { ...base, timeout: orders(timeout).timeout });
        new HttpApi("shop", { defaultAuthorizer, routes: { "GET /orders": lambda(live) } });
      }, options);
      return namesOf("apigatewayv2/integration:Integration");
    };
    assert.deepEqual([(await behindAlias(30)).length, (await behindAlias(31, tooLong(31))).length], [1, 0]);
  });

  it("may be 15 minutes where a REST API streams the response", async () => {
    const { namesOf } = await deploy(() => {
      const routes = { "GET /orders": lambda(orders(900), { streaming: true }) };
      return new RestApi("shop", { defaultAuthorizer, routes });
    });
    assert.deepEqual(namesOf("apigateway/restApi:RestApi"), ["shop"]);
  });

  it("may be the 29 seconds that WebSocket APIs and mapping templates wait, and no more", async () => {
    const onWebSocket = async (timeout: number, options?: { refuses: RegExp }): Promise<string[]> => {
      const { namesOf } = await deploy(() => {
        const routes = { $default: { integration: lambda(orders(timeout)) } };
        return new WebSocketApi("chat", { authorizer: defaultAuthorizer, routes });
      }, options);
      return namesOf("apigatewayv2/integration:Integration");
    };
    assert.deepEqual([(await onWebSocket(29)).length, (await onWebSocket(30, tooLong(30))).length], [1, 0]);
    const onRest = async (
      timeout: number,
      options?: { refuses: RegExp },
      requestParameters?: Record<string, string>,
    ): Promise<string[]> => {
      const { namesOf } = await deploy(() => {
        const routes = { "POST /orders": lambdaCustom(orders(timeout), { requestParameters }) };
        return new RestApi("shop", { defaultAuthorizer, routes });
      }, options);
      return namesOf("apigateway/restApi:RestApi");
    };
    assert.deepEqual([(await onRest(29)).length, (await onRest(30, tooLong(30))).length], [1, 0]);
    const started = { "integration.request.header.X-Amz-Invocation-Type": "'Event'" };
    assert.deepEqual(
      await onRest(900, undefined, started),
      ["shop"],
      "a function that is only started may take its time",
    );
  });

  it("is refused with the reason", () => {
    assert.deepEqual(functionTimeoutProblems(60, LIMITS.http.integrationTimeout), [
      {
        argument: "integration.functionArn",
        received: "a function with a timeout of 60 seconds",
        expected:
          'at most 30 seconds, for API Gateway gives up then and the function works on ("Maximum integration timeout", https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html)',
        fix: "set the function's timeout to 30 or less, or answer at once and work behind a queue: sqs(queue)",
      },
    ]);
    assert.deepEqual(functionTimeoutProblems(undefined, LIMITS.http.integrationTimeout), []);
  });
});
