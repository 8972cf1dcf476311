import { ConnectionStore, lambda, lambdaAuthorizer, WebSocketApi } from "gatewright";
import { readConfig } from "./config";
import { NodeFunction } from "./node-function";

const { maxNameLength, logRetentionDays } = readConfig();
const connections = new ConnectionStore("connections");
const chat = new NodeFunction("chat", { logRetentionDays, environment: connections.environment });
const guests = new NodeFunction("guests", {
  logRetentionDays,
  environment: { MAX_NAME_LENGTH: String(maxNameLength) },
});

const api = new WebSocketApi("api", {
  authorizer: lambdaAuthorizer(guests.function, { identitySources: ["route.request.querystring.name"] }),
  connections,
  routes: {
    $connect: { integration: lambda(chat.function) },
    $disconnect: { integration: lambda(chat.function) },
    who: { integration: lambda(chat.function), response: true },
    $default: { integration: lambda(chat.function), response: true },
  },
  accessLog: { retentionInDays: logRetentionDays },
});

connections.grantReadWrite(chat.role);
api.grantManageConnections(chat.role);

export const url = api.url;
