import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Installs the frameworks and clients that `tests/conformance/frameworks` runs in the local gateway: `npm run frameworks`. They are
 * no dependencies; the Python half is left out without Python.
 */
const CACHE = process.env.GATEWRIGHT_FRAMEWORKS ?? "node_modules/.cache/gatewright-frameworks";

const NODE = [
  "express",
  "@codegenie/serverless-express",
  "hono",
  "fastify",
  "@fastify/aws-lambda",
  "@middy/core",
  "@aws-lambda-powertools/event-handler",
  "axios",
];
const PYTHON = ["fastapi", "mangum", "aws-lambda-powertools", "chalice"];

const node = join(CACHE, "node");
mkdirSync(node, { recursive: true });
writeFileSync(join(node, "package.json"), '{ "private": true }\n');
execFileSync("npm", ["install", "--no-audit", "--no-fund", "--silent", ...NODE], { cwd: node, stdio: "inherit" });
console.log(`installed ${NODE.join(", ")}`);
if (spawnSync("python3", ["-m", "pip", "--version"]).status === 0) {
  const target = join(CACHE, "python");
  execFileSync("python3", ["-m", "pip", "install", "-q", "--target", target, ...PYTHON], { stdio: "inherit" });
  console.log(`installed ${PYTHON.join(", ")}`);
} else {
  console.log(`skipped: ${PYTHON.join(", ")} need python3 with pip`);
}
