import { V1, WEB_ACL, WEB_ACL_ASSOCIATION } from "../../../../aws/resource-types";
import { webAclKnownBadInputs } from "../../../../policy/rules/endpoints/web-acl-known-bad-inputs";
import { describeRule, UNKNOWN } from "../../cases";

const stageArn = "arn:aws:apigateway:eu-west-1::/restapis/abcde12345/stages/live";
const aclArn = "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/api/1";
const set = { managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesKnownBadInputsRuleSet" } };

describeRule(webAclKnownBadInputs, {
  baseline: {
    live: { type: V1.stage, props: { arn: stageArn } },
    acl: { type: WEB_ACL, props: { arn: aclArn, rules: [{ overrideAction: { none: {} }, statement: set }] } },
    association: {
      type: WEB_ACL_ASSOCIATION,
      props: { resourceArn: stageArn, webAclArn: aclArn },
      refs: { resourceArn: ["live"], webAclArn: ["acl"] },
    },
  },
  passes: {
    "a web ACL of something else": {
      "acl.rules": [],
      "association.resourceArn": "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/shop/1",
    },
    "a web ACL that is not used": { "acl.rules": [], association: undefined },
    "rules as JSON": { "acl.rules": [], "acl.ruleJson": JSON.stringify([{ Statement: set }]) },
  },
  fails: {
    "a web ACL without the managed rules": [
      { "acl.rules": [{ statement: { rateBasedStatement: { limit: 100 } } }] },
      /acl of a stage does not have AWSManagedRulesKnownBadInputsRuleSet\.\nFix: Add a rule with that managed rule group/,
    ],
    "managed rules that count alone": [
      { "acl.rules": [{ overrideAction: { count: {} }, statement: set }] },
      /and does not let it block\.\nFix: Set overrideAction to/,
    ],
    "managed rules without the one for Log4j": [
      {
        "acl.rules": [
          {
            overrideAction: { none: {} },
            statement: {
              managedRuleGroupStatement: {
                ...set.managedRuleGroupStatement,
                ruleActionOverrides: [{ name: "Log4JRCE", actionToUse: { count: {} } }],
              },
            },
          },
        ],
      },
      /does not let it block/,
    ],
    "a stage whose ARN is not known yet": [
      { "association.resourceArn": UNKNOWN, "live.arn": UNKNOWN, "acl.rules": [] },
      /acl of a stage does not have/,
    ],
  },
  unknown: { "rules that are not known yet": [{ "acl.rules": UNKNOWN }, /rules is not known|rules are not known/] },
});
