import { HttpApi, jwt, lambda, none } from "../components";
import { NodeFunction } from "../functions";
import { readStackConfig } from "./config";
import { monitoring } from "./monitoring";
import { orderUpdates } from "./order-updates";
import { partnerApi } from "./partner-api";

const config = readStackConfig();
const { logRetentionDays } = config;
const logging = { retentionInDays: logRetentionDays };

const updates = orderUpdates(config);
const { environment } = updates.api;
const orders = new NodeFunction("orders", { entry: "handlers/orders.ts", logging, environment });
updates.subscribers.grantReadWrite(orders.role);
updates.api.grantManageConnections(orders.role);
const health = new NodeFunction("health", { entry: "handlers/health.ts", logging });
const catalog = new NodeFunction("catalog", { entry: "handlers/catalog.ts", logging });
const access = new NodeFunction("partner-access", { entry: "handlers/partner-access.ts", logging });

const read = { integration: lambda(orders), scopes: ["orders:read"] };
const write = { integration: lambda(orders), scopes: ["orders:write"], throttle: config.writeThrottle };

const api = new HttpApi("orders-api", {
  // named, so that the authorizer has one name in all stacks, whose issuers differ
  defaultAuthorizer: jwt({ name: "jwt", issuer: config.jwtIssuer, audience: config.jwtAudiences }),
  routes: {
    "GET /health": { integration: lambda(health), authorizer: none("says no more than that the API answers") },
    "GET /orders": read,
    "POST /orders": write,
    "GET /orders/{id}": read,
    "POST /orders/{id}/cancel": write,
    "POST /order-updates": read,
  },
  cors: {
    allowOrigins: config.corsOrigins,
    allowMethods: ["GET", "POST"],
    allowHeaders: ["authorization", "content-type"],
    exposeHeaders: ["location"],
  },
  throttle: config.throttle,
  accessLog: { retentionInDays: logRetentionDays },
});

const partners = partnerApi({ catalog, access }, config);
monitoring(
  {
    orders: { api, functions: { orders: orders.function } },
    partners: { ...partners, functions: { catalog: catalog.function, access: access.function } },
    updates: { api: updates.api, functions: updates.functions },
  },
  config,
);

/** The URL of the API. */
export const url = api.url;
/** The URL where customers follow their orders, with a ticket of POST /order-updates: `?ticket=...`. */
export const updatesUrl = updates.api.url;
/** The URL of the partners' API. */
export const partnerUrl = partners.api.url;
/** The partners' API keys, which stay secret. */
export const partnerKeys = partners.plans.keyValues;
/** The path of its routes; `{id}` stands for one order. */
export const urls = {
  health: api.urlFor("GET /health"),
  orders: api.urlFor("GET /orders"),
  order: api.urlFor("GET /orders/{id}", { id: "order-1" }),
};
/** The coverage: who may call each route, and why anyone may. */
export const authorization = api.authorizationCoverage;
