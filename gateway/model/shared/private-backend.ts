import { V2 } from "../../../aws/resource-types";
import type { ResourceNode } from "../../../engine/graph/graph";
import type { GraphIndex } from "../../../engine/graph/graph-index";

/**
 * Returns what the program calls the backends behind VPC links: the logical names of a listener and its load balancer by their ARNs
 * and DNS name, of a Cloud Map service by its ARN, of an integration by its URN.
 */
export function privateBackendNames(index: GraphIndex): Map<string, string[]> {
  const names = new Map<string, string[]>();
  const balancers = ["aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"].flatMap((type) =>
    index.ofType(type),
  );
  for (const node of balancers) {
    add(names, [index.text(node, "arn"), index.text(node, "dnsName")?.toLowerCase()], [node.name]);
  }
  for (const type of ["aws:lb/listener:Listener", "aws:alb/listener:Listener"]) {
    for (const node of index.ofType(type)) {
      add(names, [index.text(node, "arn")], [node.name, ...balancerOf(index, node, balancers)]);
    }
  }
  for (const node of index.ofType("aws:servicediscovery/service:Service")) {
    add(names, [index.text(node, "arn")], [node.name]);
  }
  for (const node of index.ofType(V2.integration)) {
    add(names, [node.urn], [node.name]);
  }
  return names;
}

function balancerOf(index: GraphIndex, listener: ResourceNode, balancers: ResourceNode[]): string[] {
  const found = index.target(
    listener,
    "loadBalancerArn",
    balancers,
    (node, value) => index.text(node, "arn") === value,
  );
  return found === undefined ? [] : [found.name];
}

function add(names: Map<string, string[]>, references: (string | undefined)[], own: string[]): void {
  for (const reference of references) {
    if (reference !== undefined) {
      names.set(reference, own);
    }
  }
}
