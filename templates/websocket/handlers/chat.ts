import { DeleteItemCommand, DynamoDBClient, PutItemCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import type { APIGatewayProxyResultV2, APIGatewayProxyWebsocketEventV2 } from "aws-lambda";

const table = new DynamoDBClient({});
const TableName = process.env.CONNECTIONS_TABLE_NAME;

export async function handler(event: APIGatewayProxyWebsocketEventV2): Promise<APIGatewayProxyResultV2> {
  const { routeKey, connectionId } = event.requestContext;
  switch (routeKey) {
    case "$connect":
      await table.send(new PutItemCommand({ TableName, Item: { connectionId: { S: connectionId } } }));
      return { statusCode: 200 };
    case "$disconnect":
      await table.send(new DeleteItemCommand({ TableName, Key: { connectionId: { S: connectionId } } }));
      return { statusCode: 200 };
    case "who": {
      const { Count = 0 } = await table.send(new ScanCommand({ TableName, Select: "COUNT" }));
      return { statusCode: 200, body: JSON.stringify({ connected: Count }) };
    }
    default:
      return { statusCode: 200, body: JSON.stringify({ echo: event.body }) };
  }
}
