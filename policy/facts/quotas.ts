import { parsedJson } from "../../language/parsed-json";
import { AccountQuotas, QUOTAS_KEY } from "../../aws/account-quotas";
import { type Limit } from "../../aws/quotas";
import { StackConfig } from "../sdk/stack-config";

/** A quota as a rule takes it. */
export interface Quota {
  value: number;
  /** True where the stack's config has it: AWS refuses what is over it. */
  isConfigured: boolean;
}

/** The config of the stack that is looked at. */
export const stackConfig = new StackConfig();

let latest: { text: string | undefined; quotas: AccountQuotas } | undefined;

/**
 * Returns a quota: the rule's setting where it differs from AWS's default, otherwise the one in the stack's config
 * (`gatewright:quotas`), otherwise the default. What is wrong in the config is reported by the components.
 */
export function quotaOf(limit: Limit, setting: number): Quota {
  if (setting !== limit.value) {
    return { value: setting, isConfigured: false };
  }
  const text = stackConfig.value(QUOTAS_KEY);
  if (latest === undefined || latest.text !== text) {
    latest = { text, quotas: new AccountQuotas(text === undefined ? undefined : parsedJson(text)) };
  }
  const { value, isConfigured } = latest.quotas.of(limit);
  return { value, isConfigured };
}
