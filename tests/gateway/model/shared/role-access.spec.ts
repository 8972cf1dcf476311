import assert from "node:assert/strict";
import type { ResourceNode } from "../../../../engine/graph/graph";
import { roleAccess } from "../../../../gateway/model/shared/role-access";
import { graphOf, node } from "../../../support/http-program";
import { GraphIndex } from "../../../../engine/graph/graph-index";

const ROLE = "arn:aws:iam::123456789012:role/caller";
const QUEUE = "arn:aws:sqs:eu-west-1:123456789012:jobs";
const role = node("aws:iam/role:Role", "caller", { name: "caller" }, { arn: ROLE });

function policy(statement: object, name = "caller"): ResourceNode {
  const text = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  return node("aws:iam/rolePolicy:RolePolicy", "policy", { role: name, policy: text });
}

function access(...nodes: ResourceNode[]): string {
  return roleAccess(new GraphIndex(graphOf(nodes)), ROLE, "sqs:SendMessage", QUEUE);
}

describe("roleAccess", () => {
  const allow = { Effect: "Allow", Action: "sqs:SendMessage", Resource: QUEUE };

  it("is allowed by a policy of the role that names the action and the resource", () => {
    assert.equal(access(role, policy(allow)), "allowed");
    assert.equal(access(role, policy({ ...allow, Resource: "*", Action: "sqs:*" })), "allowed");
  });

  it("is missing without one, or with one for another action, resource or role", () => {
    assert.equal(access(role), "missing");
    assert.equal(access(role, policy({ ...allow, Action: "sqs:PurgeQueue" })), "missing");
    assert.equal(access(role, policy({ ...allow, Resource: `${QUEUE}-other` })), "missing");
    assert.equal(access(role, policy(allow, "other")), "missing");
  });

  it("counts the policies that the role itself holds", () => {
    const text = JSON.stringify({ Statement: [allow] });
    const own = node("aws:iam/role:Role", "caller", { inlinePolicies: [{ policy: text }] }, { arn: ROLE });
    assert.equal(access(own), "allowed");
  });

  it("is unknown for a role that is not of the program, that has managed policies, or whose policy has a condition", () => {
    const attachment = node("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "more", { role: "caller" });
    assert.equal(access(policy(allow)), "unknown");
    assert.equal(access(role, attachment), "unknown");
    const condition = { StringEquals: { "aws:ResourceTag/team": "shop" } };
    assert.equal(access(role, policy({ ...allow, Condition: condition })), "unknown");
  });
});
