import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { createRequire } from "node:module";
import type * as esbuild from "esbuild";
import * as pulumi from "@pulumi/pulumi";
import { noteBundle, unnoted } from "../language/built-bundles";
import { defined } from "../language/defined";
import { exportedNames } from "../language/exported-names";
import { KEPT_BUNDLES } from "../language/kept-bundles-folder";
import { SERVED_HERE } from "../language/served-here";
import type { BundleArgs } from "./args";
import { type BundleText, keepBundle, readKeptBundle } from "./kept-bundle";

/** A file to bundle. */
export interface BundleEntry {
  /** From the folder that the program runs in. */
  entry: string;
  /** The major version of Node.js that runs the code. */
  nodeVersion: string;
  bundle?: BundleArgs;
}

/** A bundle, and what esbuild remarks about it. */
export interface Bundle {
  code: pulumi.asset.Archive;
  warnings: string[];
  /** The names that the entry exports; undefined where they are known only once it runs. */
  exported: string[] | undefined;
}

/** CommonJS packages in an ES module ask for `require`: https://github.com/evanw/esbuild/issues/1921 */
const REQUIRE = 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';

/**
 * Bundles a handler with all that it imports into one file.
 *
 * The same sources give the same archive on every machine, so that a deployment changes only the functions whose code changed:
 * the archive holds text instead of files with times, and no absolute path gets into the text.
 *
 * @param directory The folder that the program runs in.
 * @throws RunError with esbuild's messages, each with its place
 */
export function bundle({ entry, nodeVersion, bundle: args = {} }: BundleEntry, directory = process.cwd()): Bundle {
  const { format = "cjs", files = {} } = args;
  const file = resolve(directory, entry);
  const options = {
    absWorkingDir: directory,
    entryPoints: [relative(directory, file).replaceAll("\\", "/")],
    bundle: true,
    write: false as const,
    platform: "node" as const,
    target: `node${nodeVersion}`,
    format,
    minify: args.minify ?? false,
    // the runtime brings the AWS SDK: https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
    external: args.external ?? ["@aws-sdk/*"],
    // Stack traces name the handlers' own files. Their text stays out of the archive.
    sourcemap: args.sourceMap === false ? false : ("inline" as const),
    sourcesContent: false,
    logLevel: "silent" as const,
    ...compilerSettings(args.tsconfig, file, directory),
    ...defined({
      define: args.define,
      loader: args.loader as Record<string, esbuild.Loader> | undefined,
      banner: format === "esm" ? { js: REQUIRE } : undefined,
    }),
  };
  const bundler = bundlerFile();
  const { code, warnings, inputs } = bundleText(options, bundler);
  const exported = exportedNames(code, format);
  if (process.env[SERVED_HERE] !== undefined && inputs !== undefined) {
    const digest = createHash("sha256").update(code).digest("hex");
    noteBundle(defined({ options: { ...options }, esbuild: bundler, inputs, digest, exported }));
  }
  const assets = Object.entries(files).map(([target, source]) => [target, new pulumi.asset.FileAsset(source)] as const);
  return {
    code: new pulumi.asset.AssetArchive({
      [`index.${format === "esm" ? "mjs" : "js"}`]: new pulumi.asset.StringAsset(code),
      ...Object.fromEntries(assets),
    }),
    warnings: warnings.map(placedText),
    exported,
  };
}

/** Bundles, or takes what an evaluation before has bundled. `inputs` are those of a bundle that may be kept. */
function bundleText(
  options: esbuild.BuildOptions & { write: false },
  bundler: string,
): Pick<BundleText, "code"> & Partial<BundleText> & { warnings: esbuild.Message[] } {
  const { [KEPT_BUNDLES]: folder } = process.env;
  const kept = folder === undefined ? undefined : unnoted(() => readKeptBundle(folder, options, bundler));
  if (kept !== undefined) {
    return { ...kept, warnings: [] };
  }
  const { outputFiles, warnings, metafile } = build({ ...options, metafile: folder !== undefined });
  const code = outputFiles.map(({ text }) => text).join("");
  // one that is remarked on is made each time, so that the remarks are reported
  if (folder === undefined || metafile === undefined || warnings.length > 0) {
    return { code, warnings };
  }
  const inputs = Object.keys(metafile.inputs).map((input) => resolve(options.absWorkingDir ?? "", input));
  unnoted(() => keepBundle(folder, options, bundler, { code, inputs }));
  return { code, inputs, warnings };
}

/** Settings of a tsconfig.json elsewhere on the machine must not change the code: only one in the program's folder counts. */
function compilerSettings(
  given: string | undefined,
  file: string,
  directory: string,
): Pick<esbuild.BuildOptions, "tsconfig" | "tsconfigRaw"> {
  const tsconfig = given === undefined ? nearestConfig(dirname(file), directory) : resolve(directory, given);
  return tsconfig === undefined ? { tsconfigRaw: {} } : { tsconfig };
}

function nearestConfig(folder: string, top: string): string | undefined {
  for (let current = folder; ; current = dirname(current)) {
    const candidate = join(current, "tsconfig.json");
    if (!isInside(current, top)) {
      return undefined;
    }
    if (existsSync(candidate)) {
      return candidate;
    }
  }
}

function isInside(folder: string, top: string): boolean {
  const path = relative(top, folder);
  return path === "" || !(path.startsWith("..") || resolve(path) === path);
}

function build(options: esbuild.BuildOptions & { write: false }): esbuild.BuildResult<{ write: false }> {
  const { buildSync } = loadEsbuild();
  try {
    return buildSync(options);
  } catch (error) {
    const { errors } = error as Partial<esbuild.BuildFailure>;
    if (errors === undefined || errors.length === 0) {
      throw error;
    }
    const [entry] = options.entryPoints as string[];
    throw new pulumi.RunError(`esbuild cannot bundle ${entry}:\n  ${errors.map(placedText).join("\n  ")}`);
  }
}

/** A message of esbuild with its place, as compilers print it. */
function placedText({ location, text }: esbuild.Message): string {
  const [, name] = MISSING_PACKAGE.exec(text) ?? [];
  const advised = name === undefined ? text : `${text}. Fix: npm install ${name}, or name it in external`;
  return location === null ? advised : `${location.file}:${location.line}:${location.column + 1}: ${advised}`;
}

/** A package, and neither a file nor an alias of tsconfig.json. */
const MISSING_PACKAGE = /^Could not resolve "((?:@[a-z0-9][\w.-]*\/)?[a-z0-9][\w.-]*)(?:\/[^"]*)?"$/;

const load = createRequire(__filename);

function loadEsbuild(): typeof esbuild {
  return load(bundlerFile()) as typeof esbuild;
}

/** Returns the file of esbuild. @throws RunError where it is not installed */
function bundlerFile(): string {
  try {
    return load.resolve("esbuild");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND") {
      throw new pulumi.RunError(
        "NodeFunction bundles its code with esbuild, which is not installed: npm install --save-dev esbuild",
      );
    }
    throw error;
  }
}
