import { existsSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { PolicyPackError } from "./policy";
import { packageManagerOf } from "../engine/project/package-manager";
import { isRecord } from "../language/is-record";

const RUNNER = "@pulumi/pulumi/cmd/run-policy-pack";

/** The location of a policy pack and the way to start it. */
export interface PackManifest {
  /** Absolute path of the folder with PulumiPolicy.yaml. */
  directory: string;
  /** The version in PulumiPolicy.yaml, which wins over the package's own. */
  version?: string;
  /** Absolute path of the SDK's runner for policy packs. */
  runner: string;
  /** True where the runner is to load the TypeScript compiler: unless `runtime.options.typescript` is false. */
  typescript: boolean;
}

/** Reads PulumiPolicy.yaml and finds the runner: in the pack's own copy of the SDK, otherwise in Gatewright's. */
export function readPackManifest(directory: string): PackManifest {
  const root = resolve(directory);
  const file = join(root, "PulumiPolicy.yaml");
  if (!existsSync(root) || !statSync(root).isDirectory()) {
    throw new PolicyPackError(
      `policy pack "${directory}": the folder does not exist. Specify the folder that holds PulumiPolicy.yaml.`,
    );
  }
  if (!existsSync(file)) {
    throw new PolicyPackError(
      `policy pack "${directory}": PulumiPolicy.yaml is missing. Specify the folder that holds it.`,
    );
  }
  const { runtime, version, typescript } = packProject(file);
  if (runtime !== "nodejs") {
    throw new PolicyPackError(
      `policy pack "${directory}": its runtime is "${runtime}", expected "nodejs". Run packs in other languages with pulumi preview --policy-pack.`,
    );
  }
  return { directory: root, version, runner: findRunner(root), typescript };
}

function packProject(file: string): { runtime: string; version?: string; typescript: boolean } {
  let project: unknown;
  try {
    project = parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new PolicyPackError(`${file} is not valid YAML: ${String(error instanceof Error ? error.message : error)}`);
  }
  const fields: Record<string, unknown> = isRecord(project) ? project : {};
  const runtime = isRecord(fields.runtime) ? fields.runtime.name : fields.runtime;
  const options = isRecord(fields.runtime) && isRecord(fields.runtime.options) ? fields.runtime.options : {};
  return {
    typescript: options.typescript !== false,
    runtime: typeof runtime === "string" ? runtime : "",
    version: typeof fields.version === "string" && fields.version !== "" ? fields.version : undefined,
  };
}

function findRunner(directory: string): string {
  for (const from of [join(directory, "package.json"), __filename]) {
    try {
      return createRequire(from).resolve(RUNNER);
    } catch {
      // the next place
    }
  }
  throw new PolicyPackError(
    `policy pack "${directory}": @pulumi/pulumi is not installed there nor beside gatewright. Run ${packageManagerOf(directory).install} in the pack's folder.`,
  );
}
