import { Config } from "@pulumi/pulumi";
import {
  type ApiMonitoringArgs,
  type ConsumerArgs,
  mock,
  none,
  type PlanLimits,
  RestApi,
  UsagePlans,
} from "gatewright";

const config = new Config();

const api = new RestApi("partners", {
  apiKeyRequired: true,
  defaultAuthorizer: none("callers have an API key on a usage plan"),
  models: {
    Order: { type: "object", required: ["item"], properties: { item: { type: "string", minLength: 1 } } },
  },
  routes: {
    "GET /orders": mock({ responses: [{ statusCode: "200", templates: { "application/json": '{"orders": []}' } }] }),
    "POST /orders": {
      integration: mock({
        responses: [{ statusCode: "200", templates: { "application/json": '{"accepted": true}' } }],
      }),
      requestModel: "Order",
    },
  },
  // in production alone: somebody must be there to be paged
  monitoring: config.getObject<ApiMonitoringArgs>("monitoring"),
});

const plans = new UsagePlans("tiers", {
  stages: [{ api }],
  plans: config.requireObject<Record<string, PlanLimits>>("plans"),
  consumers: config.requireObject<Record<string, ConsumerArgs>>("consumers"),
});

/** The URL of the API. */
export const url = api.url;
/** The consumers' keys, which stay secret: `pulumi stack output keys --show-secrets`. */
export const keys = plans.keyValues;
