import { randomUUID } from "node:crypto";
import {
  ApiGatewayManagementApiClient,
  GoneException,
  PostToConnectionCommand,
} from "@aws-sdk/client-apigatewaymanagementapi";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DeleteCommand, DynamoDBDocumentClient, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";

/** A ticket is good for one connection, within this time. */
export const TICKET_SECONDS = 60;
/** API Gateway closes every connection after two hours; an item that its $disconnect missed goes a little later. */
const CONNECTION_SECONDS = 3 * 3600;

const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const TableName = process.env.CONNECTIONS_TABLE_NAME;
const IndexName = process.env.CONNECTIONS_INDEX_NAME;

/** Makes a ticket. It has no `customer` of its own name, so that the index of subscribers leaves it out. */
export async function issueTicket(customer: string): Promise<string> {
  const ticket = randomUUID();
  const expiresAt = inSeconds(TICKET_SECONDS);
  await table.send(
    new PutCommand({ TableName, Item: { connectionId: `ticket#${ticket}`, issuedTo: customer, expiresAt } }),
  );
  return ticket;
}

/** The customer that a ticket was made for, once; undefined where it is used up, too old or none. */
export async function redeemTicket(ticket: string): Promise<string | undefined> {
  const Key = { connectionId: `ticket#${ticket}` };
  const { Attributes } = await table.send(new DeleteCommand({ TableName, Key, ReturnValues: "ALL_OLD" }));
  const item = Attributes as { issuedTo: string; expiresAt: number } | undefined;
  return item !== undefined && item.expiresAt >= inSeconds(0) ? item.issuedTo : undefined;
}

export async function subscribe(connectionId: string, customer: string): Promise<void> {
  const expiresAt = inSeconds(CONNECTION_SECONDS);
  await table.send(new PutCommand({ TableName, Item: { connectionId, customer, expiresAt } }));
}

export async function unsubscribe(connectionId: string): Promise<void> {
  await table.send(new DeleteCommand({ TableName, Key: { connectionId } }));
}

/** Sends to every connection of a customer; one that is gone without a word is removed. */
export async function publish(customer: string, update: object): Promise<void> {
  const callback = new ApiGatewayManagementApiClient({ endpoint: process.env.WEBSOCKET_CALLBACK_URL });
  const { Items = [] } = await table.send(
    new QueryCommand({
      TableName,
      IndexName,
      KeyConditionExpression: "customer = :customer",
      ExpressionAttributeValues: { ":customer": customer },
    }),
  );
  await Promise.all(
    (Items as { connectionId: string }[]).map(async ({ connectionId }) => {
      try {
        await callback.send(new PostToConnectionCommand({ ConnectionId: connectionId, Data: JSON.stringify(update) }));
      } catch (error) {
        if (!(error instanceof GoneException)) {
          throw error;
        }
        await unsubscribe(connectionId);
      }
    }),
  );
}

function inSeconds(seconds: number): number {
  return Math.floor(Date.now() / 1000) + seconds;
}
