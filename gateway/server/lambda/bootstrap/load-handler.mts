import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { RuntimeError } from "./runtime-error.mts";

export type Handler = (
  event: unknown,
  context: object,
  callback: (error: unknown, result?: unknown) => void,
) => unknown;

/**
 * Finds the handler as AWS's runtime does: the last part of the path is split at its first dot.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
export async function loadHandler(taskRoot: string, handler: string): Promise<Handler> {
  if (handler.includes("..")) {
    throw new RuntimeError(
      "MalformedHandlerName",
      `'${handler}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`,
    );
  }
  const last = basename(handler);
  const [, name, exported] = /^([^.]*)\.(.*)$/.exec(last) ?? [];
  if (name === undefined || exported === undefined) {
    throw new RuntimeError("MalformedHandlerName", "Bad handler");
  }
  const folder = handler.slice(0, handler.indexOf(last));
  const loaded = await loadModule(taskRoot, folder, name);
  const found = exported
    .split(".")
    .reduce<unknown>((holder, key) => holder && Reflect.get(Object(holder), key), loaded);
  if (!found) {
    throw new RuntimeError("HandlerNotFound", `${handler} is undefined or not exported`);
  }
  if (typeof found !== "function") {
    throw new RuntimeError("HandlerNotFound", `${handler} is not a function`);
  }
  return found as Handler;
}

async function loadModule(taskRoot: string, folder: string, name: string): Promise<unknown> {
  try {
    return await moduleAt(taskRoot, resolve(taskRoot, folder, name), folder, name);
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw new RuntimeError("UserCodeSyntaxError", String(error.stack ?? error));
    }
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "MODULE_NOT_FOUND" || code === "ERR_MODULE_NOT_FOUND") {
      throw new RuntimeError("ImportModuleError", String(error));
    }
    throw error;
  }
}

/** A file of the archive, or else a package that is in it. */
async function moduleAt(taskRoot: string, path: string, folder: string, name: string): Promise<unknown> {
  const require = createRequire(join(taskRoot, "runtime.js"));
  const isModule = existsSync(`${path}.js`) && hasModuleType(dirname(path));
  for (const file of [path, ...(isModule ? [] : [`${path}.js`])]) {
    if (existsSync(file)) {
      return await require(file);
    }
  }
  for (const file of [...(isModule ? [`${path}.js`] : []), `${path}.mjs`]) {
    if (existsSync(file)) {
      return await import(pathToFileURL(file).href);
    }
  }
  if (existsSync(`${path}.cjs`)) {
    return await require(`${path}.cjs`);
  }
  return await require(require.resolve(name, { paths: [taskRoot, resolve(taskRoot, folder)] }));
}

function hasModuleType(folder: string): boolean {
  if (basename(folder) === "node_modules" || dirname(folder) === folder) {
    return false;
  }
  const manifest = join(folder, "package.json");
  if (!existsSync(manifest)) {
    return hasModuleType(dirname(folder));
  }
  try {
    return (JSON.parse(readFileSync(manifest, "utf8")) as { type?: string }).type === "module";
  } catch {
    return false;
  }
}
