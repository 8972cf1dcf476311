import { LOG_GROUP } from "../../../../aws/resource-types";
import { logRetention } from "../../../../policy/rules/logging/log-retention";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(logRetention, {
  baseline: { group: { type: LOG_GROUP, props: { retentionInDays: 30 } } },
  fails: {
    "logs that are kept for ever": [
      { "group.retentionInDays": undefined },
      /keeps its lines for ever\.\nFix: Set retentionInDays/,
    ],
    "a time that AWS does not take": [
      { "group.retentionInDays": 31 },
      /is 31, which CloudWatch Logs does not take\.\nFix: Set it to one of 1, 3/,
    ],
  },
  unknown: { "a time that is not known yet": [{ "group.retentionInDays": UNKNOWN }, /retentionInDays is not known/] },
  config: {
    "a longer minimum": [{}, { minimumDays: 90 }, /for 30 days\.\nFix: Set retentionInDays from 90 to 3653/],
    "a shorter maximum": [{}, { maximumDays: 14 }, /from 1 to 14/],
  },
});
