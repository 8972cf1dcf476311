import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { RuntimeError } from "./runtime-error.mts";

export type Handler = (
  event: unknown,
  context: object,
  callback?: (error: unknown, result?: unknown) => void,
) => unknown;

/** From this version of Node.js on, the runtime has no callbacks, and imports any file. */
export const WITHOUT_CALLBACKS = 24;

/** The file of the runtime that requires handlers; messages name the path that it has on AWS. */
const RUNTIME_FILE = "gatewright-runtime.mjs";

/**
 * Finds the handler as AWS's runtime interface clients do (3.3 before Node.js 24, 4.0 since): the last part of the path is split
 * at its first dot.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
export async function loadHandler(taskRoot: string, handler: string, version: number): Promise<Handler> {
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
  const loaded = await loadModule(taskRoot, folder, name, version);
  const found = version >= WITHOUT_CALLBACKS ? exportOrDefault(loaded, exported) : memberAt(loaded, exported);
  if (!found) {
    throw new RuntimeError("HandlerNotFound", `${handler} is undefined or not exported`);
  }
  if (typeof found !== "function") {
    throw new RuntimeError("HandlerNotFound", `${handler} is not a function`);
  }
  return found as Handler;
}

function memberAt(holder: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((inner, key) => inner && Reflect.get(Object(inner), key), holder);
}

/** Of a module, or else of its default export: both are objects, as is each step of the path. */
function exportOrDefault(loaded: unknown, path: string): unknown {
  const within = (holder: unknown): unknown =>
    path
      .split(".")
      .reduce<unknown>((inner, key) => (isObject(inner) ? (Reflect.get(inner, key) as unknown) : undefined), holder);
  const found = within(loaded);
  return found || !isObject(loaded) || !("default" in loaded) ? found : within(loaded.default);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

async function loadModule(taskRoot: string, folder: string, name: string, version: number): Promise<unknown> {
  const path = resolve(taskRoot, folder, name);
  try {
    const loaded = await (version >= WITHOUT_CALLBACKS ? importedAt(path) : loadedAt(taskRoot, path));
    return loaded ?? (await packageAt(taskRoot, folder, name));
  } catch (error) {
    if (error instanceof SyntaxError) {
      const stack = `Runtime.UserCodeSyntaxError: ${error.stack ?? String(error)}`;
      throw Object.assign(new RuntimeError("UserCodeSyntaxError", String(error)), { stack });
    }
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "MODULE_NOT_FOUND") {
      const message = String(error).replaceAll(join(taskRoot, RUNTIME_FILE), "/var/runtime/index.mjs");
      throw new RuntimeError("ImportModuleError", message);
    }
    throw error;
  }
}

async function importedAt(path: string): Promise<unknown> {
  for (const file of [path, `${path}.js`, `${path}.mjs`, `${path}.cjs`]) {
    if (existsSync(file)) {
      return await import(pathToFileURL(file).href);
    }
  }
  return undefined;
}

async function loadedAt(taskRoot: string, path: string): Promise<unknown> {
  const require = requireOf(taskRoot);
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
  return existsSync(`${path}.cjs`) ? await require(`${path}.cjs`) : undefined;
}

/** A package that the archive has. */
async function packageAt(taskRoot: string, folder: string, name: string): Promise<unknown> {
  const require = requireOf(taskRoot);
  return await require(require.resolve(name, { paths: [taskRoot, resolve(taskRoot, folder)] }));
}

function requireOf(taskRoot: string): NodeJS.Require {
  return createRequire(join(taskRoot, RUNTIME_FILE));
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
