import { HttpApi, jwt, lambda, none } from "gatewright";
import { readConfig } from "./config";
import { NodeFunction } from "./node-function";

const { issuer, audience, allowOrigins, logRetentionDays } = readConfig();
const orders = new NodeFunction("orders", { logRetentionDays });

const api = new HttpApi("api", {
  defaultAuthorizer: jwt({ issuer, audience: [audience] }),
  routes: {
    "GET /health": { integration: lambda(orders.function), authorizer: none("health checks have no token") },
    "GET /orders/{id}": lambda(orders.function),
    "POST /orders": { integration: lambda(orders.function), scopes: ["orders:write"] },
  },
  cors: { allowOrigins, allowMethods: ["GET", "POST"], allowHeaders: ["authorization", "content-type"] },
  accessLog: { retentionInDays: logRetentionDays },
});

export const url = api.url;
