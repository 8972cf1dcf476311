import {
  type ResourceCallRequest,
  type ResourceInvokeRequest,
  ResourceInvokeResponse,
  TransformInvokeOptions,
  TransformInvokeRequest,
  TransformInvokeResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { type Callback } from "@pulumi/pulumi/proto/callback_pb";
import { CallResponse, CheckFailure } from "@pulumi/pulumi/proto/provider_pb";
import { reveal } from "../graph/value";
import { leavesSecretsMarked } from "../program/sdk-version";
import { answerInvoke } from "../synthesis";
import { type Callbacks } from "./callbacks";
import { type Deployment } from "./deployment";
import { type Properties, readProperties, writeProperties } from "./property-codec";

const GET_RESOURCE = "pulumi:pulumi:getResource";

/** Answers the functions that a program calls while it runs. */
export class Invokes {
  readonly transforms: Callback[] = [];

  constructor(
    private readonly deployment: Deployment,
    private readonly callbacks: Callbacks,
    private readonly programDirectory: string,
  ) {}

  async invoke(request: ResourceInvokeRequest): Promise<ResourceInvokeResponse> {
    const token = request.getTok();
    const { args, options } = await this.transformed(request);
    if (token === GET_RESOURCE) {
      this.deployment.provider("", token, { version: "", downloadUrl: "" });
      return this.getResource(args);
    }
    if (this.deployment.hasPending(request.getDependsonList())) {
      return unknown(); // it would read what does not exist yet
    }
    const provider = this.deployment.provider(options.getProvider(), token, {
      version: options.getVersion(),
      downloadUrl: options.getPluginDownloadUrl(),
    });
    if (this.deployment.isUnconfigured(provider)) {
      return new ResourceInvokeResponse().setReturn(writeProperties({})); // as the real engine answers: known, and empty
    }
    const answer = answerInvoke(token, args, this.deployment.context(token, provider, args));
    if (answer === undefined) {
      this.deployment.warn(`${token} is not known offline: its result is unknown`);
      return unknown();
    }
    return new ResourceInvokeResponse().setReturn(
      writeProperties(leavesSecretsMarked(this.programDirectory) ? revealed(answer) : answer),
    );
  }

  /** A method of a remote component: its plugin is not run, so nothing can be answered. */
  call(request: ResourceCallRequest): CallResponse {
    this.deployment.warn(`${request.getTok()} is a method of a plugin, which is not run: its result is empty`);
    return new CallResponse().setReturn(writeProperties({}));
  }

  private async transformed(
    request: ResourceInvokeRequest,
  ): Promise<{ args: Properties; options: TransformInvokeOptions }> {
    let args = readProperties(request.getArgs());
    let options = new TransformInvokeOptions();
    options.setProvider(request.getProvider());
    options.setVersion(request.getVersion());
    options.setPluginDownloadUrl(request.getPlugindownloadurl());
    for (const transform of this.transforms) {
      const message = new TransformInvokeRequest();
      message.setToken(request.getTok());
      message.setArgs(writeProperties(args));
      message.setOptions(options);
      const bytes = await this.callbacks.invoke(transform, message.serializeBinary());
      const response = TransformInvokeResponse.deserializeBinary(bytes);
      args = response.hasArgs() ? readProperties(response.getArgs()) : args;
      options = response.getOptions() ?? options;
    }
    return { args, options };
  }

  /** Returns how the SDK turns a resource reference back into a resource. */
  private getResource({ urn }: Properties): ResourceInvokeResponse {
    const wanted = typeof urn === "string" ? urn : "";
    const node = this.deployment.nodes.get(wanted);
    if (node === undefined) {
      const failure = new CheckFailure();
      failure.setProperty("urn");
      failure.setReason(`${wanted} is not a resource of this program`);
      return new ResourceInvokeResponse().setFailuresList([failure]);
    }
    return new ResourceInvokeResponse().setReturn(
      writeProperties({ urn: node.urn, id: node.id ?? "", state: node.outputs }),
    );
  }
}

function revealed(answer: Properties): Properties {
  return Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, reveal(value) ?? null]));
}

function unknown(): ResourceInvokeResponse {
  return new ResourceInvokeResponse().setUnknown(true).setReturn(writeProperties({}));
}
