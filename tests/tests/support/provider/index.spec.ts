import assert from "node:assert/strict";
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { startProvider, type Provider } from "../../../support/provider";
import { UNKNOWN, type PropertyValue } from "../../../../engine/graph/value";

const API = "urn:pulumi:dev::shop::aws:apigatewayv2/api:Api::orders";

type Send<Request, Response> = (
  request: Request,
  answer: (error: grpc.ServiceError | null, response: Response) => void,
) => void;

function ask<Request, Response>(send: Send<Request, Response>, request: Request): Promise<Response> {
  return new Promise((resolve, reject) => {
    send(request, (error, response) => (error === null ? resolve(response) : reject(error)));
  });
}

describe("the provider process", () => {
  let provider: Provider;
  let client: ResourceProviderClient;

  const connect = async (region: string): Promise<ResourceProviderClient> => {
    // A connection of its own, as each provider instance of the engine has.
    const options = { "grpc.use_local_subchannel_pool": 1 };
    const opened = new ResourceProviderClient(`127.0.0.1:${provider.port}`, grpc.credentials.createInsecure(), options);
    const configuration = new messages.ConfigureRequest().setArgs(Struct.fromJavaScript({ region }));
    await ask(opened.configure.bind(opened), configuration);
    return opened;
  };
  const create = async (on: ResourceProviderClient, inputs: Record<string, string>, preview = false) => {
    const request = new messages.CreateRequest()
      .setUrn(API)
      .setPreview(preview)
      .setProperties(Struct.fromJavaScript(inputs));
    const response = await ask<messages.CreateRequest, messages.CreateResponse>(on.create.bind(on), request);
    return { id: response.getId(), outputs: response.getProperties()?.toJavaScript() as Record<string, PropertyValue> };
  };

  before(async () => {
    provider = await startProvider();
    client = await connect("eu-west-1");
  });
  after(async () => {
    client.close();
    await provider.close();
  });

  it("creates a resource as AWS would", async () => {
    const { id, outputs } = await create(client, { protocolType: "HTTP", name: "orders" });
    assert.equal(outputs.apiEndpoint, `https://${id}.execute-api.eu-west-1.amazonaws.com`);
  });

  it("knows no computed value in a preview", async () => {
    const { id, outputs } = await create(client, { protocolType: "HTTP", name: "orders" }, true);
    assert.equal(id, "");
    assert.equal(outputs.apiEndpoint, UNKNOWN);
    assert.equal(outputs.name, "orders");
  });

  it("keeps the regions of several provider instances apart", async () => {
    const other = await connect("us-west-2");
    try {
      const there = await create(other, { protocolType: "HTTP", name: "orders" });
      const here = await create(client, { protocolType: "HTTP", name: "orders" });
      assert.equal(there.outputs.region, "us-west-2");
      assert.equal(here.outputs.region, "eu-west-1");
    } finally {
      other.close();
    }
  });

  it("marks a change that replaces", async () => {
    const request = new messages.DiffRequest()
      .setUrn(API)
      .setId("a1b2c3d4e5")
      .setOlds(Struct.fromJavaScript({}))
      .setOldInputs(Struct.fromJavaScript({ protocolType: "HTTP", name: "a" }))
      .setNews(Struct.fromJavaScript({ protocolType: "WEBSOCKET", name: "b" }));
    const response = await ask<messages.DiffRequest, messages.DiffResponse>(client.diff.bind(client), request);
    assert.equal(response.getChanges(), messages.DiffResponse.DiffChanges.DIFF_SOME);
    assert.deepEqual(response.getDiffsList(), ["name", "protocolType"]);
    assert.deepEqual(response.getReplacesList(), ["protocolType"]);
  });

  it("answers a function, and names one that it can't answer", async () => {
    const invoke = (token: string) =>
      ask<messages.InvokeRequest, messages.InvokeResponse>(
        client.invoke.bind(client),
        new messages.InvokeRequest().setTok(token).setArgs(Struct.fromJavaScript({})),
      );
    const identity = await invoke("aws:index/getCallerIdentity:getCallerIdentity");
    assert.equal(identity.getReturn()?.toJavaScript().accountId, "123456789012");
    const unknown = await invoke("aws:x/getY:getY");
    assert.equal(unknown.getFailuresList()[0]?.getReason(), "aws:x/getY:getY is not answered without AWS.");
  });

  it("returns a refreshed resource as it is, and looks up one that is read", async () => {
    const read = async (properties: Record<string, string>, inputs: Record<string, string>) => {
      const request = new messages.ReadRequest()
        .setUrn(API)
        .setId("a1b2c3d4e5")
        .setProperties(Struct.fromJavaScript(properties))
        .setInputs(Struct.fromJavaScript(inputs));
      const response = await ask<messages.ReadRequest, messages.ReadResponse>(client.read.bind(client), request);
      return response.getProperties()?.toJavaScript();
    };
    assert.deepEqual(await read({ name: "a", arn: "arn:kept" }, { name: "a" }), { name: "a", arn: "arn:kept" });
    assert.equal((await read({}, {}))?.arn, "arn:aws:apigateway:eu-west-1::/apis/a1b2c3d4e5");
  });
});
