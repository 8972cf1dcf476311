import * as pulumi from "@pulumi/pulumi";
import { HttpApi, jwt, lambda, none } from "gatewright";
import { readConfig } from "./config";
import { NodeFunction } from "./node-function";

const { identityStack, allowOrigins, logRetentionDays } = readConfig();
const identity = new pulumi.StackReference(identityStack);
const issuer = identity.requireOutput("issuer").apply(String);
const audience = identity.requireOutput("clientId").apply(String);
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
