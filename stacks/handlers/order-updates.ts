import type { APIGatewayProxyResultV2, APIGatewayProxyWebsocketEventV2 } from "aws-lambda";
import { subscribe, unsubscribe } from "./order-subscribers";

type Event = APIGatewayProxyWebsocketEventV2 & { requestContext: { authorizer?: { principalId: string } } };

/** The function behind the connections of customers who follow their orders. */
export async function handler({ requestContext }: Event): Promise<APIGatewayProxyResultV2> {
  const { routeKey, connectionId, authorizer } = requestContext;
  switch (routeKey) {
    case "$connect":
      await subscribe(connectionId, authorizer?.principalId ?? "");
      return { statusCode: 200 };
    case "$disconnect":
      await unsubscribe(connectionId);
      return { statusCode: 200 };
    default:
      return { statusCode: 200, body: JSON.stringify({ message: "Orders are sent as they change; nothing is taken" }) };
  }
}
