import {
  type RegisterPackageRequest,
  RegisterResourceRequest,
  type TransformResourceOptions,
} from "@pulumi/pulumi/proto/resource_pb";
import { type Callback } from "@pulumi/pulumi/proto/callback_pb";
import { type ResourceNode } from "../graph/graph";
import { type Callbacks } from "./callbacks";
import { resolveAliases } from "./aliases";
import { type Deployment } from "./deployment";
import { goalOf, inheritedOptions, nodeOptions, sharesProvider } from "./goal";
import { expansions } from "../expansion";
import { remoteOutputs } from "./remote-component";
import { sourceOf } from "./source-position";
import { type Child, type ExpansionHost } from "../expansion";
import { Registration } from "./registration-message";
import { writeProperties } from "./property-codec";
import { unknownInputs } from "./unknown-outputs";
import { makeUrn, packageOf, parseUrn, PROVIDER_PREFIX, providerUrn } from "./urn";
import { defined } from "../../language/defined";
import { V1 } from "../../aws/resource-types";
import { UNREAD_APIS } from "../../aws/unread-types";
import { ownValue } from "../../language/own-value";

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

  async register(registration: Registration): Promise<ResourceNode> {
    const { deployment } = this;
    const { request } = registration;
    const type = request.getType();
    const parent = deployment.nodes.get(request.getParent());
    const inherited = inheritedOptions(request, parent);
    const isProvider = type.startsWith(PROVIDER_PREFIX);
    if (request.getCustom() || request.getRemote()) {
      inherited.setProvider(this.providerReference(inherited, type, parent));
    }
    const own = request.getTransformsList();
    const { inputs, dependencies, propertyDependencies, options } = await goalOf(
      registration,
      inherited,
      [...own, ...this.transformsAbove(parent), ...this.stackTransforms],
      this.callbacks,
      this.programDirectory,
    );
    const managed = (request.getCustom() && !isProvider) || request.getRemote();
    const version = this.packages.get(request.getPackageref())?.version ?? options.getVersion();
    const { stack: stack, project } = deployment.settings;
    const name = request.getName();
    const parentType = parent === undefined ? "" : parseUrn(parent.urn).qualifiedType;
    const urn = makeUrn(stack, project, parentType, type, name);
    const plugin = { version, downloadUrl: options.getPluginDownloadUrl() };
    const provider = managed ? deployment.provider(options.getProvider(), type, plugin, urn) : undefined;
    const aliases = resolveAliases(
      { stack: stack, project, type, name, parent: parent?.urn },
      options.getAliasesList(),
      parent?.options.aliases ?? [],
    );
    const source = sourceOf(request);
    const node: ResourceNode = defined({
      urn,
      type,
      name,
      parent: parent?.urn,
      custom: request.getCustom(),
      external: false,
      ...defined({ remote: request.getRemote() ? (true as const) : undefined }),
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
    const unknown = node.custom && deployment.settings.mode === "deploy" ? this.unknownInputs(node) : undefined;
    if (unknown !== undefined) {
      deployment.warn(unknown, node.urn);
    }
    const expand = request.getRemote() ? expansions.get(type) : undefined;
    if (expand === undefined) {
      this.settle(node, provider, request.getRemote());
    } else {
      node.outputs = await expand(this.expansionHost(node, version));
    }
    return node;
  }

  private unknownInputs(node: ResourceNode): string | undefined {
    return unknownInputs(node, (urn) => this.deployment.nodes.get(urn));
  }

  /** Registers the children of a component as its plugin would, with the same inheritance and transforms. */
  private expansionHost(component: ResourceNode, version: string): ExpansionHost {
    const { nodes } = this.deployment;
    const made = [...nodes.values()].find(({ type }) => type === `${PROVIDER_PREFIX}aws`)?.inputs.version;
    return {
      component,
      version,
      context: this.deployment.context(V1.restApi, this.childProvider(component), {}),
      programDirectory: this.programDirectory,
      node: (urn) => nodes.get(urn),
      register: (child) =>
        this.register(new Registration(childRequest(component, child, typeof made === "string" ? made : ""))),
    };
  }

  /** The provider of a component's AWS resources where the program gives one, otherwise the default one that is there already. */
  private childProvider(component: ResourceNode): ResourceNode | undefined {
    const { nodes } = this.deployment;
    const given = this.componentProviders.get(component.urn)?.get("aws");
    return given === undefined
      ? [...nodes.values()].find(({ type, name }) => type === `${PROVIDER_PREFIX}aws` && name.startsWith("default"))
      : nodes.get(providerUrn(given));
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
      if (UNREAD_APIS.includes(node.type)) {
        this.deployment.warn(
          `${node.type} "${node.name}" is an API of a provider whose types are not read: it is neither served nor reported. ` +
            "Declare it with @pulumi/aws",
          node.urn,
        );
      }
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

/** The request of a component's child, as the component's plugin sends it. */
function childRequest(component: ResourceNode, child: Child, version: string): RegisterResourceRequest {
  const request = new RegisterResourceRequest();
  request.setType(child.type);
  request.setName(child.name);
  request.setCustom(true);
  request.setParent(component.urn);
  request.setVersion(version);
  request.setObject(writeProperties(child.inputs));
  const flows = new Set([...Object.values(child.dependencies ?? {}).flat(), ...(child.dependsOn ?? [])]);
  request.setDependenciesList([...flows]);
  for (const name of Object.keys(child.inputs)) {
    const urns = new RegisterResourceRequest.PropertyDependencies().setUrnsList([
      ...(ownValue(child.dependencies, name) ?? []),
    ]);
    request.getPropertydependenciesMap().set(name, urns);
  }
  return request;
}
