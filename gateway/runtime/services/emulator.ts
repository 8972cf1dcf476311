import type { Protocol, ServiceCall, ServiceReply } from "./service-call";

/** Targets of the JSON protocol; SQS takes it as well as its query protocol. */
const TARGETS: Record<string, { prefix: string; version: "1.0" | "1.1" }> = {
  events: { prefix: "AWSEvents", version: "1.1" },
  kinesis: { prefix: "Kinesis_20131202", version: "1.1" },
  sqs: { prefix: "AmazonSQS", version: "1.0" },
  states: { prefix: "AWSStepFunctions", version: "1.0" },
};

/**
 * Sends a call to an emulator of AWS, with the credentials `test` that emulators take.
 *
 * @throws Error where it can't be reached or has no way to take the call
 */
export async function callEmulator(endpoint: string, call: ServiceCall, protocol: Protocol): Promise<ServiceReply> {
  const target = TARGETS[call.service];
  const { service, operation, region } = call;
  const authorization = `AWS4-HMAC-SHA256 Credential=test/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`;
  const common = { authorization, "x-amz-date": "20260101T000000Z" };
  const response = await (target !== undefined
    ? fetch(endpoint, {
        method: "POST",
        headers: {
          ...common,
          "content-type": `application/x-amz-json-${target.version}`,
          "x-amz-target": `${target.prefix}.${operation}`,
        },
        body: JSON.stringify(jsonParameters(call)),
      })
    : protocol.kind === "query"
      ? fetch(endpoint, {
          method: "POST",
          headers: { ...common, "content-type": "application/x-www-form-urlencoded" },
          body: new URLSearchParams({ Action: operation, ...textParameters(call) }).toString(),
        })
      : fetch(endpoint + restPath(call), {
          method: operation.startsWith("Put") ? "PUT" : operation.startsWith("Delete") ? "DELETE" : "GET",
          headers: common,
          ...(operation.startsWith("Put") ? { body: bodyOf(call) } : {}),
        }));
  const type = response.headers.get("content-type");
  return {
    status: response.status,
    headers: type === null ? [] : [["content-type", type]],
    body: Buffer.from(await response.arrayBuffer()),
  };
}

/** An event of a first-class integration is one entry. */
function jsonParameters({ service, parameters }: ServiceCall): Record<string, unknown> {
  return service === "events" && parameters.Entries === undefined ? { Entries: [parameters] } : parameters;
}

function textParameters({ parameters }: ServiceCall): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
}

/** https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_GetConfiguration.html */
function restPath(call: ServiceCall): string {
  const { Bucket, Key, Application, Environment, Configuration, ClientId } = textParameters(call);
  const encoded = (path: (string | undefined)[]): string => path.map((part) => encodeURI(part ?? "")).join("/");
  return call.service === "s3"
    ? `/${encoded([Bucket, Key])}`
    : `/${encoded(["applications", Application, "environments", Environment, "configurations", Configuration])}?client_id=${encodeURIComponent(ClientId ?? "")}`;
}

function bodyOf({ parameters: { Body } }: ServiceCall): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.isBuffer(Body) ? Body : Buffer.from(typeof Body === "string" ? Body : ""));
}
