import { basename, resolve } from "node:path";
import { Command, Option } from "commander";
import { version } from "../shared/version";
import { createProject, TEMPLATES, type Template } from "./project-files";
import { shellWord } from "../../language/shell-word";

interface InitOptions {
  template: Template;
}

export function command(): Command {
  return new Command("init")
    .description("Create a project: an API with functions in TypeScript, typed stacks, tests, policies and workflows.")
    .argument("[dir]", "an empty or new folder, which the project is named after", ".")
    .addOption(new Option("--template <name>", "the kind of API").choices(TEMPLATES).default("http-api"))
    .action((directory: string, { template }: InitOptions) => {
      const folder = resolve(directory);
      const name = projectName(basename(folder));
      const files = createProject({ folder, name, template, version: version() });
      const into = folder === process.cwd() ? "" : `cd ${shellWord(directory)} && `;
      process.stdout.write(
        `Created ${name} from ${template}: ${files.length} files in ${folder}\n\nNext:\n  ${into}npm install\n  npm start\n`,
      );
    });
}

/**
 * Returns a folder's name as the name of a Pulumi project and an npm package.
 * https://www.pulumi.com/docs/iac/concepts/projects/project-file/#attributes
 */
export function projectName(folder: string): string {
  const name = folder
    .normalize("NFKD")
    .replaceAll(/\p{Mark}/gu, "") // of ü, é and the like the letter stays
    .replaceAll("ß", "ss")
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/^[._-]+|[._-]+$/g, "")
    .slice(0, 50);
  return name === "" ? "api" : name;
}
