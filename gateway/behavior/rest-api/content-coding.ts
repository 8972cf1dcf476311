/** The content codings that API Gateway knows. */
export type ContentCoding = "gzip" | "deflate";

/**
 * The coding that a response is compressed with, if any: the first of the client's highest priority, where API Gateway
 * supports it and the payload is at least as large as the API's minimum.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-enable-compression.html
 */
export function responseCoding(
  acceptEncoding: string | undefined,
  minimumSize: number | undefined,
  size: number,
): ContentCoding | undefined {
  if (minimumSize === undefined || size < minimumSize || size === 0 || acceptEncoding === undefined) {
    return undefined;
  }
  const wanted = acceptEncoding
    .split(",")
    .map((item) => {
      const [coding = "", ...parameters] = item.split(";").map((part) => part.trim().toLowerCase());
      const quality = parameters.find((parameter) => parameter.startsWith("q="));
      return { coding, quality: quality === undefined ? 1 : Number(quality.slice(2)) };
    })
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality)[0]?.coding;
  return wanted === "*" ? "gzip" : codingOf(wanted);
}

/** The coding of a request's payload, from its `Content-Encoding`. */
export function codingOf(name: string | undefined): ContentCoding | undefined {
  const coding = name?.trim().toLowerCase();
  return coding === "gzip" || coding === "deflate" ? coding : undefined;
}
