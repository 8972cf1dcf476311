import { CONTROL_PLANE_RATES, CONTROL_PLANE_TOTAL, EDGE_REST_API, LAMBDA_CONTROL_PLANE } from "../../aws/control-plane";
import { V1 } from "../../aws/resource-types";
import { asObject, asTexts, type GraphIndex } from "../../engine/graph/graph-index";
import type { ResourceNode } from "../../engine/graph/graph";
import type { Snapshot } from "../../gateway/model/snapshot";

/** The time that a stack's first deployment takes at least, by the rates of AWS's control plane. */
export interface DeployTime {
  /** The resources that API Gateway makes. */
  resources: number;
  seconds: number;
  /** The actions that set the time, the slowest first. */
  actions: { action: string; count: number; seconds: number }[];
}

/** Shorter waits than this, in seconds, are not worth a line. */
const NOTICEABLE = 10;

/** Returns the least time of a first deployment, region by region at once. */
export function deployTime({ graph, index }: Snapshot): DeployTime {
  const nodes = graph.resources.filter(({ custom, external }) => custom && !external);
  const own = nodes.filter(({ type }) => type.startsWith("aws:apigateway"));
  const byAction = new Map<string, { count: number; seconds: number; each: number }>();
  const add = (action: string, region: string, each: number): void => {
    const key = `${action} in ${region}`;
    const { count } = byAction.get(key) ?? { count: 0 };
    byAction.set(key, { count: count + 1, seconds: count * each, each });
  };
  for (const node of own) {
    const rate = isEdge(index, node) ? EDGE_REST_API : CONTROL_PLANE_RATES[node.type];
    if (rate !== undefined) {
      add(rate.action, index.region(node), rate.seconds);
    }
    add("All of API Gateway", index.region(node), 1 / CONTROL_PLANE_TOTAL.perSecond);
  }
  for (const node of nodes.filter(({ type }) => (LAMBDA_CONTROL_PLANE.types as readonly string[]).includes(type))) {
    add("All of Lambda", index.region(node), 1 / LAMBDA_CONTROL_PLANE.perSecond);
  }
  const actions = [...byAction]
    .map(([action, { count, each }]) => {
      const free = action.startsWith("All of API Gateway") ? CONTROL_PLANE_TOTAL.burst : 1;
      return { action, count, seconds: Math.max(0, count - free) * each };
    })
    .filter(({ seconds }) => seconds >= NOTICEABLE)
    .sort((left, right) => right.seconds - left.seconds);
  return { resources: own.length, seconds: actions[0]?.seconds ?? 0, actions: actions.slice(0, 3) };
}

function isEdge(index: GraphIndex, node: ResourceNode): boolean {
  const types = asObject(index.value(node, "endpointConfiguration")).types;
  const all = typeof types === "string" ? [types] : asTexts(types);
  return node.type === V1.restApi && all.includes("EDGE");
}
