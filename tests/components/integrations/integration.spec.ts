import assert from "node:assert/strict";
import { httpProxy, Integration, lambda } from "../../../components";
import { integrationProblems } from "../../../components/integrations/integration-kinds";
import { deploy } from "../../support/deploy";

const FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:orders";
const api = {
  id: "abc",
  executionArn: "arn:aws:execute-api:eu-west-1:123456789012:abc",
  apiEndpoint: "https://abc.example",
};

function problems(spec: unknown): string[] {
  return integrationProblems(spec, "integration", "HTTP").map((problem) => `${problem.argument}: ${problem.fix}`);
}

describe("Integration", () => {
  it("makes the integration and its permission on an API made elsewhere", async () => {
    const { resources } = await deploy(() => new Integration("orders", { api, integration: lambda(FUNCTION) }));
    assert.deepEqual(resources, [
      {
        type: "aws:lambda/permission:Permission",
        name: "orders-permission",
        inputs: {
          action: "lambda:InvokeFunction",
          principal: "apigateway.amazonaws.com",
          function: FUNCTION,
          sourceArn: `${api.executionArn}/*/*`,
        },
      },
      {
        type: "aws:apigatewayv2/integration:Integration",
        name: "orders",
        inputs: {
          apiId: "abc",
          connectionType: "INTERNET",
          integrationMethod: "POST",
          integrationType: "AWS_PROXY",
          integrationUri: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`,
          payloadFormatVersion: "2.0",
          timeoutMilliseconds: 30000,
        },
      },
    ]);
  });

  it("makes an HTTP proxy with what is said of it", async () => {
    const { inputsOf, resources } = await deploy(() => {
      const integration = httpProxy("https://example.com/{proxy}", {
        method: "GET",
        description: "the old system",
        timeoutMilliseconds: 2000,
        requestParameters: { "overwrite:header.x-caller": "$context.authorizer.claims.sub" },
        responseParameters: [{ statusCode: "404", mappings: { "overwrite:statuscode": "200" } }],
        tlsServerName: "backend.example.com",
      });
      return new Integration("proxy", { api, integration });
    });
    assert.equal(resources.length, 1);
    assert.deepEqual(inputsOf("apigatewayv2/integration:Integration"), {
      apiId: "abc",
      connectionType: "INTERNET",
      description: "the old system",
      integrationMethod: "GET",
      integrationType: "HTTP_PROXY",
      integrationUri: "https://example.com/{proxy}",
      payloadFormatVersion: "1.0",
      timeoutMilliseconds: 2000,
      requestParameters: { "overwrite:header.x-caller": "$context.authorizer.claims.sub" },
      responseParameters: [{ statusCode: "404", mappings: { "overwrite:statuscode": "200" } }],
      tlsConfig: { serverNameToVerify: "backend.example.com" },
    });
  });

  it("keeps the partition of functions in China and GovCloud", async () => {
    const arn = "arn:aws-cn:lambda:cn-north-1:123456789012:function:orders";
    const { inputsOf } = await deploy(
      () => new Integration("cn", { api, integration: lambda(arn), permission: false }),
    );
    assert.equal(
      inputsOf("apigatewayv2/integration:Integration").integrationUri,
      `arn:aws-cn:apigateway:cn-north-1:lambda:path/2015-03-31/functions/${arn}/invocations`,
    );
  });

  it("refuses what is wrong before it makes anything", async () => {
    const { resources } = await deploy(() => {
      assert.throws(() => new Integration("bad", { api, integration: lambda("orders", { timeoutMilliseconds: 30 }) }), {
        name: "ComponentError",
        message: [
          'Integration "bad": 2 problems',
          '  - integration.functionArn: got "orders", expected the ARN of a Lambda function, alias or version. Fix: pass the function itself, or "arn:aws:lambda:<region>:<account>:function:<name>[:<alias>]"',
          '  - integration.timeoutMilliseconds: got 30, expected 50 to 30000 milliseconds ("Maximum integration timeout", https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html). Fix: write 30000 if these are seconds',
        ].join("\n"),
      });
    });
    assert.deepEqual(resources, []);
  });
});

describe("the kinds of integration", () => {
  it("refuse a timeout, a method and a payload format that AWS does not take", () => {
    assert.deepEqual(problems(httpProxy("https://a.example", { timeoutMilliseconds: 60_000, method: "get" })), [
      'integration.method: write "ANY" to keep the request\'s own method',
      "integration.timeoutMilliseconds: write 30000",
    ]);
    const loose: string = "3.0";
    assert.deepEqual(problems(lambda(FUNCTION, { payloadFormatVersion: loose as "2.0" })), [
      'integration.payloadFormatVersion: write "2.0"',
    ]);
  });

  it("refuse URLs that are none", () => {
    assert.deepEqual(problems(httpProxy("example.com")), [
      'integration.url: write the whole URL, such as "https://example.com/{proxy}"',
    ]);
    assert.deepEqual(problems(httpProxy("https://example.com/{proxy+}")), [
      "integration.url: write {proxy} without the plus sign: only the route has it",
    ]);
    assert.deepEqual(problems(httpProxy("https://example.com/{proxy}?x={id}")), []);
  });

  it("are named where a program wrote another", () => {
    assert.deepEqual(problems({ kind: "lamda" }), ['integration: write "lambda"']);
    assert.deepEqual(problems({ kind: "graphql" }), ["integration: make it with lambda(fn) or httpProxy(url)"]);
  });
});
