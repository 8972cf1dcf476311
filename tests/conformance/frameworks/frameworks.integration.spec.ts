import assert from "node:assert/strict";
import type { ResourceNode } from "../../../engine/graph/graph";
import type { PropertyValue } from "../../../engine/graph/value";
import { archive, functionNode, httpApi, text } from "../../support/http-program";
import { restApi } from "../../support/rest-program";
import { Server } from "../http-api/harness";
import { missingNodePackages, missingPythonModules, PYTHON_CACHE } from "./cache";
import { type FrameworkApp, NODE_APPS } from "./node-apps";
import { PYTHON_APPS } from "./python-apps";
import { REQUESTS } from "./routes";

type Kind = "http" | "rest";

function program(
  { source, handler, runtime: wanted, paths = ["/{proxy+}"] }: FrameworkApp,
  kind: Kind,
): ResourceNode[] {
  const isPython = handler !== undefined;
  const code = archive({ [isPython ? "app.py" : "index.mjs"]: text(source) });
  const runtime = wanted ?? (isPython ? "python3.13" : "nodejs22.x");
  const inputs: Record<string, PropertyValue> = { code, runtime, timeout: 20, memorySize: 512 };
  if (isPython) {
    inputs.handler = handler;
    inputs.environment = { variables: { PYTHONPATH: PYTHON_CACHE } };
  }
  const methods = Object.fromEntries(paths.map((path) => [`ANY ${path}`, { function: "app" }]));
  const api =
    kind === "http"
      ? httpApi({ routes: { $default: { function: "app" } } })
      : restApi({ api: { binaryMediaTypes: ["*/*"] }, methods });
  return [functionNode("app", inputs), ...api];
}

for (const [apps, missing] of [
  [NODE_APPS, missingNodePackages],
  [PYTHON_APPS, missingPythonModules],
] as const) {
  for (const app of apps) {
    for (const kind of app.kinds ?? (["http", "rest"] as const)) {
      describe(`${app.name} on ${kind === "http" ? "an HTTP API" : "a REST API"}`, () => {
        let server: Server;
        before(async function () {
          const absent = missing(app.needs);
          if (absent.length > 0) {
            console.log(`    skipped: ${absent.join(", ")} not installed (npm run frameworks)`);
            this.skip();
          }
          server = await Server.start(program(app, kind));
        });
        after(() => server?.gateway.close());
        for (const { name, request, read, expected } of REQUESTS) {
          const limit = app.limits?.[name];
          if (limit !== undefined) {
            it(`does not answer ${name}: ${limit}`);
            continue;
          }
          it(`answers ${name}`, async () => {
            const path = kind === "http" ? request.path : `/prod${request.path}`;
            const response = await server.send({ ...request, path });
            assert.deepEqual(
              read(response),
              expected,
              `${response.status} ${response.body}\n${server.lines.join("\n")}`,
            );
          });
        }
      });
    }
  }
}
