import { jsonParameters, queryForm, textOf } from "./emulator-request";
import type { Protocol, ServiceCall, ServiceReply } from "./service-call";
import { membersOf } from "./xml";

/** Targets of the JSON protocol. */
const TARGETS: Record<string, string> = {
  dynamodb: "DynamoDB_20120810",
  events: "AWSEvents",
  kinesis: "Kinesis_20131202",
  states: "AWSStepFunctions",
};

/**
 * Sends a call to an emulator of AWS, with the credentials `test` that emulators take.
 *
 * @throws Error where it can't be reached or has no way to take the call
 */
export async function callEmulator(endpoint: string, call: ServiceCall, protocol: Protocol): Promise<ServiceReply> {
  const { service, region } = call;
  const authorization = `AWS4-HMAC-SHA256 Credential=test/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`;
  const { path, method, headers, body } = requestOf(call, protocol);
  const response = await fetch(endpoint + path, {
    method,
    headers: { authorization, "x-amz-date": "20260101T000000Z", ...headers },
    ...(body === undefined ? {} : { body }),
  });
  const type = response.headers.get("content-type");
  const reply: ServiceReply = {
    status: response.status,
    headers: type === null ? [] : [["content-type", type]],
    body: Buffer.from(await response.arrayBuffer()),
  };
  return protocol.kind === "query" && call.accepts === "json" ? inJson(reply) : reply;
}

interface EmulatorRequest {
  path: string;
  method: string;
  headers: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer>;
}

function requestOf(call: ServiceCall, protocol: Protocol): EmulatorRequest {
  const { operation, service } = call;
  if (protocol.kind === "query") {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    return { path: "/", method: "POST", headers, body: queryForm(call) };
  }
  if (protocol.kind === "json") {
    const headers = {
      "content-type": `application/x-amz-json-${protocol.version}`,
      "x-amz-target": `${TARGETS[service] ?? service}.${operation}`,
    };
    return { path: "/", method: "POST", headers, body: JSON.stringify(jsonParameters(call)) };
  }
  const type = textOf(call, "ContentType");
  const headers: Record<string, string> = type === undefined ? {} : { "content-type": type };
  return operation.startsWith("Put")
    ? { path: restPath(call), method: "PUT", headers, body: bodyOf(call) }
    : { path: restPath(call), method: operation.startsWith("Delete") ? "DELETE" : "GET", headers: {} };
}

/** API Gateway asks query services for JSON on behalf of a REST API; emulators answer in XML all the same. */
function inJson(reply: ServiceReply): ServiceReply {
  const text = reply.body.toString("utf8");
  return text.trimStart().startsWith("<")
    ? {
        ...reply,
        headers: [["content-type", "application/json"]],
        body: Buffer.from(JSON.stringify(membersOf(text))),
      }
    : reply;
}

/** https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_GetConfiguration.html */
function restPath(call: ServiceCall): string {
  const encoded = (names: string[]): string => names.map((name) => encodeURI(textOf(call, name) ?? "")).join("/");
  return call.service === "s3"
    ? `/${encoded(["Bucket", "Key"])}`
    : `/applications/${encoded(["Application"])}/environments/${encoded(["Environment"])}/configurations/${encoded(["Configuration"])}?client_id=${encodeURIComponent(textOf(call, "ClientId") ?? "")}`;
}

function bodyOf({ parameters: { Body } }: ServiceCall): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.isBuffer(Body) ? Body : Buffer.from(typeof Body === "string" ? Body : ""));
}
