import { LAMBDA } from "../../../aws/resource-types";
import { readyCode } from "../../facts/function-code";
import { handlerProblem } from "../../facts/handler";
import { stackRule } from "../../pack/rule";

export const handlerExists = stackRule({
  name: "handler-exists",
  title: "A function's handler is in its code",
  description: "The code of a function in Node.js or Python has the module and the function that its handler names.",
  severity: "high",
  category: "correctness",
  blocks: "always",
  why: "Lambda looks for the handler at the first request, not at the deployment: each call then fails with Runtime.ImportModuleError or Runtime.HandlerNotFound, and the client gets 500 or 502.",
  fix: "Name the file without its ending, a dot and the function that it exports, such as `index.handler`.",
  url: "https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html",
  equivalents: [],
  examples: {
    fails: `new lambda.Function("orders", {
  runtime: "nodejs22.x",
  handler: "index.main",
  role: role.arn,
  code: new pulumi.asset.AssetArchive({
    "index.js": new pulumi.asset.StringAsset("exports.handler = async () => ({ statusCode: 200 });"),
  }),
});`,
    passes: `new lambda.Function("orders", {
  runtime: "nodejs22.x",
  handler: "index.handler",
  role: role.arn,
  code: new pulumi.asset.AssetArchive({
    "index.js": new pulumi.asset.StringAsset("exports.handler = async () => ({ statusCode: 200 });"),
  }),
});`,
  },
  options: {},
  types: [LAMBDA.function],
  prepare: readyCode,
  check(target, { report }) {
    // what is in a bucket, an image or an archive on the web can't be read
    if (!target.has("code") || target.text("packageType") === "Image") {
      return;
    }
    const problem = handlerProblem(target);
    if (problem) {
      report(problem.finding, problem.fix);
    }
  },
});
