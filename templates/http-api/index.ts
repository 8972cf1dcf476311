import { HttpApi, jwt, lambda, none } from "gatewright";
import { NodeFunction } from "gatewright/functions";
import { stackConfig } from "./config";

const { issuer, audience, allowOrigins, logRetentionDays } = stackConfig.read();
const logging = { retentionInDays: logRetentionDays };
const orders = new NodeFunction("orders", { entry: "handlers/orders.ts", logging });

const api = new HttpApi("api", {
  defaultAuthorizer: jwt({ issuer, audience: [audience] }),
  routes: {
    "GET /health": { integration: lambda(orders), authorizer: none("health checks have no token") },
    "GET /orders/{id}": lambda(orders),
    "POST /orders": { integration: lambda(orders), scopes: ["orders:write"] },
  },
  cors: { allowOrigins, allowMethods: ["GET", "POST"], allowHeaders: ["authorization", "content-type"] },
  accessLog: logging,
});

export const url = api.url;
