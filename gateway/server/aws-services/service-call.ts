/** One call of an AWS service, as API Gateway makes it. */
export interface ServiceCall {
  /** The service's name in its endpoint, such as `sqs`. */
  service: string;
  /** The action, such as `SendMessage`. */
  operation: string;
  /** By AWS's names; of a first-class integration all are texts. */
  parameters: Record<string, unknown>;
  region: string;
  account: string;
  partition: string;
  /** Query services answer a REST API in JSON, and an HTTP API in XML; `json-1.0` where they are called by AWS's JSON protocol. */
  accepts: "json" | "xml" | "json-1.0";
  /** The role that the call is made with. */
  credentialsArn: string | undefined;
  /** The route that it came by. */
  route: string;
}

/** The answer of a service. */
export interface ServiceReply {
  status: number;
  headers: [name: string, value: string][];
  body: Buffer;
}

/** The result of a call of a stand-in: the members of the result, or a whole reply where the service has a form of its own. */
export type StandInAnswer = { result: Record<string, unknown> } | { reply: ServiceReply };

/** A small local part of an AWS service: enough for what API Gateway calls. */
export interface StandIn {
  /** The way the service writes its answers. */
  protocol: Protocol;
  /** The ARN of what a call acts on, which the role must allow. */
  resourceArn(call: ServiceCall): string;
  /** @throws ServiceError where the service would refuse the call */
  answer(call: ServiceCall): StandInAnswer | Promise<StandInAnswer>;
}

export type Protocol =
  { kind: "json"; version: "1.0" | "1.1" } | { kind: "query"; namespace: string } | { kind: "rest" };

/** The service runs on this machine, and this action of it does not: the integration is then answered as one that can't be called. */
export class UnsupportedActionError extends Error {
  constructor({ service, operation }: Pick<ServiceCall, "service" | "operation">) {
    super(`the action ${operation} of ${service} does not run on this machine`);
    this.name = "UnsupportedActionError";
  }
}

/** A refusal in the service's own words. */
export class ServiceError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
    this.name = "ServiceError";
  }
}

/** A parameter as text; undefined where it is not there. */
export function textParameter({ parameters }: ServiceCall, name: string): string | undefined {
  const value = parameters[name];
  return value === undefined || value === null || typeof value === "string"
    ? (value ?? undefined)
    : JSON.stringify(value);
}

/** @throws ServiceError as the service says it */
export function requiredParameter(call: ServiceCall, name: string, code = "ValidationException"): string {
  const value = textParameter(call, name);
  if (value === undefined || value === "") {
    throw new ServiceError(code, `The request must contain the parameter ${name}.`);
  }
  return value;
}
