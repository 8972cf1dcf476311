import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { main } from "@pulumi/pulumi/provider";
import { turnDebuggerOff } from "./debugger";
import { hideStacks } from "./errors";
import { ComponentProvider } from "./provider";
import type { Schema } from "./spec";

/**
 * Serves the components to Pulumi's engine, until it ends the process.
 *
 * @param args the address of the engine
 * @example serve(process.argv.slice(2))
 */
export async function serve(args: string[]): Promise<void> {
  await turnDebuggerOff();
  hideStacks();
  // the build puts the schema beside the code
  const schema = read<Schema>(brotliDecompressSync(readFileSync(join(__dirname, "schema.json.br"))));
  const { version } = read<{ version: string }>(readFileSync(join(__dirname, "../../package.json")));
  return main(new ComponentProvider(schema, version), args);
}

function read<T>(text: Buffer): T {
  return JSON.parse(text.toString("utf8")) as T;
}
