import type * as aws from "@pulumi/aws/lambda";
import { ConnectionStore, lambda, lambdaAuthorizer, WebSocketApi } from "../components";
import { NodeFunction } from "../functions";
import type { StackConfig } from "./config";

/** The API that pushes orders to their customers as they change, and who is connected to it. */
export interface OrderUpdates {
  api: WebSocketApi;
  subscribers: ConnectionStore;
  /** Its functions, by a name for their alarms. */
  functions: Record<string, aws.Function>;
}

/** A client gets a ticket from `POST /order-updates` with its token, and connects with it: a browser sends no headers. */
export function orderUpdates({ tier, logRetentionDays, throttle }: StackConfig): OrderUpdates {
  const subscribers = new ConnectionStore("order-subscribers", {
    indexBy: "customer",
    pointInTimeRecovery: tier === "production",
  });
  const { environment } = subscribers;
  const logging = { retentionInDays: logRetentionDays };
  const updates = new NodeFunction("order-updates", { entry: "handlers/order-updates.ts", logging, environment });
  const access = new NodeFunction("order-updates-access", {
    entry: "handlers/order-updates-access.ts",
    logging,
    environment,
  });
  const integration = lambda(updates);
  const api = new WebSocketApi("order-updates-api", {
    authorizer: lambdaAuthorizer(access, { identitySources: ["route.request.querystring.ticket"] }),
    connections: subscribers,
    routes: { $connect: { integration }, $disconnect: { integration }, $default: { integration, response: true } },
    throttle,
    accessLog: { retentionInDays: logRetentionDays },
  });
  subscribers.grantReadWrite(updates.role);
  subscribers.grantReadWrite(access.role);
  return { api, subscribers, functions: { updates: updates.function, access: access.function } };
}
