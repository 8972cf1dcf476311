import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent } from "aws-lambda";
import { redeemTicket } from "./order-subscribers";

/** Lets in whoever has a ticket, as the customer that it was made for. */
export async function handler(event: APIGatewayRequestAuthorizerEvent): Promise<APIGatewayAuthorizerResult> {
  const customer = await redeemTicket(event.queryStringParameters?.ticket ?? "");
  return {
    principalId: customer ?? "nobody",
    policyDocument: {
      Version: "2012-10-17",
      Statement: [
        {
          Action: "execute-api:Invoke",
          Effect: customer === undefined ? "Deny" : "Allow",
          Resource: event.methodArn,
        },
      ],
    },
  };
}
