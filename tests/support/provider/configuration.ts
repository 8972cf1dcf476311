import { partitionOf } from "../../../aws/partition";
import { defaultTags } from "../../../engine/monitor/providers";
import type { SynthesisContext } from "../../../engine/synthesis";
import { isUnknown, reveal, type PropertyValue } from "../../../engine/graph/value";

/** The account that resources are in where the program names none: the one of AWS's own examples. */
export const DEFAULT_ACCOUNT = "123456789012";
/** The region where the program names none, neither does the environment. */
export const DEFAULT_REGION = "us-east-1";

/**
 * Returns where a provider with this configuration deploys to. The account is the one that it is limited to, or whose role it takes.
 * @see https://www.pulumi.com/registry/packages/aws/installation-configuration/
 */
export function contextOf(configuration: Record<string, PropertyValue>, account = DEFAULT_ACCOUNT): SynthesisContext {
  const region = text(configuration.region) ?? process.env.AWS_REGION ?? DEFAULT_REGION;
  return {
    project: "",
    stack: "",
    account: text(first(configuration.allowedAccountIds)) ?? roleAccount(configuration) ?? account,
    region,
    partition: partitionOf(region),
    defaultTags: defaultTags({ inputs: configuration }),
  };
}

function roleAccount({ assumeRoles }: Record<string, PropertyValue>): string | undefined {
  const role = first(assumeRoles);
  const arn = typeof role === "object" && role !== null && !Array.isArray(role) ? text(role.roleArn) : undefined;
  return arn?.split(":")[4];
}

/** The first item of a list, which provider configuration carries as JSON text. */
function first(given: PropertyValue | undefined): PropertyValue | undefined {
  const value = reveal(given);
  const list = typeof value === "string" && value.startsWith("[") ? (JSON.parse(value) as PropertyValue) : value;
  return Array.isArray(list) ? list[0] : undefined;
}

function text(value: PropertyValue | undefined): string | undefined {
  const plain = reveal(value);
  return typeof plain === "string" && plain !== "" && !isUnknown(plain) ? plain : undefined;
}
