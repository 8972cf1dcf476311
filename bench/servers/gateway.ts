import { resolve } from "node:path";
import type { ResourceNode } from "../../engine/graph";
import { ARCHIVE_SIGNATURE, type PropertyValue, SIGNATURE_KEY } from "../../engine/value";
import { startGateway } from "../../gateway/runtime";

/** Ours: one HTTP API with a Lambda route, an HTTP proxy route to the bare server, and nothing else. */
const apiId = "benchbench";
const functionArn = "arn:aws:lambda:eu-west-1:123456789012:function:hello";

function node(type: string, name: string, inputs: Record<string, PropertyValue>): ResourceNode {
  const urn = `urn:pulumi:local::bench::${type}::${name}`;
  const empty = { dependencies: [], propertyDependencies: {}, options: {} };
  return { urn, type, name, id: name, custom: true, external: false, inputs, outputs: inputs, ...empty };
}

const resources: ResourceNode[] = [
  node("aws:lambda/function:Function", "hello", {
    name: "hello",
    arn: functionArn,
    runtime: "nodejs22.x",
    handler: "handler.handler",
    code: {
      [SIGNATURE_KEY]: ARCHIVE_SIGNATURE,
      assets: {
        "handler.js": {
          [SIGNATURE_KEY]: "c44067f5952c0a294b673a41bacd8c17",
          path: resolve(__dirname, "../peers/handler.js"),
        },
      },
    },
  }),
  { ...node("aws:apigatewayv2/api:Api", "bench", { name: "bench", protocolType: "HTTP" }), id: apiId },
  node("aws:apigatewayv2/integration:Integration", "fn", {
    apiId,
    integrationType: "AWS_PROXY",
    integrationUri: functionArn,
    payloadFormatVersion: "2.0",
  }),
  node("aws:apigatewayv2/integration:Integration", "http", {
    apiId,
    integrationType: "HTTP_PROXY",
    integrationMethod: "ANY",
    integrationUri: process.argv[2] ?? "",
  }),
  node("aws:apigatewayv2/route:Route", "hello", { apiId, routeKey: "GET /hello", target: "integrations/fn" }),
  node("aws:apigatewayv2/route:Route", "proxy", { apiId, routeKey: "GET /proxy", target: "integrations/http" }),
  node("aws:apigatewayv2/stage:Stage", "default", { apiId, name: "$default", autoDeploy: true }),
  node("aws:lambda/permission:Permission", "hello", {
    action: "lambda:InvokeFunction",
    function: "hello",
    principal: "apigateway.amazonaws.com",
  }),
];

void startGateway(
  { version: 1, project: "bench", stage: "local", mode: "deploy", resources, outputs: {} },
  { port: 0, log: (line) => process.stderr.write(`${line}\n`) },
).then((gateway) => {
  process.send?.(Number(new URL(gateway.url).port));
  process.once("disconnect", () => void gateway.close());
});
