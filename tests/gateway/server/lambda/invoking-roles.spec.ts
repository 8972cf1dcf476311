import assert from "node:assert/strict";
import type { ResourceNode } from "../../../../engine/graph/graph";
import { Server } from "../../../conformance/http-api/harness";
import { Client } from "../../../conformance/websocket-api/harness";
import { functionArn, httpApi, jsFunction, node } from "../../../support/http-program";
import { restApi } from "../../../support/rest-program";
import { webSocketApi } from "../../../support/websocket-program";

const ROLE = "arn:aws:iam::123456789012:role/invoker";
const FUNCTION = functionArn("echo");

function role(Resource: string | undefined): ResourceNode {
  const statement = { Effect: "Allow", Action: "lambda:InvokeFunction", Resource };
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: Resource === undefined ? [] : [statement] });
  return node(
    "aws:iam/role:Role",
    "invoker",
    { name: "invoker", inlinePolicies: [{ name: "a", policy }] },
    { arn: ROLE },
  );
}

function quickApi(): ResourceNode {
  const executionArn = "arn:aws:execute-api:eu-west-1:123456789012:quickabcde";
  const inputs = { name: "quick", protocolType: "HTTP", target: FUNCTION, credentialsArn: ROLE };
  return { ...node("aws:apigatewayv2/api:Api", "quick", inputs, { executionArn }), id: "quickabcde" };
}

const program = (resource: string | undefined, withRole = true): ResourceNode[] => [
  jsFunction(
    "echo",
    `exports.handler = async (event) => event.type === "REQUEST" ? { isAuthorized: true } : { statusCode: 200, body: "ok" };`,
  ),
  ...(withRole ? [role(resource)] : []),
  quickApi(),
  ...httpApi({
    name: "http",
    routes: {
      "GET /": { function: "echo", integration: { credentialsArn: ROLE }, permission: false },
      "GET /own": { function: "echo", route: { authorizationType: "CUSTOM", authorizerId: "own" } },
    },
    authorizers: {
      own: {
        authorizerType: "REQUEST",
        authorizerUri: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`,
        authorizerPayloadFormatVersion: "2.0",
        enableSimpleResponses: true,
        authorizerCredentialsArn: ROLE,
      },
    },
  }),
  ...restApi({
    methods: { "GET /": { function: "echo", integration: { credentials: ROLE }, permission: false } },
  }),
  ...webSocketApi({
    routes: {
      $default: { function: "echo", integration: { credentialsArn: ROLE }, response: true, permission: false },
    },
  }),
];

// "API Gateway doesn't have permission to invoke": https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-lambda.html
describe("a function that is invoked with a role", () => {
  const PATHS = ["/_api/quick/", "/_api/http/", "/_api/http/own", "/_api/rest/prod/"];

  async function asked(resources: ResourceNode[], then: (answers: number[], log: string[], message: string) => void) {
    const server = await Server.start(resources);
    try {
      const answers: number[] = [];
      for (const path of PATHS) {
        answers.push((await server.send({ path })).status);
      }
      const client = await Client.open(`${server.gateway.url.replace("http", "ws")}/_api/chat/dev`);
      client.send("{}");
      const message = await client.next();
      await client.close();
      then(answers, server.lines, message);
    } finally {
      await server.gateway.close();
    }
  }

  for (const [what, resources] of [
    ["that may invoke it", program(FUNCTION)],
    ["that the program does not have", program(undefined, false)],
  ] as const) {
    it(`${what} answers`, async () => {
      await asked(resources, (answers, _, message) => {
        assert.deepEqual([answers, message], [[200, 200, 200, 200], "ok"]);
      });
    });
  }

  for (const [what, resource] of [
    ["without a permission", undefined],
    ["that may invoke another one", functionArn("other")],
  ] as const) {
    it(`${what} is not invoked, and the log says what to allow`, async () => {
      await asked(program(resource), (answers, log, message) => {
        assert.deepEqual(answers, [500, 500, 500, 500]);
        assert.match(message, /^\{"message": "Internal server error"/);
        const problem = `${ROLE} may not invoke ${FUNCTION}: allow lambda:InvokeFunction on it in the role's policy`;
        assert.equal(log.filter((line) => line.includes(problem)).length, 5, log.join("\n"));
      });
    });
  }
});
