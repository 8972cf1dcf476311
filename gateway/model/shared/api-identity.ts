import { formatArn } from "../../../aws/arn";
import type { ResourceNode } from "../../../engine/graph/graph";
import type { GraphIndex } from "../../../engine/graph/graph-index";

/** The identity of an API of any kind. */
export interface ApiIdentity {
  urn: string;
  /** The API's id; its resource name while the id is unknown. */
  id: string;
  name: string;
  region: string;
  account: string;
  partition: string;
  /** `arn:aws:execute-api:<region>:<account>:<id>`. */
  executionArn: string;
}

/** @param node The API's resource, or one that names it where the graph has no other. */
export function readApiIdentity(
  index: GraphIndex,
  node: ResourceNode,
  id = index.id(node) ?? node.name,
  name = index.text(node, "name") ?? node.name,
): ApiIdentity {
  const [region, account, partition] = [index.region(node), index.account(node), index.partition(node)];
  const executionArn = formatArn({ partition, region, account }, "execute-api", id);
  return { urn: node.urn, id, name, region, account, partition, executionArn };
}

/** The source ARN of an authorizer's invocations. */
export function authorizerArn(api: { executionArn: string }, authorizer: { id: string }): string {
  return `${api.executionArn}/authorizers/${authorizer.id}`;
}
