import { CLASSIC_WEB_ACL_ASSOCIATION, V1, WEB_ACL_ASSOCIATION } from "../../../../aws/resource-types";
import { wafAttached } from "../../../../policy/rules/endpoints/waf-attached";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(wafAttached, {
  baseline: {
    stage: { type: V1.stage, props: { arn: "arn:stage" } },
    protection: { type: WEB_ACL_ASSOCIATION, props: { resourceArn: "arn:stage" }, refs: { resourceArn: ["stage"] } },
  },
  passes: { "a stage without one where none is required": { protection: undefined } },
  fails: {},
  unknown: {
    "an association that is not known, where none is required": [{ "protection.resourceArn": UNKNOWN }, "not needed"],
  },
  config: {
    "required, and there": [{ "protection.resourceArn": UNKNOWN, "stage.arn": UNKNOWN }, { required: true }],
    "required, and there by WAF Classic": [
      { protection: { type: CLASSIC_WEB_ACL_ASSOCIATION, props: { resourceArn: "arn:stage" } } },
      { required: true },
    ],
    "required, and missing": [
      { protection: undefined },
      { required: true },
      /stage has no web ACL\.\nFix: Add a wafv2\.WebAclAssociation/,
    ],
    "required, and not known": [
      { "protection.resourceArn": UNKNOWN, "protection.refs": {} },
      { required: true },
      /^undecided: stage: resourceArn of a WebAclAssociation/,
    ],
  },
});
