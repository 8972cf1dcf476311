import assert from "node:assert/strict";
import { IRELAND, outputs, synthesised } from "../synthesised";
import { defined } from "../../../../language/defined";

const CHINA = { ...IRELAND, region: "cn-north-1", partition: "aws-cn" };

describe("synthesised apigatewayv2 resources", () => {
  it("form an HTTP API's id, ARNs, endpoint and expressions", () => {
    const { id, outputs } = synthesised("aws:apigatewayv2/api:Api", { protocolType: "HTTP", name: "orders" });
    assert.match(id, /^[a-z][a-z0-9]{9}$/);
    assert.deepEqual(outputs, {
      apiEndpoint: `https://${id}.execute-api.eu-west-1.amazonaws.com`,
      apiKeySelectionExpression: "$request.header.x-api-key",
      arn: `arn:aws:apigateway:eu-west-1::/apis/${id}`,
      disableExecuteApiEndpoint: false,
      executionArn: `arn:aws:execute-api:eu-west-1:123456789012:${id}`,
      ipAddressType: "ipv4",
      name: "orders",
      protocolType: "HTTP",
      region: "eu-west-1",
      routeSelectionExpression: "$request.method $request.path",
      tagsAll: {},
    });
  });

  it("give a WebSocket API and its stage wss URLs", () => {
    const { id, outputs: api } = synthesised("aws:apigatewayv2/api:Api", { protocolType: "WEBSOCKET" });
    assert.match(id, /^[a-z][a-z0-9]{9}$/);
    assert.equal(api.apiEndpoint, `wss://${id}.execute-api.eu-west-1.amazonaws.com`);
    assert.deepEqual(outputs("aws:apigatewayv2/stage:Stage", { apiId: id, name: "production" }, ["invokeUrl"]), {
      invokeUrl: `wss://${id}.execute-api.eu-west-1.amazonaws.com/production`,
    });
  });

  it("serve the $default stage at the root and a named one under its name", () => {
    const properties = ["arn", "executionArn", "invokeUrl"];
    assert.deepEqual(outputs("aws:apigatewayv2/stage:Stage", { apiId: "a1b2c3d4e5", name: "$default" }, properties), {
      arn: "arn:aws:apigateway:eu-west-1::/apis/a1b2c3d4e5/stages/$default",
      executionArn: "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/$default",
      invokeUrl: "https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/",
    });
    assert.deepEqual(outputs("aws:apigatewayv2/stage:Stage", { apiId: "a1b2c3d4e5", name: "v1" }, properties), {
      arn: "arn:aws:apigateway:eu-west-1::/apis/a1b2c3d4e5/stages/v1",
      executionArn: "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/v1",
      invokeUrl: "https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/v1",
    });
  });

  it("follow the partition", () => {
    assert.deepEqual(
      outputs("aws:apigatewayv2/stage:Stage", { apiId: "a1b2c3d4e5", name: "v1" }, ["arn", "invokeUrl"], CHINA),
      {
        arn: "arn:aws-cn:apigateway:cn-north-1::/apis/a1b2c3d4e5/stages/v1",
        invokeUrl: "https://a1b2c3d4e5.execute-api.cn-north-1.amazonaws.com.cn/v1",
      },
    );
  });

  it("point a domain at its Regional endpoint and the region's hosted zone", () => {
    const { id, outputs } = synthesised("aws:apigatewayv2/domainName:DomainName", {
      domainName: "api.example.com",
      domainNameConfiguration: { certificateArn: "arn:c", endpointType: "REGIONAL", securityPolicy: "TLS_1_2" },
    });
    assert.equal(id, "api.example.com");
    const configuration = outputs.domainNameConfiguration as Record<string, string>;
    assert.match(configuration.targetDomainName ?? "", /^d-[a-z0-9]{10}\.execute-api\.eu-west-1\.amazonaws\.com$/);
    assert.equal(configuration.hostedZoneId, "ZLY8HYME6SFDD");
    assert.equal(configuration.certificateArn, "arn:c");
  });

  it("give an explicit region's resources that region's forms", () => {
    const { id, outputs } = synthesised("aws:apigatewayv2/api:Api", { protocolType: "HTTP", region: "us-gov-west-1" });
    assert.equal(outputs.executionArn, `arn:aws-us-gov:execute-api:us-gov-west-1:123456789012:${id}`);
  });

  it("let an authorizer cache for 300 seconds only where it is a Lambda authorizer with identity sources", () => {
    const ttl = (authorizerType: string, identitySources?: string[]) =>
      synthesised(
        "aws:apigatewayv2/authorizer:Authorizer",
        defined({
          apiId: "a1b2c3d4e5",
          authorizerType,
          identitySources,
        }),
      ).outputs.authorizerResultTtlInSeconds;
    assert.equal(ttl("REQUEST", ["$request.header.Authorization"]), 300);
    assert.equal(ttl("REQUEST"), 0);
    assert.equal(ttl("JWT", ["$request.header.Authorization"]), 0);
  });
});
