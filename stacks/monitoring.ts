import type * as aws from "@pulumi/aws/lambda";
import {
  type AlarmLevel,
  type HttpApi,
  type MonitoredConsumerArgs,
  Monitoring,
  type RestApi,
  type UsagePlans,
  type WebSocketApi,
} from "../components";
import type { StackConfig } from "./config";

/** Nobody waits for a stack on somebody's own machine, and nobody is woken for one of development. */
const LEVELS: Readonly<Record<StackConfig["tier"], AlarmLevel>> = {
  local: "none",
  development: "few",
  staging: "few",
  production: "all",
};

/** An API with the functions behind it, by a name for their alarms. */
interface Watched<Api> {
  api: Api;
  functions: Record<string, aws.Function>;
}

/** The APIs that are watched. */
export interface WatchedApis {
  orders: Watched<HttpApi>;
  partners: Watched<RestApi> & { plans: UsagePlans };
  updates: Watched<WebSocketApi>;
}

/** Alarms on the objectives of the three APIs. The first makes the topic, which the others publish to as well. */
export function monitoring({ orders, partners, updates }: WatchedApis, config: StackConfig): Monitoring {
  const alarms = LEVELS[config.tier];
  const main = new Monitoring("orders", {
    ...orders,
    alarms,
    objectives: { availability: 99.9, latency: { p99: 1_000 } },
  });
  const notify = main.resources.topic;
  const { plans, ...partnerApi } = partners;
  new Monitoring("partners", {
    ...partnerApi,
    alarms,
    notify,
    objectives: { availability: 99.5, latency: { p99: 1_500 } },
    consumers: consumers(plans, config),
  });
  new Monitoring("order-updates", {
    ...updates,
    alarms,
    notify,
    objectives: { availability: 99.5, latency: { p99: 2_000 } },
  });
  return main;
}

/** Each partner is watched on its own: the mass of the others hides it. */
function consumers(plans: UsagePlans, { partners, partnerTiers }: StackConfig): Record<string, MonitoredConsumerArgs> {
  return Object.fromEntries(
    Object.entries(partners).map(([name, tier]) => {
      const value = plans.keyIds.apply((ids) => ids[name] ?? "");
      return [name, { value, quota: partnerTiers[tier].quota }];
    }),
  );
}
