import { buildSync } from "esbuild";
import * as iam from "@pulumi/aws/iam";
import { Function } from "@pulumi/aws/lambda";
import { asset, Config } from "@pulumi/pulumi";

const role = new iam.Role("handler", {
  assumeRolePolicy: iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
});

/** The handler in TypeScript, or the same in Python with `pulumi config set language python`. */
export const handler =
  new Config().require("language") === "python"
    ? new Function("handler", {
        role: role.arn,
        runtime: "python3.13",
        handler: "index.handler",
        code: new asset.AssetArchive({ "index.py": new asset.FileAsset("handler/index.py") }),
      })
    : new Function("handler", {
        role: role.arn,
        runtime: "nodejs22.x",
        handler: "index.handler",
        code: new asset.AssetArchive({ "index.js": new asset.StringAsset(bundle("handler/index.ts")) }),
      });

function bundle(entryPoint: string): string {
  const { outputFiles } = buildSync({ entryPoints: [entryPoint], bundle: true, platform: "node", write: false });
  return outputFiles.map((file) => file.text).join("");
}
