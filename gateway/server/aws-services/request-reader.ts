import { parseObject } from "../../behavior/shared/json-object";
import type { Protocol, QueryProtocol } from "./protocol";
import { headerOf, type ServiceCall, type ServiceOperation, type ServiceRequest } from "./service-call";

/** Returns the call that the request of an AWS integration makes; undefined for a body that is no JSON object where the service reads JSON. */
export function readOperation(request: ServiceRequest, protocol: Protocol): ServiceOperation | undefined {
  switch (protocol.kind) {
    case "rest":
      return protocol.read(request);
    case "query":
      return isJson(request, protocol) ? jsonOperation(request) : formOperation(request, protocol);
    case "json":
      return jsonOperation(request);
  }
}

/** Returns the form of the answer that the request asks for. */
export function acceptedForm(request: ServiceRequest, protocol: Protocol): ServiceCall["accepts"] {
  if (protocol.kind === "query" && isJson(request, protocol)) {
    return "json-1.0";
  }
  return headerOf(request, "accept")?.includes("xml") === true ? "xml" : "json";
}

function isJson(request: ServiceRequest, { readsJson = false }: QueryProtocol): boolean {
  return readsJson && headerOf(request, "x-amz-target") !== undefined;
}

/** A form names its action itself. */
function formOperation({ action, path, body }: ServiceRequest, protocol: QueryProtocol): ServiceOperation {
  const { Action, ...form } = Object.fromEntries(new URLSearchParams(body.toString("utf8")));
  return { operation: Action ?? action ?? "", parameters: { ...protocol.pathParameters?.(path), ...form } };
}

function jsonOperation({ action, body }: ServiceRequest): ServiceOperation | undefined {
  const parameters = parseObject(body.toString("utf8"));
  return parameters && { operation: action ?? "", parameters };
}
