// Where the engine enters the pack. The engine would type-check a TypeScript pack at every start, which takes seconds, so
// it runs compiled. In a checkout, a source that is newer than its output is transpiled first: nobody checks with old rules.
const fs = require("node:fs");
const path = require("node:path");

function modified(file) {
  return fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** The sources below a folder. What is built or installed is not looked into. */
function sourcesBelow(folder) {
  return fs.readdirSync(path.join(__dirname, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      return ["dist", "node_modules"].includes(name) ? [] : sourcesBelow(name);
    }
    return name.endsWith(".ts") ? [name] : [];
  });
}

function staleSources() {
  return sourcesBelow("")
    .map((name) => ({
      source: path.join(__dirname, name),
      output: path.join(__dirname, "dist", name.replace(/\.ts$/, ".js")),
    }))
    .filter(({ source, output }) => modified(source) > modified(output));
}

function transpile({ source, output }) {
  const typescript = require("typescript");
  const { compilerOptions } = JSON.parse(fs.readFileSync(path.join(__dirname, "tsconfig.json"), "utf8"));
  const { outputText } = typescript.transpileModule(fs.readFileSync(source, "utf8"), {
    fileName: source,
    compilerOptions: { target: compilerOptions.target, module: "commonjs", esModuleInterop: true },
  });
  fs.mkdirSync(path.dirname(output), { recursive: true });
  // Several stages start the pack at once: each sees a whole file, the old or the new.
  const draft = `${output}.${process.pid}`;
  fs.writeFileSync(draft, outputText);
  fs.renameSync(draft, output);
}

staleSources().forEach(transpile);
require("./dist/index.js");
