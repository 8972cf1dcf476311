import type { APIGatewayAuthorizerResult, APIGatewayTokenAuthorizerEvent } from "aws-lambda";

/**
 * Takes the partner's API key out of `Authorization: Bearer <key>`. Whether there is such a key, and what its plan has left,
 * API Gateway finds out by itself.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-key-source.html
 */
export function handler(event: APIGatewayTokenAuthorizerEvent): Promise<APIGatewayAuthorizerResult> {
  const key = /^Bearer ([A-Za-z0-9_-]{20,128})$/.exec(event.authorizationToken)?.[1];
  if (key === undefined) {
    // API Gateway answers 401 to this very text.
    return Promise.reject(new Error("Unauthorized"));
  }
  const [api = ""] = event.methodArn.split("/");
  const statement = { Effect: "Allow" as const, Action: "execute-api:Invoke", Resource: `${api}/*` };
  return Promise.resolve({
    principalId: "partner",
    policyDocument: { Version: "2012-10-17", Statement: [statement] },
    usageIdentifierKey: key,
  });
}
