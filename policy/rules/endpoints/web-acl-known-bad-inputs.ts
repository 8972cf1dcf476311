import { V1, WEB_ACL, WEB_ACL_ASSOCIATION } from "../../../aws/resource-types";
import { type Graph } from "../../graph/graph";
import { type PolicyResource } from "../../graph/resource";
import { ifKnown, Undecided } from "../../graph/unknown";
import { fieldsAt } from "../../graph/value";
import { stackRule } from "../../pack/rule";
import { isRecord } from "../../../language/is-record";

const RULE_SET = "AWSManagedRulesKnownBadInputsRuleSet";
/** The rule of the set that stops what Log4j would look up. */
const LOG4J = "Log4JRCE";

export const webAclKnownBadInputs = stackRule({
  name: "web-acl-known-bad-inputs",
  title: "A stage's web ACL blocks known bad inputs",
  description: `A web ACL of a REST stage has the managed rules ${RULE_SET}, and lets them block.`,
  severity: "low",
  category: "security",
  blocks: "never",
  why: `The managed rules ${RULE_SET} stop requests that are known to exploit servers, those of Log4j (CVE-2021-44228) among them. A set that only counts, or whose rule ${LOG4J} is excluded, stops none of these.`,
  fix: `Add a rule to the web ACL with the managed rule group ${RULE_SET} of AWS.`,
  url: "https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html",
  equivalents: ["CKV2_AWS_77"],
  examples: {
    fails: `const acl = new wafv2.WebAcl("api", {
  scope: "REGIONAL",
  defaultAction: { allow: {} },
  visibilityConfig,
});
new wafv2.WebAclAssociation("api", { resourceArn: live.arn, webAclArn: acl.arn });`,
    passes: `const acl = new wafv2.WebAcl("api", {
  scope: "REGIONAL",
  defaultAction: { allow: {} },
  visibilityConfig,
  rules: [
    {
      name: "bad-inputs",
      priority: 1,
      overrideAction: { none: {} },
      statement: {
        managedRuleGroupStatement: { vendorName: "AWS", name: "${RULE_SET}" },
      },
      visibilityConfig,
    },
  ],
});
new wafv2.WebAclAssociation("api", { resourceArn: live.arn, webAclArn: acl.arn });`,
  },
  options: {},
  types: [WEB_ACL],
  check(acl, { graph, report }) {
    if (!protectsStage(graph, acl)) {
      return;
    }
    // rules as JSON, and rules that others manage, are read as text
    const json = acl.text("ruleJson");
    const rules = json === undefined ? acl.list("rules") : [];
    const sets = rules.filter((rule) => groupOf(rule)?.name === RULE_SET);
    if (json?.includes(RULE_SET) === true) {
      return;
    }
    if (sets.length === 0) {
      if (acl.isUnknown("rules")) {
        throw new Undecided("rules are not known before the deployment");
      }
      report(
        `The web ACL ${acl.name} of a stage does not have ${RULE_SET}.`,
        "Add a rule with that managed rule group.",
      );
    } else if (!sets.some(blocks)) {
      report(
        `The web ACL ${acl.name} of a stage has ${RULE_SET} and does not let it block.`,
        `Set overrideAction to { none: {} }, and leave ${LOG4J} in.`,
      );
    }
  },
});

function groupOf(rule: unknown): Record<string, unknown> | undefined {
  return fieldsAt(rule, "statement", "managedRuleGroupStatement");
}

function blocks(rule: unknown): boolean {
  const group = groupOf(rule);
  const counts = fieldsAt(rule, "overrideAction", "count") !== undefined;
  const named = (list: unknown): unknown[] => (Array.isArray(list) ? list : []);
  const excluded = [...named(group?.excludedRules), ...named(group?.ruleActionOverrides)].filter(isRecord);
  const isOff = excluded.some((one) => one.name === LOG4J && fieldsAt(one, "actionToUse", "block") === undefined);
  return !counts && !isOff;
}

/** Returns true for the web ACL of a stage of the stack. */
function protectsStage(graph: Graph, acl: PolicyResource): boolean {
  return graph.referring(acl, WEB_ACL_ASSOCIATION, { path: "webAclArn", key: "arn" }).resources.some((association) => {
    const arn = association.maybeText("resourceArn");
    return arn === undefined
      ? ifKnown(() => graph.find(association, { path: "resourceArn", type: V1.stage, key: "arn" })) !== undefined
      : /:\/restapis\/[^/]+\/stages\//.test(arn);
  });
}
