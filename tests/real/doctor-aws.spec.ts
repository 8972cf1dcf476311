import assert from "node:assert/strict";
import { ACMClient, RequestCertificateCommand } from "@aws-sdk/client-acm";
import { APIGatewayClient, CreateRestApiCommand } from "@aws-sdk/client-api-gateway";
import {
  ApiGatewayV2Client,
  CreateApiCommand,
  CreateApiMappingCommand,
  CreateAuthorizerCommand,
  CreateDomainNameCommand,
  CreateIntegrationCommand,
  CreateRouteCommand,
  CreateStageCommand,
} from "@aws-sdk/client-apigatewayv2";
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  AddPermissionCommand,
  CreateFunctionCommand,
  LambdaClient,
  RemovePermissionCommand,
} from "@aws-sdk/client-lambda";
import { ChangeResourceRecordSetsCommand, CreateHostedZoneCommand, Route53Client } from "@aws-sdk/client-route-53";
import { type DeployedTarget, readDeployed, targetAt } from "../../doctor";
import { type Emulator, startEmulator } from "./emulator";

const REGION = "eu-west-1";
const DOMAIN = "api.example.com";
const GROUP = "/aws/vendedlogs/apis/shop";
/** An archive without entries: its end record alone. */
const EMPTY_ZIP = Buffer.concat([Buffer.from([0x50, 0x4b, 5, 6]), Buffer.alloc(18)]);
const ISSUER = "https://issuer.example.com/";

describe("doctor with AWS credentials, against moto", function () {
  this.timeout(300_000);
  let emulator: Emulator;
  let apiId: string;
  let restId: string;
  let certificateArn: string;
  const environment = { ...process.env };

  before(async function () {
    const started = await startEmulator();
    if (typeof started === "string") {
      this.test?.parent?.tests.forEach((test) => (test.title += ` (${started})`));
      this.skip();
    }
    emulator = started;
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: emulator.url,
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_REGION: REGION,
    });
    ({ apiId, certificateArn } = await deploy());
    restId = (await new APIGatewayClient({}).send(new CreateRestApiCommand({ name: "old" }))).id ?? "";
  });

  after(() => {
    emulator?.close();
    process.env = environment;
  });

  async function read(url: string): Promise<DeployedTarget> {
    const deployed = await readDeployed(targetAt(new URL(url)), REGION);
    assert.ok(deployed);
    return deployed;
  }

  it("reads the domain, its alias record and its certificate in the certificate's own region", async () => {
    const { target, refused } = await read(`https://${DOMAIN}/v1/orders`);
    assert.deepEqual(refused(), []);
    assert.equal(target.domain?.name, DOMAIN);
    assert.equal(target.domain.region, REGION);
    assert.equal(target.domain.alias, "d-wrong.execute-api.us-east-1.amazonaws.com");
    const certificate = target.domain.certificate;
    assert.equal(certificate?.arn, certificateArn);
    assert.equal(certificate.region, REGION);
    assert.deepEqual(certificate.names, [DOMAIN]);
    assert.match(certificate.validation[0]?.name ?? "", /\.api\.example\.com\.?$/);
  });

  it("reads the API behind the mapping: routes, authorizers and CORS", async () => {
    const { target } = await read(`https://${DOMAIN}/v1/orders`);
    assert.equal(target.basePath, "/v1");
    assert.deepEqual(target.authorizers, [{ name: "tokens", issuer: ISSUER, audiences: ["app"] }]);
    const { routes, ...api } = target.api ?? assert.fail("no API was read");
    assert.deepEqual(
      { ...api, cors: api.cors?.allowOrigins },
      {
        kind: "http",
        id: apiId,
        name: "shop",
        region: REGION,
        stage: "$default",
        cors: ["https://app.example.com"],
        disableExecuteApiEndpoint: false,
      },
    );
    assert.deepEqual(
      routes.map(({ key, functionName, scopes, authorizer }) => ({ key: key.key, functionName, scopes, authorizer })),
      [{ key: "GET /orders", functionName: "orders", scopes: ["orders/read"], authorizer: "tokens" }],
    );
  });

  it("reads the API of an execute-api endpoint, whose path starts with a route where the stage is $default", async () => {
    const { target } = await read(`https://${apiId}.execute-api.${REGION}.amazonaws.com/orders`);
    assert.equal(target.api?.stage, "$default");
    assert.equal(target.basePath, "");
    const rest = await read(`https://${restId}.execute-api.${REGION}.amazonaws.com/prod/orders`);
    assert.equal(rest.target.api?.kind, "rest");
    assert.equal(rest.target.api.name, "old");
  });

  it("reads the latest lines of the access log and of the function's log, where there is one", async () => {
    const { target, logs } = await read(`https://${DOMAIN}/v1/orders`);
    const { lines } = await logs(target, target.api?.routes[0]);
    assert.deepEqual(lines, ['{"error":"The Lambda function response is in an invalid format."}']);
  });

  it("reads the function's timeout, and whether its policy lets the API invoke it", async () => {
    const client = new LambdaClient({});
    await createFunction(client);
    const { target, logs } = await read(`https://${DOMAIN}/v1/orders`);
    const facts = async () => (await logs(target, target.api?.routes[0])).route;
    assert.deepEqual(await facts(), { functionTimeoutMs: 7000, invokePermission: "missing" });
    const permit = (source: string) => {
      const SourceArn = `arn:aws:execute-api:${REGION}:123456789012:${source}`;
      const common = { FunctionName: "orders", StatementId: "api", Action: "lambda:InvokeFunction" };
      return client.send(new AddPermissionCommand({ ...common, Principal: "apigateway.amazonaws.com", SourceArn }));
    };
    await permit("other12345/*/*");
    assert.equal((await facts())?.invokePermission, "missing");
    await client.send(new RemovePermissionCommand({ FunctionName: "orders", StatementId: "api" }));
    await permit(`${apiId}/*/GET/orders`);
    assert.equal((await facts())?.invokePermission, "allowed");
  });

  it("says by name which call was refused, and goes on with what it has", async () => {
    process.env.AWS_ENDPOINT_URL_ACM = `${emulator.url.replace(/:\d+$/, ":1")}`;
    process.env.AWS_MAX_ATTEMPTS = "1";
    try {
      const { target, refused } = await read(`https://${DOMAIN}/v1/orders`);
      assert.equal(target.api?.name, "shop");
      assert.deepEqual(
        refused().map(({ check, status, why }) => `${status} ${check}: ${why.split(" (")[0]}`),
        ["skipped certificate-issued: acm:DescribeCertificate was refused"],
      );
    } finally {
      delete process.env.AWS_ENDPOINT_URL_ACM;
      delete process.env.AWS_MAX_ATTEMPTS;
    }
  });
});

async function deploy(): Promise<{ apiId: string; certificateArn: string }> {
  const request = { DomainName: DOMAIN, ValidationMethod: "DNS" as const };
  const certificateArn = (await new ACMClient({}).send(new RequestCertificateCommand(request))).CertificateArn ?? "";
  const client = new ApiGatewayV2Client({});
  const api = await client.send(
    new CreateApiCommand({
      Name: "shop",
      ProtocolType: "HTTP",
      CorsConfiguration: { AllowOrigins: ["https://app.example.com"] },
    }),
  );
  const apiId = api.ApiId ?? "";
  const destination = `arn:aws:logs:${REGION}:123456789012:log-group:${GROUP}`;
  const integration = await client.send(
    new CreateIntegrationCommand({
      ApiId: apiId,
      IntegrationType: "AWS_PROXY",
      IntegrationUri: `arn:aws:lambda:${REGION}:123456789012:function:orders`,
      PayloadFormatVersion: "2.0",
    }),
  );
  const authorizer = await client.send(
    new CreateAuthorizerCommand({
      ApiId: apiId,
      Name: "tokens",
      AuthorizerType: "JWT",
      IdentitySource: ["$request.header.Authorization"],
      JwtConfiguration: { Issuer: ISSUER, Audience: ["app"] },
    }),
  );
  await client.send(
    new CreateRouteCommand({
      ApiId: apiId,
      RouteKey: "GET /orders",
      Target: `integrations/${integration.IntegrationId}`,
      AuthorizationType: "JWT",
      AuthorizerId: authorizer.AuthorizerId,
      AuthorizationScopes: ["orders/read"],
    }),
  );
  const AccessLogSettings = { DestinationArn: destination, Format: "$context.requestId" };
  await client.send(new CreateStageCommand({ ApiId: apiId, StageName: "$default", AccessLogSettings }));
  const configuration = { CertificateArn: certificateArn, EndpointType: "REGIONAL" as const };
  await client.send(new CreateDomainNameCommand({ DomainName: DOMAIN, DomainNameConfigurations: [configuration] }));
  const mapping = { DomainName: DOMAIN, ApiId: apiId, Stage: "$default", ApiMappingKey: "v1" };
  await client.send(new CreateApiMappingCommand(mapping));
  await Promise.all([publishAlias(), writeLog()]);
  return { apiId, certificateArn };
}

/** moto wants a role that exists; there is no client for IAM here, so this speaks its query protocol. */
async function createFunction(client: LambdaClient): Promise<void> {
  const trust = '{"Version":"2012-10-17","Statement":[]}';
  const role = { Action: "CreateRole", Version: "2010-05-08", RoleName: "orders", AssumeRolePolicyDocument: trust };
  const credential = "Credential=test/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=0";
  const created = await fetch(process.env.AWS_ENDPOINT_URL ?? "", {
    method: "POST",
    body: new URLSearchParams(role),
    headers: { authorization: `AWS4-HMAC-SHA256 ${credential}` },
  });
  assert.equal(created.status, 200, await created.text());
  await client.send(
    new CreateFunctionCommand({
      FunctionName: "orders",
      Role: "arn:aws:iam::123456789012:role/orders",
      Code: { ZipFile: EMPTY_ZIP },
      Runtime: "nodejs22.x",
      Handler: "index.handler",
      Timeout: 7,
    }),
  );
}

async function publishAlias(): Promise<void> {
  const client = new Route53Client({});
  const zone = await client.send(new CreateHostedZoneCommand({ Name: "example.com", CallerReference: "doctor" }));
  const target = { HostedZoneId: "Z2FDTNDATAQYW2", DNSName: "d-wrong.execute-api.us-east-1.amazonaws.com" };
  const record = { Name: DOMAIN, Type: "A" as const, AliasTarget: { ...target, EvaluateTargetHealth: false } };
  const ChangeBatch = { Changes: [{ Action: "CREATE" as const, ResourceRecordSet: record }] };
  await client.send(new ChangeResourceRecordSetsCommand({ HostedZoneId: zone.HostedZone?.Id, ChangeBatch }));
}

async function writeLog(): Promise<void> {
  const client = new CloudWatchLogsClient({});
  const stream = { logGroupName: GROUP, logStreamName: "one" };
  await client.send(new CreateLogGroupCommand({ logGroupName: GROUP }));
  await client.send(new CreateLogStreamCommand(stream));
  const message = '{"error":"The Lambda function response is in an invalid format."}';
  await client.send(new PutLogEventsCommand({ ...stream, logEvents: [{ timestamp: Date.now(), message }] }));
}
