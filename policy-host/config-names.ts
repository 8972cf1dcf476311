import { closestName } from "../language/nearest-name";
import { type PolicyConfig, type PolicyPackInfo } from "./policy";

/** Names in a pack's configuration that stand for nothing, each in a sentence. */
export interface UnknownNames {
  rules: string[];
  settings: string[];
}

/**
 * The Pulumi engine ignores both kinds without a word: it keeps a level for a policy that the pack does not have, and a policy's schema
 * lists properties and closes none. So a gate can be off unnoticed.
 * See https://github.com/pulumi/pulumi/blob/master/pkg/resource/plugin/analyzer_plugin.go
 *
 * @param names every policy that the file names
 * @param others policies of other packs of the run, which one file may configure too
 */
export function unknownNames(
  info: PolicyPackInfo,
  names: string[],
  config: PolicyConfig,
  others: readonly string[] = [],
): UnknownNames {
  const policies = new Map(info.policies.map((policy) => [policy.name, policy]));
  const known = new Set(["all", ...policies.keys(), ...others]);
  const rules = names
    .filter((name) => !known.has(name))
    .map((name) => `unknown rule "${name}"${hint(name, ["all", ...policies.keys()])}`);
  const settings = Object.entries(config).flatMap(([name, { properties = {} }]) => {
    const listed = Object.keys(policies.get(name)?.configSchema.properties ?? {});
    // A policy that lists nothing may take anything; `all` takes a level alone.
    return listed.length === 0 && name !== "all"
      ? []
      : Object.keys(properties)
          .filter((setting) => !listed.includes(setting))
          .map((setting) => `${name}: unknown setting "${setting}"${hint(setting, ["enforcementLevel", ...listed])}`);
  });
  return { rules, settings };
}

function hint(name: string, known: string[]): string {
  const near = closestName(name, known);
  return near === undefined ? "" : `. The nearest is "${near}".`;
}
