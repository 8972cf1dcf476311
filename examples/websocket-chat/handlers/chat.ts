import type { APIGatewayProxyResultV2, APIGatewayProxyWebsocketEventV2 } from "aws-lambda";
import { broadcast, findGuest, guestsOf, join, leave } from "./room";

type Event = APIGatewayProxyWebsocketEventV2 & {
  queryStringParameters?: Record<string, string>;
  requestContext: { authorizer?: { principalId: string } };
};

const actions: Record<string, (event: Event) => Promise<string | undefined>> = {
  $connect: async ({ requestContext: { connectionId, authorizer }, queryStringParameters }) => {
    const room = queryStringParameters?.room ?? "lobby";
    await join({ connectionId, room, name: authorizer?.principalId ?? "guest" });
    return undefined;
  },
  $disconnect: async (event) => {
    const { connectionId } = event.requestContext;
    const guest = await findGuest(connectionId);
    await leave(connectionId);
    if (guest !== undefined) {
      await broadcast(callbackOf(event), guest.room, { from: guest.name, left: true });
    }
    return undefined;
  },
  say: async (event) => {
    const guest = await findGuest(event.requestContext.connectionId);
    if (guest !== undefined) {
      const { text } = JSON.parse(event.body ?? "{}") as { text: string }; // the model Say
      await broadcast(callbackOf(event), guest.room, { from: guest.name, text });
    }
    return undefined;
  },
  who: async ({ requestContext }) => {
    const guest = await findGuest(requestContext.connectionId);
    const guests = guest === undefined ? [] : await guestsOf(guest.room);
    return JSON.stringify({ guests: guests.map(({ name }) => name).sort() });
  },
  $default: () => Promise.resolve(JSON.stringify({ help: 'send {"action":"say","text":"..."} or {"action":"who"}' })),
};

/** The function behind every route of the chat. */
export async function handler(event: Event): Promise<APIGatewayProxyResultV2> {
  const body = await actions[event.requestContext.routeKey]?.(event);
  return { statusCode: 200, body };
}

function callbackOf({ requestContext: { domainName, stage } }: Event): string {
  return `https://${domainName}/${stage}`;
}
