import { type ReadResourceRequest, ReadResourceResponse } from "@pulumi/pulumi/proto/resource_pb";
import { type ResourceNode } from "../graph/graph";
import { computedProperties, synthesise } from "../synthesis";
import { containsSecret, containsUnknown, type PropertyValue, UNKNOWN } from "../graph/value";
import { type Deployment, withId } from "./deployment";
import { DeploymentError } from "./deployment-error";
import { type Properties, readProperties, writeProperties } from "./property-codec";
import { REST_IS_UNKNOWN } from "../sdk-patches/leave-unknown";
import { sourceOf } from "./source-position";
import { makeUrn, parseUrn, STACK_REFERENCE_TYPE } from "./urn";
import { defined } from "../../language/defined";
import { ownValue } from "../../language/own-value";

/** Resources that exist already: `Foo.get`, and stack references. */
export class Reads {
  constructor(private readonly deployment: Deployment) {}

  read(request: ReadResourceRequest): ReadResourceResponse {
    const { deployment } = this;
    const { stack, project } = deployment.settings;
    const type = request.getType();
    const parent = deployment.nodes.get(request.getParent());
    const parentType = parent === undefined ? "" : parseUrn(parent.urn).qualifiedType;
    const id = request.getId();
    if (id === "") {
      throw new DeploymentError(
        `${type} "${request.getName()}" is looked up by its id, which is empty or undefined. Pass the id of a resource that exists.`,
      );
    }
    const provider = deployment.provider(request.getProvider(), type, {
      version: request.getVersion(),
      downloadUrl: request.getPlugindownloadurl(),
    });
    const source = sourceOf(request);
    const secrets = request.getAdditionalsecretoutputsList();
    const node: ResourceNode = defined({
      urn: makeUrn(stack, project, parentType, type, request.getName()),
      type,
      name: request.getName(),
      parent: parent?.urn,
      custom: true,
      external: true,
      id: id === UNKNOWN ? undefined : id,
      inputs: readProperties(request.getProperties()),
      outputs: {},
      dependencies: request.getDependenciesList().sort(),
      propertyDependencies: {},
      provider: provider?.urn,
      options: secrets.length === 0 ? {} : { additionalSecretOutputs: secrets },
      source,
    });
    deployment.claim(node);
    node.outputs = type === STACK_REFERENCE_TYPE ? this.stackReference(node) : this.outputs(node, provider);
    deployment.index(node);
    const rest = type === STACK_REFERENCE_TYPE ? {} : REST_IS_UNKNOWN;
    return new ReadResourceResponse()
      .setUrn(node.urn)
      .setProperties(writeProperties({ ...node.outputs, ...rest }))
      .setUnknown(containsUnknown(node.outputs));
  }

  /** Returns what follows from the id alone, such as an ARN or an endpoint. Whatever else the real resource has is not known offline. */
  private outputs(node: ResourceNode, provider: ResourceNode | undefined): Properties {
    const { type, name, urn, inputs, dependencies, id } = node;
    const preview = this.deployment.settings.mode === "preview";
    if (this.deployment.isUnconfigured(provider) || (preview && id === undefined)) {
      return {}; // nothing is looked up yet
    }
    if (id === undefined || computedProperties(type) === undefined) {
      return inputs;
    }
    const context = this.deployment.context(type, provider, inputs);
    const synthesised = synthesise({ type, name, urn, inputs, dependencies }, context);
    return withId(synthesised.outputs, synthesised.id, id);
  }

  private stackReference(node: ResourceNode): Properties {
    const given = node.inputs.name;
    const name = typeof given === "string" ? given : (node.id ?? "");
    const outputs = this.stackOutputs(name);
    if (outputs === undefined) {
      this.deployment.warn(
        `The outputs of the stack "${name}" are unknown: set them under gatewright:local (stackReferences) in ` +
          `Pulumi.${this.deployment.settings.stack}.yaml`,
        node.urn,
      );
      return { name, outputs: UNKNOWN, secretOutputNames: UNKNOWN };
    }
    // an output that holds a secret is one: https://github.com/pulumi/pulumi/blob/master/pkg/resource/deploy/builtins.go
    const secretOutputNames = Object.keys(outputs)
      .filter((key) => containsSecret(outputs[key]))
      .sort();
    return { name, outputs, secretOutputNames };
  }

  /** A stack may be named in full (organization/project/stack) in the program and in short in the given values. */
  private stackOutputs(name: string): Record<string, PropertyValue> | undefined {
    const given = this.deployment.settings.stackReferences;
    const short = Object.keys(given).find((key) => name.endsWith(`/${key}`) || key.endsWith(`/${name}`));
    return ownValue(given, name) ?? (short === undefined ? undefined : ownValue(given, short));
  }
}
