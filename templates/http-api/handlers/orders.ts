import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";

export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  switch (event.routeKey) {
    case "GET /health":
      return json(200, { status: "ok" });
    case "GET /orders/{id}":
      return json(200, { id: event.pathParameters?.id });
    default:
      return json(201, { accepted: true });
  }
}

function json(statusCode: number, value: object): APIGatewayProxyStructuredResultV2 {
  return { statusCode, headers: { "content-type": "application/json" }, body: JSON.stringify(value) };
}
