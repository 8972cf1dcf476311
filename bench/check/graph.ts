import { type ResourceGraph, type ResourceNode } from "../../engine/graph/graph";
import { GraphBuilder } from "../../tests/support/graph-builder";

const builder = new GraphBuilder({ project: "bench", stack: "bench" });
const STACK = builder.urn("pulumi:pulumi:Stack", "bench-bench");

/** A stack of about that many resources, as it stands in a state: HTTP APIs of 20 routes, each with its own function. */
export function apiGraph(size: number): ResourceGraph {
  const resources: ResourceNode[] = [
    node("pulumi:pulumi:Stack", "bench-bench", {}, [], { parent: undefined, custom: false }),
  ];
  for (let api = 0; resources.length < size; api++) {
    resources.push(...apiResources(`api${api}`));
  }
  return builder.graph(resources.slice(0, size));
}

function apiResources(name: string): ResourceNode[] {
  const id = `${name}abcdef`.slice(0, 10);
  const api = node("aws:apigatewayv2/api:Api", name, {
    protocolType: "HTTP",
    name,
    id,
    executionArn: `arn:aws:execute-api:eu-west-1:123456789012:${id}`,
    corsConfiguration: {
      allowOrigins: ["https://shop.example.com"],
      allowMethods: ["GET"],
      allowHeaders: ["authorization"],
    },
  });
  const routes = Array.from({ length: 20 }, (_, index) => routeResources(api, id, `${name}-${index}`));
  const stage = node("aws:apigatewayv2/stage:Stage", name, { apiId: id, name: "$default", autoDeploy: true }, [
    api.urn,
  ]);
  return [api, stage, ...routes.flat()];
}

function routeResources(api: ResourceNode, apiId: string, name: string): ResourceNode[] {
  const arn = `arn:aws:lambda:eu-west-1:123456789012:function:${name}`;
  const invokeArn = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${arn}/invocations`;
  const code = node("aws:lambda/function:Function", name, { name, arn, invokeArn, runtime: "nodejs22.x", timeout: 10 });
  const integration = node(
    "aws:apigatewayv2/integration:Integration",
    name,
    { id: name, apiId, integrationType: "AWS_PROXY", integrationUri: invokeArn, payloadFormatVersion: "2.0" },
    [api.urn, code.urn],
  );
  const route = node(
    "aws:apigatewayv2/route:Route",
    name,
    { id: name, apiId, routeKey: `GET /${name}/{id}`, target: `integrations/${name}`, authorizationType: "AWS_IAM" },
    [api.urn, integration.urn],
  );
  const permission = node(
    "aws:lambda/permission:Permission",
    name,
    {
      action: "lambda:InvokeFunction",
      function: name,
      principal: "apigateway.amazonaws.com",
      sourceArn: `arn:aws:execute-api:eu-west-1:123456789012:${apiId}/*/*`,
    },
    [api.urn, code.urn],
  );
  return [code, integration, route, permission];
}

function node(
  type: string,
  name: string,
  properties: ResourceNode["inputs"],
  dependencies: string[] = [],
  changes: Partial<ResourceNode> = {},
): ResourceNode {
  return builder.node(type, name, {
    parent: STACK,
    id: typeof properties.id === "string" ? properties.id : undefined,
    inputs: properties,
    dependencies,
    propertyDependencies: { ...(dependencies.length > 0 && { apiId: dependencies.slice(0, 1) }) },
    ...changes,
  });
}
