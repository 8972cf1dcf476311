/**
 * Headers of a backend's response that API Gateway does not pass on under their own name.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
const REMAPPED = new Set(["authorization", "connection", "date", "host", "server", "www-authenticate"]);
const DROPPED = new Set(["content-length", "transfer-encoding", "keep-alive"]);

/** A backend's headers as the client of a REST API gets them. Names are in small letters. */
export function remappedHeaders(headers: readonly [name: string, value: string][]): [string, string][] {
  return headers.flatMap(([name, value]): [string, string][] =>
    DROPPED.has(name) ? [] : [[REMAPPED.has(name) ? `x-amzn-remapped-${name}` : name, value]],
  );
}
