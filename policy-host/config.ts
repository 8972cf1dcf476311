import { configFileError, type PolicyConfigFile } from "./config-file";
import { unknownNames } from "./config-names";
import { configProblems } from "./config-problem";
import {
  type PolicyConfig,
  type PolicyConfigEntry,
  type PolicyInfo,
  type PolicyPackInfo,
  PolicyPackError,
} from "./policy";
import { ownValue, setOwn } from "../language/own-value";

/** The configuration of a pack: every policy has a level, and its schema's defaults are filled in. */
export type ReconciledConfig = Record<string, Required<PolicyConfigEntry>>;

/**
 * The configuration that the Pulumi engine would send: defaults of the pack, then what its code sets, then what is given;
 * `all` first, then each policy by name. Throws a PolicyPackError with every violation of the policies' schemas.
 */
export async function reconcileConfig(info: PolicyPackInfo, given: PolicyConfig = {}): Promise<ReconciledConfig> {
  const config = effective(info, given);
  const problems = await schemaProblems(info, config);
  if (problems.length > 0) {
    throw new PolicyPackError(problems.join("\n"));
  }
  return complete(info, config);
}

/**
 * Throws one PolicyPackError with all that is wrong with the file: its entries, names that no pack has, violations of schemas. Gives what may
 * be wrong: where `closed`, a setting that the policy's schema does not list is refused too, since the pack reads no others.
 */
export async function checkConfigFile(
  info: PolicyPackInfo,
  file: PolicyConfigFile,
  { closed, others }: { closed: boolean; others?: readonly string[] },
): Promise<string[]> {
  const { rules, settings } = unknownNames(info, file.names, file.config, others);
  const problems = [
    ...file.problems,
    ...rules,
    ...(closed ? settings : []),
    ...(await schemaProblems(info, effective(info, file.config))),
  ];
  if (problems.length > 0) {
    throw configFileError(file.origin, problems);
  }
  return closed ? [] : settings.map((setting) => `policy config "${file.origin}": ${setting}`);
}

function effective(info: PolicyPackInfo, given: PolicyConfig): PolicyConfig {
  return layerPolicyConfig(layerPolicyConfig(defaults(info.policies), info.initialConfig), given);
}

async function schemaProblems(info: PolicyPackInfo, config: PolicyConfig): Promise<string[]> {
  const problems = await configProblems(info.policies, config);
  return problems.map((problem) => `validating policy config: ${info.name} ${info.version}  ${problem}`);
}

/** Returns true where a policy of the pack may change resources under this configuration. */
export function remediates(config: ReconciledConfig): boolean {
  return Object.values(config).some(({ enforcement }) => enforcement === "remediate");
}

function defaults(policies: PolicyInfo[]): PolicyConfig {
  return Object.fromEntries(
    policies.map(({ name, enforcement, configSchema }) => [
      name,
      {
        enforcement,
        properties: Object.fromEntries(
          Object.entries(configSchema.properties).flatMap(([key, schema]) =>
            schema.default === undefined ? [] : [[key, schema.default]],
          ),
        ),
      },
    ]),
  );
}

/** Returns a configuration over another: `all` sets the level of each policy of the other one, then each entry sets its own. */
export function layerPolicyConfig(base: PolicyConfig, given: PolicyConfig): PolicyConfig {
  const all = given.all?.enforcement;
  const result: PolicyConfig = { ...base };
  if (all !== undefined) {
    for (const [policy, entry] of Object.entries(base)) {
      result[policy] = { ...entry, enforcement: all };
    }
  }
  for (const [policy, { enforcement, properties }] of Object.entries(given)) {
    const before = ownValue(result, policy);
    setOwn<PolicyConfig[string]>(result, policy, {
      enforcement: enforcement ?? before?.enforcement,
      properties: { ...before?.properties, ...properties },
    });
  }
  return result;
}

/** The engine refuses an entry without a level, which only a policy that the pack does not have can be. */
function complete(info: PolicyPackInfo, config: PolicyConfig): ReconciledConfig {
  const result: ReconciledConfig = {};
  for (const [policy, { enforcement, properties }] of Object.entries(config)) {
    if (enforcement === undefined) {
      throw new PolicyPackError(
        `configuring policy pack "${info.name}": invalid enforcement level "": the pack has no policy "${policy}". Correct its name or take it out of the config.`,
      );
    }
    setOwn(result, policy, { enforcement, properties: properties ?? {} });
  }
  return result;
}
