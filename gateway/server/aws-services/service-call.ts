import { ownValue } from "../../../language/own-value";

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

/** The part of a call that its request makes. */
export type ServiceOperation = Pick<ServiceCall, "operation" | "parameters">;

/** The request that an AWS integration sends to a service. */
export interface ServiceRequest {
  /** The action in the integration's URI or in `X-Amz-Target`; undefined where neither names one. */
  action: string | undefined;
  /** The path in the integration's URI, with the values of its parameters; empty where the URI names an action. */
  path: string;
  method: string;
  headers: Record<string, string>;
  querystring: Record<string, string>;
  body: Buffer;
}

/** The request that an emulator of AWS gets for a call. */
export interface EmulatorRequest {
  path: string;
  method: string;
  headers: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer>;
}

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

/** Returns a header of a request, whatever the case of its name. */
export function headerOf({ headers }: Pick<ServiceRequest, "headers">, name: string): string | undefined {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
}

/** Returns a parameter as text; undefined where it is not there. */
export function textParameter({ parameters }: ServiceCall, name: string): string | undefined {
  const value = ownValue(parameters, name);
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
