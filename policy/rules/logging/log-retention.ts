import { LOG_RETENTION_DAYS, LONGEST_LOG_RETENTION } from "../../../aws/log-retention";
import { LOG_GROUP } from "../../../aws/resource-types";
import { whole } from "../../pack/option";
import { resourceRule } from "../../pack/rule";

const ACCEPTED: readonly number[] = LOG_RETENTION_DAYS;

export const logRetention = resourceRule({
  name: "log-retention",
  title: "Logs are kept for a set time",
  description: "Log groups have a retention that AWS takes, in the configured range.",
  severity: "low",
  category: "cost",
  blocks: "never",
  why: "A log group without a retention keeps, and charges for, every line for ever.",
  fix: "Set retentionInDays.",
  url: "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html",
  equivalents: ["CKV_AWS_338", "AwsSolutions-CW (cdk-nag)"],
  examples: {
    fails: `new cloudwatch.LogGroup("access", {});`,
    passes: `new cloudwatch.LogGroup("access", { retentionInDays: 30 });`,
  },
  options: {
    minimumDays: whole(1, "The fewest days that logs are kept.", 1),
    maximumDays: whole(LONGEST_LOG_RETENTION, "The most days that logs are kept.", 1),
  },
  types: [LOG_GROUP],
  check(group, { settings, report }) {
    const days = group.number("retentionInDays") ?? 0;
    const { minimumDays, maximumDays } = settings;
    if (days === 0) {
      report(`The log group ${group.name} keeps its lines for ever.`, "Set retentionInDays.");
    } else if (!ACCEPTED.includes(days)) {
      report(
        `retentionInDays is ${String(days)}, which CloudWatch Logs does not take.`,
        `Set it to one of ${ACCEPTED.join(", ")}.`,
      );
    } else if (days < minimumDays || days > maximumDays) {
      report(
        `The log group ${group.name} keeps its lines for ${String(days)} days.`,
        `Set retentionInDays from ${String(minimumDays)} to ${String(maximumDays)}.`,
      );
    }
  },
});
