import { promisify } from "node:util";
import { gunzip, inflate } from "node:zlib";
import { REST_API_LIMITS } from "../../../aws/quotas";
import { codingOf } from "../../behavior/rest-api/content-coding";
import { BODY_TOO_LARGE, restError, type RestError } from "../../behavior/rest-api/gateway-responses";
import type { RestRequestContext } from "./request-context";

const decompress = { gzip: promisify(gunzip), deflate: promisify(inflate) };

/**
 * Reads a request's body and takes its compression off: integrations see neither.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gzip-compression-decompression.html
 */
export async function readRequestBody(context: RestRequestContext): Promise<RestError | undefined> {
  const { request } = context;
  const limit = REST_API_LIMITS.payload.value;
  if (!request.hasBody) {
    return undefined;
  }
  if ((request.declaredLength ?? 0) > limit) {
    await request.discardBody();
    return BODY_TOO_LARGE;
  }
  if (!(await request.readBody())) {
    return BODY_TOO_LARGE;
  }
  const coding = codingOf(context.header("content-encoding"));
  if (coding !== undefined && request.body !== undefined && request.body.length > 0) {
    try {
      request.body = await decompress[coding](request.body, { maxOutputLength: limit });
    } catch {
      return restError("BAD_REQUEST_BODY", { message: "Could not decompress request body" });
    }
    request.removeHeader("content-encoding");
  }
  return undefined;
}
