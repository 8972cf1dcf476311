import * as grpc from "@grpc/grpc-js";
import * as plugin from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorClient } from "@pulumi/pulumi/proto/resource_grpc_pb";
import * as resources from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { readProperties, writeProperties } from "../../engine/monitor/property-codec";
import { remoteOutputs } from "../../engine/monitor/remote-component";
import type { Provider } from "../support/provider";

type Call<Request, Response> = (request: Request) => Response | Promise<Response>;

/**
 * Stands in for the plugin of a package of components, such as awsx: each component is made with no children, and its outputs
 * are the placeholders that an evaluation without the plugin gives it. The rest of the program is the real engine's.
 */
export async function startComponentProvider(version: string, programDirectory: string): Promise<Provider> {
  const server = new grpc.Server();
  const context = { project: "", stack: "", account: "123456789012", region: "eu-west-1", partition: "aws" };
  server.addService(ResourceProviderService, {
    attach: method((_request: plugin.PluginAttach) => new Empty()),
    cancel: method((_request: Empty) => new Empty()),
    getPluginInfo: method((_request: Empty) => new plugin.PluginInfo().setVersion(version)),
    checkConfig: method((request: messages.CheckRequest) => new messages.CheckResponse().setInputs(request.getNews())),
    diffConfig: method((_request: messages.DiffRequest) =>
      new messages.DiffResponse().setChanges(messages.DiffResponse.DiffChanges.DIFF_NONE),
    ),
    configure: method((_request: messages.ConfigureRequest) =>
      new messages.ConfigureResponse().setAcceptsecrets(true).setAcceptresources(true).setSupportspreview(true),
    ),
    construct: method(async (request: messages.ConstructRequest) => {
      const [type, name] = [request.getType(), request.getName()];
      const monitor = new ResourceMonitorClient(request.getMonitorendpoint(), grpc.credentials.createInsecure());
      try {
        const registered = await register(monitor, type, name, request.getParent());
        const urn = registered.getUrn();
        const inputs = readProperties(request.getInputs());
        const none = { outputs: {}, dependencies: [], propertyDependencies: {}, options: {} };
        const node = { urn, type, name, custom: false, external: false, inputs, ...none };
        const outputs = writeProperties(remoteOutputs(node, context, programDirectory));
        await completed(monitor, new resources.RegisterResourceOutputsRequest().setUrn(urn).setOutputs(outputs));
        return new messages.ConstructResponse().setUrn(urn).setState(outputs);
      } finally {
        monitor.close();
      }
    }),
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  return { port, close: () => Promise.resolve(server.forceShutdown()) };
}

function register(
  monitor: ResourceMonitorClient,
  type: string,
  name: string,
  parent: string,
): Promise<resources.RegisterResourceResponse> {
  const request = new resources.RegisterResourceRequest()
    .setType(type)
    .setName(name)
    .setParent(parent)
    .setCustom(false);
  return new Promise((resolve, reject) => {
    monitor.registerResource(request, (error: grpc.ServiceError | null, response) =>
      error === null ? resolve(response) : reject(error),
    );
  });
}

function completed(monitor: ResourceMonitorClient, request: resources.RegisterResourceOutputsRequest): Promise<void> {
  return new Promise((resolve, reject) => {
    monitor.registerResourceOutputs(request, (error: grpc.ServiceError | null) =>
      error === null ? resolve() : reject(error),
    );
  });
}

function method<Request, Response>(handler: Call<Request, Response>): grpc.handleUnaryCall<Request, Response> {
  return (call, callback) => {
    void Promise.resolve(call.request)
      .then(handler)
      .then(
        (response) => callback(null, response),
        (error: unknown) => {
          const details = error instanceof Error ? error.message : String(error);
          callback({ code: grpc.status.UNKNOWN, details });
        },
      );
  };
}
