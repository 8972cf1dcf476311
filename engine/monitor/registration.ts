import {
  type RegisterPackageRequest,
  type RegisterResourceRequest,
  type TransformResourceOptions,
} from "@pulumi/pulumi/proto/resource_pb";
import { type Callback } from "@pulumi/pulumi/proto/callback_pb";
import { type ResourceNode } from "../graph/graph";
import { type Callbacks } from "./callbacks";
import { resolveAliases } from "./aliases";
import { type Deployment } from "./deployment";
import { goalOf, inheritedOptions, nodeOptions, sharesProvider } from "./goal";
import { remoteOutputs } from "./remote-component";
import { sourceOf } from "./source-position";
import { makeUrn, packageOf, parseUrn, PROVIDER_PREFIX, providerUrn } from "./urn";
import { defined } from "../../language/defined";

/** Turns registrations into nodes: URNs, aliases, transforms, providers and inheritance as in the real engine. */
export class Registrations {
  readonly stackTransforms: Callback[] = [];
  private readonly transforms = new Map<string, Callback[]>();
  /** The `providers` of each component, by package. */
  private readonly componentProviders = new Map<string, Map<string, string>>();
  private readonly packages = new Map<string, { name: string; version: string }>();

  constructor(
    private readonly deployment: Deployment,
    private readonly callbacks: Callbacks,
    private readonly programDirectory: string,
  ) {}

  registerPackage(request: RegisterPackageRequest): string {
    const parameterized = request.getParameterization();
    const reference = `package-${this.packages.size + 1}`;
    this.packages.set(reference, {
      name: parameterized?.getName() ?? request.getName(),
      version: parameterized?.getVersion() ?? request.getVersion(),
    });
    return reference;
  }

  async register(request: RegisterResourceRequest): Promise<ResourceNode> {
    const { deployment } = this;
    const type = request.getType();
    const parent = deployment.nodes.get(request.getParent());
    const inherited = inheritedOptions(request, parent);
    const isProvider = type.startsWith(PROVIDER_PREFIX);
    if (request.getCustom() || request.getRemote()) {
      inherited.setProvider(this.providerReference(inherited, type, parent));
    }
    const own = request.getTransformsList();
    const { inputs, dependencies, propertyDependencies, options } = await goalOf(
      request,
      inherited,
      [...own, ...this.transformsAbove(parent), ...this.stackTransforms],
      this.callbacks,
    );
    const managed = (request.getCustom() && !isProvider) || request.getRemote();
    const version = this.packages.get(request.getPackageref())?.version ?? options.getVersion();
    const provider = managed ? deployment.provider(options.getProvider(), type, version) : undefined;
    const { stack: stack, project } = deployment.settings;
    const name = request.getName();
    const parentType = parent === undefined ? "" : parseUrn(parent.urn).qualifiedType;
    const aliases = resolveAliases(
      { stack: stack, project, type, name, parent: parent?.urn },
      options.getAliasesList(),
      parent?.options.aliases ?? [],
    );
    const source = sourceOf(request);
    const node: ResourceNode = defined({
      urn: makeUrn(stack, project, parentType, type, name),
      type,
      name,
      parent: parent?.urn,
      custom: request.getCustom(),
      external: false,
      inputs: isProvider && version !== "" ? { ...inputs, version } : inputs,
      outputs: {},
      dependencies,
      propertyDependencies,
      provider: provider?.urn,
      options: nodeOptions(options, aliases),
      source,
    });
    deployment.claim(node);
    this.transforms.set(node.urn, own);
    if (!node.custom) {
      this.componentProviders.set(node.urn, this.providersOf(options, parent));
    }
    await deployment.analyse(node, provider);
    this.settle(node, provider, request.getRemote());
    return node;
  }

  private settle(node: ResourceNode, provider: ResourceNode | undefined, remote: boolean): void {
    if (node.type.startsWith(PROVIDER_PREFIX)) {
      node.outputs = node.inputs;
      node.id = this.deployment.providers.providerId(node.urn);
    } else if (remote) {
      const context = this.deployment.context(node.type, provider, node.inputs);
      const preview = this.deployment.settings.mode === "preview";
      node.outputs = preview ? {} : remoteOutputs(node, context, this.programDirectory);
      this.deployment.warn(
        `${node.type} is built by a plugin, which is not run: its children are not in the graph, ` +
          `and its outputs are ${preview ? "unknown" : "placeholders"}`,
        node.urn,
      );
    } else if (node.custom) {
      this.deployment.settle(node, provider);
    }
  }

  /** The explicit provider, otherwise the one of `providers`, otherwise the parent's for the same package; empty for the default one. */
  private providerReference(options: TransformResourceOptions, type: string, parent: ResourceNode | undefined): string {
    const packageName = packageOf(type);
    const given = options.getProvider() || options.getProvidersMap().get(packageName);
    if (given || parent === undefined) {
      return given ?? "";
    }
    const fromComponent = this.componentProviders.get(parent.urn)?.get(packageName);
    return fromComponent ?? (sharesProvider(type, parent.provider) ? `${parent.provider}::` : "");
  }

  private providersOf(options: TransformResourceOptions, parent: ResourceNode | undefined): Map<string, string> {
    const above = parent === undefined ? undefined : this.componentProviders.get(parent.urn);
    const providers = new Map(above);
    options.getProvidersMap().forEach((reference, packageName) => providers.set(packageName, reference));
    const single = options.getProvider();
    if (single !== "") {
      providers.set(parseUrn(providerUrn(single)).type.slice(PROVIDER_PREFIX.length), single);
    }
    return providers;
  }

  private transformsAbove(parent: ResourceNode | undefined): Callback[] {
    if (parent === undefined) {
      return [];
    }
    const above = parent.parent === undefined ? undefined : this.deployment.nodes.get(parent.parent);
    return [...(this.transforms.get(parent.urn) ?? []), ...this.transformsAbove(above)];
  }
}
