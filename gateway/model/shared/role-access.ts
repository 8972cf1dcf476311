import type { ResourceNode } from "../../../engine/graph/graph";
import { asList, asObject, asText, type GraphIndex } from "../../../engine/graph/graph-index";
import { evaluatePolicy } from "../../../aws/iam/policy";
import { parsedJson } from "../../../language/parsed-json";

/** Indicates whether a role of the program lets its bearer do something; `unknown` where the program does not say all of it. */
export type RoleAccess = "allowed" | "missing" | "unknown";

/**
 * Looks an action up in a role's own policies. A role that is not of this program, or that has managed policies, can't be
 * judged from the graph.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function roleAccess(index: GraphIndex, roleArn: string, action: string, resource: string): RoleAccess {
  const role = index.ofType("aws:iam/role:Role").find((node) => index.text(node, "arn") === roleArn);
  if (role === undefined || hasManagedPolicies(index, role)) {
    return "unknown";
  }
  const documents = policyDocuments(index, role);
  if (documents === undefined) {
    return "unknown";
  }
  const decisions = documents.map((document) => evaluatePolicy(document, action, resource).kind);
  if (decisions.includes("invalid")) {
    return "unknown";
  }
  return decisions.includes("allow") ? "allowed" : "missing";
}

function hasManagedPolicies(index: GraphIndex, role: ResourceNode): boolean {
  const attached = index
    .ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
    .some((node) => isOf(index, node, role));
  return attached || asList(index.value(role, "managedPolicyArns")).length > 0;
}

/** Undefined where one of them is not known. */
function policyDocuments(index: GraphIndex, role: ResourceNode): unknown[] | undefined {
  const own = index.ofType("aws:iam/rolePolicy:RolePolicy").filter((node) => isOf(index, node, role));
  const texts = [
    ...own.map((node) => index.text(node, "policy")),
    ...asList(index.value(role, "inlinePolicies")).map((policy) => asText(asObject(policy).policy)),
  ];
  const documents = texts.map((text) => (text === undefined ? undefined : parsedJson(text)));
  return documents.includes(undefined) ? undefined : documents;
}

function isOf(index: GraphIndex, policy: ResourceNode, role: ResourceNode): boolean {
  const named = index.text(policy, "role");
  return named === undefined
    ? index.sources(policy, "role").includes(role.urn)
    : named === index.text(role, "name") || named === index.id(role) || named === index.text(role, "arn");
}
