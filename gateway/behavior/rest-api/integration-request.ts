import { isBase64 } from "../shared/base64";
import { restError, type RestError } from "./gateway-responses";
import { isBinaryType, byMediaType, mediaType } from "./media-types";
import type { RestIntegrationModel } from "../../model/rest-api/definition-model";

/** The way the body of a request goes to an integration that is no proxy. */
export type BodyTransformation =
  | { kind: "template"; contentType: string; template: string }
  | { kind: "passthrough"; contentType: string }
  /** `why` is for the log, with what would help. */
  | { kind: "refused"; error: RestError; why: string };

/**
 * Which mapping template a request's content type selects, or what the passthrough behaviour says if none exists.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html
 */
export function bodyTransformation(
  integration: Pick<RestIntegrationModel, "requestTemplates" | "passthroughBehavior">,
  contentType: string | undefined,
): BodyTransformation {
  const type = mediaType(contentType) ?? "application/json";
  const selected = byMediaType(integration.requestTemplates, type);
  if (selected !== undefined) {
    return { kind: "template", contentType: type, template: selected[1] };
  }
  const { passthroughBehavior } = integration;
  const types = Object.keys(integration.requestTemplates);
  const hasTemplates = types.length > 0;
  return passthroughBehavior === "WHEN_NO_MATCH" || (passthroughBehavior === "WHEN_NO_TEMPLATES" && !hasTemplates)
    ? { kind: "passthrough", contentType: type }
    : {
        kind: "refused",
        error: restError("UNSUPPORTED_MEDIA_TYPE"),
        why: unsupported(type, types, passthroughBehavior),
      };
}

/** A client that names no type sends JSON; `curl -d` names a form's. */
function unsupported(type: string, types: string[], behavior: string): string {
  const why = `the integration has no request template for ${type}, and passthroughBehavior ${behavior} lets nothing else through`;
  const [known] = types;
  return known === undefined
    ? `${why}: add a request template for ${type}`
    : `${why}: send Content-Type: ${known}, or add a request template for ${type}`;
}

/** A payload between client and integration. */
export type Payload = { kind: "text"; text: string } | { kind: "binary"; bytes: Buffer };

/** Text that has to become binary is taken for base64, and this is none. */
export class Base64Error extends Error {}

/**
 * The request's payload as the integration gets it.
 *
 * @throws Base64Error
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html
 */
export function requestPayload(
  body: Uint8Array,
  contentType: string | undefined,
  binaryMediaTypes: string[],
  handling: RestIntegrationModel["contentHandling"],
): Payload {
  return converted(Buffer.from(body), isBinaryType(mediaType(contentType), binaryMediaTypes), handling);
}

/**
 * The response's payload as the client gets it. Whether it is binary is said by the backend's content type, whether the
 * client wants it so by the first type of its `Accept`.
 *
 * @throws Base64Error
 */
export function responsePayload(
  body: Uint8Array,
  contentType: string | undefined,
  accept: string | undefined,
  binaryMediaTypes: string[],
  handling: RestIntegrationModel["contentHandling"],
): Payload {
  const bytes = Buffer.from(body);
  if (binaryMediaTypes.length === 0) {
    return handling === "CONVERT_TO_BINARY" ? decoded(bytes) : { kind: "text", text: bytes.toString("utf8") };
  }
  const isBinary = isBinaryType(mediaType(contentType), binaryMediaTypes);
  const wantsBinary = isBinaryType(mediaType(accept?.split(",")[0]), binaryMediaTypes);
  if (handling !== undefined) {
    return converted(bytes, isBinary, handling);
  }
  if (isBinary) {
    return wantsBinary ? { kind: "binary", bytes } : { kind: "text", text: bytes.toString("base64") };
  }
  return wantsBinary ? decoded(bytes) : { kind: "text", text: bytes.toString("utf8") };
}

function converted(bytes: Buffer, isBinary: boolean, handling: RestIntegrationModel["contentHandling"]): Payload {
  if (isBinary) {
    return handling === "CONVERT_TO_TEXT"
      ? { kind: "text", text: bytes.toString("base64") }
      : { kind: "binary", bytes };
  }
  return handling === "CONVERT_TO_BINARY" ? decoded(bytes) : { kind: "text", text: bytes.toString("utf8") };
}

function decoded(bytes: Buffer): Payload {
  const text = bytes.toString("latin1");
  if (!isBase64(text)) {
    throw new Base64Error("the payload is to be converted to binary, and it is no base64 text");
  }
  return { kind: "binary", bytes: Buffer.from(text, "base64") };
}
