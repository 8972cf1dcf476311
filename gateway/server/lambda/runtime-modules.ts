import { existsSync } from "node:fs";
import { mkdir, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";

/** The packages that Lambda's Node.js runtimes bring: a handler need not have them in its archive. */
const RUNTIME_SCOPES = ["@aws-sdk", "@smithy"];

/**
 * Puts the AWS SDK of the program's own node_modules where handlers find it, and nothing else of it: a handler that needs
 * another package has to bring it, here as on AWS.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html#nodejs-sdk-included
 */
export async function linkRuntimeModules(workingDirectory: string, codeDirectory: string): Promise<void> {
  for (const scope of RUNTIME_SCOPES) {
    const source = findUpwards(workingDirectory, join("node_modules", scope));
    const target = join(codeDirectory, "node_modules", scope);
    if (source !== undefined && !existsSync(target)) {
      await mkdir(dirname(target), { recursive: true });
      await symlink(source, target, "junction");
    }
  }
}

function findUpwards(start: string, path: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, path))) {
      return join(folder, path);
    }
    if (dirname(folder) === folder) {
      return undefined;
    }
  }
}
