import type { RequestListener } from "node:http";
import type { Snapshot } from "../model/snapshot";
import type { BackendTable } from "./private-backends/backend-table";
import type { LocalSettings } from "./private-backends/local-settings";
import { PrivateBackends } from "./private-backends/private-backends";
import { HttpClient } from "./transport/http-client";
import { type FunctionTable, FunctionRegistry } from "./lambda/function-registry";
import { InvokingRoles } from "./lambda/invoking-roles";
import { AwsServices } from "./aws-services/aws-services";
import { LocalServices } from "./aws-services/local-services";

export interface IntegrationTargetsOptions {
  stateDirectory: string | undefined;
  /** Variables added to every function's environment. */
  environment: Record<string, string> | undefined;
  /** Answers the calls of the @connections API. */
  receive: RequestListener;
  log: (line: string) => void;
}

/** The targets of one program's integrations on this machine. */
export interface ProgramTargets {
  functions: FunctionTable;
  backends: BackendTable;
  roles: InvokingRoles;
}

/** The targets of integrations on this machine: functions, and the services, private backends and HTTP backends beside them. */
export class IntegrationTargets {
  readonly functions: FunctionRegistry;
  /** The services that handlers reach over the AWS SDKs. */
  readonly services: LocalServices;
  /** The stand-ins that integrations with an AWS service call. */
  readonly awsServices: AwsServices;
  readonly backends: PrivateBackends;
  readonly client = new HttpClient();
  /** Of every function: what the local services need, then what the caller asked for. */
  private readonly environment: Record<string, string> = {};

  constructor(private readonly options: IntegrationTargetsOptions) {
    const { stateDirectory, receive, log } = options;
    this.functions = new FunctionRegistry(this.environment, log);
    this.services = new LocalServices(receive, log);
    this.awsServices = new AwsServices(stateDirectory, this.services, log);
    this.backends = new PrivateBackends(log);
  }

  /** Makes ready what a program calls. Its functions start with their first request; what is served now stays as it is. */
  async prepare(snapshot: Snapshot, local: LocalSettings): Promise<ProgramTargets> {
    const { graph } = snapshot;
    const backends = await this.backends.prepare(snapshot, local);
    Object.assign(this.environment, await this.services.prepare(snapshot), this.options.environment);
    const workingDirectory = graph.workingDirectory ?? graph.projectDirectory ?? process.cwd();
    const functions = await this.functions.load(this.services.withLocalCallbacks(snapshot), workingDirectory);
    return { functions, backends, roles: new InvokingRoles(snapshot.index) };
  }

  /** Takes over a program that is ready: from now on, services answer by its resources. */
  adopt({ index }: Snapshot, { endpoint }: LocalSettings): void {
    this.awsServices.configure(index, endpoint);
  }

  /** Ends what only a program had that was replaced: nothing that the programs have whose requests are not all answered. */
  async retire(retired: ProgramTargets, live: readonly ProgramTargets[]): Promise<void> {
    const functions = live.map((program) => program.functions);
    const backends = live.map((program) => program.backends);
    await Promise.all([this.functions.retire(retired.functions, functions), this.backends.retire(backends)]);
  }

  async close(): Promise<void> {
    const { client, functions, services, backends, awsServices } = this;
    await Promise.all([client.close(), functions.close(), services.close(), backends.close(), awsServices.close()]);
  }
}
