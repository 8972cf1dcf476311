import { ConnectionStore, lambda, lambdaAuthorizer, WebSocketApi } from "gatewright";
import { nodeFunction } from "./function";

const connections = new ConnectionStore("connections", { indexBy: "room" });
const chat = nodeFunction("chat", connections.environment);
const guests = nodeFunction("guests");

const api = new WebSocketApi("websocket-chat", {
  authorizer: lambdaAuthorizer(guests.fn, { identitySources: ["route.request.querystring.name"] }),
  connections,
  models: {
    Say: {
      type: "object",
      required: ["text"],
      properties: { text: { type: "string", minLength: 1, maxLength: 1_000 } },
    },
  },
  routes: {
    $connect: lambda(chat.fn),
    $disconnect: lambda(chat.fn),
    say: { integration: lambda(chat.fn), requestModel: "Say" },
    who: { integration: lambda(chat.fn), response: true },
    $default: { integration: lambda(chat.fn), response: true },
  },
  stage: "dev",
});

connections.grantReadWrite(chat.role);
api.grantManageConnections(chat.role);

/** The URL where clients connect, with ?name=<guest>&room=<room>. */
export const url = api.url;
