import { createHash, randomUUID } from "node:crypto";
import { elements } from "../xml";
import {
  requiredParameter,
  type ServiceCall,
  type StandIn,
  textParameter,
  UnsupportedActionError,
} from "../service-call";

interface StoredObject {
  body: Buffer;
  contentType: string;
}

/** Objects in memory. https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html */
export function s3StandIn(): StandIn {
  const objects = new Map<string, StoredObject>();
  return {
    protocol: { kind: "rest" },
    resourceArn: (call) => `arn:${call.partition}:s3:::${pathOf(call)}`,
    answer: (call) => {
      const path = pathOf(call);
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

function pathOf(call: ServiceCall): string {
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
