import { credentials } from "@grpc/grpc-js";
import { CallbacksClient } from "@pulumi/pulumi/proto/callback_grpc_pb";
import { type Callback, CallbackInvokeRequest } from "@pulumi/pulumi/proto/callback_pb";
import { DeploymentError } from "./deployment-error";
import { MESSAGE_LIMITS } from "./message-limits";

/** Calls functions of the program, such as transforms, on the server that the SDK opens for them. */
export class Callbacks {
  private readonly clients = new Map<string, CallbacksClient>();

  invoke(callback: Callback, request: Uint8Array): Promise<Uint8Array> {
    const message = new CallbackInvokeRequest();
    message.setToken(callback.getToken());
    message.setRequest(request);
    return new Promise((resolve, reject) => {
      this.client(callback.getTarget()).invoke(message, (error, response) =>
        error === null ? resolve(response.getResponse_asU8()) : reject(new DeploymentError(error.details)),
      );
    });
  }

  close(): void {
    this.clients.forEach((client) => client.close());
  }

  private client(target: string): CallbacksClient {
    const client =
      this.clients.get(target) ?? new CallbacksClient(target, credentials.createInsecure(), MESSAGE_LIMITS);
    this.clients.set(target, client);
    return client;
  }
}
