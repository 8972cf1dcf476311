import { Command } from "commander";
import type { ApiKeyModel } from "../../gateway/model/api-model";
import { readSnapshot } from "../../gateway/model/snapshot";
import { logicalName, namesLike } from "../../engine/graph/named-resource";
import { evaluateProgram } from "../shared/evaluation";
import { type LocalOptions } from "../shared/local-options";
import { PROJECT_FOLDER, STACK } from "../shared/options";
import { openProject } from "../shared/project";
import { servedStack } from "../shared/running-gateway";

interface KeyOptions extends LocalOptions {
  name?: string;
  stack?: string;
}

export function command(): Command {
  return new Command("key")
    .description("Print an API key that the local gateway accepts, for a key whose value AWS would generate.")
    .argument(...PROJECT_FOLDER)
    .option(...STACK)
    .option("--name <name>", "the name of the key or a part of it, such as the consumer's name (default: the only key)")
    .action(async (directory: string, options: KeyOptions) => {
      const project = openProject(directory);
      const stack = servedStack(project, options.stack);
      const { graph } = await evaluateProgram({ project, stack, options });
      const key = chooseKey(readSnapshot(graph).model.apiKeys, options.name, `${graph.project} in stack "${stack}"`);
      // not `print`: the engine's own value is no secret, and hiding it would leave nothing
      process.stdout.write(`${key.value}\n`);
    });
}

/**
 * The key that a name means, or the only one.
 *
 * @param program The program in the words of an error.
 * @throws Error where it is not clear which, or where its value is not the engine's to print.
 */
export function chooseKey(keys: ApiKeyModel[], name: string | undefined, program: string): ApiKeyModel {
  const names = keys.map(({ urn }) => logicalName(urn));
  const known = names.length === 0 ? `${program} declares none.` : `${program} has ${[...names].sort().join(", ")}.`;
  if (name === undefined && keys.length > 1) {
    throw new Error(`There are several API keys: name one. ${known}`);
  }
  const like = name === undefined ? names : namesLike(names, name);
  const [meant = ""] = like;
  const exact = keys.find(({ id, name: onAws }) => id === name || onAws === name);
  if (exact === undefined && like.length > 1) {
    throw new Error(`"${name}" may mean ${like.join(" or ")}: name one of them.`);
  }
  const key = exact ?? keys[names.indexOf(meant)];
  if (key === undefined) {
    throw new Error(`There is no API key${name === undefined ? "" : ` "${name}"`}: ${known}`);
  }
  if (!key.isGenerated) {
    throw new Error(
      `The program gives the API key ${logicalName(key.urn)} its value, which is a secret and is not printed: ` +
        "the local gateway takes that very value, in the header x-api-key or where the authorizer looks for it.",
    );
  }
  return key;
}
