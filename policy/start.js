// The entry of the pack. The engine would type-check a TypeScript pack at every start, which takes seconds, so the pack runs
// bundled. In a checkout, where the sources stand beside it, a bundle that is older than they are is made again first.
const fs = require("node:fs");
const path = require("node:path");

const BUNDLE = path.join(__dirname, "dist", "index.js");
/** The rooms that the pack is bundled from. */
const ROOMS = [
  __dirname,
  path.join(__dirname, "..", "aws"),
  path.join(__dirname, "..", "language"),
  path.join(__dirname, "..", "policy-host"),
];

function modified(file) {
  return fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** Lists the sources below a folder, without what is built or installed. */
function sourcesBelow(folder) {
  const entries = fs.existsSync(folder) ? fs.readdirSync(folder, { withFileTypes: true }) : [];
  return entries.flatMap((entry) => {
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      return ["dist", "node_modules"].includes(entry.name) ? [] : sourcesBelow(name);
    }
    return name.endsWith(".ts") ? [name] : [];
  });
}

const inCheckout = fs.existsSync(path.join(__dirname, "index.ts"));
if (inCheckout) {
  const bundled = modified(BUNDLE);
  if (ROOMS.flatMap(sourcesBelow).some((source) => modified(source) > bundled)) {
    require("./build.js").build();
  }
}
require(BUNDLE);
