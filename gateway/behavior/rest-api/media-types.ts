/** The MIME type of a `Content-Type`, in lower case, without its parameters. */
export function mediaType(contentType: string | undefined): string | undefined {
  const type = contentType?.split(";")[0]?.trim().toLowerCase();
  return type === undefined || type === "" ? undefined : type;
}

/** The first media type of an `Accept` header: the only one that API Gateway honours. */
export function firstAccepted(accept: string | undefined): string | undefined {
  return mediaType(accept?.split(",")[0]);
}

/**
 * Whether a media type is one of the API's binary ones. A type matches itself, and the wildcard of all types everything; other
 * wildcards, such as those of one family, match themselves alone.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings.html
 */
export function isBinaryType(type: string | undefined, binaryMediaTypes: string[]): boolean {
  return (
    binaryMediaTypes.includes("*/*") ||
    (type !== undefined && binaryMediaTypes.some((each) => mediaType(each) === type))
  );
}

/**
 * The member of a map by content type that a header selects.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html#selecting-mapping-templates
 */
export function byMediaType<T>(values: Record<string, T>, type: string): [contentType: string, value: T] | undefined {
  return Object.entries(values).find(([key]) => mediaType(key) === type);
}
