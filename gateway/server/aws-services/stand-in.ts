import type { GraphIndex } from "../../../engine/graph/graph-index";
import type { Protocol } from "./protocol";
import type { ServiceCall, ServiceReply } from "./service-call";

/** A local part of an AWS service, enough for what API Gateway calls: a file of `stand-ins/` exports one as `<kind>StandIn`. */
export interface StandInDefinition {
  /** The service's name in its endpoint, such as `sqs`. */
  service: string;
  /** The first-class integrations of HTTP APIs. @default HTTP APIs don't support the service */
  firstClass?: FirstClass;
  protocol: Protocol;
  /** Starts the stand-in; what it keeps lasts as long as the gateway. */
  start(program: ServedProgram): StandIn;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html */
export interface FirstClass {
  /** The service in the subtype, such as `SQS` in `SQS-SendMessage`. */
  subtype: string;
  /** Returns the service's own name of a parameter. @default the same name */
  parameterName?(name: string): string;
}

/** A stand-in that runs. */
export interface StandIn {
  /** Returns the ARN of what a call acts on, which the role must allow. */
  resourceArn(call: ServiceCall): string;
  /** @throws ServiceError where the service would refuse the call */
  answer(call: ServiceCall): StandInAnswer | Promise<StandInAnswer>;
}

/** The result of a call of a stand-in: the members of the result, or a whole reply where the service has a form of its own. */
export type StandInAnswer = { result: Record<string, unknown> } | { reply: ServiceReply };

/** The parts of the served program that stand-ins read; they change with the program. */
export interface ServedProgram {
  /** undefined until a program is served */
  readonly index: GraphIndex | undefined;
  /** The URL of the local DynamoDB; undefined where the program has no table. */
  readonly dynamoDbUrl: string | undefined;
}
