import type { GraphIndex } from "../../../engine/graph/graph-index";
import { roleAccess } from "../../model/shared/role-access";
import { callEmulator } from "./emulator";
import { Inbox } from "./inbox";
import type { LocalServices } from "./local-services";
import type { Protocol } from "./protocol";
import { acceptedForm, readOperation } from "./request-reader";
import {
  type ServiceCall,
  ServiceError,
  type ServiceReply,
  type ServiceRequest,
  UnsupportedActionError,
} from "./service-call";
import { errorReply, malformedReply, resultReply } from "./service-reply";
import type { ServedProgram, StandIn, StandInDefinition } from "./stand-in";
import { standIns } from "./stand-ins";

/** The services that have a stand-in, by their names in endpoints. */
export const STAND_IN_SERVICES: readonly string[] = standIns.map(({ service }) => service).sort();

/** The parts of a call that its request does not have. */
export type Caller = Omit<ServiceCall, "operation" | "parameters" | "accepts">;

/**
 * The AWS services that integrations call, on this machine: small stand-ins which keep what they got, or an emulator. The
 * role of the integration must allow the call, as on AWS.
 */
export class AwsServices {
  readonly inbox: Inbox;
  private index: GraphIndex | undefined;
  private endpoint: string | undefined;
  private readonly standIns: ReadonlyMap<string, StandIn & StandInDefinition>;

  constructor(
    stateDirectory: string | undefined,
    local: LocalServices,
    private readonly log: (line: string) => void,
  ) {
    this.inbox = new Inbox(stateDirectory);
    const index = (): GraphIndex | undefined => this.index;
    const program: ServedProgram = {
      get index() {
        return index();
      },
      get dynamoDbUrl() {
        return local.endpoints.dynamodb;
      },
    };
    this.standIns = new Map(standIns.map((standIn) => [standIn.service, { ...standIn, ...standIn.start(program) }]));
  }

  /** Takes over a program; what the stand-ins keep stays. */
  configure(index: GraphIndex, endpoint: string | undefined): void {
    this.index = index;
    this.endpoint = endpoint;
  }

  /**
   * Makes the call that a request of an AWS integration is, in the form of the service's protocol.
   *
   * @returns undefined for a service that has no stand-in, or an action that its stand-in does not have.
   */
  async send(caller: Caller, request: ServiceRequest): Promise<ServiceReply | undefined> {
    const protocol = this.standIns.get(caller.service)?.protocol;
    if (protocol === undefined) {
      return undefined;
    }
    const operation = readOperation(request, protocol);
    return operation === undefined
      ? malformedReply()
      : this.call({ ...caller, ...operation, accepts: acceptedForm(request, protocol) });
  }

  /** @returns undefined for a service that has no stand-in, or an action that its stand-in does not have. */
  async call(call: ServiceCall): Promise<ServiceReply | undefined> {
    const standIn = this.standIns.get(call.service);
    if (standIn === undefined) {
      return undefined;
    }
    const reply = await this.reply(call, standIn);
    if (reply === undefined) {
      return undefined;
    }
    const target = targetOf(call, standIn);
    const { service, operation, route, parameters } = call;
    const time = new Date().toISOString();
    this.inbox.add({
      time,
      service,
      operation,
      target,
      route,
      parameters: printable(parameters),
      status: reply.status,
    });
    this.log(`${route}: ${service} ${operation} on ${target}, ${reply.status}`);
    return reply;
  }

  close(): Promise<void> {
    return this.inbox.close();
  }

  private async reply(call: ServiceCall, standIn: StandIn & StandInDefinition): Promise<ServiceReply | undefined> {
    try {
      this.authorise(call, standIn);
      if (this.endpoint !== undefined) {
        return await callEmulator(this.endpoint, call, standIn.protocol).catch(() => {
          throw new ServiceError("ServiceUnavailable", `${this.endpoint} gave no answer`, 503);
        });
      }
      const answer = await standIn.answer(call);
      return "reply" in answer ? answer.reply : resultReply(call, standIn.protocol, answer.result);
    } catch (error) {
      if (error instanceof UnsupportedActionError) {
        this.log(`${call.route}: ${error.message}; give serve an emulator of AWS by the setting endpoint`);
        return undefined;
      }
      if (error instanceof ServiceError) {
        this.log(`${call.route}: ${call.service} ${call.operation} refused, ${error.message}`);
        return errorReply(call, standIn.protocol, error);
      }
      throw error;
    }
  }

  private authorise(call: ServiceCall, standIn: StandIn & StandInDefinition): void {
    const { credentialsArn, service, operation } = call;
    if (this.index === undefined || credentialsArn === undefined) {
      return;
    }
    const action = `${service}:${operation}`;
    const resource = standIn.resourceArn(call);
    if (roleAccess(this.index, credentialsArn, action, resource) === "missing") {
      const message = `${credentialsArn} is not authorized to perform: ${action} on resource: ${resource}`;
      this.log(`${call.route}: ${message}; allow it in the role's policy`);
      throw new ServiceError("AccessDeniedException", `User: ${message}`, DENIED_STATUS[standIn.protocol.kind]);
    }
  }
}

/**
 * The status with which services deny a call.
 * https://docs.aws.amazon.com/kinesis/latest/APIReference/CommonErrors.html
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html (AccessDenied)
 */
const DENIED_STATUS: Record<Protocol["kind"], number> = { json: 400, query: 403, rest: 403 };

function targetOf(call: ServiceCall, standIn: StandIn): string {
  try {
    return standIn.resourceArn(call).split(":").slice(5).join(":");
  } catch {
    return "nothing";
  }
}

function printable(parameters: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, Buffer.isBuffer(value) ? value.toString("utf8") : value]),
  );
}
