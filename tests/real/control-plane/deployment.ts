import type { ResourceGraph, ResourceNode } from "../../../engine/graph/graph";
import { reveal, type PropertyValue } from "../../../engine/graph/value";
import { checkedInputs } from "../../../engine/synthesis";
import { defined } from "../../../language/defined";
import { isRecord } from "../../../language/is-record";

/** A resource as the driver deploys it. */
export interface DeployedResource {
  urn: string;
  type: string;
  name: string;
  id: string;
  region: string;
  inputs: Record<string, PropertyValue>;
  outputs: Record<string, PropertyValue>;
}

/** Returns the resources of the given types in an order that their dependencies allow, and the same after a change. */
export function deploymentOf(
  graph: ResourceGraph,
  types: ReadonlySet<string>,
): { resources: DeployedResource[]; changed: DeployedResource[] } {
  const resources = inDependencyOrder(graph.resources)
    .filter(({ type, custom, external }) => custom && !external && types.has(type))
    .map(deployed);
  return { resources, changed: resources.map(changed) };
}

/**
 * Orders by dependencies alone, latest first: what the program happens to register early gains nothing by it, so that a dependency that is
 * missing shows.
 */
function inDependencyOrder(nodes: readonly ResourceNode[]): ResourceNode[] {
  const known = new Set(nodes.map(({ urn }) => urn));
  const placed = new Set<string>();
  const ordered: ResourceNode[] = [];
  const left = [...nodes].reverse();
  while (left.length > 0) {
    const at = left.findIndex(({ parent, provider, dependencies }) =>
      [parent, provider, ...dependencies].every((urn) => urn === undefined || !known.has(urn) || placed.has(urn)),
    );
    const [next] = left.splice(Math.max(at, 0), 1);
    if (next === undefined || at === -1) {
      throw new Error("the dependencies have a circle");
    }
    placed.add(next.urn);
    ordered.push(next);
  }
  return ordered;
}

function deployed({ urn, type, name, id = "", inputs, outputs, dependencies }: ResourceNode): DeployedResource {
  const checked = plain(checkedInputs({ urn, type, name, inputs, dependencies }));
  const { region, ...others } = checked;
  const known = plain(outputs);
  const place = region ?? known.region;
  return {
    urn,
    type,
    name,
    id,
    region: typeof place === "string" ? place : "us-east-1",
    inputs: others,
    outputs: known,
  };
}

function plain(properties: Record<string, PropertyValue>): Record<string, PropertyValue> {
  const revealed = reveal(properties);
  return isRecord(revealed) ? revealed : {};
}

/** A change of one input, or of a few, of each type that AWS changes in place. */
const CHANGES: Readonly<Record<string, (inputs: Record<string, PropertyValue>) => Record<string, PropertyValue>>> = {
  "aws:apigateway/apiKey:ApiKey": () => ({ description: "changed" }),
  "aws:apigateway/restApi:RestApi": ({ body }) =>
    defined({
      description: "changed",
      body: typeof body === "string" ? body.replace('"version":"', '"version":"2.') : undefined,
    }),
  "aws:apigateway/stage:Stage": () => ({ description: "changed" }),
  "aws:apigateway/methodSettings:MethodSettings": ({ settings }) => ({
    settings: { ...(isRecord(settings) ? settings : undefined), throttlingRateLimit: 7, throttlingBurstLimit: 3 },
  }),
  "aws:apigateway/usagePlan:UsagePlan": () => ({
    description: "changed",
    throttleSettings: { rateLimit: 3, burstLimit: 2 },
  }),
  "aws:apigatewayv2/api:Api": () => ({ description: "changed" }),
  "aws:apigatewayv2/integration:Integration": () => ({ timeoutMilliseconds: 5000 }),
  "aws:apigatewayv2/route:Route": () => ({ operationName: "changed" }),
  "aws:apigatewayv2/authorizer:Authorizer": () => ({ name: "changed" }),
  "aws:apigatewayv2/stage:Stage": () => ({
    defaultRouteSettings: { throttlingRateLimit: 7, throttlingBurstLimit: 3 },
  }),
  "aws:cloudwatch/logGroup:LogGroup": () => ({ retentionInDays: 90 }),
  "aws:dynamodb/table:Table": () => ({ pointInTimeRecovery: { enabled: false } }),
  "aws:iam/role:Role": () => ({ description: "changed" }),
  "aws:iam/rolePolicy:RolePolicy": ({ policy = "" }) => ({
    policy: typeof policy === "string" ? policy.replace('"Statement":', '"Id":"changed","Statement":') : policy,
  }),
  "aws:lambda/function:Function": () => ({ memorySize: 512, code: "changed" }),
};

function changed(resource: DeployedResource): DeployedResource {
  const { type, inputs } = resource;
  return { ...resource, inputs: { ...inputs, ...CHANGES[type]?.(inputs) } };
}
