// The functions that run whenever an HTTP API is made are compiled with the file that holds them: V8 reads a function twice that it only finds
// at its first call, and Node.js's compile cache has none of those. By V8's rule, a function in parentheses runs at once:
// https://v8.dev/blog/preparser#pife
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "acorn";

/** Makes an API, and prints the functions of each file that ran: by the file's URL, the offsets at which they start. */
const USUAL_PROGRAM = `
const { Session } = require("node:inspector");
const pulumi = require("@pulumi/pulumi");
const newResource = ({ name, inputs }) => ({ id: name, state: { ...inputs, executionArn: "arn:aws:execute-api:eu-west-1:123456789012:a" } });
pulumi.runtime.setMocks({ newResource, call: () => ({}) }, "project", "stack", false);
const session = new Session();
session.connect();
session.post("Profiler.enable");
session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: false });
const { HttpApi, jwt, lambda } = require("./dist/components");
const routes = { "GET /orders/{id}": { integration: lambda("arn:aws:lambda:eu-west-1:123456789012:function:orders") } };
const api = new HttpApi("orders", { routes, defaultAuthorizer: jwt({ issuer: "https://issuer.example.com", audience: ["orders"] }) });
api.url.apply(() => setTimeout(() => session.post("Profiler.takePreciseCoverage", (_, { result }) => {
  const ran = result.filter(({ url }) => url.includes("/dist/chunks/")).map(({ url, functions }) =>
    [url, functions.filter(({ ranges }) => ranges[0].count > 0).map(({ ranges }) => ranges[0].startOffset)]);
  console.log(JSON.stringify(ran));
}), 100));
`;

export function compileUsualFunctionsAtOnce(root) {
  const printed = execFileSync(process.execPath, ["-e", USUAL_PROGRAM], { cwd: root, encoding: "utf8" });
  for (const [url, starts] of JSON.parse(printed)) {
    const path = join(root, url.slice(url.lastIndexOf("/dist/") + 1));
    writeFileSync(path, withEagerFunctions(readFileSync(path, "utf8"), new Set(starts)));
  }
}

/** Returns a script whose functions of the top level, or of a module within it, are in parentheses if they start at one of the offsets. */
function withEagerFunctions(text, starts) {
  const edits = bodies(parse(text, { ecmaVersion: "latest" })).flatMap((body) => {
    const found = body.filter(({ type, start }) => type === "FunctionDeclaration" && starts.has(start));
    const first = body.find(({ directive }) => directive === undefined);
    // the function has the variable's name: https://tc39.es/ecma262/#sec-runtime-semantics-namedevaluation
    const moved = found.map(
      ({ id, start, end }) => `var ${id.name}=(${text.slice(start, id.start).trimEnd()}${text.slice(id.end, end)});\n`,
    );
    return [
      // declarations are there before the first statement runs
      { start: first?.start ?? 0, end: first?.start ?? 0, by: moved.join("") },
      ...found.map(({ start, end }) => ({ start, end, by: "" })),
    ];
  });
  return edits
    .sort((left, right) => right.start - left.start || right.end - left.end)
    .reduce((sum, { start, end, by }) => sum.slice(0, start) + by + sum.slice(end), text);
}

/** The statements of the script, and of each module that it holds as a function which is called at once. */
function bodies({ body }) {
  const modules = body.flatMap(({ expression }) => {
    const callee = expression?.type === "AssignmentExpression" ? expression.right.callee : undefined;
    return callee?.type === "ArrowFunctionExpression" && callee.body.type === "BlockStatement"
      ? [callee.body.body]
      : [];
  });
  return [body, ...modules];
}
