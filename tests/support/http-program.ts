import { type ResourceGraph, type ResourceNode } from "../../engine/graph/graph";
import { ARCHIVE_SIGNATURE, ASSET_SIGNATURE, type PropertyValue, SIGNATURE_KEY } from "../../engine/graph/value";
import { GraphBuilder } from "./graph-builder";

const builder = new GraphBuilder({ project: "gateway", stack: "test" });

export function text(content: string): PropertyValue {
  return { [SIGNATURE_KEY]: ASSET_SIGNATURE, text: content };
}

export function archive(assets: Record<string, PropertyValue>): PropertyValue {
  return { [SIGNATURE_KEY]: ARCHIVE_SIGNATURE, assets };
}

export function fileArchive(path: string): PropertyValue {
  return { [SIGNATURE_KEY]: ARCHIVE_SIGNATURE, path };
}

export function node(type: string, name: string, inputs: Record<string, PropertyValue>, outputs = {}): ResourceNode {
  return builder.node(type, name, { id: name, inputs, outputs: { ...inputs, ...outputs } });
}

/** An `aws.lambda.Function`; what is not given is a Node.js 22 function with the handler `index.handler`, which may take as long as a busy machine takes. */
export function functionNode(name: string, inputs: Record<string, PropertyValue>): ResourceNode {
  const arn = functionArn(name);
  return node(
    "aws:lambda/function:Function",
    name,
    { name, runtime: "nodejs22.x", handler: "index.handler", timeout: 90, ...inputs },
    { arn },
  );
}

export function graphOf(resources: ResourceNode[], workingDirectory?: string): ResourceGraph {
  return builder.graph(resources, { workingDirectory });
}

/** One route of a test API: a function's name or a backend's URL, and what else the route has. */
export interface TestRoute {
  /** The name of a function of the graph. */
  function?: string;
  /** Or the URL of an HTTP backend. */
  http?: string;
  /** Further inputs of the integration. */
  integration?: Record<string, PropertyValue>;
  /** Further inputs of the route. */
  route?: Record<string, PropertyValue>;
  /** False leaves the function's permission out. @default true */
  permission?: boolean;
}

export interface TestApi {
  name?: string;
  /** Further inputs of the API, such as `corsConfiguration`. */
  api?: Record<string, PropertyValue>;
  routes: Record<string, TestRoute>;
  /** Inputs of the authorizers by name; a route names one as its `authorizerId`. */
  authorizers?: Record<string, Record<string, PropertyValue>>;
  /** Inputs of the stages by name. @default one `$default` with auto deploy */
  stages?: Record<string, Record<string, PropertyValue>>;
}

/** The resources of an HTTP API, as a program written with `@pulumi/aws` alone would declare them. */
export function httpApi(api: TestApi): ResourceNode[] {
  const name = api.name ?? "api";
  const apiId = `${name.replace(/[^a-z0-9]/g, "")}abcdefghij`.slice(0, 10);
  const executionArn = `arn:aws:execute-api:eu-west-1:123456789012:${apiId}`;
  const type = (kind: string): string =>
    `aws:apigatewayv2/${kind}:${kind.replace(/^./, (letter) => letter.toUpperCase())}`;
  const nodes: ResourceNode[] = [
    {
      ...node(
        type("api"),
        name,
        { name, protocolType: "HTTP", ...api.api },
        { executionArn, apiEndpoint: `https://${apiId}.execute-api.eu-west-1.amazonaws.com` },
      ),
      id: apiId,
    },
  ];
  for (const [authorizer, inputs] of Object.entries(api.authorizers ?? {})) {
    nodes.push(node(type("authorizer"), authorizer, { apiId, name: authorizer, ...inputs }));
  }
  for (const [routeKey, target] of Object.entries(api.routes)) {
    const id = `${name} ${routeKey}`;
    nodes.push(
      node(type("integration"), id, {
        apiId,
        ...(target.function === undefined
          ? { integrationType: "HTTP_PROXY", integrationUri: target.http ?? "", integrationMethod: "ANY" }
          : {
              integrationType: "AWS_PROXY",
              integrationUri: functionArn(target.function),
              payloadFormatVersion: "2.0",
            }),
        ...target.integration,
      }),
      node(type("route"), id, { apiId, routeKey, target: `integrations/${id}`, ...target.route }),
    );
    if (target.function !== undefined && target.permission !== false) {
      nodes.push(invokePermission(id, target.function, `${executionArn}/*`));
    }
  }
  for (const [stage, inputs] of Object.entries(api.stages ?? { $default: {} })) {
    nodes.push(node(type("stage"), `${name} ${stage}`, { apiId, name: stage, autoDeploy: true, ...inputs }));
  }
  return nodes;
}

export function invokePermission(name: string, functionName: string, sourceArn: string): ResourceNode {
  return node("aws:lambda/permission:Permission", name, {
    action: "lambda:InvokeFunction",
    function: functionName,
    principal: "apigateway.amazonaws.com",
    sourceArn,
  });
}

export function functionArn(name: string): string {
  return `arn:aws:lambda:eu-west-1:123456789012:function:${name}`;
}

/** A Node.js function whose `index.js` is the given source. */
export function jsFunction(name: string, source: string, inputs: Record<string, PropertyValue> = {}): ResourceNode {
  return functionNode(name, { code: archive({ "index.js": text(source) }), ...inputs });
}
