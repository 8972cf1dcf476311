// A resource or function of @pulumi/aws is loaded when it is first used, from its own file where it has one: the module that holds it,
// such as lambda, loads the serialization of closures, IAM and more.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const IMPORT = /^import \* as (\w+) from "(@pulumi\/[^"]+)";$/gm;
const variableOf = (module) => module.replace(/\W+/g, "_");

/** Returns how the modules of some rooms import Pulumi's packages: `later` changes a module's text, and the plugin has what it imports then. */
export function lazyPackages(root, rooms) {
  const texts = rooms.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => readFileSync(join(root, room, name), "utf8")),
  );
  const imported = texts.flatMap((text) => Array.from(text.matchAll(IMPORT), ([, , module]) => module));
  /** The files of what the rooms use of a module, as the members of an object. */
  const used = (module) => {
    const names = texts.flatMap((text) =>
      Array.from(text.matchAll(IMPORT))
        .filter(([, , other]) => other === module)
        .flatMap(([, variable]) =>
          Array.from(text.matchAll(new RegExp(`\\b${variable}\\.(\\w+)`, "g")), ([, name]) => name),
        ),
    );
    const files = filesOf(join(root, "node_modules", module, "index.js"));
    return [...new Set(names)]
      .filter((name) => files.has(name))
      .sort()
      .map((name) => `${name}: () => requirePackage("${module}/${files.get(name)}")`)
      .join(", ");
  };
  const modules = [...new Set(imported)].filter((module) => module !== "@pulumi/pulumi");
  const contents = `
export const _pulumi_pulumi = requirePackage("@pulumi/pulumi");
${modules
  .map(
    (module) =>
      `export const ${variableOf(module)} = /* @__PURE__ */ later({${used(module)}}, () => requirePackage("${module}"));`,
  )
  .join("\n")}
function later(files, load) {
  const loaded = {};
  return new Proxy({}, { get: (_, name) => (loaded[name] ??= (files[name] ?? load)()[name]) });
}`;
  return {
    later: (module, text) =>
      rooms.some((room) => module.startsWith(`${room}/`))
        ? text.replace(IMPORT, (_, name, imported) => `import { ${variableOf(imported)} as ${name} } from "packages:";`)
        : text,
    plugin: {
      name: "lazy packages",
      setup({ onResolve, onLoad }) {
        onResolve({ filter: /^packages:/ }, ({ path }) => ({ path, namespace: "made" }));
        onLoad({ filter: /^packages:/, namespace: "made" }, () => ({ contents }));
      },
    },
  };
}

/** Returns the file of each resource and function, as the index of a module of @pulumi/aws loads them. */
function filesOf(index) {
  const text = existsSync(index) ? readFileSync(index, "utf8") : "";
  const loads = text.matchAll(/^utilities\.lazyLoad\(exports, \[([^\]]*)\], \(\) => require\("\.\/(\w+)"\)\);$/gm);
  return new Map(Array.from(loads).flatMap(([, names, file]) => JSON.parse(`[${names}]`).map((name) => [name, file])));
}
