import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { buildSync } from "esbuild";

/** The Lambda runtime that a bundle is made for. https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html */
export const BUNDLE_RUNTIME = "nodejs22.x";
/** The function in a bundle that Lambda calls. */
export const BUNDLE_HANDLER = "index.handler";

/**
 * The code of a Lambda function: `handlers/<name>.ts` with all that it imports, in one CommonJS file.
 *
 * The same sources give the same archive on every machine, so that a deployment changes only the functions whose code
 * changed: the archive holds text instead of files with times, and no absolute path gets into the text.
 * The AWS SDK is not bundled, because the runtime brings it.
 */
export function bundle(name: string): pulumi.asset.Archive {
  const { outputFiles } = buildSync({
    absWorkingDir: __dirname,
    entryPoints: [join("handlers", `${name}.ts`)],
    bundle: true,
    write: false,
    platform: "node",
    target: "node22",
    format: "cjs",
    external: ["@aws-sdk/*"],
    // Stack traces name the handlers' own files. Their text stays out of the archive.
    sourcemap: "inline",
    sourcesContent: false,
    // Settings of a tsconfig.json elsewhere on the machine must not change the code.
    tsconfigRaw: {},
    logLevel: "silent",
  });
  const code = outputFiles.map((file) => file.text).join("");
  return new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset(code) });
}
