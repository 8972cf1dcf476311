import { ConnectionStore, lambda, lambdaAuthorizer, WebSocketApi } from "gatewright";
import { NodeFunction } from "gatewright/functions";
import { stackConfig } from "./config";

const { maxNameLength, logRetentionDays } = stackConfig.read();
const logging = { retentionInDays: logRetentionDays };
const connections = new ConnectionStore("connections");
const chat = new NodeFunction("chat", { entry: "handlers/chat.ts", logging, environment: connections.environment });
const guests = new NodeFunction("guests", {
  entry: "handlers/guests.ts",
  logging,
  environment: { MAX_NAME_LENGTH: String(maxNameLength) },
});

const api = new WebSocketApi("api", {
  authorizer: lambdaAuthorizer(guests, { identitySources: ["route.request.querystring.name"] }),
  connections,
  routes: {
    $connect: { integration: lambda(chat) },
    $disconnect: { integration: lambda(chat) },
    who: { integration: lambda(chat), response: true },
    $default: { integration: lambda(chat), response: true },
  },
  accessLog: logging,
});

connections.grantReadWrite(chat.role);
api.grantManageConnections(chat.role);

export const url = api.url;
