import * as pulumi from "@pulumi/pulumi";
import {
  type ReadResourceRequest,
  type RegisterResourceOutputsRequest,
  type RegisterResourceRequest,
  RegisterResourceResponse,
  type ResourceInvokeRequest,
} from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { ResourceNode } from "../../../engine/graph/graph";
import { Callbacks } from "../../../engine/monitor/callbacks";
import { Deployment } from "../../../engine/monitor/deployment";
import { Invokes } from "../../../engine/monitor/invokes";
import { readProperties, writeProperties } from "../../../engine/monitor/property-codec";
import { Reads } from "../../../engine/monitor/reads";
import { Registrations } from "../../../engine/monitor/registration";
import { Registration } from "../../../engine/monitor/registration-message";
import { withoutStacks } from "../without-stacks";
import { mocksOfAwsForm } from "../deploy";

/** The stack that every program of the live tests is. */
export const STACK = { project: "live", stack: "dev", region: "eu-west-1", account: "123456789012", partition: "aws" };

withoutStacks();

/**
 * Runs a program in this process against the registrations of the embedded engine, and returns the resources that it registers
 * with all their options, in their order.
 */
export async function registered(program: () => unknown): Promise<ResourceNode[]> {
  const { project, stack, region } = STACK;
  const deployment = new Deployment({
    project,
    stack,
    organization: "organization",
    mode: "deploy",
    configuration: { "aws:region": region },
    secretKeys: [],
    environment: {},
    stackReferences: {},
  });
  const noMocks = mocksOfAwsForm({
    newResource: () => ({ id: "", state: {} }),
    call: () => ({}),
  });
  await pulumi.runtime.setMocks(noMocks, project, stack, false, "organization");
  Object.assign(pulumi.runtime.getMonitor() ?? {}, handlers(deployment));
  await silently(async () => {
    try {
      program();
    } finally {
      // what was registered before an error has to end, too
      await pulumi.runtime.disconnect();
    }
  });
  return [...deployment.nodes.values()];
}

type Answer = (error: Error | null, response?: unknown) => void;

/** Returns the methods of the SDK's monitor that this test answers itself. */
function handlers(deployment: Deployment): Record<string, (request: never, answer: Answer) => void> {
  const callbacks = new Callbacks();
  const registrations = new Registrations(deployment, callbacks, process.cwd());
  const reads = new Reads(deployment);
  const invokes = new Invokes(deployment, callbacks, process.cwd());
  return {
    registerResource: answered(async (request: RegisterResourceRequest) => {
      const node = await registrations.register(new Registration(request));
      return new RegisterResourceResponse()
        .setUrn(node.urn)
        .setId(node.id ?? "")
        .setObject(writeProperties(node.custom ? node.outputs : {}));
    }),
    registerResourceOutputs: answered((request: RegisterResourceOutputsRequest) => {
      deployment.registerOutputs(request.getUrn(), readProperties(request.getOutputs()));
      return new Empty();
    }),
    readResource: answered((request: ReadResourceRequest) => reads.read(request)),
    invoke: answered((request: ResourceInvokeRequest) => invokes.invoke(request)),
  };
}

function answered<Request>(handle: (request: Request) => unknown): (request: Request, answer: Answer) => void {
  return (request, answer) => {
    void Promise.resolve(request)
      .then(handle)
      .then(
        (response) => answer(null, response),
        (error: unknown) => answer(error instanceof Error ? error : new Error(String(error))),
      );
  };
}

/** Runs without the program's warnings and notes, which are not what is tested. */
async function silently(run: () => Promise<void>): Promise<void> {
  const { warn, log } = console;
  Object.assign(console, { warn: () => undefined, log: () => undefined });
  try {
    await run();
  } finally {
    Object.assign(console, { warn, log });
  }
}
