import { formatArn } from "../../../../aws/arn";
import { createHash, randomUUID } from "node:crypto";
import { elements } from "../xml";
import { defined } from "../../../../language/defined";
import { pathOf, textOf } from "../emulator-request";
import {
  type EmulatorRequest,
  headerOf,
  requiredParameter,
  type ServiceCall,
  type ServiceOperation,
  type ServiceRequest,
  textParameter,
  UnsupportedActionError,
} from "../service-call";
import type { StandIn, StandInDefinition } from "../stand-in";

interface StoredObject {
  body: Buffer;
  contentType: string;
}

/** Objects in memory. https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html */
export const s3StandIn: StandInDefinition = {
  service: "s3",
  protocol: { kind: "rest", read, write },
  start: startBuckets,
};

const OPERATIONS: Record<string, string> = { GET: "GetObject", PUT: "PutObject", DELETE: "DeleteObject" };

function read(request: ServiceRequest): ServiceOperation {
  const { method, path, querystring } = request;
  const operation = OPERATIONS[method] ?? method;
  const [Bucket, ...key] = path.split("/");
  const written =
    operation === "PutObject" ? { Body: request.body, ContentType: headerOf(request, "content-type") } : {};
  const ResponseContentType = querystring["response-content-type"];
  return { operation, parameters: defined({ Bucket, Key: key.join("/"), ...written, ResponseContentType }) };
}

function write(call: ServiceCall): EmulatorRequest {
  const path = `/${pathOf(call, ["Bucket", "Key"])}`;
  const type = textOf(call, "ContentType");
  const { Body } = call.parameters;
  return call.operation.startsWith("Put")
    ? {
        path,
        method: "PUT",
        headers: type === undefined ? {} : { "content-type": type },
        body: new Uint8Array(Buffer.isBuffer(Body) ? Body : Buffer.from(typeof Body === "string" ? Body : "")),
      }
    : { path, method: call.operation.startsWith("Delete") ? "DELETE" : "GET", headers: {} };
}

function startBuckets(): StandIn {
  const objects = new Map<string, StoredObject>();
  return {
    resourceArn: (call) => formatArn({ partition: call.partition }, "s3", objectPath(call)),
    answer: (call) => {
      const path = objectPath(call);
      const reply = (status: number, headers: [string, string][], body: Buffer) => ({
        reply: { status, headers, body },
      });
      switch (call.operation) {
        case "PutObject": {
          const { Body } = call.parameters;
          const body = Buffer.isBuffer(Body) ? Body : Buffer.from(textParameter(call, "Body") ?? "");
          objects.set(path, { body, contentType: textParameter(call, "ContentType") ?? "binary/octet-stream" });
          return reply(200, [["etag", etagOf(body)]], Buffer.alloc(0));
        }
        case "DeleteObject":
          objects.delete(path);
          return reply(204, [], Buffer.alloc(0));
        case "GetObject": {
          const found = objects.get(path);
          if (found === undefined) {
            return reply(404, [["content-type", "application/xml"]], missing(call));
          }
          const type = textParameter(call, "ResponseContentType") ?? found.contentType;
          return reply(
            200,
            [
              ["content-type", type],
              ["etag", etagOf(found.body)],
            ],
            found.body,
          );
        }
        default:
          throw new UnsupportedActionError(call);
      }
    },
  };
}

function objectPath(call: ServiceCall): string {
  return `${requiredParameter(call, "Bucket")}/${requiredParameter(call, "Key")}`;
}

function etagOf(body: Buffer): string {
  return `"${createHash("md5").update(body).digest("hex")}"`;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
function missing(call: ServiceCall): Buffer {
  const members = {
    Code: "NoSuchKey",
    Message: "The specified key does not exist.",
    Key: requiredParameter(call, "Key"),
    RequestId: randomUUID(),
  };
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n<Error>${elements(members)}</Error>`);
}
