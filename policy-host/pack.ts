import { type AnalyzeDiagnostic, type AnalyzeResponse, type Remediation } from "@pulumi/pulumi/proto/analyzer_pb";
import { type ResourceNode } from "../engine/graph/graph";
import { type PropertyValue } from "../engine/graph/value";
import { type ReconciledConfig, reconcileConfig, remediates } from "./config";
import { AnalyzerConnection, detailsOfCall, isLate, isLost } from "./connection";
import { encodeAnalyzeRequest } from "./encode";
import { enforcementLevel, packInfo, policySeverity } from "./info";
import { type PackManifest, readPackManifest } from "./manifest";
import {
  type EnforcementLevel,
  type PolicyConfig,
  type PolicyDiagnostic,
  type PolicyInfo,
  type PolicyPackInfo,
  PolicyPackError,
  type PolicyRemediation,
  type PolicySeverity,
  type PolicyStack,
} from "./policy";
import { type PackProcess, startPackProcess, withoutFrames } from "./process";
import { fromStruct } from "./properties";
import { configureRequest, stackRequest } from "./request";
import { outOfMemory } from "../language/out-of-memory";
import { ownValue } from "../language/own-value";

export interface PolicyPackOptions {
  /** The time that the pack may take to start, in milliseconds. @default 60000 */
  startTimeoutMs?: number;
  /** The time that one call of the pack's policies may take, in milliseconds. @default 300000 */
  callTimeoutMs?: number;
}

/** A resource beside the provider that manages it. */
export interface AnalyzedResource {
  node: ResourceNode;
  provider?: ResourceNode;
}

/** All resources of a stack, made into messages once for all packs. */
export interface AnalyzedStack {
  urn: string;
  urns: Set<string>;
  /** Each by `encodeStackResource`. */
  resources: Uint8Array[];
}

/**
 * A CrossGuard policy pack that runs in its own process, unmodified, and is spoken to as the Pulumi engine does.
 * See https://github.com/pulumi/pulumi/blob/master/proto/pulumi/analyzer.proto
 */
export class PolicyPack {
  private config: ReconciledConfig = {};
  private isGivenUp = false;

  private constructor(
    readonly manifest: PackManifest,
    readonly info: PolicyPackInfo,
    private readonly process: PackProcess,
    private readonly connection: AnalyzerConnection,
  ) {}

  /**
   * Starts the pack in a folder. Its process sees the stack in its environment, so a pack that looks at the stack outside
   * the protocol must be started once a stack. Throws a PolicyPackError.
   */
  static async start(directory: string, stack: PolicyStack, options: PolicyPackOptions = {}): Promise<PolicyPack> {
    const manifest = readPackManifest(directory);
    const process = await startPackProcess(manifest, stack, options.startTimeoutMs ?? 60_000);
    const connection = new AnalyzerConnection(process.port, options.callTimeoutMs ?? 300_000);
    try {
      await connection.handshake(manifest.directory);
      await connection.configureStack(stackRequest(stack));
      return new PolicyPack(manifest, packInfo(await connection.info(), manifest.version), process, connection);
    } catch (error) {
      connection.close();
      await process.close();
      throw new PolicyPackError(`policy pack "${directory}" failed to start: ${callProblem(error, process)}`);
    }
  }

  /** Returns the configuration that the pack would get. Throws a PolicyPackError where that breaks a policy's schema. */
  reconcile(given?: PolicyConfig): Promise<ReconciledConfig> {
    return reconcileConfig(this.info, given);
  }

  /** Takes the pack to another stack or configuration; what follows is analyzed with that. */
  async configure(stack: PolicyStack, given?: PolicyConfig): Promise<void> {
    if (!this.info.supportsConfig && given !== undefined) {
      throw new PolicyPackError(
        `policy pack "${this.info.name}" at "${this.manifest.directory}" does not support config`,
      );
    }
    this.config = await this.reconcile(given);
    await this.run("configuring", async () => {
      await this.connection.configureStack(stackRequest(stack));
      if (this.info.supportsConfig && Object.keys(this.config).length > 0) {
        await this.connection.configure(configureRequest(this.config));
      }
    });
  }

  /** True where a policy may change resources with the present configuration. */
  get remediates(): boolean {
    return remediates(this.config);
  }

  /** The policies that run with the present configuration. */
  get enabledPolicies(): PolicyInfo[] {
    return this.info.policies.filter(
      ({ name, enforcement }) => (ownValue(this.config, name)?.enforcement ?? enforcement) !== "disabled",
    );
  }

  /** The resource policies' verdict on a resource's inputs. */
  async analyze({ node, provider }: AnalyzedResource): Promise<PolicyDiagnostic[]> {
    const request = encodeAnalyzeRequest(node, node.inputs, provider, { keepInternal: false });
    const response = await this.run("running", () => this.connection.analyze(request));
    return this.diagnostics(response, () => node.urn);
  }

  /** The stack policies' verdict on the outputs of all resources; what names no resource of the stack is about the stack itself. */
  async analyzeStack(stack: AnalyzedStack): Promise<PolicyDiagnostic[]> {
    const request = Buffer.concat(stack.resources);
    const response = await this.run("running", () => this.connection.analyzeStack(request));
    return response === undefined ? [] : this.diagnostics(response, (urn) => (stack.urns.has(urn) ? urn : stack.urn));
  }

  /** The inputs as the pack's policies would have them, what changed them, and what could not run. */
  async remediate(
    { node, provider }: AnalyzedResource,
    inputs: Record<string, PropertyValue>,
  ): Promise<{
    inputs: Record<string, PropertyValue>;
    remediations: PolicyRemediation[];
    diagnostics: PolicyDiagnostic[];
  }> {
    const request = encodeAnalyzeRequest(node, inputs, provider, { keepInternal: true });
    const response = await this.run("running", () => this.connection.remediate(request));
    const remediations: PolicyRemediation[] = [];
    const diagnostics: PolicyDiagnostic[] = [];
    let current = inputs;
    for (const wire of response?.getRemediationsList() ?? []) {
      const message = wire.getDiagnostic();
      if (message !== "") {
        diagnostics.push({
          ...this.origin(wire),
          message,
          enforcement: "advisory",
          severity: "unspecified",
          urn: node.urn,
        });
        continue;
      }
      const properties = wire.getProperties();
      const after = properties === undefined ? {} : fromStruct(properties);
      remediations.push({ ...this.origin(wire), urn: node.urn, before: current, after });
      current = after;
    }
    return { inputs: current, remediations, diagnostics };
  }

  /** True where it can be asked nothing more: its process has ended, or is still at a call that nobody waits for. */
  get isOver(): boolean {
    return this.isGivenUp || this.process.ending() !== undefined;
  }

  async close(): Promise<void> {
    this.connection.close();
    await this.process.close();
  }

  private diagnostics(response: AnalyzeResponse, attribute: (urn: string) => string): PolicyDiagnostic[] {
    return response.getDiagnosticsList().map((wire) => ({
      ...this.origin(wire),
      message: wire.getMessage(),
      enforcement: reported(enforcementLevel(wire.getEnforcementlevel())),
      severity: this.severity(wire),
      urn: attribute(wire.getUrn()),
    }));
  }

  private severity(wire: AnalyzeDiagnostic): PolicySeverity {
    const own = policySeverity(wire.getSeverity());
    return own === "unspecified"
      ? (this.info.policies.find(({ name }) => name === wire.getPolicyname())?.severity ?? own)
      : own;
  }

  private origin(
    wire: AnalyzeDiagnostic | Remediation,
  ): Pick<PolicyDiagnostic, "policy" | "pack" | "packVersion" | "description"> {
    return {
      policy: wire.getPolicyname(),
      pack: wire.getPolicypackname(),
      packVersion: this.manifest.version ?? wire.getPolicypackversion(),
      description: wire.getDescription(),
    };
  }

  private async run<Result>(doing: string, call: () => Promise<Result>): Promise<Result> {
    try {
      return await call();
    } catch (error) {
      this.isGivenUp ||= isLost(error) || isLate(error);
      if (isLost(error)) {
        await this.process.lastWords();
      }
      throw new PolicyPackError(
        `${doing} policy pack "${this.info.name}@v${this.info.version}" failed: ${callProblem(error, this.process)}`,
      );
    }
  }
}

/** A violation that is still there after remediation, or that none can fix, blocks. */
function reported(level: EnforcementLevel): EnforcementLevel {
  return level === "remediate" ? "mandatory" : level;
}

function callProblem(error: unknown, process: PackProcess): string {
  const ending = isLost(error) ? process.ending() : undefined;
  const text = ending ?? detailsOfCall(error) ?? (error instanceof Error ? error.message : String(error));
  return [text, outOfMemory(process.output()) ?? process.output()]
    .map(withoutFrames)
    .filter((part) => part !== "")
    .join("\n");
}
