// Bundles the files that the gateway starts as threads, which it finds by their paths. They stay ES modules.
import { join } from "node:path";
import { build } from "esbuild";

const WORKERS = ["gateway/server/lambda/bootstrap/worker", "gateway/server/aws-services/dynamodb-thread"];

export async function bundleWorkers(root) {
  await build({
    entryPoints: WORKERS.map((name) => ({ in: join(root, `${name}.mts`), out: name })),
    outdir: join(root, "dist"),
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    minifyWhitespace: true,
    minifySyntax: true,
    lineLimit: 2000,
    legalComments: "none",
    tsconfig: join(root, "tsconfig.json"),
    logLevel: "warning",
  });
}
