import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { type ProviderOptions, providerService } from "./service";

/** A provider that answers on the loopback interface. */
export interface Provider {
  port: number;
  close(): Promise<void>;
}

/**
 * Serves the synthesis as a Pulumi resource provider: `PULUMI_DEBUG_PROVIDERS=aws:<port>` makes the real engine use it
 * stead of the aws plugin. State is kept by the engine alone.
 * @see https://www.pulumi.com/docs/iac/cli/environment-variables/
 */
export async function startProvider(options: ProviderOptions = {}): Promise<Provider> {
  const unlimited = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };
  const server = new grpc.Server(unlimited);
  server.addService(ResourceProviderService, providerService(options));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  return {
    port,
    close: () => {
      server.forceShutdown();
      return Promise.resolve();
    },
  };
}
