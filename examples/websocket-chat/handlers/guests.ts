import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent } from "aws-lambda";

/** Lets in whoever says a name of letters and digits; a real chat verifies a token here. */
export function handler(event: APIGatewayRequestAuthorizerEvent): Promise<APIGatewayAuthorizerResult> {
  const name = event.queryStringParameters?.name ?? "";
  const allowed = /^[A-Za-z0-9]{1,20}$/.test(name);
  return Promise.resolve({
    principalId: allowed ? name : "nobody",
    policyDocument: {
      Version: "2012-10-17",
      Statement: [{ Action: "execute-api:Invoke", Effect: allowed ? "Allow" : "Deny", Resource: event.methodArn }],
    },
  });
}
