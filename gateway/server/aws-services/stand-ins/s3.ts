import { createHash } from "node:crypto";
import { requiredParameter, type ServiceCall, ServiceError, type StandIn, textParameter } from "../service-call";

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
          const etag = `"${createHash("md5").update(body).digest("hex")}"`;
          return reply(200, [["etag", etag]], Buffer.alloc(0));
        }
        case "DeleteObject":
          objects.delete(path);
          return reply(204, [], Buffer.alloc(0));
        case "GetObject": {
          const found = objects.get(path);
          if (found === undefined) {
            throw new ServiceError("NoSuchKey", "The specified key does not exist.", 404);
          }
          return reply(200, [["content-type", found.contentType]], found.body);
        }
        default:
          throw new ServiceError("NotImplemented", `The action ${call.operation} does not run locally.`, 501);
      }
    },
  };
}

function pathOf(call: ServiceCall): string {
  return `${requiredParameter(call, "Bucket")}/${requiredParameter(call, "Key")}`;
}
