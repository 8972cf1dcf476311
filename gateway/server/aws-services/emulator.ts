import { queryForm } from "./emulator-request";
import type { Protocol } from "./protocol";
import type { EmulatorRequest, ServiceCall, ServiceReply } from "./service-call";
import { membersOf } from "./xml";
import { defined } from "../../../language/defined";

/**
 * Sends a call to an emulator of AWS, with the credentials `test` that emulators take.
 *
 * @throws Error where it can't be reached or has no way to take the call
 */
export async function callEmulator(endpoint: string, call: ServiceCall, protocol: Protocol): Promise<ServiceReply> {
  const { service, region } = call;
  const authorization = `AWS4-HMAC-SHA256 Credential=test/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`;
  const { path, method, headers, body } = requestOf(call, protocol);
  const response = await fetch(
    endpoint + path,
    defined({
      method,
      headers: { authorization, "x-amz-date": "20260101T000000Z", ...headers },
      body,
    }),
  );
  const type = response.headers.get("content-type");
  const reply: ServiceReply = {
    status: response.status,
    headers: type === null ? [] : [["content-type", type]],
    body: Buffer.from(await response.arrayBuffer()),
  };
  return protocol.kind === "query" && call.accepts === "json" ? inJson(reply) : reply;
}

function requestOf(call: ServiceCall, protocol: Protocol): EmulatorRequest {
  switch (protocol.kind) {
    case "query": {
      const headers = { "content-type": "application/x-www-form-urlencoded" };
      return { path: "/", method: "POST", headers, body: queryForm(call, protocol) };
    }
    case "json": {
      const headers = {
        "content-type": `application/x-amz-json-${protocol.version}`,
        "x-amz-target": `${protocol.target}.${call.operation}`,
      };
      const parameters = protocol.parametersOf?.(call) ?? call.parameters;
      return { path: "/", method: "POST", headers, body: JSON.stringify(parameters) };
    }
    case "rest":
      return protocol.write(call);
  }
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
