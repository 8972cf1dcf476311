import type { ResourceGraph, ResourceNode } from "../../engine/graph/graph";
import { UNKNOWN, type PropertyValue } from "../../engine/graph/value";
import { GraphBuilder } from "./graph-builder";

type Properties = Record<string, PropertyValue>;

const TYPES = {
  api: "aws:apigatewayv2/api:Api",
  authorizer: "aws:apigatewayv2/authorizer:Authorizer",
  integration: "aws:apigatewayv2/integration:Integration",
  route: "aws:apigatewayv2/route:Route",
  stage: "aws:apigatewayv2/stage:Stage",
  function: "aws:lambda/function:Function",
  alias: "aws:lambda/alias:Alias",
  permission: "aws:lambda/permission:Permission",
  provider: "pulumi:providers:aws",
} as const;

export const ACCOUNT = "123456789012";
export const FUNCTION_ARN = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:orders`;
export const EXECUTION_ARN = `arn:aws:execute-api:us-east-1:${ACCOUNT}:abc123`;

const builder = new GraphBuilder({ project: "test", stack: "dev" });

export function urnOf(kind: keyof typeof TYPES, name: string): string {
  return builder.urn(TYPES[kind], name);
}

/** A resource of a graph; every input that is unknown comes from the resources of `from`. */
export function node(
  kind: keyof typeof TYPES,
  name: string,
  inputs: Properties = {},
  more: { id?: string; outputs?: Properties; from?: Record<string, string[]>; provider?: string } = {},
): ResourceNode {
  const { id, outputs = inputs, from = {}, provider } = more;
  return builder.node(TYPES[kind], name, { id, inputs, outputs, propertyDependencies: from, provider });
}

export function graph(...resources: ResourceNode[]): ResourceGraph {
  return builder.graph(resources);
}

/** An API with id `abc123` in us-east-1. */
export function api(inputs: Properties = {}): ResourceNode {
  const all = { name: "api", protocolType: "HTTP", ...inputs };
  return node("api", "api", all, { id: "abc123", outputs: { ...all, executionArn: EXECUTION_ARN } });
}

export function ordersFunction(inputs: Properties = {}): ResourceNode {
  const all = { name: "orders", runtime: "nodejs22.x", handler: "index.handler", ...inputs };
  return node("function", "orders", all, { id: "orders", outputs: { ...all, arn: FUNCTION_ARN } });
}

export function permission(inputs: Properties = {}): ResourceNode {
  return node("permission", "permission", {
    action: "lambda:InvokeFunction",
    function: "orders",
    principal: "apigateway.amazonaws.com",
    sourceArn: `${EXECUTION_ARN}/*/*`,
    ...inputs,
  });
}

export function integration(inputs: Properties = {}): ResourceNode {
  const all = {
    apiId: "abc123",
    integrationType: "AWS_PROXY",
    integrationUri: FUNCTION_ARN,
    payloadFormatVersion: "2.0",
    ...inputs,
  };
  return node("integration", "orders", all, { id: "int1" });
}

export function route(routeKey: string, inputs: Properties = {}): ResourceNode {
  return node("route", routeKey, { apiId: "abc123", routeKey, target: "integrations/int1", ...inputs });
}

export function stage(name = "$default", inputs: Properties = {}): ResourceNode {
  return node("stage", name, { apiId: "abc123", name, autoDeploy: true, ...inputs });
}

/** The same program as a preview has it: what AWS computes is unknown, and joined by dependencies. */
export function previewedProgram(): ResourceGraph {
  const apiUrn = urnOf("api", "api");
  const ofApi = { apiId: [apiUrn] };
  return graph(
    node("api", "api", { name: "api", protocolType: "HTTP" }, { outputs: { id: UNKNOWN, executionArn: UNKNOWN } }),
    node("function", "orders", { runtime: "nodejs22.x" }, { outputs: { arn: UNKNOWN } }),
    node(
      "alias",
      "live",
      { functionName: UNKNOWN, name: "live", functionVersion: "1" },
      { from: { functionName: [urnOf("function", "orders")] } },
    ),
    node(
      "integration",
      "orders",
      { apiId: UNKNOWN, integrationType: "AWS_PROXY", integrationUri: UNKNOWN, payloadFormatVersion: "2.0" },
      { from: { ...ofApi, integrationUri: [urnOf("alias", "live")] } },
    ),
    node(
      "route",
      "get",
      { apiId: UNKNOWN, routeKey: "GET /orders", target: UNKNOWN },
      { from: { ...ofApi, target: [urnOf("integration", "orders")] } },
    ),
    node("stage", "default", { apiId: UNKNOWN, name: "$default", autoDeploy: true }, { from: ofApi }),
    node(
      "permission",
      "permission",
      {
        action: "lambda:InvokeFunction",
        function: UNKNOWN,
        principal: "apigateway.amazonaws.com",
        sourceArn: UNKNOWN,
        qualifier: "live",
      },
      { from: { function: [urnOf("function", "orders")], sourceArn: [apiUrn] } },
    ),
  );
}
