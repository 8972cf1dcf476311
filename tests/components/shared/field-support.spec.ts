import assert from "node:assert/strict";
import {
  cloudMap,
  HttpApi,
  httpProxy,
  type IntegrationSpec,
  lambda,
  loadBalancer,
  none,
  RestApi,
  sqs,
  WebSocketApi,
} from "../../../components";
import { integrationProblems } from "../../../components/integrations/integration-kinds";
import type { ApiProtocol } from "../../../components/shared/api-protocol";
import { deploy } from "../../support/deploy";

const authorizer = none("a test");
const LISTENER =
  "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2";
const apis: Record<ApiProtocol, (integration: IntegrationSpec) => unknown> = {
  HTTP: (integration) =>
    new HttpApi("api", { defaultAuthorizer: authorizer, routes: { "POST /things/{id}": integration } }),
  REST: (integration) =>
    new RestApi("api", { defaultAuthorizer: authorizer, routes: { "POST /things/{id}": integration } }),
  WEBSOCKET: (integration) => new WebSocketApi("api", { authorizer, routes: { $default: { integration } } }),
};
const url = "https://backend.example/things";
const vpcLink = "abc123";
const responseParameters = [{ statusCode: "200", mappings: { "append:header.x-a": "1" } }];

/** Each factory with one of its options, and the kinds of API that carry the two. */
const options: [name: string, on: ApiProtocol[], without: IntegrationSpec, withIt: IntegrationSpec][] = [
  ["httpProxy connectionId", ["REST", "WEBSOCKET"], httpProxy(url), httpProxy(url, { connectionId: vpcLink })],
  [
    "httpProxy integrationTarget",
    ["REST"],
    httpProxy(url, { connectionId: vpcLink }),
    httpProxy(url, { connectionId: vpcLink, integrationTarget: LISTENER }),
  ],
  ["httpProxy tlsServerName", ["HTTP"], httpProxy(url), httpProxy(url, { tlsServerName: "a.example" })],
  ["httpProxy streaming", ["REST"], httpProxy(url), httpProxy(url, { streaming: true })],
  ["httpProxy responseParameters", ["HTTP"], httpProxy(url), httpProxy(url, { responseParameters })],
  [
    "loadBalancer hostName",
    ["REST"],
    loadBalancer(LISTENER, { vpcLink, path: "/a" }),
    loadBalancer(LISTENER, { vpcLink, path: "/a", hostName: "a.example" }),
  ],
  [
    "loadBalancer tlsServerName",
    ["HTTP", "REST"],
    loadBalancer(LISTENER, { vpcLink, path: "/a" }),
    loadBalancer(LISTENER, { vpcLink, path: "/a", tlsServerName: "a.example" }),
  ],
  [
    "cloudMap tlsServerName",
    ["HTTP"],
    cloudMap("arn:aws:servicediscovery:eu-west-1:123456789012:service/srv-a", { vpcLink }),
    cloudMap("arn:aws:servicediscovery:eu-west-1:123456789012:service/srv-a", { vpcLink, tlsServerName: "a.example" }),
  ],
  [
    "lambda streaming",
    ["REST"],
    lambda("arn:aws:lambda:eu-west-1:123456789012:function:things"),
    lambda("arn:aws:lambda:eu-west-1:123456789012:function:things", { streaming: true }),
  ],
  [
    "sqs responses",
    ["REST"],
    sqs("arn:aws:sqs:eu-west-1:123456789012:things"),
    sqs("arn:aws:sqs:eu-west-1:123456789012:things", { responses: [{ statusCode: "202" }] }),
  ],
];

/** The inputs of all that was made, or the first problem. */
async function made(api: ApiProtocol, integration: IntegrationSpec): Promise<string> {
  try {
    const { resources } = await deploy(() => apis[api](integration));
    return JSON.stringify(resources);
  } catch (error) {
    return `refused: ${error instanceof Error ? (error.message.split("\n")[1] ?? "") : String(error)}`;
  }
}

describe("an option of an integration", () => {
  for (const [name, on, without, withIt] of options) {
    it(`is never dropped without a word: ${name} is carried by ${on.join(" and ")}, and refused elsewhere`, async () => {
      const carried: ApiProtocol[] = [];
      for (const api of ["HTTP", "REST", "WEBSOCKET"] as const) {
        const after = await made(api, withIt);
        if (!after.startsWith("refused")) {
          assert.notEqual(after, await made(api, without), `${api} dropped it`);
          carried.push(api);
        }
      }
      assert.deepEqual(carried, on);
    });
  }

  it("is refused by its name, with what to write instead", () => {
    assert.deepEqual(integrationProblems(httpProxy(url, { connectionId: vpcLink }), "integration", "HTTP"), [
      {
        argument: "integration.connectionId",
        expected: "no value: it is supported on REST and WebSocket APIs only",
        fix: "use loadBalancer(listener, { vpcLink }) or cloudMap(service, { vpcLink })",
      },
    ]);
  });
});
