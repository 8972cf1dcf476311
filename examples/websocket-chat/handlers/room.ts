import {
  ApiGatewayManagementApiClient,
  GoneException,
  PostToConnectionCommand,
} from "@aws-sdk/client-apigatewaymanagementapi";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DeleteCommand, DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";

/** One guest in a room. */
export interface Guest {
  connectionId: string;
  room: string;
  name: string;
}

const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const TableName = process.env.CONNECTIONS_TABLE_NAME;
const IndexName = process.env.CONNECTIONS_INDEX_NAME;
/** API Gateway closes every connection after two hours; an item that its $disconnect missed goes a little later. */
const TIME_TO_LIVE_SECONDS = 3 * 3600;

export async function join(guest: Guest): Promise<void> {
  const expiresAt = Math.floor(Date.now() / 1000) + TIME_TO_LIVE_SECONDS;
  await table.send(new PutCommand({ TableName, Item: { ...guest, expiresAt } }));
}

export async function leave(connectionId: string): Promise<void> {
  await table.send(new DeleteCommand({ TableName, Key: { connectionId } }));
}

export async function findGuest(connectionId: string): Promise<Guest | undefined> {
  const { Item } = await table.send(new GetCommand({ TableName, Key: { connectionId } }));
  return Item as Guest | undefined;
}

export async function guestsOf(room: string): Promise<Guest[]> {
  const { Items = [] } = await table.send(
    new QueryCommand({
      TableName,
      IndexName,
      KeyConditionExpression: "room = :room",
      ExpressionAttributeValues: { ":room": room },
    }),
  );
  return Items as Guest[];
}

/** Sends to everyone in a room; whoever is gone without a word is removed. */
export async function broadcast(endpoint: string, room: string, message: object): Promise<void> {
  const callback = new ApiGatewayManagementApiClient({ endpoint });
  const Data = JSON.stringify(message);
  await Promise.all(
    (await guestsOf(room)).map(async ({ connectionId }) => {
      try {
        await callback.send(new PostToConnectionCommand({ ConnectionId: connectionId, Data }));
      } catch (error) {
        if (!(error instanceof GoneException)) {
          throw error;
        }
        await leave(connectionId);
      }
    }),
  );
}
