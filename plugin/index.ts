import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { main } from "@pulumi/pulumi/provider";
import { turnDebuggerOff } from "./debugger";
import { textsIn, unpacked } from "./descriptions";
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
  const schema = brotliDecompressSync(readFileSync(join(__dirname, "schema.json.br"))).toString("utf8");
  const manifest = readFileSync(join(__dirname, "../../package.json"), "utf8");
  const { version } = JSON.parse(manifest) as { version: string };
  const described = (): Schema => unpacked(schema, textsIn(join(__dirname, "../components")));
  return main(new ComponentProvider(JSON.parse(schema) as Schema, version, described), args);
}
