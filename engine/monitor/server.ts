import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import {
  GetRootResourceResponse,
  type LogRequest,
  LogSeverity,
  RequirePulumiVersionResponse,
  type SetRootResourceRequest,
  SetRootResourceResponse,
} from "@pulumi/pulumi/proto/engine_pb";
import {
  DeploymentInfo,
  type ExistsResourceRequest,
  ExistsResourceResponse,
  type ReadResourceRequest,
  type RegisterPackageRequest,
  RegisterPackageResponse,
  type RegisterResourceOutputsRequest,
  type ResourceCallRequest,
  type ResourceInvokeRequest,
  ResourceMonitorFeature,
  type SupportsFeatureRequest,
  SupportsFeatureResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { type Callback } from "@pulumi/pulumi/proto/callback_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type Diagnostic, EvaluationError } from "../evaluation-error";
import { type ResourceNode, type SourceLocation } from "../graph/graph";
import { UNKNOWN } from "../graph/value";
import { withHashes } from "./assets";
import { Callbacks } from "./callbacks";
import { type Deployment } from "./deployment";
import { Invokes } from "./invokes";
import { readProperties, unwrapOutputValues } from "./property-codec";
import { hasUnknownOutputs } from "./unknown-outputs";
import { REST_IS_UNKNOWN } from "../sdk-patches/leave-unknown";
import { DeploymentError } from "./deployment-error";
import { Reads } from "./reads";
import { Registrations } from "./registration";
import { MONITOR_SERVICE, type Registered, type Registration } from "./registration-message";
import { sourceOf } from "./source-position";
import { methodsOf, serveUnary } from "../../language/unary-server";
import { PROVIDER_PREFIX } from "./urn";
import { defined } from "../../language/defined";

/** The features of the monitor, by the name that older SDKs ask for and the number that newer ones read. */
const FEATURES: Record<string, ResourceMonitorFeature> = {
  secrets: ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_SECRETS,
  resourceReferences: ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES,
  outputValues: ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_OUTPUT_VALUES,
  aliasSpecs: ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_ALIAS_SPECS,
  replacementTrigger: ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_REPLACEMENT_TRIGGER,
  deletedWith: ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_DELETED_WITH,
  replaceWith: ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_REPLACE_WITH,
  transforms: ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_TRANSFORMS,
  invokeTransforms: ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_INVOKE_TRANSFORMS,
  parameterization: ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_PARAMETERIZATION,
  resourceHooks: ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_RESOURCE_HOOKS,
  errorHooks: ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_ERROR_HOOKS,
  invokeDependsOn: ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_INVOKE_DEPENDS_ON,
};

const SEVERITIES: Record<LogSeverity, Diagnostic["severity"]> = {
  [LogSeverity.DEBUG]: "debug",
  [LogSeverity.INFO]: "info",
  [LogSeverity.WARNING]: "warning",
  [LogSeverity.ERROR]: "error",
};

export interface MonitorServer {
  /** The address at which the program reaches the monitor and the engine. */
  address: string;
  close(): void;
}

/** Serves the protocol that a Pulumi program speaks (`ResourceMonitor` and `Engine`) on this machine only. */
export async function serveMonitor(deployment: Deployment, programDirectory: string): Promise<MonitorServer> {
  const callbacks = new Callbacks();
  const server = await serveUnary([
    ...methodsOf(MONITOR_SERVICE, monitorHandlers(deployment, callbacks, programDirectory)),
    ...methodsOf(EngineService, engineHandlers(deployment)),
  ]);
  return {
    address: `127.0.0.1:${server.port}`,
    close: () => {
      callbacks.close();
      server.close();
    },
  };
}

function monitorHandlers(deployment: Deployment, callbacks: Callbacks, programDirectory: string) {
  const registrations = new Registrations(deployment, callbacks, programDirectory);
  const invokes = new Invokes(deployment, callbacks, programDirectory);
  const reads = new Reads(deployment);
  const { unary } = handling(deployment);
  return {
    getDeploymentInfo: unary(() => deploymentInfo(deployment)),
    supportsFeature: unary((request: SupportsFeatureRequest) =>
      new SupportsFeatureResponse().setHassupport(request.getId() in FEATURES),
    ),
    registerResource: unary(async (registration: Registration): Promise<Registered> => {
      const node = await registrations.register(registration);
      const rest = hasUnknownOutputs(node) ? REST_IS_UNKNOWN : {};
      const outputs = node.custom || node.remote === true ? { ...node.outputs, ...rest } : {};
      return { urn: node.urn, id: node.id ?? unknownId(node), outputs };
    }),
    registerResourceOutputs: unary((request: RegisterResourceOutputsRequest) => {
      const outputs = Object.entries(readProperties(request.getOutputs()));
      deployment.registerOutputs(
        request.getUrn(),
        Object.fromEntries(
          outputs.map(([key, value]) => [key, withHashes(unwrapOutputValues(value, new Set()), programDirectory)]),
        ),
      );
      return new Empty();
    }),
    readResource: unary((request: ReadResourceRequest) => reads.read(request)),
    existsResource: unary((request: ExistsResourceRequest) => {
      deployment.warn(`Whether ${request.getType()} ${request.getId()} exists is not known offline`);
      return new ExistsResourceResponse().setUnknown(true);
    }),
    invoke: unary((request: ResourceInvokeRequest) => invokes.invoke(request)),
    call: unary((request: ResourceCallRequest) => invokes.call(request)),
    registerStackTransform: unary((callback: Callback) => {
      registrations.stackTransforms.push(callback);
      return new Empty();
    }),
    registerStackInvokeTransform: unary((callback: Callback) => {
      invokes.transforms.push(callback);
      return new Empty();
    }),
    // hooks run around real operations; none exist here, so they are taken and never called
    registerResourceHook: unary(() => new Empty()),
    registerErrorHook: unary(() => new Empty()),
    registerPackage: unary((request: RegisterPackageRequest) =>
      new RegisterPackageResponse().setRef(registrations.registerPackage(request)),
    ),
    signalAndWaitForShutdown: unary(() => {
      deployment.finished = true;
      return new Empty();
    }),
  };
}

/** The engine gives a provider the mark of an unknown value as its id in a preview, so that a program finds it known. */
function unknownId({ type }: ResourceNode): string {
  return type.startsWith(PROVIDER_PREFIX) ? UNKNOWN : "";
}

function engineHandlers(deployment: Deployment) {
  const { unary } = handling(deployment);
  let root = "";
  return {
    log: unary((request: LogRequest) => {
      const urn = request.getUrn();
      const severity = SEVERITIES[request.getSeverity()];
      deployment.diagnostics.push(
        defined({ severity, message: request.getMessage(), urn: urn === "" ? undefined : urn }),
      );
      return new Empty();
    }),
    getRootResource: unary(() => new GetRootResourceResponse().setUrn(root)),
    setRootResource: unary((request: SetRootResourceRequest) => {
      root = request.getUrn();
      return new SetRootResourceResponse();
    }),
    startDebugging: unary(() => new Empty()),
    requirePulumiVersion: unary(() => new RequirePulumiVersionResponse()),
  };
}

function deploymentInfo({ settings }: Deployment): DeploymentInfo {
  const info = new DeploymentInfo()
    .setProject(settings.project)
    .setStack(settings.stack)
    .setOrganization(settings.organization)
    .setDryrun(settings.mode === "preview");
  info.setSupportedfeaturesList([
    ...Object.values(FEATURES),
    ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_BYTE_STRING,
  ]);
  return info;
}

/** Wraps handlers, so that an error in one fails the deployment with the place in the program that asked for it. */
function handling(deployment: Deployment) {
  function unary<Request, Response>(
    handle: (request: Request) => Response | Promise<Response>,
  ): (request: Request) => Promise<Response> {
    return async (request) => {
      try {
        return await handle(request);
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        const plain = error instanceof DeploymentError || error instanceof EvaluationError || !(error instanceof Error);
        deployment.fail({ message: plain ? message : (error.stack ?? message), location: placeOf(request) });
        throw error;
      }
    };
  }
  return { unary };
}

function placeOf(request: unknown): SourceLocation | undefined {
  const positioned = request as Partial<Parameters<typeof sourceOf>[0]>;
  return typeof positioned.getSourceposition === "function" && typeof positioned.getStacktrace === "function"
    ? sourceOf(positioned as Parameters<typeof sourceOf>[0])
    : undefined;
}
