// Bundles the code of the package: an entry for each thing that is imported or started, and what several of them use in chunks, so
// that none loads what it does not use. esbuild shares code between ES modules alone, and the package is CommonJS: each file is
// made CommonJS afterwards.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, posix, relative } from "node:path";
import { build, transform } from "esbuild";
import { minify } from "terser";
import { componentBundles, componentTable } from "./components.mjs";
import { loadedLater } from "./later.mjs";
import { lazyPackages } from "./packages.mjs";
import { policyPackages, ruleWithoutPage } from "./policy.mjs";

const ENTRIES = [
  "engine/index",
  "testing/index",
  "functions/index",
  "config/index",
  "cli/index",
  "policy/index",
  "plugin/index",
];

/** The entries of which programs that are deployed import: their frames are in the traces of `pulumi up`. */
const PROGRAM_ENTRIES = ["components/common", "components/rest", "functions/index", "config/index"];

export async function bundle(root) {
  const commands = readdirSync(join(root, "cli"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "shared")
    .map(({ name }) => `cli/${name}/index`);
  const components = componentBundles(root);
  const packages = lazyPackages(root, ["components", "functions"]);
  const later = loadedLater(root);
  const { outputFiles, metafile } = await build({
    entryPoints: [
      ...[...ENTRIES, ...commands].map((name) => ({ in: join(root, `${name}.ts`), out: name })),
      ...components.entries,
      ...later.entries,
    ],
    chunkNames: "chunks/[hash]",
    outdir: join(root, "dist"),
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    plugins: [
      bundled(root),
      components.plugin,
      packages.plugin,
      later.plugin,
      policyPackages(root),
      sources(root, packages),
    ],
    tsconfig: join(root, "tsconfig.json"),
    metafile: true,
    write: false,
    logLevel: "warning",
  });
  const names = chunkNames(metafile);
  const inPrograms = loadedBy(PROGRAM_ENTRIES, metafile);
  const files = new Map();
  for (const { path, text } of outputFiles) {
    const output = relative(root, path).replaceAll("\\", "/");
    const renamed = later
      .withPaths(text, output)
      .replace(/(["'])([./]*?)(chunks\/)?([A-Z0-9]{8})\.js\1/g, (whole, quote, dots, folder, hash) =>
        names.has(hash) ? `${quote}${dots}${folder ?? ""}${names.get(hash)}.js${quote}` : whole,
      );
    const target = output.replace(/[A-Z0-9]{8}(?=\.js$)/, (hash) => names.get(hash) ?? hash);
    const dist = posix.relative(posix.dirname(output), "dist") || ".";
    const isEntry = !/^dist\/(chunks|later)\//.test(output);
    files.set(target, await commonJs(renamed, { dist, isEntry, keepsNames: inPrograms.has(output) }));
  }
  for (const [target, text] of withSmallChunksInOne(files)) {
    mkdirSync(dirname(join(root, target)), { recursive: true });
    writeFileSync(join(root, target), text);
  }
  writeFileSync(join(root, "dist/components/index.js"), componentTable(components.names));
}

const CHUNK_IMPORT = /\brequire\("[./]*\/(?:chunks\/)?([\w-]+)\.js"\)/g;
const SMALL_BYTES = 30_000;

/** Puts the small chunks that every import of the components loads into two files. Commands load the first one, which loads no package of Pulumi. */
function withSmallChunksInOne(files) {
  const forCommands = inOneFile(files, "small", (_, text) => !text.includes('require("@pulumi/'));
  return inOneFile(forCommands, "small-components", (name) => name !== "small");
}

/** Puts chunks that every import of the components loads into one file: each file costs as much as its text. */
function inOneFile(files, into, isWanted) {
  const pathOf = (name) => `dist/chunks/${name}.js`;
  const importsOf = (path) =>
    Array.from((files.get(path) ?? "").matchAll(CHUNK_IMPORT), ([, name]) => name).filter((name) =>
      files.has(pathOf(name)),
    );
  /** In the order in which they are to be run. */
  const loaded = new Set();
  const load = (name) => {
    importsOf(pathOf(name)).forEach(load);
    loaded.add(name);
  };
  importsOf("dist/components/common.js").forEach(load);
  const small = new Set();
  // a file that imports one of them, directly or not, would get half of them where it is loaded first
  const needsOne = (name) => importsOf(pathOf(name)).some((other) => small.has(other) || needsOne(other));
  for (const name of loaded) {
    const text = files.get(pathOf(name));
    const isReady = importsOf(pathOf(name)).every((other) => small.has(other) || !needsOne(other));
    if (text.length < SMALL_BYTES && isWanted(name, text) && isReady) {
      small.add(name);
    }
  }
  const inOne = [...small].map((name) => {
    const text = files
      .get(pathOf(name))
      .replace(/^"use strict";\n/, "")
      .replaceAll(CHUNK_IMPORT, (whole, other) => (small.has(other) ? `chunks[${JSON.stringify(other)}]` : whole));
    return `chunks[${JSON.stringify(name)}]=((module)=>{${text}return module.exports})({});\n`;
  });
  const others = [...files]
    .filter(([path]) => !small.has(/^dist\/chunks\/([\w-]+)\.js$/.exec(path)?.[1]))
    .map(([path, text]) => [
      path,
      text.replaceAll(CHUNK_IMPORT, (whole, name) =>
        small.has(name) ? `${whole.replace(`${name}.js`, `${into}.js`)}[${JSON.stringify(name)}]` : whole,
      ),
    ]);
  return new Map([...others, [pathOf(into), `"use strict";\nconst chunks=exports;\n${inOne.join("")}`]]);
}

/** A package of one small function is bundled, with its licence in dist/licenses.txt: a dependency would be one more to install. */
function bundled(root) {
  const name = "fastest-levenshtein";
  return {
    name: "bundled",
    setup({ onResolve, onEnd }) {
      onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: join(root, "node_modules", name, "esm/mod.js") }));
      onEnd(() => {
        const licence = readFileSync(join(root, "node_modules", name, "LICENSE.md"), "utf8");
        writeFileSync(join(root, "dist", "licenses.txt"), `${name}\n\n${licence}`);
      });
    },
  };
}

/** Returns the files that some entries load, and they themselves. */
function loadedBy(entries, { outputs }) {
  const found = new Set(entries.map((name) => `dist/${name}.js`));
  for (const path of found) {
    outputs[path].imports.filter(({ external }) => external !== true).forEach((each) => found.add(each.path));
  }
  return found;
}

/** Returns a readable name for each chunk, for traces: that of its largest module. */
function chunkNames({ outputs }) {
  const names = new Map();
  const taken = new Set();
  const chunks = Object.entries(outputs).filter(([path]) => path.startsWith("dist/chunks/"));
  for (const [path, { inputs }] of chunks.sort(([left], [right]) => (left < right ? -1 : 1))) {
    const [largest = "empty"] = Object.entries(inputs)
      .sort(([a, one], [b, other]) => other.bytesInOutput - one.bytesInOutput || (a < b ? -1 : 1))
      .map(([input]) => input);
    const base = largest
      .replace(/^own /, "")
      .replace(/\.(ts|json)$/, "")
      .replaceAll(/\W+/g, "-");
    let name = base;
    for (let count = 2; taken.has(name); count++) {
      name = `${base}-${count}`;
    }
    taken.add(name);
    names.set(/([A-Z0-9]{8})\.js$/.exec(path)[1], name);
  }
  return names;
}

/** Reads the sources: modules keep their places, relative to dist/, whichever file they are bundled into. */
function sources(root, packages) {
  return {
    name: "sources",
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]models(\.others)?\.json$/ }, ({ path }) => ({
        contents: parsedLater(readFileSync(path, "utf8")),
      }));
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const module = relative(root, path).replaceAll("\\", "/");
        if (module.startsWith("node_modules/")) {
          return undefined;
        }
        const place = (name) => `requirePackage("node:path").join(gatewrightDist, ${JSON.stringify(name)})`;
        const text = readFileSync(path, "utf8");
        if (/^import "\./m.test(text)) {
          throw new Error(`${module} imports a module for what it does: the bundle only has what modules export`);
        }
        const contents = packages
          .later(module, module.startsWith("policy/rules/") ? ruleWithoutPage(text) : text)
          .replaceAll(/\b__dirname\b/g, place(dirname(module)))
          .replaceAll(/\b__filename\b/g, place(module.replace(/\.ts$/, ".js")))
          .replaceAll(/\brequire\.resolve\(/g, "requirePackage.resolve(");
        // esbuild takes a module without exports for CommonJS, and wraps all that it imports
        return { contents: `${contents}\nexport {};\n`, loader: "ts" };
      });
    },
  };
}

const PAGES = "https://docs.aws.amazon.com/";

/**
 * Returns AWS's models as a module that parses each resource type when it is first asked for: a program has few of them. The start of each page is put
 * back then.
 */
function parsedLater(json) {
  const { types, ...rest } = JSON.parse(json);
  const packed = Object.entries(types).map(([type, { page, ...model }]) => [
    type,
    JSON.stringify({ page: page.replace(PAGES, ""), ...model }),
  ]);
  const constants = Object.entries(rest).map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};\n`);
  return `${constants.join("")}export const types = {};
for (const [type, text] of ${JSON.stringify(packed)}) {
  Object.defineProperty(types, type, { get: () => parsed(type, text), configurable: true, enumerable: true });
}
function parsed(type, text) {
  const value = JSON.parse(text);
  value.page = ${JSON.stringify(PAGES)} + value.page;
  Object.defineProperty(types, type, { value, enumerable: true });
  return value;
}`;
}

/**
 * Returns an ES module as CommonJS, without white space and with short names of local variables, where `keepsNames` but for functions and classes,
 * and in lines of bounded length, for traces. The last line never runs: by it Node.js finds the names of the exports for programs that are ES modules
 * (https://github.com/nodejs/cjs-module-lexer), and publint, which looks for it at the start of a line, that the file is CommonJS.
 */
async function commonJs(text, { dist, isEntry, keepsNames }) {
  const { code } = await transform(withImportsInOne(withPlainChunks(text, isEntry)), {
    format: "cjs",
    platform: "node",
    target: "node20",
    define: { requirePackage: "require" },
  });
  const [exported = ""] = (isEntry && /^0 && \(module\.exports = \{[^}]*\}\);?$/m.exec(code)) || [];
  // two percent smaller than by esbuild
  const { code: small } = await minify(code, {
    ecma: 2020,
    toplevel: !keepsNames,
    format: { comments: false, ...(keepsNames ? { max_line_len: 2000 } : {}) },
  });
  const place = /\bgatewrightDist\b/.test(code)
    ? `const gatewrightDist=require("node:path").join(__dirname,${JSON.stringify(dist)});\n`
    : "";
  const names = isEntry ? ownNames(text) : "";
  // a statement of its own, by which tools know the format
  const shorter = shortBindings(
    small.replace(/^"use strict";/, "").replace(/\),\s*module\.exports=/, ");module.exports="),
  );
  // a line's end within a path: withSmallChunksInOne looks for them
  const paths = shorter.replaceAll(/\brequire\(\s*"(?:[^"\\]|\\\n)*"\s*\)/g, (found) => found.replaceAll(/\\?\n/g, ""));
  return `"use strict";\n${place}${paths}${names}${exported.replaceAll(/\s+/g, "").replace("(", "(\n")}\n`;
}

/**
 * Lets chunks hand over plain values: esbuild makes a getter of each export, which costs at each start and at each use. No chunk imports
 * one that imports it, none assigns to what it exports later, and none is imported for what it does.
 */
function withPlainChunks(text, isEntry) {
  const renamed = (list, from, to) =>
    list
      .split(",")
      .map((item) => /(\w+)(?: as (\w+))?/.exec(item))
      .filter((found) => found !== null)
      .map(([, first, second]) => (second === undefined ? first : `${from(first, second)}: ${to(first, second)}`))
      .join(", ");
  const imported = text.replaceAll(/^import "\..*";$/gm, "").replaceAll(
    /^import \{([^}]*)\} from "(\.[^"]*)";$/gm,
    (_, list, path) =>
      `const { ${renamed(
        list,
        (name) => name,
        (_name, local) => local,
      )} } = requirePackage("${path}");`,
  );
  return isEntry
    ? imported
    : imported.replace(
        /^export \{([^}]*)\};$/m,
        (_, list) =>
          `module.exports = { ${renamed(
            list,
            (_local, name) => name,
            (local) => local,
          )} };`,
      );
}

/** Imports each of Node.js's modules once: esbuild leaves an import for each file of a bundle, and each would be a variable and a call of `require`. */
function withImportsInOne(text) {
  const lists = new Map();
  const rest = text.replaceAll(/^import \{([^}]*?),?\s*\} from "(node:[^"]*)";\n/gm, (_, list, name) => {
    lists.set(name, [...(lists.get(name) ?? []), list]);
    return "";
  });
  return [...lists].map(([name, list]) => `import {${list.join()}} from "${name}";\n`).join("") + rest;
}

/** The variables of imported modules are in no trace. */
function shortBindings(text) {
  const short = new Map();
  return text.replaceAll(/\bimport_\w+/g, (name) => {
    short.set(name, short.get(name) ?? `$${short.size.toString(36)}`);
    return short.get(name);
  });
}

/** esbuild renames colliding names of the top level: restores the name of each class and function that an entry exports. */
function ownNames(text) {
  const list = /^export \{([^}]*)\};$/m.exec(text)?.[1] ?? "";
  return Array.from(list.matchAll(/^ {2}\w+ as (\w+),?$/gm), ([, name]) => name)
    .map(
      (name) =>
        `typeof module.exports.${name}=="function"&&Object.defineProperty(module.exports.${name},"name",{value:"${name}"});\n`,
    )
    .join("");
}
