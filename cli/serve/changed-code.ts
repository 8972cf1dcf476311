import { createHash } from "node:crypto";
import { existsSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve, sep } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type * as Esbuild from "esbuild";
import { LAMBDA } from "../../aws/resource-types";
import { type ResourceGraph, type ResourceNode } from "../../engine/graph/graph";
import { isArchive, isAsset, type PropertyValue } from "../../engine/graph/value";
import { withHashes } from "../../engine/monitor/assets";
import { type ProgramBuild } from "../../engine/program/build";
import { type BuiltBundle } from "../../language/built-bundles";
import { exportedNames } from "../../language/exported-names";
import { isRecord } from "../../language/is-record";
import { statsOf } from "../../language/stats-of";

/** A program that was evaluated, and how it was built. */
export interface BuiltProgram {
  graph: ResourceGraph;
  build: ProgramBuild;
}

/** The resources with code that runs here. */
const WITH_CODE: readonly string[] = [LAMBDA.function, LAMBDA.layerVersion];

/**
 * Returns the program as an evaluation would give it after files have changed that only its functions' code is made of; undefined where it
 * has to be evaluated: another file has changed, or a handler in a way that the program would look at or report.
 */
export async function withChangedCode(
  { graph, build }: BuiltProgram,
  changed: Iterable<string>,
): Promise<BuiltProgram | undefined> {
  const files = [...changed];
  const isCode = (file: string): boolean =>
    existsSync(file) &&
    !build.own.has(file) &&
    (build.bundles.some(({ inputs }) => inputs.includes(file) || inputs.includes(realpathSync(file))) ||
      graph.resources.some((node) => isCodeOf(node, file, graph))) &&
    !graph.resources.some((node) => isAssetElsewhere(node, file, graph));
  if (files.length === 0 || !files.every(isCode) || hasChanged(build)) {
    return undefined;
  }
  // all of them: a file that nobody watches may have changed as well
  const made = await Promise.all(build.bundles.map(bundleAgain));
  const bundles = made.flatMap((one) => (one === undefined ? [] : [one]));
  const texts = textsByDigest(build.bundles, bundles);
  const next = texts && graphWith(graph, texts, files);
  return next && { graph: next, build: { ...build, bundles: bundles.map(({ bundle }) => bundle) } };
}

/** Returns whether a file of the program itself has changed since its evaluation, whether or not it is watched. */
function hasChanged({ own, since }: ProgramBuild): boolean {
  return [...own].some((file) => (statsOf(file)?.mtimeMs ?? 0) >= since);
}

/**
 * Returns the texts by the digests of those before; undefined where a bundle was not made, or where two bundles that were the same are no
 * longer: which function has which is unknown then.
 */
function textsByDigest(before: readonly BuiltBundle[], after: readonly Made[]): Map<string, string> | undefined {
  const texts = new Map<string, string>();
  for (const [at, { digest }] of before.entries()) {
    const text = after.length === before.length ? after[at]?.text : undefined;
    if (text === undefined || (texts.get(digest) ?? text) !== text) {
      return undefined;
    }
    texts.set(digest, text);
  }
  return texts;
}

interface Made {
  bundle: BuiltBundle;
  text: string;
}

/** Returns undefined for a bundle that only the program can judge: one with errors or remarks, or with other exports than before. */
async function bundleAgain(bundle: BuiltBundle): Promise<Made | undefined> {
  const { build } = createRequire(bundle.esbuild)(bundle.esbuild) as typeof Esbuild;
  const options = bundle.options as Esbuild.BuildOptions;
  try {
    const { outputFiles, warnings, metafile } = await build({ ...options, write: false, metafile: true });
    const text = outputFiles.map((file) => file.text).join("");
    const exported = exportedNames(text, options.format === "esm" ? "esm" : "cjs");
    if (warnings.length > 0 || !isDeepStrictEqual(exported, bundle.exported)) {
      return undefined;
    }
    const inputs = Object.keys(metafile.inputs).map((input) => resolve(options.absWorkingDir ?? "", input));
    const digest = createHash("sha256").update(text).digest("hex");
    return { bundle: { ...bundle, inputs, digest }, text };
  } catch {
    return undefined;
  }
}

/** Returns whether a file is a part of a function's code as it is: in its folder, or put into its archive. */
function isCodeOf({ type, inputs }: ResourceNode, file: string, graph: ResourceGraph): boolean {
  return WITH_CODE.includes(type) && holdsFile(inputs.code, file, graph);
}

/** Returns whether a file is in an asset of another resource, which may tell more about it than its digest. */
function isAssetElsewhere({ type, inputs }: ResourceNode, file: string, graph: ResourceGraph): boolean {
  const { code, ...others } = inputs;
  return holdsFile(WITH_CODE.includes(type) ? others : { ...others, code: code ?? null }, file, graph);
}

function holdsFile(value: PropertyValue | undefined, file: string, graph: ResourceGraph): boolean {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  if ((isAsset(value) || isArchive(value)) && typeof value.path === "string") {
    const path = resolve(graph.workingDirectory ?? "", value.path);
    return file === path || (isArchive(value) && file.startsWith(join(path, sep)));
  }
  return Object.values(value).some((item: PropertyValue) => holdsFile(item, file, graph));
}

/** Returns the graph with other code; undefined where anything but the code follows from it. */
function graphWith(
  graph: ResourceGraph,
  texts: ReadonlyMap<string, string>,
  files: readonly string[],
): ResourceGraph | undefined {
  const gone: string[] = [];
  const resources = graph.resources.map((node) => {
    const { code } = node.inputs;
    if (!WITH_CODE.includes(node.type) || !isArchive(code) || typeof code.hash !== "string") {
      return node;
    }
    const changed = withTexts(code, texts) ?? (files.some((file) => isCodeOf(node, file, graph)) ? code : undefined);
    const next = changed && withHashes(changed, graph.workingDirectory ?? "");
    if (!isRecord(next) || typeof next.hash !== "string" || next.hash === code.hash) {
      return node;
    }
    const before = digestsOf(code.hash);
    const after = digestsOf(next.hash);
    gone.push(...before);
    const replace = (value: PropertyValue): PropertyValue =>
      isArchive(value) && value.hash === code.hash
        ? next
        : typeof value === "string"
          ? (after[before.indexOf(value)] ?? value)
          : Array.isArray(value)
            ? value.map(replace)
            : isRecord(value)
              ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replace(item)]))
              : value;
    return { ...node, inputs: replaceAll(node.inputs, replace), outputs: replaceAll(node.outputs, replace) };
  });
  const next = { ...graph, resources };
  // a digest that another resource has, or a part of another value, is the program's
  const whole = JSON.stringify(next);
  return gone.some((digest) => whole.includes(digest)) ? undefined : next;
}

/** Returns the code with other texts; undefined where it has none of them. */
function withTexts(
  code: { [key: string]: PropertyValue },
  texts: ReadonlyMap<string, string>,
): PropertyValue | undefined {
  const { assets } = code;
  if (!isRecord(assets)) {
    return undefined;
  }
  let found = false;
  const next = Object.entries(assets).map(([name, item]) => {
    const text =
      isAsset(item) && typeof item.text === "string" && typeof item.hash === "string"
        ? texts.get(item.hash)
        : undefined;
    found ||= text !== undefined;
    return [name, text === undefined || !isRecord(item) ? item : { ...item, text }] as const;
  });
  return found ? { ...code, assets: Object.fromEntries(next) } : undefined;
}

/** The forms in which a digest stands in a graph. */
function digestsOf(hash: string): string[] {
  return [hash, Buffer.from(hash, "hex").toString("base64")];
}

function replaceAll(
  properties: ResourceNode["inputs"],
  replace: (value: PropertyValue) => PropertyValue,
): ResourceNode["inputs"] {
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, replace(value)]));
}
