import { type Diagnostic, printLocation } from "../evaluation-error";
import { type ResourceNode, type SourceLocation } from "../graph/graph";
import { type EngineAnalyzer, type EvaluateOptions } from "../options";
import { previewOutputs, type SynthesisContext, synthesise } from "../synthesis";
import { containsUnknown, isSecret, isUnknown, type PropertyValue, secret, UNKNOWN } from "../graph/value";
import { mapValues, type Properties } from "./property-codec";
import { DeploymentError } from "./deployment-error";
import { type PluginSource, Providers, type ProviderSettings } from "./providers";
import { packageOf, providerUrn, STACK_REFERENCE_TYPE, STACK_TYPE } from "./urn";
import { defined } from "../../language/defined";

export interface DeploymentSettings extends ProviderSettings {
  organization: string;
  stackReferences: NonNullable<EvaluateOptions["stackReferences"]>;
  analyzer?: EngineAnalyzer;
}

/** The reason why the deployment cannot go on, and where in the program the cause is. */
export interface Failure {
  message: string;
  location?: SourceLocation;
  /** The program's own frames of the stack that led there, each as a line of it. */
  frames?: string[];
  /** The first line on stderr of what it was read from: that need not be shown once more. */
  saidFrom?: RegExp;
}

/** The tokens that the engine's own provider, `pulumi:providers:pulumi`, answers. */
const OF_PULUMI = [STACK_REFERENCE_TYPE, "pulumi:pulumi:getResource"];

/** All that one run of a program has declared so far. */
export class Deployment {
  readonly nodes = new Map<string, ResourceNode>();
  readonly diagnostics: Diagnostic[] = [];
  readonly providers: Providers;
  /** Settled as soon as the deployment cannot go on. */
  readonly failed: Promise<Failure>;
  /** The program has run to its end and said so. */
  finished = false;
  stackOutputs: Properties | undefined;
  private announceFailure: (failure: Failure) => void = () => undefined;
  private readonly warned = new Set<string>();
  /** By the URN of their parent. */
  private readonly children = new Map<string, ResourceNode[]>();
  /** The resources that have an id, by type and id. */
  private readonly byId = new Map<string, ResourceNode>();
  private lastAnalysis: Promise<unknown> = Promise.resolve();

  constructor(readonly settings: DeploymentSettings) {
    this.providers = new Providers(settings);
    this.failed = new Promise((resolve) => {
      this.announceFailure = resolve;
    });
  }

  /** The last resource that the program made: where a program that hangs was last seen. */
  get last(): ResourceNode | undefined {
    return [...this.nodes.values()].filter(({ source }) => source !== undefined).at(-1);
  }

  fail(failure: Failure): void {
    this.announceFailure(failure);
  }

  warn(message: string, urn?: string): void {
    if (!this.warned.has(message)) {
      this.warned.add(message);
      this.diagnostics.push(defined({ severity: "warning", message, urn }));
    }
  }

  /** Claims the URN of a resource. @throws DeploymentError where another resource has it */
  claim(node: ResourceNode): void {
    const first = this.nodes.get(node.urn);
    if (first !== undefined) {
      const places = [first.source, node.source].map((source) => (source ? ` at ${printLocation(source)}` : ""));
      throw new DeploymentError(
        `${node.type} "${node.name}" is registered twice: first${places[0]}, then${places[1]}. ` +
          "Resources of one type and parent need different names: rename one of them.",
      );
    }
    this.nodes.set(node.urn, node);
    if (node.parent !== undefined) {
      const siblings = this.children.get(node.parent);
      if (siblings === undefined) {
        this.children.set(node.parent, [node]);
      } else {
        siblings.push(node);
      }
    }
  }

  /**
   * The node of a provider reference, or of the package's default provider, which is made on first use.
   *
   * @param source The version of the plugin, and where it is downloaded.
   * @param subject What asks for it, for the message where the stack has no default providers.
   * @throws DeploymentError where `pulumi:disable-default-providers` names the package
   */
  provider(reference: string, token: string, source: PluginSource, subject = token): ResourceNode | undefined {
    if (reference !== "") {
      return this.nodes.get(providerUrn(reference));
    }
    if (packageOf(token) === "pulumi" && !OF_PULUMI.includes(token)) {
      return undefined; // the engine's own resources
    }
    if (this.providers.isDisabled(packageOf(token))) {
      throw new DeploymentError(
        `Default provider for '${packageOf(token)}' disabled. '${subject}' must use an explicit provider.`,
      );
    }
    const made = this.providers.defaultProvider(
      token,
      packageOf(token) === "pulumi" ? { version: "", downloadUrl: "" } : source,
    );
    const node = this.nodes.get(made.urn) ?? made;
    this.nodes.set(node.urn, node);
    return node;
  }

  /** Returns whether the engine leaves the provider alone: in a preview, one whose configuration is not known answers nothing. */
  isUnconfigured(provider: ResourceNode | undefined): boolean {
    return this.settings.mode === "preview" && provider !== undefined && containsUnknown(provider.inputs);
  }

  context(token: string, provider: ResourceNode | undefined, inputs: Properties): SynthesisContext {
    return {
      ...this.providers.context(token, provider, inputs),
      find: (type, id) => this.byId.get(`${type} ${id}`)?.outputs,
    };
  }

  /** Lets other resources find this one by its id: a few outputs copy another resource's. */
  index(node: ResourceNode): void {
    if (node.id !== undefined && node.id !== UNKNOWN) {
      this.byId.set(`${node.type} ${node.id}`, node);
    }
  }

  /** Hands the resource to the analyzer; resources wait for each other, so that they arrive in the order of registration. */
  async analyse(node: ResourceNode, providerNode: ResourceNode | undefined): Promise<void> {
    const { analyzer } = this.settings;
    if (analyzer === undefined) {
      return;
    }
    const { urn, type, name } = node;
    const analysis = this.lastAnalysis.then(() =>
      analyzer.analyze(
        defined({ urn, type, name, inputs: node.inputs, node, providerNode: providerNode || undefined }),
      ),
    );
    this.lastAnalysis = analysis.catch(() => undefined);
    node.inputs = (await analysis).inputs;
  }

  /** Gives a custom resource its id and outputs. */
  settle(node: ResourceNode, provider: ResourceNode | undefined): void {
    const { type, name, urn, inputs, dependencies, options } = node;
    const context = this.context(type, provider, inputs);
    const resource = { type, name, urn, inputs, dependencies };
    const { id, outputs } = synthesise(resource, context);
    const preview = this.settings.mode === "preview";
    node.outputs = preview ? previewOutputs(resource, context) : outputs;
    if (this.isUnconfigured(provider)) {
      node.outputs = mapValues(node.outputs, () => UNKNOWN);
      return;
    }
    node.id = preview ? undefined : id;
    if (options.import !== undefined) {
      node.outputs = withId(outputs, id, options.import);
      node.id = options.import;
    }
    for (const property of options.additionalSecretOutputs ?? []) {
      const value = node.outputs[property];
      if (value !== undefined && !isSecret(value)) {
        node.outputs[property] = secret(value);
      }
    }
    this.index(node);
  }

  registerOutputs(urn: string, outputs: Properties): void {
    const node = this.nodes.get(urn);
    if (node === undefined) {
      throw new DeploymentError(`Outputs were registered for ${urn}, which is not a resource of this program.`);
    }
    node.outputs = outputs;
    if (node.type === STACK_TYPE) {
      this.stackOutputs = outputs;
    }
  }

  /** Returns whether any of the resources, or any child of one that is a component, does not exist yet. */
  hasPending(urns: string[]): boolean {
    return urns.some((urn) => this.isPending(this.nodes.get(urn)));
  }

  private isPending(node: ResourceNode | undefined): boolean {
    if (node === undefined || node.custom) {
      return node !== undefined && !node.external && node.id === undefined;
    }
    // a custom resource's children are not part of it, a component's are
    return node.type !== STACK_TYPE && (this.children.get(node.urn) ?? []).some((child) => this.isPending(child));
  }
}

/** The outputs with a synthesised id replaced by the real one, in every name, ARN and URL that AWS forms from it. */
export function withId(outputs: Properties, synthesised: string, id: string): Properties {
  const replace = (value: PropertyValue): PropertyValue => {
    if (typeof value === "string") {
      return isUnknown(value) ? value : value.replaceAll(synthesised, id);
    }
    if (Array.isArray(value)) {
      return value.map(replace);
    }
    return value === null || typeof value !== "object" ? value : withId(value, synthesised, id);
  };
  return Object.fromEntries(Object.entries(outputs).map(([key, value]) => [key, replace(value)]));
}
