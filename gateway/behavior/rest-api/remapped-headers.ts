/**
 * Headers of responses that API Gateway sends as `x-amzn-Remapped-<name>`, whether a backend sent or a mapping set them.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 * https://github.com/localstack/localstack/blob/8b9a79f05846835cf4dff63ab7eefdde9df83783/tests/aws/services/apigateway/test_apigateway_integrations.snapshot.json
 * (TestApiGatewayHeaderRemapping)
 */
const REMAPPED = new Set([
  "authorization",
  "connection",
  "content-length",
  "content-md5",
  "date",
  "expect",
  "host",
  "max-forwards",
  "proxy-authenticate",
  "server",
  "trailer",
  "upgrade",
  "user-agent",
  "www-authenticate",
  // recorded of a Lambda function URL behind an HTTP proxy: test_apigateway_http.snapshot.json (test_http_integration_with_lambda[HTTP_PROXY])
  "x-amzn-requestid",
]);
const DROPPED = new Set(["transfer-encoding", "keep-alive"]);

/** Returns a backend's or a mapping's headers as the client of a REST API gets them. Names are in lower case. */
export function remappedHeaders(headers: readonly (readonly [name: string, value: string])[]): [string, string][] {
  const remapped: [string, string][] = [];
  for (const [name, value] of headers) {
    if (!DROPPED.has(name)) {
      remapped.push([REMAPPED.has(name) ? `x-amzn-remapped-${name}` : name, value]);
    }
  }
  return remapped;
}
