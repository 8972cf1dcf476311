import assert from "node:assert/strict";
import { type Child, type ExpansionHost } from "../../../engine/expansion";
import { expandRestApi } from "../../../engine/expansion/rest-api";
import { type ResourceNode } from "../../../engine/graph/graph";
import { type PropertyValue, RESOURCE_REFERENCE_SIGNATURE, SIGNATURE_KEY, UNKNOWN } from "../../../engine/graph/value";
import { GraphBuilder } from "../../support/graph-builder";

type Properties = Record<string, PropertyValue>;

const REGION = "us-west-2";
const ACCOUNT = "616138583583";
const builder = new GraphBuilder({ project: "api", stack: "dev" });
const FUNCTION = builder.urn("aws:lambda/function:Function", "lambda");

function node(
  type: string,
  name: string,
  id: string | undefined,
  inputs: Properties,
  outputs: Properties,
): ResourceNode {
  return builder.node(type, name, { id, inputs, outputs });
}

/** The outputs that the real engine recorded: https://github.com/pulumi/pulumi-aws-apigateway, TestProviderUpgrade/api/1.0.1. */
const RECORDED: Record<string, { id: string; outputs: Properties }> = {
  "aws:apigateway/restApi:RestApi": {
    id: "0trtlyrbt3",
    outputs: {
      apiKeySource: "HEADER",
      binaryMediaTypes: ["*/*"],
      endpointConfiguration: { types: "EDGE", vpcEndpointIds: [] },
      executionArn: `arn:aws:execute-api:${REGION}:${ACCOUNT}:0trtlyrbt3`,
      minimumCompressionSize: -1,
      policy: "",
    },
  },
  "aws:apigateway/deployment:Deployment": {
    id: "d268y4",
    outputs: {
      executionArn: `arn:aws:execute-api:${REGION}:${ACCOUNT}:0trtlyrbt3/`,
      invokeUrl: `https://0trtlyrbt3.execute-api.${REGION}.amazonaws.com/`,
    },
  },
  "aws:apigateway/stage:Stage": {
    id: "ags-0trtlyrbt3-stage",
    outputs: { invokeUrl: `https://0trtlyrbt3.execute-api.${REGION}.amazonaws.com/stage` },
  },
};

/** Expands the component, and returns its children in their order and its outputs. */
async function expand(
  inputs: Properties,
  { version = "1.0.1", known = true, directory = "/" } = {},
): Promise<{ children: Child[]; outputs: Properties }> {
  const children: Child[] = [];
  const lambda = node(
    "aws:lambda/function:Function",
    "lambda",
    known ? "lambda-b021127" : undefined,
    {},
    {
      arn: known ? `arn:aws:lambda:${REGION}:${ACCOUNT}:function:lambda-b021127` : UNKNOWN,
      invokeArn: known ? "arn:aws:apigateway:us-west-2:lambda:path/x" : UNKNOWN,
    },
  );
  const host: ExpansionHost = {
    component: { ...node("aws-apigateway:index:RestAPI", "api", undefined, inputs, {}), custom: false },
    version,
    context: { project: "api", stack: "dev", account: ACCOUNT, region: REGION, partition: "aws" },
    programDirectory: directory,
    node: (urn) => (urn === FUNCTION ? lambda : undefined),
    register: (child) => {
      children.push(child);
      const { id, outputs } = RECORDED[child.type] ?? {
        id: "x",
        outputs: { arn: `arn:${child.name}`, bucket: "files" },
      };
      return Promise.resolve(node(child.type, child.name, known ? id : undefined, child.inputs, known ? outputs : {}));
    },
  };
  return { outputs: await expandRestApi(host), children };
}

const eventHandler = { [SIGNATURE_KEY]: RESOURCE_REFERENCE_SIGNATURE, urn: FUNCTION, id: "lambda-b021127" };
const GET = { path: "/", method: "GET", eventHandler };

function textOf(value: PropertyValue | undefined): string {
  assert.ok(typeof value === "string");
  return value;
}

describe("the children of RestAPI of @pulumi/aws-apigateway", () => {
  it("are those that the real engine recorded", async () => {
    const { children, outputs } = await expand({ routes: [GET] });
    const [api, deployment, permission, stage] = children;
    // https://github.com/pulumi/pulumi-aws-apigateway, provider/pkg/testdata/recorded/TestProviderUpgrade/api/1.0.1/state.json
    assert.equal(
      api?.inputs.body,
      '{"swagger":"2.0","info":{"title":"api","version":"1.0"},"paths":{"/":{"get":{"x-amazon-apigateway-integration":{"uri":"arn:aws:apigateway:us-west-2:lambda:path/2015-03-31/functions/arn:aws:lambda:us-west-2:616138583583:function:lambda-b021127/invocations","passthroughBehavior":"when_no_match","httpMethod":"POST","type":"aws_proxy"}}}},"x-amazon-apigateway-binary-media-types":["*/*"],"x-amazon-apigateway-gateway-responses":{"MISSING_AUTHENTICATION_TOKEN":{"statusCode":404,"responseTemplates":{"application/json":"{\\"message\\": \\"404 Not found\\" }"}},"ACCESS_DENIED":{"statusCode":404,"responseTemplates":{"application/json":"{\\"message\\": \\"404 Not found\\" }"}}},"x-amazon-apigateway-api-key-source":"HEADER"}',
    );
    assert.deepEqual(deployment?.inputs, { restApi: "0trtlyrbt3", stageName: "", variables: { version: "e1caea44" } });
    assert.equal(permission?.name, "api-fa520765");
    assert.deepEqual(permission.inputs, {
      action: "lambda:invokeFunction",
      function: "lambda-b021127",
      principal: "apigateway.amazonaws.com",
      sourceArn: "arn:aws:execute-api:us-west-2:616138583583:0trtlyrbt3/*/GET/",
    });
    assert.deepEqual(stage?.inputs, { restApi: "0trtlyrbt3", deployment: "d268y4", stageName: "stage" });
    assert.equal(outputs.url, "https://0trtlyrbt3.execute-api.us-west-2.amazonaws.com/stage/");
    assert.deepEqual(outputs.api, {
      [SIGNATURE_KEY]: RESOURCE_REFERENCE_SIGNATURE,
      id: "0trtlyrbt3",
      packageVersion: "",
      urn: "urn:pulumi:dev::api::aws:apigateway/restApi:RestApi::api",
    });
  });

  it("have no stage in the deployment from version 3 on, which is made of @pulumi/aws 7", async () => {
    const { children, outputs } = await expand({ routes: [GET] }, { version: "3.0.0" });
    assert.deepEqual(Object.keys(children[1]?.inputs ?? {}), ["restApi", "variables"]);
    assert.equal(children[2]?.inputs.sourceArn, "arn:aws:execute-api:us-west-2:616138583583:0trtlyrbt3/*/GET/");
    assert.equal(outputs.url, "https://0trtlyrbt3.execute-api.us-west-2.amazonaws.com/stage/");
  });

  it("are there in a preview, with what AWS computes unknown", async () => {
    const { children, outputs } = await expand({ routes: [GET] }, { known: false });
    assert.deepEqual(
      children.map(({ type }) => type.split(":").at(-1)),
      ["RestApi", "Deployment", "Permission", "Stage"],
    );
    assert.equal(children[0]?.inputs.body, UNKNOWN);
    assert.equal(outputs.url, UNKNOWN);
  });

  it("follow a document of the program's own, which gets the component's name as its title", async () => {
    const { children } = await expand({ swaggerString: '{"swagger":"2.0","paths":{}}', stageName: "dev" });
    assert.equal(children[0]?.inputs.body, '{"swagger":"2.0","paths":{},"info":{"title":"api"}}');
    assert.deepEqual(
      children.map(({ type }) => type.split(":").at(-1)),
      ["RestApi", "Deployment", "Stage"],
    );
  });

  it("have the routes' targets, at the path and below it", async () => {
    const { children } = await expand({
      routes: [{ path: "old", target: { type: "http_proxy", uri: "https://old.example.com" } }],
    });
    const { paths } = JSON.parse(textOf(children[0]?.inputs.body)) as { paths: Record<string, object> };
    assert.deepEqual(Object.keys(paths), ["/old/", "/old/{proxy+}"]);
    assert.match(JSON.stringify(paths["/old/{proxy+}"]), /https:\/\/old\.example\.com\/\{proxy\}/);
  });

  it("have an authorizer once, with a role for its function", async () => {
    const authorizer = { authType: "custom", parameterName: "Authorization", type: "request", handler: eventHandler };
    const routes = ["/a", "/b"].map((path) => ({ path, method: "GET", eventHandler, authorizers: [authorizer] }));
    const { children } = await expand({ routes: [...routes, { ...GET, apiKeyRequired: true }] });
    assert.deepEqual(
      children.slice(0, 2).map(({ name }) => name),
      ["api-authorizer-0-authorizer-role", "api-authorizer-0-invocation-policy"],
    );
    const body = JSON.parse(textOf(children[2]?.inputs.body)) as {
      securityDefinitions: Record<string, object>;
      paths: Record<string, { get: { security: object[] } }>;
    };
    assert.deepEqual(Object.keys(body.securityDefinitions), ["api-authorizer-0", "api_key"]);
    assert.deepEqual(body.paths["/b"]?.get.security, [{ "api-authorizer-0": [] }]);
    assert.deepEqual(body.paths["/"]?.get.security, [{ api_key: [] }]);
  });

  // https://github.com/pulumi/pulumi-aws-apigateway, aws-apigateway/apigateway/api.ts: all arguments go to the API, the tags to the stage too
  it("have the component's description, tags and closed endpoint", async () => {
    const given = { description: "of orders", disableExecuteApiEndpoint: true, tags: { team: "a" } };
    const { children } = await expand(
      { ...given, routes: [GET, { path: "/site", localPath: "." }] },
      { directory: __dirname },
    );
    const of = (type: string): Properties | undefined => children.find((child) => child.type.endsWith(type))?.inputs;
    const { description, disableExecuteApiEndpoint, tags } = of(":RestApi") ?? {};
    assert.deepEqual({ description, disableExecuteApiEndpoint, tags }, given);
    for (const type of [":Stage", ":Role", ":BucketObject"]) {
      assert.deepEqual(of(type)?.tags, given.tags, type);
    }
    assert.equal(of(":Bucket")?.tags, undefined);
  });

  it("are refused as the plugin refuses them", async () => {
    await assert.rejects(expand({}), /must specify either swaggerString or at least one route/);
    await assert.rejects(expand({ routes: [{ method: "GET", eventHandler }] }), /missing required \[path\]/);
    await assert.rejects(
      expand({ routes: [{ path: "/", method: "COPY", eventHandler }] }),
      /Method not supported: COPY/,
    );
    await assert.rejects(
      expand({ routes: [{ path: "/", localPath: "nowhere" }] }),
      /localPath nowhere .* does not exist/,
    );
  });
});
