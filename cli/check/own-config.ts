import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { layerPolicyConfig, type PolicyConfigFile, readPolicyConfigFile } from "../../policy-host";
import { defined } from "../../language/defined";
import { environmentOf } from "../../language/environment";

/** The settings of the Gatewright pack for a stack, and a sentence that names the files they come from. */
export interface OwnConfig extends PolicyConfigFile {
  note?: string;
}

/**
 * Returns the settings of the Gatewright pack for a stack: its own for the stack's environment, and over them those of the project's
 * `policy/config/<stack>.json`, so that an exemption leaves the levels as they are. Undefined where neither has any.
 */
export function ownConfig(stack: string, pack: string, projectDirectory: string | undefined): OwnConfig | undefined {
  const environment = environmentOf(stack);
  const base = environment === undefined ? undefined : existing(join(pack, "config", `${environment}.json`));
  const project =
    projectDirectory === undefined ? undefined : join(projectDirectory, "policy", "config", `${stack}.json`);
  const own = project === undefined || project === base ? undefined : existing(project);
  if (base === undefined || own === undefined) {
    const only = own ?? base;
    const renamed = only !== undefined && only === base && basename(base) !== `${stack}.json`;
    return only === undefined
      ? undefined
      : {
          ...readPolicyConfigFile(only),
          ...defined({ note: renamed ? `the pack's settings of ${basename(base)} apply` : undefined }),
        };
  }
  const file = readPolicyConfigFile(own);
  return {
    ...file,
    config: layerPolicyConfig(readPolicyConfigFile(base).config, file.config),
    note: `policy/config/${stack}.json applies over the pack's settings of ${basename(base)}`,
  };
}

function existing(file: string): string | undefined {
  return existsSync(file) ? file : undefined;
}
