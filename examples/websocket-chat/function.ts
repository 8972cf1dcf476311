import { buildSync } from "esbuild";
import * as iam from "@pulumi/aws/iam";
import { Function } from "@pulumi/aws/lambda";
import { asset, type Input } from "@pulumi/pulumi";

/** A function and the role that it runs with. */
export function nodeFunction(
  name: string,
  environment: Record<string, Input<string>> | Input<Record<string, string>> = {},
) {
  const role = new iam.Role(name, {
    assumeRolePolicy: iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
  });
  const fn = new Function(name, {
    role: role.arn,
    runtime: "nodejs22.x",
    handler: "index.handler",
    memorySize: 256,
    timeout: 10,
    environment: { variables: environment },
    code: new asset.AssetArchive({ "index.js": new asset.StringAsset(bundle(`handlers/${name}.ts`)) }),
  });
  return { fn, role };
}

/** The AWS SDK is not bundled, because the runtime brings it. */
function bundle(entryPoint: string): string {
  const { outputFiles } = buildSync({
    entryPoints: [entryPoint],
    bundle: true,
    platform: "node",
    external: ["@aws-sdk/*"],
    write: false,
  });
  return outputFiles.map((file) => file.text).join("");
}
