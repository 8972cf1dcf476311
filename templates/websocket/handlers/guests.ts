import type { APIGatewayAuthorizerResult, Statement } from "aws-lambda";

/** The event of an authorizer of a WebSocket API. */
interface ConnectRequest {
  methodArn: string;
  queryStringParameters?: Record<string, string>;
}

/** Lets in whoever has a name of a fit length. Check a token here in place of it. */
export async function handler({
  methodArn,
  queryStringParameters,
}: ConnectRequest): Promise<APIGatewayAuthorizerResult> {
  const name = queryStringParameters?.name ?? "";
  const isFit = name !== "" && name.length <= Number(process.env.MAX_NAME_LENGTH);
  const statement: Statement = { Action: "execute-api:Invoke", Effect: isFit ? "Allow" : "Deny", Resource: methodArn };
  return { principalId: name, policyDocument: { Version: "2012-10-17", Statement: [statement] }, context: { name } };
}
