import { lambda, none, RestApi, UsagePlans } from "gatewright";
import { readConfig } from "./config";
import { NodeFunction } from "./node-function";

const { dailyRequests, consumers, logRetentionDays } = readConfig();
const orders = new NodeFunction("orders", { logRetentionDays });

const api = new RestApi("api", {
  apiKeyRequired: true,
  defaultAuthorizer: none("callers have an API key on a usage plan"),
  models: { Order: { type: "object", required: ["item"], properties: { item: { type: "string", minLength: 1 } } } },
  routes: {
    "GET /orders/{id}": lambda(orders.function),
    "POST /orders": { integration: lambda(orders.function), requestModel: "Order" },
  },
  accessLog: { retentionInDays: logRetentionDays },
});

const plans = new UsagePlans("plans", {
  stages: [{ api }],
  plans: { standard: { quota: { limit: dailyRequests, period: "DAY" }, throttle: { rateLimit: 10, burstLimit: 20 } } },
  consumers: Object.fromEntries(consumers.map((name) => [name, { plan: "standard" }])),
});

export const url = api.url;
export const keys = plans.keyValues;
