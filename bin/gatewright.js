#!/usr/bin/env node
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  end(`Node.js ${process.versions.node} is too old. Install Node.js 22 or newer, which @pulumi/pulumi requires.`);
}
// compiled code is kept between runs, where Node can: every command starts sooner
require("node:module").enableCompileCache?.();
try {
  require("../dist/cli/index.js");
} catch (error) {
  if (error.code === "MODULE_NOT_FOUND" && error.message.startsWith("Cannot find module '../dist/cli/index.js'")) {
    end("It is not built. Run npm run build.");
  }
  // Yarn 1 installs no peers
  const [, name] = /^Cannot find module '((?:@[^/']+\/)?[^./'][^/']*)/.exec(error.message) ?? [];
  if (error.code !== "MODULE_NOT_FOUND" || name === undefined) {
    throw error;
  }
  end(
    `The package "${name}" is not installed. Run npm install, or npm install ${name} where package.json does not name it.`,
  );
}

function end(problem) {
  console.error(`gatewright: ${problem}`);
  process.exit(2);
}
