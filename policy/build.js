// Bundles the pack with what it imports of aws/ and language/ into dist/index.js, so that it stands alone as a package.
// Run by `npm run build`, and by start.js in a checkout.
const fs = require("node:fs");
const path = require("node:path");
const esbuild = require("esbuild");

function build() {
  const started = new Date();
  const output = path.join(__dirname, "dist", "index.js");
  const { outputFiles } = esbuild.buildSync({
    entryPoints: [path.join(__dirname, "index.ts")],
    outfile: output,
    bundle: true,
    format: "cjs",
    platform: "node",
    target: "node20",
    // other packages are bundled: the pack depends on Pulumi's alone
    external: ["@pulumi/*"],
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
    write: false,
    logLevel: "warning",
  });
  fs.mkdirSync(path.dirname(output), { recursive: true });
  // Several stacks start the pack at once: each reads a whole file, the old or the new.
  const draft = `${output}.${process.pid}`;
  // without a format, esbuild takes the names of the top level for global ones, and keeps them for traces
  const { code } = esbuild.transformSync(outputFiles[0].text, { minify: true, lineLimit: 200, legalComments: "none" });
  fs.writeFileSync(draft, code);
  // A source that is saved meanwhile is newer than the bundle.
  fs.utimesSync(draft, started, started);
  fs.renameSync(draft, output);
}

module.exports = { build };

if (require.main === module) {
  fs.rmSync(path.join(__dirname, "dist"), { recursive: true, force: true });
  build();
}
