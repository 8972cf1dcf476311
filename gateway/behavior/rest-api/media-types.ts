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
 * Returns whether a media type is one of the API's binary ones: a type itself, all types (both halves `*`), or all of a family (`image/*`). A
 * wildcard of another form, such as that before the slash, matches nothing, not even itself.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings.html
 * https://github.com/localstack/localstack/blob/8b9a79f05846835cf4dff63ab7eefdde9df83783/tests/aws/services/apigateway/test_apigateway_lambda.py
 */
export function isBinaryType(type: string | undefined, binaryMediaTypes: string[]): boolean {
  return (
    binaryMediaTypes.includes("*/*") ||
    (type !== undefined && binaryMediaTypes.some((each) => covers(mediaType(each) ?? "", type)))
  );
}

function covers(binary: string, type: string): boolean {
  const family = /^([^*]+\/)\*$/.exec(binary)?.[1];
  return family === undefined ? !binary.includes("*") && binary === type : type.startsWith(family);
}

/**
 * The member of a map by content type that a header selects.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html#selecting-mapping-templates
 */
export function byMediaType<T>(values: Record<string, T>, type: string): [contentType: string, value: T] | undefined {
  return Object.entries(values).find(([key]) => mediaType(key) === type);
}
