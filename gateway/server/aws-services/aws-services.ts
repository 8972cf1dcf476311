import type { GraphIndex } from "../../../engine/graph/graph-index";
import { roleAccess } from "../../model/shared/role-access";
import { callEmulator } from "./emulator";
import { Inbox } from "./inbox";
import {
  type ServiceCall,
  ServiceError,
  type ServiceReply,
  type StandIn,
  UnsupportedActionError,
} from "./service-call";
import { errorReply, resultReply } from "./service-reply";
import { appConfigStandIn } from "./stand-ins/app-config";
import { dynamoDbStandIn } from "./stand-ins/dynamodb";
import { eventBridgeStandIn } from "./stand-ins/event-bridge";
import { kinesisStandIn } from "./stand-ins/kinesis";
import { s3StandIn } from "./stand-ins/s3";
import { snsStandIn } from "./stand-ins/sns";
import { sqsStandIn } from "./stand-ins/sqs";
import { stepFunctionsStandIn } from "./stand-ins/step-functions";

/**
 * The AWS services that integrations call, on this machine: small stand-ins which keep what they got, or an emulator. The
 * role of the integration must allow the call, as on AWS.
 */
export class AwsServices {
  readonly inbox: Inbox;
  private index: GraphIndex | undefined;
  private endpoint: string | undefined;
  private readonly standIns: Record<string, StandIn> = {
    appconfig: appConfigStandIn(() => this.index),
    events: eventBridgeStandIn(),
    kinesis: kinesisStandIn(),
    s3: s3StandIn(),
    sns: snsStandIn(),
    sqs: sqsStandIn(),
    states: stepFunctionsStandIn(),
  };

  constructor(
    stateDirectory: string | undefined,
    private readonly log: (line: string) => void,
  ) {
    this.inbox = new Inbox(stateDirectory);
  }

  /** Takes over a program; what the stand-ins keep stays. */
  configure(index: GraphIndex, endpoint: string | undefined): void {
    this.index = index;
    this.endpoint = endpoint;
  }

  /**
   * @param dynamoDb Where the program's tables are, if it has any.
   * @returns undefined for a service that has no stand-in, or an action that its stand-in does not have.
   */
  async call(call: ServiceCall, dynamoDb?: string): Promise<ServiceReply | undefined> {
    const standIn = this.standInFor(call.service, dynamoDb);
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

  /** Returns whether a service runs on this machine. */
  has(service: string, dynamoDb?: string): boolean {
    return this.standInFor(service, dynamoDb) !== undefined;
  }

  close(): Promise<void> {
    return this.inbox.close();
  }

  private standInFor(service: string, dynamoDb: string | undefined): StandIn | undefined {
    if (service === "dynamodb") {
      return dynamoDbStandIn(dynamoDb);
    }
    return Object.hasOwn(this.standIns, service) ? this.standIns[service] : undefined;
  }

  private async reply(call: ServiceCall, standIn: StandIn): Promise<ServiceReply | undefined> {
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

  private authorise(call: ServiceCall, standIn: StandIn): void {
    const { credentialsArn, service, operation } = call;
    if (this.index === undefined || credentialsArn === undefined) {
      return;
    }
    const action = `${service}:${operation}`;
    const resource = standIn.resourceArn(call);
    if (roleAccess(this.index, credentialsArn, action, resource) === "missing") {
      const message = `${credentialsArn} is not authorized to perform: ${action} on resource: ${resource}`;
      this.log(`${call.route}: ${message}; allow it in the role's policy`);
      throw new ServiceError("AccessDeniedException", `User: ${message}`, call.service === "sqs" ? 403 : 400);
    }
  }
}

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
