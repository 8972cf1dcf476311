import { randomUUID } from "node:crypto";
import type { Protocol } from "./protocol";
import type { ServiceCall, ServiceError, ServiceReply } from "./service-call";
import { elements } from "./xml";

type Members = Record<string, unknown>;

const JSON_1_0 = "application/x-amz-json-1.0";

/** Returns a result in the form in which the service writes it. */
export function resultReply(call: ServiceCall, protocol: Protocol, result: Members): ServiceReply {
  if (protocol.kind !== "query") {
    return jsonReply(200, jsonType(protocol), result);
  }
  if (call.accepts === "json-1.0") {
    return jsonReply(200, JSON_1_0, result);
  }
  const { operation } = call;
  const ResponseMetadata = { RequestId: randomUUID() };
  const response = { [`${operation}Result`]: result, ResponseMetadata };
  return call.accepts === "json"
    ? jsonReply(200, jsonType(protocol), { [`${operation}Response`]: response })
    : xmlReply(200, `${operation}Response`, protocol.namespace, response);
}

/** Returns a refusal in the form in which the service writes it. */
export function errorReply(
  call: ServiceCall,
  protocol: Protocol,
  { code, message, status }: ServiceError,
): ServiceReply {
  if (protocol.kind !== "query") {
    const member = protocol.kind === "json" ? (protocol.errorMember ?? "message") : "message";
    return jsonReply(status, jsonType(protocol), { __type: code, [member]: message });
  }
  if (call.accepts === "json-1.0") {
    return jsonReply(status, JSON_1_0, { __type: code, message });
  }
  const Error = { Type: "Sender", Code: code, Message: message };
  return call.accepts === "json"
    ? jsonReply(status, jsonType(protocol), { Error, RequestId: randomUUID() })
    : xmlReply(status, "ErrorResponse", protocol.namespace, { Error, RequestId: randomUUID() });
}

/** Returns the answer to a body that is not JSON, which a template that forgot to escape makes. */
export function malformedReply(): ServiceReply {
  return jsonReply(400, "application/x-amz-json-1.1", { __type: "SerializationException" });
}

function jsonType(protocol: Protocol): string {
  return protocol.kind === "json" ? `application/x-amz-json-${protocol.version}` : "application/json";
}

function jsonReply(status: number, type: string, value: Members): ServiceReply {
  return { status, headers: [["content-type", type]], body: Buffer.from(JSON.stringify(value)) };
}

function xmlReply(status: number, root: string, namespace: string, value: Members): ServiceReply {
  const text = `<?xml version="1.0"?><${root} xmlns="${namespace}">${elements(value)}</${root}>`;
  return { status, headers: [["content-type", "text/xml"]], body: Buffer.from(text) };
}
