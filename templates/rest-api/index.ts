import { lambda, none, RestApi, UsagePlans } from "gatewright";
import { NodeFunction } from "gatewright/functions";
import { stackConfig } from "./config";

const { dailyRequests, consumers, logRetentionDays } = stackConfig.read();
const logging = { retentionInDays: logRetentionDays };
const orders = new NodeFunction("orders", { entry: "handlers/orders.ts", logging });

const api = new RestApi("api", {
  apiKeyRequired: true,
  defaultAuthorizer: none("callers have an API key on a usage plan"),
  models: { Order: { type: "object", required: ["item"], properties: { item: { type: "string", minLength: 1 } } } },
  routes: {
    "GET /orders/{id}": lambda(orders),
    "POST /orders": { integration: lambda(orders), requestModel: "Order" },
  },
  accessLog: logging,
});

const plans = new UsagePlans("plans", {
  stages: [{ api }],
  plans: { standard: { quota: { limit: dailyRequests, period: "DAY" }, throttle: { rateLimit: 10, burstLimit: 20 } } },
  consumers: Object.fromEntries(consumers.map((name) => [name, { plan: "standard" }])),
});

export const url = api.url;
export const keys = plans.keyValues;
