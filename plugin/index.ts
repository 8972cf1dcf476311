import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { main } from "@pulumi/pulumi/provider";
import { turnDebuggerOff } from "./debugger";
import { hideStacks } from "./errors";
import { ComponentProvider } from "./provider";
import type { Schema } from "./spec";

/**
 * Serves the components to Pulumi's engine, until it ends the process.
 *
 * @param args the address of the engine
 */
export async function serve(args: string[]): Promise<void> {
  await turnDebuggerOff();
  hideStacks();
  const folder = packageFolder(__dirname);
  const { version } = read<{ version: string }>(join(folder, "package.json"));
  const schema = read<Schema>(join(folder, "plugin", "schema.json"));
  return main(new ComponentProvider(schema, version), args);
}

function read<T>(file: string): T {
  return JSON.parse(readFileSync(file, "utf8")) as T;
}

/** The package is above `plugin/` in a checkout, and above `dist/plugin/` where it is built. */
function packageFolder(here: string): string {
  const above = dirname(here);
  return above.endsWith("dist") ? dirname(above) : above;
}
