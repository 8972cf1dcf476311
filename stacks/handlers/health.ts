import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";

/** Answers a load balancer's or a monitor's question without a token: it says nothing but that the API answers. */
export function handler(): Promise<APIGatewayProxyStructuredResultV2> {
  return Promise.resolve({
    statusCode: 200,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ status: "ok" }),
  });
}
