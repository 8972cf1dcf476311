import { type ResourceGraph, type ResourceNode } from "../../engine/graph";
import { ARCHIVE_SIGNATURE, ASSET_SIGNATURE, type PropertyValue, SIGNATURE_KEY } from "../../engine/value";

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
  return {
    urn: `urn:pulumi:test::gateway::${type}::${name}`,
    type,
    name,
    custom: true,
    external: false,
    id: name,
    inputs,
    outputs: { ...inputs, ...outputs },
    dependencies: [],
    propertyDependencies: {},
    options: {},
  };
}

/** An `aws.lambda.Function`; what is not given is a Node.js 22 function with the handler `index.handler`. */
export function functionNode(name: string, inputs: Record<string, PropertyValue>): ResourceNode {
  const arn = `arn:aws:lambda:eu-west-1:123456789012:function:${name}`;
  return node(
    "aws:lambda/function:Function",
    name,
    { name, runtime: "nodejs22.x", handler: "index.handler", ...inputs },
    { arn },
  );
}

export function graphOf(resources: ResourceNode[], workingDirectory?: string): ResourceGraph {
  return { version: 1, project: "gateway", stage: "test", mode: "deploy", workingDirectory, resources, outputs: {} };
}
