import { functionArn, functionNode, httpApi, jsFunction } from "../../support/http-program";
import { echoFunction } from "./echo";
import { type Case, conformance, type Expectation } from "./harness";
import { PAGES } from "./pages";

const failed: Expectation = { status: 500, body: '{"message":"Internal Server Error"}' };

function fails(name: string, path: string, log: RegExp, source: string = PAGES.lambdaTrouble, expect = failed): Case {
  return { name, source, request: { path }, expect: { ...expect, log } };
}

conformance({
  name: "conformance: errors",
  given: () => [
    echoFunction("echo"),
    echoFunction("unpermitted"),
    jsFunction("throws", `exports.handler = async () => { throw new TypeError("no such order"); };`),
    jsFunction("rejects", `exports.handler = (event, context, done) => done("plain text");`),
    jsFunction("missing", `exports.other = 1;`),
    jsFunction("unloadable", `require("not-packed");`),
    jsFunction("exits", `exports.handler = async () => process.exit(1);`),
    jsFunction("slow", `exports.handler = () => new Promise(() => setInterval(() => {}, 1000));`, { timeout: 1 }),
    jsFunction("patient", `exports.handler = () => new Promise((done) => setTimeout(done, 2500));`),
    functionNode("java", { runtime: "java21", handler: "Handler" }),
    ...httpApi({
      routes: {
        "GET /throws": { function: "throws" },
        "GET /rejects": { function: "rejects" },
        "GET /missing": { function: "missing" },
        "GET /unloadable": { function: "unloadable" },
        "GET /exits": { function: "exits" },
        "GET /slow": { function: "slow" },
        "GET /timeout": { function: "patient", integration: { timeoutMilliseconds: 50 } },
        "GET /unpermitted": { function: "unpermitted", permission: false },
        "GET /elsewhere": { function: "elsewhere", permission: false },
        "GET /variable": { function: "echo", integration: { integrationUri: functionArn("${stageVariables.fn}") } },
        "GET /java": { function: "java" },
        "GET /service": {
          function: "echo",
          integration: { integrationSubtype: "SQS-SendMessage", integrationUri: "" },
        },
        "GET /lost": { function: "echo", route: { authorizationType: "CUSTOM", authorizerId: "nowhere" } },
      },
      stages: { $default: { stageVariables: { fn: "echo" } } },
    }),
    ...httpApi({
      name: "off",
      api: { disableExecuteApiEndpoint: true },
      routes: { "GET /": { function: "echo" } },
    }),
  ],
  cases: [
    fails(
      "a function that throws is 500",
      "/throws",
      /GET \/throws: 500 from throws: .*TypeError: no such order\. Catch it in the handler and return a statusCode\.$/,
    ),
    fails("a function that calls back with an error is 500", "/rejects", /plain text/),
    fails(
      "a handler that is not exported is 500",
      "/missing",
      /Runtime\.HandlerNotFound: index\.handler is undefined or not exported\. Export it from the module, or correct the function's handler setting\.$/,
      PAGES.lambdaErrors,
    ),
    fails(
      "a module that is not packed is 500",
      "/unloadable",
      /Runtime\.ImportModuleError: Error: Cannot find module 'not-packed'/,
      PAGES.lambdaErrors,
    ),
    fails("a function that exits is 500", "/exits", /Runtime exited with error: exit status 1/, PAGES.lambdaErrors),
    fails(
      "a function that runs into its own timeout is 500",
      "/slow",
      /Task timed out after 1\.00 seconds\. Make it answer sooner, or raise the function's timeout\.$/,
    ),
    fails(
      "an integration that runs into its timeout is 503",
      "/timeout",
      /did not answer within the integration's 50 ms/,
      PAGES.quotas,
      {
        status: 503,
        body: '{"message":"Service Unavailable"}',
      },
    ),
    fails(
      "a function that API Gateway may not invoke is 500",
      "/unpermitted",
      /add an aws\.lambda\.Permission with function "unpermitted"/,
    ),
    fails(
      "a function that is not in the program is 500",
      "/elsewhere",
      /function:elsewhere is not a function of this program/,
    ),
    fails("a runtime that does not run locally is 500", "/java", /java does not run locally/, PAGES.lambda),
    fails(
      "a service integration without a role is 500, and the log says why",
      "/service",
      /SQS-SendMessage has no credentialsArn: give it a role/,
      PAGES.integrations,
    ),
    {
      name: "a stage variable names the function",
      source: PAGES.stageVariables,
      request: { path: "/variable" },
      expect: { status: 200, members: { routeKey: "GET /variable" } },
    },
    fails(
      "a route whose authorizer is not there is 500",
      "/lost",
      /GET \/lost: 500, the route's authorizer is not in the program/,
      PAGES.lambdaAuthorizer,
    ),
    {
      name: "a disabled execute-api endpoint is 403",
      source: PAGES.disableEndpoint,
      request: { path: "/", headers: { host: "offabcdefg.execute-api.eu-west-1.localhost" } },
      expect: { status: 403, body: '{"message":"Forbidden"}', log: /the execute-api endpoint of off is disabled/ },
    },
    {
      name: "an error answer is JSON and names its request",
      source: PAGES.lambdaTrouble,
      request: { path: "/throws" },
      expect: { headers: { "content-type": "application/json", "apigw-requestid": /^.{16}$/ } },
    },
  ],
});
