import type * as pulumi from "@pulumi/pulumi";

/**
 * Part of a stage's traffic on the newest release, while the rest stays on the one before.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/canary-release.html
 *
 * @example { percentTraffic: 10, alarms: [alarm.name] }
 */
export interface CanaryArgs {
  /**
   * The share of the traffic that goes to the newest release, in percent, 0 to 100.
   * @example 10
   */
  percentTraffic: number;
  /**
   * Stage variables that the newest release sees otherwise. @default the stage's own
   * @example { alias: "next" }
   */
  stageVariableOverrides?: Record<string, pulumi.Input<string>>;
  /** Indicates whether the canary shares the stage's cache. @default false */
  useStageCache?: pulumi.Input<boolean>;
  /**
   * The names of CloudWatch alarms: when one goes off, the canary gets no more traffic. @default none
   * @example [alarm.name]
   */
  alarms?: pulumi.Input<string>[];
}
