import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { type Project } from "../../engine/project/project";
import { isRecord } from "../../language/is-record";

/**
 * Returns the stack that `pulumi stack select` chose for the project, as the Pulumi CLI keeps it: its name alone, without the
 * organization and the project.
 * See https://github.com/pulumi/pulumi/blob/master/sdk/go/common/workspace/workspace.go
 */
export function selectedStack(project: Project, environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const home = environment.PULUMI_HOME ?? join(homedir(), ".pulumi");
  const digest = createHash("sha1").update(project.file.path).digest("hex");
  const workspace = readJson(join(home, "workspaces", `${project.name}-${digest}-workspace.json`));
  // in the CLI's order: https://www.pulumi.com/docs/iac/concepts/state-and-backends/#logging-into-and-out-of-state-backends
  const { backend: own } = project.file.content;
  const backend =
    (environment.PULUMI_BACKEND_URL || undefined) ??
    (isRecord(own) ? own.url : undefined) ??
    readJson(join(home, "credentials.json")).current;
  const byBackend = isRecord(workspace.stacks) ? workspace.stacks : {};
  const selected = typeof backend === "string" ? byBackend[backend] : undefined;
  const [name = workspace.stack] = selected === undefined ? Object.values(byBackend) : [selected];
  return typeof name === "string" && name !== "" ? name.split("/").at(-1) : undefined;
}

/** Reads an object; empty where there is no such file, or it holds something else. */
function readJson(file: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(readFileSync(file, "utf8"));
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}
