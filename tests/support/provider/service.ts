import { readFileSync } from "node:fs";
import * as grpc from "@grpc/grpc-js";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import * as plugin from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { answerInvoke, type SynthesisContext } from "../../../engine/synthesis";
import type { PropertyValue } from "../../../engine/graph/value";
import { contextOf } from "./configuration";
import { Resources, type Subject } from "./resources";
import { awsSchema } from "./schema";

/** The version of the plugin that the program's package asks for. */
const { version: AWS_VERSION } = JSON.parse(readFileSync(require.resolve("@pulumi/aws/package.json"), "utf8")) as {
  version: string;
};
/** The choices of whoever starts a provider. */
export interface ProviderOptions {
  /** The account that resources are in. @default "123456789012" */
  account?: string;
  /** Returns whether an operation on a resource fails, as AWS could refuse it. @default none does */
  fails?: (operation: "create" | "update" | "delete", urn: string) => boolean;
  /** Returns the inputs of a resource that no program has made yet; undefined for others. */
  existing?: (type: string, id: string) => Record<string, PropertyValue> | undefined;
}

type Properties = Record<string, PropertyValue>;
type Handler<Request, Response> = (request: Request, peer: string) => Response;

/**
 * The methods of Pulumi's ResourceProvider service.
 * @see https://github.com/pulumi/pulumi/blob/master/proto/pulumi/provider.proto
 */
export function providerService({ account, fails, existing }: ProviderOptions): grpc.UntypedServiceImplementation {
  const refuse = (operation: "create" | "update" | "delete", urn: string): void => {
    if (fails?.(operation, urn) === true) {
      throw new Error(`${operation} fails, as the test asks for`);
    }
  };
  const resources = new Resources();
  // One process serves every instance of the provider; each has a connection of its own.
  const contexts = new Map<string, SynthesisContext>();
  const contextAt = (peer: string): SynthesisContext => contexts.get(peer) ?? contextOf({}, account);

  return {
    handshake: method((_request: messages.ProviderHandshakeRequest) =>
      new messages.ProviderHandshakeResponse().setAcceptSecrets(true),
    ),
    attach: method((_request: plugin.PluginAttach) => new Empty()),
    cancel: method((_request: Empty) => new Empty()),
    getPluginInfo: method((_request: Empty) => new plugin.PluginInfo().setVersion(AWS_VERSION)),
    getSchema: method((_request: messages.GetSchemaRequest) =>
      new messages.GetSchemaResponse().setSchema(JSON.stringify(awsSchema(AWS_VERSION))),
    ),
    checkConfig: method((request: messages.CheckRequest) => new messages.CheckResponse().setInputs(request.getNews())),
    diffConfig: method((_request: messages.DiffRequest) =>
      new messages.DiffResponse().setChanges(messages.DiffResponse.DiffChanges.DIFF_NONE),
    ),
    configure: method((request: messages.ConfigureRequest, peer) => {
      contexts.set(peer, contextOf(propertiesOf(request.getArgs()), account));
      return new messages.ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true);
    }),
    invoke: method((request: messages.InvokeRequest, peer) => {
      const answer = answerInvoke(request.getTok(), propertiesOf(request.getArgs()), contextAt(peer));
      return answer === undefined
        ? new messages.InvokeResponse().setFailuresList([
            failure("", `${request.getTok()} is not answered without AWS.`),
          ])
        : new messages.InvokeResponse().setReturn(structOf(answer));
    }),
    check: method((request: messages.CheckRequest) => {
      const before = request.getOlds();
      const { inputs, failures } = resources.check(
        subjectOf(request),
        before === undefined ? undefined : propertiesOf(before),
        propertiesOf(request.getNews()),
      );
      return new messages.CheckResponse()
        .setInputs(structOf(inputs))
        .setFailuresList(failures.map((reason) => failure("", reason)));
    }),
    diff: method((request: messages.DiffRequest) => {
      const { changed, replacing } = resources.diff(
        subjectOf(request),
        request.getId(),
        propertiesOf(request.getOlds()),
        propertiesOf(request.getOldInputs() ?? request.getOlds()),
        propertiesOf(request.getNews()),
      );
      return diffResponse(changed, replacing);
    }),
    create: method((request: messages.CreateRequest, peer) => {
      const inputs = propertiesOf(request.getProperties());
      if (request.getPreview()) {
        const outputs = resources.preview(subjectOf(request), inputs, contextAt(peer));
        return new messages.CreateResponse().setProperties(structOf(outputs));
      }
      refuse("create", request.getUrn());
      const { id, outputs } = resources.create(subjectOf(request), inputs, contextAt(peer));
      return new messages.CreateResponse().setId(id).setProperties(structOf(outputs));
    }),
    read: method((request: messages.ReadRequest, peer) => {
      const subject = subjectOf(request);
      // an import has no inputs: the provider reads them from the cloud
      const inputs = { ...existing?.(subject.type, request.getId()), ...propertiesOf(request.getInputs()) };
      const state = propertiesOf(request.getProperties());
      // With inputs it is a refresh, and nothing changes behind the engine's back; without, a resource is looked up.
      const outputs =
        Object.keys(inputs).length > 0 && resources.knows(subject.type, request.getId())
          ? state
          : resources.read(subject, request.getId(), { ...inputs, ...state }, contextAt(peer));
      return new messages.ReadResponse()
        .setId(request.getId())
        .setProperties(structOf(outputs))
        .setInputs(structOf(inputs));
    }),
    update: method((request: messages.UpdateRequest, peer) => {
      const outputs = propertiesOf(request.getOlds());
      const inputs = {
        before: propertiesOf(request.getOldInputs() ?? request.getOlds()),
        after: propertiesOf(request.getNews()),
      };
      refuse("update", request.getUrn());
      const updated = resources.update(subjectOf(request), request.getId(), outputs, inputs, contextAt(peer));
      return new messages.UpdateResponse().setProperties(structOf(updated));
    }),
    delete: method((request: messages.DeleteRequest) => {
      refuse("delete", request.getUrn());
      return new Empty();
    }),
  };
}

function method<Request, Response>(handler: Handler<Request, Response>): grpc.handleUnaryCall<Request, Response> {
  return (call, callback) => {
    try {
      callback(null, handler(call.request, call.getPeer()));
    } catch (error) {
      const details = error instanceof Error ? error.message : String(error);
      callback({ code: grpc.status.UNKNOWN, details });
    }
  };
}

function diffResponse(
  changed: readonly { property: string; kind: "add" | "delete" | "update" }[],
  replacing: readonly string[],
): messages.DiffResponse {
  const { DiffChanges } = messages.DiffResponse;
  const { Kind } = messages.PropertyDiff;
  const response = new messages.DiffResponse()
    .setChanges(changed.length === 0 ? DiffChanges.DIFF_NONE : DiffChanges.DIFF_SOME)
    .setDiffsList(changed.map(({ property }) => property))
    .setReplacesList([...replacing])
    .setHasdetaileddiff(true);
  for (const { property, kind } of changed) {
    const plain = { add: Kind.ADD, delete: Kind.DELETE, update: Kind.UPDATE };
    const replace = { add: Kind.ADD_REPLACE, delete: Kind.DELETE_REPLACE, update: Kind.UPDATE_REPLACE };
    const detail = (replacing.includes(property) ? replace : plain)[kind];
    response.getDetaileddiffMap().set(property, new messages.PropertyDiff().setKind(detail).setInputdiff(true));
  }
  return response;
}

/** `urn:pulumi:<stack>::<project>::<parent types>$<type>::<name>` */
function subjectOf(request: { getUrn(): string }): Subject {
  const urn = request.getUrn();
  const [, , types = "", ...name] = urn.split("::");
  return { urn, type: types.split("$").pop() ?? "", name: name.join("::") };
}

function failure(property: string, reason: string): messages.CheckFailure {
  return new messages.CheckFailure().setProperty(property).setReason(reason);
}

function propertiesOf(struct: Struct | undefined): Properties {
  return struct?.toJavaScript() ?? {};
}

function structOf(properties: Properties): Struct {
  return Struct.fromJavaScript(properties);
}
