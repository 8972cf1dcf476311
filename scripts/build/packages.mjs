// A module of @pulumi/aws, such as route53, is loaded when the first resource or function of it is used.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const IMPORT = /^import \* as (\w+) from "(@pulumi\/[^"]+)";$/gm;
const variableOf = (module) => module.replace(/\W+/g, "_");

/** Returns how the modules of some rooms import Pulumi's packages: `later` changes a module's text, and the plugin has what it imports then. */
export function lazyPackages(root, rooms) {
  const imported = rooms.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true })
      .filter((name) => name.endsWith(".ts"))
      .flatMap((name) =>
        Array.from(readFileSync(join(root, room, name), "utf8").matchAll(IMPORT), ([, , module]) => module),
      ),
  );
  const contents = `
export const _pulumi_pulumi = requirePackage("@pulumi/pulumi");
${[...new Set(imported)]
  .filter((module) => module !== "@pulumi/pulumi")
  .map((module) => `export const ${variableOf(module)} = /* @__PURE__ */ later(() => requirePackage("${module}"));`)
  .join("\n")}
function later(load) {
  let loaded;
  return new Proxy({}, { get: (_, name) => (loaded ??= load())[name] });
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
