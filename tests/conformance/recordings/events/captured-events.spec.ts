import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { WebSocket } from "ws";
import { type ResourceNode } from "../../../../engine/graph/graph";
import { type PropertyValue } from "../../../../engine/graph/value";
import { functionArn, httpApi, invokePermission, jsFunction } from "../../../support/http-program";
import { invokeUri, restApi } from "../../../support/rest-program";
import { webSocketApi } from "../../../support/websocket-program";
import { Server, type TestRequest, until } from "../../http-api/harness";

/** One event as a function of AWS got it, and what the local function has to get for the same request. */
interface Capture {
  name: string;
  source: string;
  api: {
    kind: "http" | "rest" | "websocket";
    route: string;
    version?: string;
    stage?: string;
    /** The format of the authorizer's event, or the type of a REST API's authorizer. */
    authorizer?: string;
    /** The context that the authorizer adds. */
    context?: Record<string, PropertyValue>;
    iam?: true;
  };
  request: TestRequest & { message?: string };
  /** Which function got the event: the integration's, the authorizer's, or the WebSocket route's. */
  role: string;
  event: Record<string, unknown>;
  /** Paths whose values differ here, and why. */
  differs?: Record<string, string>;
}

/** Values that depend on where and when the event was captured: they are there, and of the same type. */
const ENVIRONMENT = new RegExp(
  `(^|\\.)(${[
    "accountId|apiId|domainName|domainPrefix|deploymentId|resourceId|sourceIp|connectionId|messageId|connectedAt",
    "requestId|extendedRequestId|requestTime|requestTimeEpoch|time|timeEpoch|integrationLatency",
    "Host|X-Amzn-Trace-Id|X-Forwarded-(For|Port|Proto)|Sec-WebSocket-Key",
  ].join("|")})(\\.0)?$`,
  "i",
);
const ARN = /^(methodArn|routeArn|resource)$/;

const captures = JSON.parse(readFileSync(join(__dirname, "captured.json"), "utf8")) as Capture[];

const logged = (role: string): string => `console.log(${JSON.stringify(`captured ${role} `)} + JSON.stringify(event));`;
const integration = (role: string): string =>
  `exports.handler = async (event) => { ${logged(role)} return { statusCode: 200, body: "{}" }; };`;
/** Allows each request, in the form that the event asks for. */
const authorizer = (context: Record<string, PropertyValue> | undefined): string => `exports.handler = async (event) => {
  ${logged("authorizer")}
  const context = ${JSON.stringify(context) ?? "undefined"};
  if (event.version === "2.0") {
    return { isAuthorized: true, context };
  }
  const Statement = [{ Effect: "Allow", Action: "execute-api:Invoke", Resource: "*" }];
  return { principalId: "user", policyDocument: { Version: "2012-10-17", Statement }, context };
};`;

function httpNodes({ route, version = "2.0", stage = "$default", authorizer: format }: Capture["api"]): ResourceNode[] {
  const custom = format === undefined ? {} : { route: { authorizationType: "CUSTOM", authorizerId: "authorizer" } };
  return httpApi({
    routes: { [route]: { function: "integration", integration: { payloadFormatVersion: version }, ...custom } },
    stages: { [stage]: {} },
    authorizers:
      format === undefined
        ? {}
        : {
            authorizer: {
              authorizerType: "REQUEST",
              authorizerUri: invokeUri(functionArn("authorizer")),
              authorizerPayloadFormatVersion: format,
              enableSimpleResponses: format === "2.0",
              identitySources: ["$request.header.Authorization"],
              authorizerResultTtlInSeconds: 0,
            },
          },
  });
}

function restNodes({ route, authorizer: type, iam }: Capture["api"]): ResourceNode[] {
  const extension: Record<string, PropertyValue> = {
    type: type ?? "",
    authorizerUri: invokeUri(functionArn("authorizer")),
    authorizerResultTtlInSeconds: 0,
  };
  if (type === "request") {
    extension.identitySource = "method.request.header.Authorization";
  }
  const scheme = { type: "apiKey", in: "header", name: "Authorization", "x-amazon-apigateway-authorizer": extension };
  return type === undefined
    ? restApi({
        methods: {
          [route]: {
            function: "integration",
            operation: iam === undefined ? {} : { "x-amazon-apigateway-auth": { type: "AWS_IAM" } },
          },
        },
      })
    : restApi({
        methods: { [route]: { function: "integration", operation: { security: [{ asked: [] }] } } },
        document: { components: { securitySchemes: { asked: scheme } } },
      });
}

function nodesOf({ api, role }: Capture): ResourceNode[] {
  if (api.kind === "websocket") {
    const routes = Object.fromEntries(["$connect", "chat", "$disconnect"].map((key) => [key, { function: key }]));
    const functions = Object.keys(routes).map((key) => jsFunction(key, integration(key)));
    return [...functions, ...webSocketApi({ routes, stages: { prod: {} } })];
  }
  const nodes = api.kind === "http" ? httpNodes(api) : restNodes(api);
  if (api.authorizer !== undefined) {
    nodes.push(
      jsFunction("authorizer", authorizer(api.context)),
      invokePermission("authorizer", "authorizer", "arn:aws:execute-api:eu-west-1:123456789012:*"),
    );
  }
  assert.ok(["integration", "authorizer"].includes(role));
  return [jsFunction("integration", integration("integration")), ...nodes];
}

/** Sends the request, and returns the event that the named function logged. */
async function eventOf(capture: Capture): Promise<Record<string, unknown>> {
  const server = await Server.start(nodesOf(capture), { iam: "trust" });
  const mark = `captured ${capture.role} `;
  const find = (): string | undefined => server.lines.find((line) => line.includes(mark));
  try {
    if (capture.api.kind === "websocket") {
      const socket = new WebSocket(server.gateway.url.replace("http", "ws") + capture.request.path);
      await new Promise((done, fail) => socket.once("open", done).once("error", fail));
      socket.send(capture.request.message ?? "");
      await until(
        () => server.lines.some((line) => line.includes("captured chat ")),
        () => "message's event",
      );
      socket.close();
    } else {
      await server.send(capture.request);
    }
    await until(
      () => find() !== undefined,
      () => `${mark}in ${server.lines.join("\n")}`,
    );
    const line = find() ?? "";
    return JSON.parse(line.slice(line.indexOf(mark) + mark.length)) as Record<string, unknown>;
  } finally {
    await server.gateway.close();
  }
}

/** The leaves by path; an empty object, or list, is a leaf. */
function leaves(value: unknown, path = "", found = new Map<string, unknown>()): Map<string, unknown> {
  const isNested = typeof value === "object" && value !== null && Object.keys(value).length > 0;
  if (isNested) {
    for (const [key, inner] of Object.entries(value)) {
      leaves(inner, path === "" ? key : `${path}.${key}`, found);
    }
  } else {
    found.set(path, value);
  }
  return found;
}

function comparable(path: string, value: unknown): unknown {
  if (ARN.test(path) && typeof value === "string" && value.startsWith("arn:")) {
    return value.replace(/:[^:/]*\//, ":api/");
  }
  return ENVIRONMENT.test(path) && value !== null ? typeof value : value;
}

describe("events of local functions are those that AWS was captured to send", () => {
  let compared = 0;
  for (const capture of captures) {
    it(`${capture.name}`, async () => {
      const [actual, expected] = [leaves(await eventOf(capture)), leaves(capture.event)];
      const differences: string[] = [];
      for (const path of new Set([...expected.keys(), ...actual.keys()])) {
        compared++;
        const [ours, theirs] = [actual, expected].map((side) =>
          side.has(path) ? JSON.stringify(comparable(path, side.get(path))) : "nothing",
        );
        if ((ours !== theirs) !== path in (capture.differs ?? {})) {
          differences.push(`${path}: ${ours} here, ${theirs} on AWS`);
        }
      }
      assert.deepEqual(differences, [], capture.source);
    });
  }

  after(() => assert.ok(compared > 600, `${compared} values were compared`));
});
