import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyResultV2 } from "aws-lambda";

/** Answers with who is calling, and what the request holds. */
export function handler(event: APIGatewayProxyEventV2WithJWTAuthorizer): Promise<APIGatewayProxyResultV2> {
  const { authorizer, http } = event.requestContext;
  const body = {
    userId: authorizer.jwt.claims.sub,
    path: http.path,
    method: http.method,
    query: event.queryStringParameters ?? {},
    contentType: event.headers["content-type"] ?? null,
    body: event.body ?? null,
  };
  return Promise.resolve({
    statusCode: 200,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}
