import { randomUUID } from "node:crypto";
import type { Protocol, ServiceCall, ServiceError, ServiceReply } from "./service-call";
import { elements } from "./xml";

type Members = Record<string, unknown>;

const JSON_1_0: Protocol = { kind: "json", version: "1.0" };

/** A result in the form in which the service writes it. */
export function resultReply(call: ServiceCall, protocol: Protocol, result: Members): ServiceReply {
  if (protocol.kind !== "query") {
    return jsonReply(200, protocol, result);
  }
  if (call.accepts === "json-1.0") {
    return jsonReply(200, JSON_1_0, result);
  }
  const { operation } = call;
  const ResponseMetadata = { RequestId: randomUUID() };
  const response = { [`${operation}Result`]: result, ResponseMetadata };
  return call.accepts === "json"
    ? jsonReply(200, protocol, { [`${operation}Response`]: response })
    : xmlReply(200, `${operation}Response`, protocol.namespace, response);
}

/** A refusal in the form in which the service writes it. */
export function errorReply(
  call: ServiceCall,
  protocol: Protocol,
  { code, message, status }: ServiceError,
): ServiceReply {
  if (protocol.kind !== "query") {
    return jsonReply(status, protocol, { __type: code, message });
  }
  if (call.accepts === "json-1.0") {
    return jsonReply(status, JSON_1_0, { __type: code, message });
  }
  const Error = { Type: "Sender", Code: code, Message: message };
  return call.accepts === "json"
    ? jsonReply(status, protocol, { Error, RequestId: randomUUID() })
    : xmlReply(status, "ErrorResponse", protocol.namespace, { Error, RequestId: randomUUID() });
}

function jsonReply(status: number, protocol: Protocol, value: Members): ServiceReply {
  const type = protocol.kind === "json" ? `application/x-amz-json-${protocol.version}` : "application/json";
  return { status, headers: [["content-type", type]], body: Buffer.from(JSON.stringify(value)) };
}

function xmlReply(status: number, root: string, namespace: string, value: Members): ServiceReply {
  const text = `<?xml version="1.0"?><${root} xmlns="${namespace}">${elements(value)}</${root}>`;
  return { status, headers: [["content-type", "text/xml"]], body: Buffer.from(text) };
}
