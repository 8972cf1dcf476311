import { readFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";
import { type ResourceNode } from "../../../../engine/graph/graph";
import { type PropertyValue } from "../../../../engine/graph/value";
import { archive, functionNode, jsFunction, text } from "../../../support/http-program";
import { connectionTable, webSocketApi } from "../../../support/websocket-program";

const FIXTURES = join(__dirname, "fixtures");
export const TABLE = "connections";

/** The classic program: a table of connection ids, and one function behind the three routes. */
export function connectionsProgram(
  language: "typescript" | "python",
  inputs: Record<string, PropertyValue> = {},
): ResourceNode[] {
  // on Node.js 20 the SDK warns that it will require a newer one
  const variables = { TABLE_NAME: TABLE, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" };
  const environment = { variables };
  const fn =
    language === "python"
      ? functionNode("handler", {
          runtime: "python3.12",
          handler: "connections.handler",
          timeout: 90,
          environment,
          code: archive({ "connections.py": text(readFileSync(join(FIXTURES, "connections.py"), "utf8")) }),
          ...inputs,
        })
      : jsFunction("handler", compiledHandler(), { timeout: 90, memorySize: 256, environment, ...inputs });
  return [
    connectionTable(TABLE),
    fn,
    ...webSocketApi({
      routes: {
        $connect: { function: "handler" },
        $disconnect: { function: "handler" },
        $default: { function: "handler" },
      },
    }),
  ];
}

/** The handler as a bundler leaves it: the AWS SDK is the runtime's. */
function compiledHandler(): string {
  const source = readFileSync(join(FIXTURES, "connections.ts"), "utf8");
  return transformSync(source, { loader: "ts", format: "cjs", target: "node22" }).code;
}
