import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";

export async function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  return event.httpMethod === "POST" ? json(201, { accepted: true }) : json(200, { id: event.pathParameters?.id });
}

function json(statusCode: number, value: object): APIGatewayProxyResult {
  return { statusCode, headers: { "content-type": "application/json" }, body: JSON.stringify(value) };
}
