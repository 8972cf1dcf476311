import { isRecord } from "../../language/is-record";
import { type Project } from "../../engine/project/project";
import { openStackFile } from "../../engine/project/stack-file";
import { jsonOrText } from "../../language/parsed-json";

/**
 * Returns the value of a key in a stack's file, as it stands there; undefined where the stack sets none.
 *
 * @param key with its namespace, such as `gatewright:local`
 */
export function stackConfigValue(project: Project, stack: string, key: string): unknown {
  const config = openStackFile(project, stack.split("/").at(-1) ?? stack)?.content.config;
  const [namespace, name = ""] = key.split(":");
  const keys = project.name === namespace ? [key, name] : [key];
  const value = isRecord(config) ? keys.map((known) => config[known]).find((found) => found !== undefined) : undefined;
  // `pulumi config set` writes an object as text where it is given as JSON
  return typeof value === "string" ? jsonOrText(value) : (value ?? undefined);
}
