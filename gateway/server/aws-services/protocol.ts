import type { EmulatorRequest, ServiceCall, ServiceOperation, ServiceRequest } from "./service-call";

/** The way a service reads requests and writes its answers. https://smithy.io/2.0/aws/protocols/index.html */
export type Protocol = JsonProtocol | QueryProtocol | RestProtocol;

/** Parameters and results are JSON, and a header names the action. https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html */
export interface JsonProtocol {
  kind: "json";
  version: "1.0" | "1.1";
  /** The service's part of `X-Amz-Target`, such as `Kinesis_20131202`. */
  target: string;
  /** The member of an error that has its text. @default "message" */
  errorMember?: "message" | "Message";
  /** Returns the parameters of a first-class integration, all texts, in the service's own form. @default as they are */
  parametersOf?(call: ServiceCall): Record<string, unknown>;
}

/** Parameters are a form, and results are XML. https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */
export interface QueryProtocol {
  kind: "query";
  /** The namespace of the XML. */
  namespace: string;
  /** Indicates whether the service is called by the JSON protocol 1.0 too. @default false */
  readsJson?: boolean;
  /** Returns the parameters in the path of the service's URL. @default none */
  pathParameters?(path: string): Record<string, string>;
  /** The member that each list parameter has in the form, such as `AttributeName` of `AttributeNames`. @default no lists */
  lists?: Readonly<Record<string, string>>;
  /** The member that each map parameter has in the form. @default no maps */
  maps?: Readonly<Record<string, string>>;
}

/** Path, method and headers make the call. https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html */
export interface RestProtocol {
  kind: "rest";
  /** Returns the call that a request makes. */
  read(request: ServiceRequest): ServiceOperation;
  /** Returns the request of a call. */
  write(call: ServiceCall): EmulatorRequest;
}
